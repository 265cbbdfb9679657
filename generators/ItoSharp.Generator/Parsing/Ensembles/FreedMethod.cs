using ItoSharp.Generator.Diagnostics;
using ItoSharp.Generator.Models;
using ItoSharp.Symbolics;
using Microsoft.FSharp.Collections;

namespace ItoSharp.Generator.Parsing;

/// <summary>The method of an ensemble, its coefficients free where that is asked for, and the equation that has them as parameters.</summary>
internal sealed record FreedMethod(EnsembleSolver? Solver, SdeDeclaration? Equation, EquatableArray<CoefficientModel> Coefficients)
{
    const string Property = "FreeCoefficients";

    /// <summary>Members of the class that free coefficients need.</summary>
    static readonly string[] Members = ["Coefficients", "SolverCoefficients"];

    public static FreedMethod Read(
        DeclaredType declared,
        EnsembleSolver? solver,
        FoundSde? sde,
        EnsembleMembers? members,
        List<DiagnosticInfo> faults,
        CancellationToken cancellation
    )
    {
        var plain = new FreedMethod(solver, sde?.Declaration, default);
        if (PlanAttributes.Named(declared.Attribute, Property) is not true || solver is null || sde?.Declaration is not { } equation)
        {
            return plain;
        }

        EnsembleSolver free = FreeCoefficients.Of(solver);
        FSharpList<FreeCoefficient> coefficients = FreeCoefficients.Named(free);
        LocationInfo? place = declared.Place(Property, cancellation);
        if (coefficients.IsEmpty)
        {
            faults.Add(
                DiagnosticInfo.At(
                    place,
                    Descriptors.EnsembleSolver,
                    declared.Type.Name,
                    "FreeCoefficients is for methods of a tableau ([ButcherTableau], [StochasticTableau]), and this one has none; leave it out"
                )
            );
            return plain;
        }

        var taken = new HashSet<string>(
            equation.State.Concat(equation.Parameters.Select(p => p.Name)).Concat(members?.Arguments.Select(a => a.Name) ?? []),
            StringComparer.Ordinal
        );
        int before = faults.Count;
        foreach (FreeCoefficient twice in coefficients.Where(c => taken.Contains(c.Name)))
        {
            string message = $"'{twice.Name}' is a coefficient of the method and a name of the equation or of a run; rename the latter";
            faults.Add(DiagnosticInfo.At(place, Descriptors.EnsembleName, declared.Type.Name, message));
        }

        foreach (string member in Members.Where(name => declared.Type.GetMembers(name).Any(m => !m.IsImplicitlyDeclared)))
        {
            string message = $"'{member}' is the name of a member that is generated with FreeCoefficients; rename it";
            faults.Add(DiagnosticInfo.At(place, Descriptors.EnsembleName, declared.Type.Name, message));
        }

        if (faults.Count > before)
        {
            return plain;
        }

        return new FreedMethod(
            free,
            FreeCoefficients.Declare(equation, coefficients),
            coefficients.Select(c => new CoefficientModel(c.Name, c.Value)).ToEquatableArray()
        );
    }
}
