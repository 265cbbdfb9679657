using ItoSharp.Generator.Diagnostics;
using ItoSharp.Generator.Models;
using ItoSharp.Symbolics;
using Microsoft.CodeAnalysis;

namespace ItoSharp.Generator.Parsing;

/// <summary>Reads an [Ensemble] type into an <see cref="EnsembleModel"/>. Behind this no symbol is seen any more.</summary>
internal static class EnsembleParser
{
    public const string Attribute = "ItoSharp.EnsembleAttribute`2";

    public static ParsedEnsemble Parse(DeclaredType declared, CancellationToken cancellation)
    {
        INamedTypeSymbol type = declared.Type;
        var faults = new List<DiagnosticInfo>();
        LocationInfo? name = LocationInfo.From(type.Locations.FirstOrDefault());
        string? wrong =
            PartialTypeShape.Wrong(type, recordAllowed: false, cancellation)
            ?? (type.BaseType is { SpecialType: not SpecialType.System_Object } parent ? $"derived from '{parent.Name}'" : null);
        if (wrong is not null)
        {
            faults.Add(DiagnosticInfo.At(name, Descriptors.EnsembleShape, type.Name, wrong).With(TypeCures.Modifiers(type, cancellation)));
        }

        ITypeSymbol[] types = declared.Attribute.AttributeClass?.TypeArguments.ToArray() ?? [];
        LocationInfo? first = declared.PlaceOfArgument(0, cancellation);
        LocationInfo? second = declared.PlaceOfArgument(1, cancellation);
        FoundSde? sde = types.ElementAtOrDefault(0) is INamedTypeSymbol equation
            ? SdeReader.Find(equation, declared.Compilation, first, cancellation)
            : null;
        if (sde is null && types.ElementAtOrDefault(0) is { TypeKind: not TypeKind.Error } other)
        {
            faults.Add(
                DiagnosticInfo.At(
                    first,
                    Descriptors.EnsembleEquation,
                    type.Name,
                    $"'{other.Name}' is not declared with [Sde]; put the equation first and the method second"
                )
            );
        }

        faults.AddRange(sde?.Faults ?? []);
        EnsembleMethod? method = types.ElementAtOrDefault(1) is INamedTypeSymbol solver ? EnsembleMethod.Read(solver, second) : null;
        if (types.ElementAtOrDefault(1) is { TypeKind: not TypeKind.Error } unknown)
        {
            if (method is null)
            {
                faults.Add(
                    DiagnosticInfo.At(
                        second,
                        Descriptors.EnsembleSolver,
                        type.Name,
                        $"'{unknown.Name}' makes no steps of an ensemble: it is declared with none of [StochasticTableau], [ButcherTableau], [StochasticTaylor], [Splitting] and [ReversibleSteps]; ItoEuler is the simplest that does"
                    )
                );
            }
            else if (method.Solver is null && HasNoReportOfItsOwn(unknown))
            {
                faults.Add(DiagnosticInfo.At(second, Descriptors.EnsembleSolver, type.Name, $"'{unknown.Name}': {method.Fault}"));
            }
        }

        EnsembleMembers? members = sde is { Declaration: not null, State: not null }
            ? EnsembleMembers.Read(declared, sde, faults, cancellation)
            : null;
        CheckNames(type, sde, members, name, faults);
        if (members is not null)
        {
            EnsembleGradients.Check(declared, sde!, members, faults, cancellation);
        }

        EnsembleSolver? steps = (EnsembleGradients.AreReversible(declared.Attribute) ? method?.Reversed() : method)?.Solver;
        FreedMethod freed = FreedMethod.Read(declared, steps, sde, members, faults, cancellation);

        return new ParsedEnsemble(
            PartialTypeShape.CanHavePart(type, cancellation) && types.Length == 2 && sde is not null
                ? Model(declared, types, sde, method, freed, members, faults)
                : null,
            second,
            declared.Place("Stepping", cancellation),
            declared.Place("Gradients", cancellation),
            faults.ToEquatableArray()
        );
    }

    static EnsembleModel Model(
        DeclaredType declared,
        ITypeSymbol[] types,
        FoundSde sde,
        EnsembleMethod? method,
        FreedMethod freed,
        EnsembleMembers? members,
        List<DiagnosticInfo> faults
    ) =>
        new(
            TypeShapeParser.Parse(declared.Type),
            types[0].ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
            types[1].ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
            faults.Count == 0 ? freed.Equation : null,
            sde.Layout,
            sde.Parameters,
            faults.Count == 0 ? freed.Solver : null,
            method?.Order ?? 0,
            method?.EmbeddedOrder ?? 0,
            PlanAttributes.Number(declared.Attribute, "Stepping", 0) == 1,
            PlanAttributes.Named(declared.Attribute, "Precision") is not 1,
            members?.Arguments ?? default,
            members?.Observables ?? default,
            members?.Stops ?? default,
            faults.Count > 0 ? faults[0].Text
                : sde.Declaration is null ? $"the equation '{types[0].Name}' has errors of its own"
                : method?.Solver is null ? $"the method '{types[1].Name}' has errors of its own"
                : ""
        )
        {
            HasGradients = PlanAttributes.Number(declared.Attribute, "Gradients", 0) != 0,
            Coefficients = freed.Coefficients,
        };

    /// <summary>A tableau of this compilation is told its faults where it stands.</summary>
    static bool HasNoReportOfItsOwn(ITypeSymbol type) =>
        type.DeclaringSyntaxReferences.IsEmpty
        || type.GetAttributes()
            .Any(a =>
                a.AttributeClass?.ToDisplayString() is EnsembleMethod.Taylor or EnsembleMethod.Splitting or EnsembleMethod.Reversible
            );

    /// <summary>Components, observables and stops become properties of one result, and members of the class have names of their own.</summary>
    static void CheckNames(INamedTypeSymbol type, FoundSde? sde, EnsembleMembers? members, LocationInfo? place, List<DiagnosticInfo> faults)
    {
        if (members is null)
        {
            return;
        }

        IEnumerable<string> names = sde!
            .Layout!.Components.Concat(members.Observables.Select(o => o.Name))
            .Concat(members.Stops.Select(s => s.Name));
        foreach (string twice in names.GroupBy(n => n, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => g.Key))
        {
            faults.Add(
                DiagnosticInfo.At(
                    place,
                    Descriptors.EnsembleName,
                    type.Name,
                    $"components, observables and stops share the result, and '{twice}' comes twice; rename one"
                )
            );
        }

        foreach (string reserved in names.Where(EnsembleNames.OfResult.Contains))
        {
            faults.Add(
                DiagnosticInfo.At(place, Descriptors.EnsembleName, type.Name, $"'{reserved}' is a member of every result; rename it")
            );
        }

        foreach (
            ISymbol member in type.GetMembers()
                .Where(m => !m.IsImplicitlyDeclared && EnsembleNames.OfClass.Contains(m.Name) && m.Locations.Any(l => l.IsInSource))
        )
        {
            // Observables and stops of such a name are told apart already.
            if (!faults.Any(f => f.Descriptor.Id == DiagnosticIds.EnsembleName))
            {
                faults.Add(
                    DiagnosticInfo.At(
                        LocationInfo.From(member.Locations.FirstOrDefault()),
                        Descriptors.EnsembleName,
                        type.Name,
                        $"'{member.Name}' is the name of a member that is generated; rename it"
                    )
                );
            }
        }
    }
}
