using ItoSharp.Generator.Diagnostics;
using ItoSharp.Generator.Models;
using ItoSharp.Symbolics;
using Microsoft.CodeAnalysis;
using Microsoft.FSharp.Collections;

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

        if (PlanAttributes.Number(declared.Attribute, "Stepping", 0) != 0)
        {
            faults.Add(
                DiagnosticInfo.At(
                    LocationInfo.From(type.Locations.FirstOrDefault()),
                    Descriptors.GradientForm,
                    type.Name,
                    "the reverse of steps by tolerance is not emitted; take Stepping.Fixed with gradients"
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

        FSharpSet<string> state = SetModule.OfSeq(sde.Declaration!.State);
        FSharpSet<string> moving = SetModule.OfSeq(sde.Declaration.State.Concat(members.Stops.Select(s => s.Flag)));
        foreach (ObservableModel observable in members.Observables.Where(o => o.Gradient == ObservableGradient.Pathwise))
        {
            string? why = Why(observable, members, sde.Declaration, state, moving);
            if (why is not null)
            {
                IMethodSymbol? method = type.GetMembers(observable.Name).OfType<IMethodSymbol>().FirstOrDefault();
                faults.Add(
                    DiagnosticInfo.At(
                        LocationInfo.From(method?.Locations.FirstOrDefault()),
                        Descriptors.GradientJumps,
                        type.Name,
                        $"the mean of '{observable.Name}' cannot be differentiated along its paths: {why}; declare it as [Observable(Gradient = ObservableGradient.CommonRandomNumbers)], or with None to leave its gradient out"
                    )
                );
            }
        }
    }

    /// <summary>What in the declaration steps cannot be gone back over with; what in equation and method is found with the step.</summary>
    static string? Unturnable(AttributeData attribute, EnsembleMembers members) =>
        PlanAttributes.Named(attribute, "Precision") is not 1
            ? "states are reconstructed to rounding, which float has too much of; declare Precision = Precision.Double, or take the checkpointed gradient, Gradients.Exact, which float has too"
        : members.Stops.Count > 0
            ? $"'{members.Stops[0].Name}' freezes paths, which going back does not undo; take the checkpointed gradient, Gradients.Exact"
        : null;

    static string? Why(
        ObservableModel observable,
        EnsembleMembers members,
        SdeDeclaration equation,
        FSharpSet<string> state,
        FSharpSet<string> moving
    )
    {
        if (members.Stops.FirstOrDefault(s => Smoothness.Moves(state, s.Condition)) is { } stop)
        {
            return $"'{stop.Name}' freezes paths by their state, and whether it does jumps from path to path";
        }

        if (Smoothness.Jumps(moving, observable.Formula))
        {
            return "it jumps where the state moves";
        }

        IEnumerable<Expr> fields = equation.Drift.Concat(equation.Noises.SelectMany(n => n.Components));
        return fields.Any(e => Smoothness.Jumps(state, e)) ? "a drift or noise of the equation jumps where the state moves" : null;
    }
}
