using ItoSharp.Generator.Diagnostics;
using ItoSharp.Generator.Models;
using ItoSharp.Symbolics;
using Microsoft.CodeAnalysis;
using Microsoft.FSharp.Collections;
using Microsoft.FSharp.Core;

namespace ItoSharp.Generator.Parsing;

/// <summary>Whether the gradients of an ensemble are what its observables allow.</summary>
internal static class EnsembleGradients
{
    const int Exact = 1;
    const int Reversible = 4;

    /// <summary>Whether steps are to be gone back over without states in memory.</summary>
    public static bool AreReversible(AttributeData attribute) => (PlanAttributes.Number(attribute, "Gradients", 0) & Reversible) != 0;

    public static void Check(
        DeclaredType declared,
        FoundSde sde,
        EnsembleMembers members,
        List<DiagnosticInfo> faults,
        CancellationToken cancellation
    )
    {
        int form = PlanAttributes.Number(declared.Attribute, "Gradients", 0);
        if (form == 0)
        {
            return;
        }

        INamedTypeSymbol type = declared.Type;
        if ((form & ~(Exact | Reversible)) != 0)
        {
            faults.Add(
                DiagnosticInfo.At(
                    LocationInfo.From(type.Locations.FirstOrDefault()),
                    Descriptors.GradientForm,
                    type.Name,
                    "Gradients.AdjointDeis is for samplers; ensembles have Gradients.Exact and Gradients.Reversible"
                )
            );
            return;
        }

        if (AreReversible(declared.Attribute) && Unturnable(declared.Attribute, members) is { } unturnable)
        {
            faults.Add(
                DiagnosticInfo.At(declared.Place("Gradients", cancellation), Descriptors.EnsembleNotReversible, type.Name, unturnable)
            );
            return;
        }

        foreach (ObservableModel observable in members.Observables)
        {
            string? refusal = observable.Gradient switch
            {
                ObservableGradient.Pathwise => Pathwise(observable, members, sde.Declaration!),
                ObservableGradient.Smoothed => Smoothed(observable, members, sde.Declaration!),
                _ => null,
            };
            if (refusal is not null)
            {
                LocationInfo? place = Place(type, observable);
                faults.Add(DiagnosticInfo.At(place, Descriptors.GradientJumps, type.Name, refusal));
            }

            bool isSmoothed = observable.Gradient == ObservableGradient.Smoothed;
            if (isSmoothed && members.Arguments.Any(a => a.Name == observable.WidthArgument))
            {
                string twice =
                    $"the width of '{observable.Name}' would be '{observable.WidthArgument}' among the arguments of Gradient, which is taken; rename the parameter";
                faults.Add(DiagnosticInfo.At(Place(type, observable), Descriptors.EnsembleName, type.Name, twice));
            }
        }
    }

    /// <summary>What in the declaration steps cannot be gone back over with; what in equation and method is found with the step.</summary>
    static string? Unturnable(AttributeData attribute, EnsembleMembers members) =>
        PlanAttributes.Named(attribute, "Precision") is not 1
            ? "states are reconstructed to rounding, which float has too much of; declare Precision = Precision.Double, or take the checkpointed gradient, Gradients.Exact, which float has too"
        : members.Stops.Count > 0
            ? $"'{members.Stops[0].Name}' freezes paths, which going back does not undo; take the checkpointed gradient, Gradients.Exact"
        : PlanAttributes.Number(attribute, "Stepping", 0) != 0
            ? "steps by tolerance depend on the state before them, which going back does not know; take the checkpointed gradient, Gradients.Exact, or Stepping.Fixed"
        : null;

    static LocationInfo? Place(INamedTypeSymbol type, ObservableModel observable) =>
        LocationInfo.From(type.GetMembers(observable.Name).OfType<IMethodSymbol>().FirstOrDefault()?.Locations.FirstOrDefault());

    static string? Pathwise(ObservableModel observable, EnsembleMembers members, SdeDeclaration equation)
    {
        string? why = OfPaths(members, equation);
        string cure = Differences;
        FSharpSet<string> state = SetModule.OfSeq(equation.State);
        if (why is null && Smoothness.Jumps(state, observable.Formula))
        {
            why = "it jumps where the state moves";
            bool canSmooth = SmoothSteps.Of(state, ExprModule.One, observable.Formula).IsOk;
            cure = canSmooth ? $"{Differences}, or with Smoothed and a width for every gradient" : Differences;
        }
        else if (why is null && Smoothness.Jumps(Flags(members), observable.Formula))
        {
            why = "it jumps where a path is stopped";
        }

        return why is null
            ? null
            : $"the mean of '{observable.Name}' cannot be differentiated along its paths: {why}; {cure}, or with None to leave its gradient out";
    }

    static string? Smoothed(ObservableModel observable, EnsembleMembers members, SdeDeclaration equation)
    {
        string? why = OfPaths(members, equation);
        FSharpSet<string> state = SetModule.OfSeq(equation.State);
        FSharpResult<Expr, string> smooth = SmoothSteps.Of(state, ExprModule.One, observable.Formula);
        if (why is null && smooth.IsError)
        {
            why = smooth.ErrorValue;
        }

        if (why is null && Smoothness.Jumps(Flags(members), observable.Formula))
        {
            why = "it asks whether a path was stopped";
        }

        return why is not null ? $"'{observable.Name}' cannot be smoothed: {why}; {Differences}"
            : !Smoothness.Jumps(state, observable.Formula)
                ? $"'{observable.Name}' has nothing to smooth: it does not jump where the state moves; leave its Gradient out"
            : null;
    }

    const string Differences = "declare it as [Observable(Gradient = ObservableGradient.CommonRandomNumbers)]";

    static FSharpSet<string> Flags(EnsembleMembers members) => SetModule.OfSeq(members.Stops.Select(s => s.Flag));

    /// <summary>What makes paths themselves jump, whatever is observed of them.</summary>
    static string? OfPaths(EnsembleMembers members, SdeDeclaration equation)
    {
        FSharpSet<string> state = SetModule.OfSeq(equation.State);
        if (members.Stops.FirstOrDefault(s => Smoothness.Moves(state, s.Condition)) is { } stop)
        {
            return $"'{stop.Name}' freezes paths by their state, and whether it does jumps from path to path";
        }

        IEnumerable<Expr> fields = equation.Drift.Concat(equation.Noises.SelectMany(n => n.Components));
        return fields.Any(e => Smoothness.Jumps(state, e)) ? "a drift or noise of the equation jumps where the state moves" : null;
    }
}
