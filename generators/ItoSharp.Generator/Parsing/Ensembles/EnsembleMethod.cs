using ItoSharp.Generator.Models;
using ItoSharp.Generator.Proofs;
using ItoSharp.Symbolics;
using Microsoft.CodeAnalysis;
using Microsoft.FSharp.Collections;

namespace ItoSharp.Generator.Parsing;

/// <summary>The method of steps that a type declares, in source or in another assembly.</summary>
/// <param name="Solver">The method; null with a fault.</param>
/// <param name="Order">The proven order of a Runge-Kutta tableau.</param>
/// <param name="Fault">What is wrong; empty beside a method.</param>
/// <param name="EmbeddedOrder">The proven order of a tableau's embedded weights; 0 where it has none.</param>
internal sealed record EnsembleMethod(EnsembleSolver? Solver, int Order, string Fault, int EmbeddedOrder = 0)
{
    public const string Taylor = "ItoSharp.StochasticTaylorAttribute";
    public const string Splitting = "ItoSharp.SplittingAttribute";
    public const string Reversible = "ItoSharp.ReversibleStepsAttribute";

    /// <summary>The method of a type; null where it declares none that makes steps of an ensemble.</summary>
    public static EnsembleMethod? Read(INamedTypeSymbol type, LocationInfo? mention)
    {
        foreach (AttributeData attribute in type.GetAttributes())
        {
            switch (attribute.AttributeClass?.ToDisplayString())
            {
                case StochasticAttributes.Name:
                    return Stochastic(type);
                case TableauParser.AttributeName:
                    return RungeKutta(type, attribute, mention);
                case Taylor:
                    return OfTaylor(type, attribute);
                case Splitting:
                    return OfSplitting(type, attribute);
                case Reversible:
                    return OfReversible(type, attribute);
            }
        }

        return null;
    }

    static EnsembleMethod Stochastic(INamedTypeSymbol type)
    {
        var problems = new List<StochasticAttributes.Fault>();
        StochasticMethod? method = StochasticAttributes.Read(type, problems);
        if (method is null)
        {
            return new EnsembleMethod(null, 0, problems.Count > 0 ? problems[0].Message : "it cannot be read");
        }

        StochasticFault? error = Proven.Stochastic(method).Faults.FirstOrDefault(f => f.Rule != "underclaim");
        return error is null ? new EnsembleMethod(EnsembleSolver.NewStochastic(method), 0, "") : new EnsembleMethod(null, 0, error.Message);
    }

    static EnsembleMethod RungeKutta(INamedTypeSymbol type, AttributeData attribute, LocationInfo? mention)
    {
        ButcherDeclaration? declaration;
        if (type.DeclaringSyntaxReferences.IsEmpty)
        {
            declaration = CompiledDeclarationReader.Read(type, mention, ButcherDeclarationText.Read, out DiagnosticInfo? fault);
            if (declaration is null)
            {
                return new EnsembleMethod(null, 0, fault?.Text ?? "its assembly was built without ItoSharp's generator");
            }
        }
        else
        {
            declaration = TableauParser.Read(type, attribute);
        }

        ProvenTableau proven = Proven.Tableau(declaration);
        return proven.Facts is { } facts
            ? new EnsembleMethod(
                EnsembleSolver.NewRungeKutta(type.Name, facts.Value.Tableau),
                facts.Value.Proof.Order,
                "",
                facts.Value.EmbeddedProof?.Value.Order ?? 0
            )
            : new EnsembleMethod(null, 0, proven.Faults.IsEmpty ? "it cannot be read" : proven.Faults.Head.Message);
    }

    static EnsembleMethod OfTaylor(INamedTypeSymbol type, AttributeData attribute)
    {
        Calculus? calculus = attribute.ConstructorArguments.FirstOrDefault().Value switch
        {
            0 => Calculus.Ito,
            1 => Calculus.Stratonovich,
            _ => null,
        };
        return calculus is null
            ? new EnsembleMethod(null, 0, "its interpretation is none that Interpretation defines")
            : new EnsembleMethod(
                EnsembleSolver.NewTaylor(
                    new TaylorScheme(
                        type.Name,
                        calculus,
                        PlanAttributes.Named(attribute, "DoubleIntegrals") is true,
                        PlanAttributes.Named(attribute, "Tamed") is true
                    )
                ),
                0,
                ""
            );
    }

    /// <summary>The same with steps back, as gradients without states need them.</summary>
    public EnsembleMethod Reversed() => Solver is null ? this : this with { Solver = EnsembleSolver.NewReversible(Solver) };

    static EnsembleMethod OfReversible(INamedTypeSymbol type, AttributeData attribute) =>
        attribute.ConstructorArguments.FirstOrDefault().Value is 1
            ? new EnsembleMethod(EnsembleSolver.NewReversibleHeun(type.Name), 0, "")
            : new EnsembleMethod(
                null,
                0,
                "ReversibleScheme.Heun is the only method of its own; McCallum and Foster's coupling is had with Gradients = Gradients.Reversible on a one-step method"
            );

    static EnsembleMethod OfSplitting(INamedTypeSymbol type, AttributeData attribute)
    {
        string text = attribute.ConstructorArguments.FirstOrDefault().Value as string ?? "";
        return SplittingText.Read(text, out string fault) is { } parts
            ? new EnsembleMethod(EnsembleSolver.NewSplitting(type.Name, ListModule.OfSeq(parts)), 0, "")
            : new EnsembleMethod(null, 0, fault);
    }
}
