using System.Globalization;
using ItoSharp.Generator.Models;
using ItoSharp.Symbolics;
using Microsoft.CodeAnalysis;
using Microsoft.FSharp.Collections;
using Microsoft.FSharp.Core;

namespace ItoSharp.Generator.Parsing;

/// <summary>
/// Reads a plan from its attribute, on a type of this compilation or of a referenced one. A fault is a message with the
/// attribute property it belongs to.
/// </summary>
internal static class PlanAttributes
{
    public const string Multistep = "ItoSharp.ExponentialMultistepAttribute";
    public const string Estimate = "ItoSharp.DerivativeEstimateAttribute";
    const int LongestChain = 4;

    public static AttributeData? Find(INamedTypeSymbol type) =>
        type.GetAttributes()
            .FirstOrDefault(a =>
                a.AttributeClass?.ToDisplayString() is Multistep or RungeKuttaAttributes.Exponential or RungeKuttaAttributes.Direct
            );

    /// <summary>Whether a plan attribute stands beside another one that is read instead.</summary>
    public static bool IsSecond(INamedTypeSymbol type, AttributeData attribute) =>
        Find(type) is { } first && !SymbolEqualityComparer.Default.Equals(first.AttributeClass, attribute.AttributeClass);

    /// <summary>The plan of a type, or what is wrong with it. Types of other assemblies are read from their compiled text.</summary>
    public static PlanDeclaration? Read(INamedTypeSymbol type, List<(string Rule, string Property, string Message)> faults, int depth = 0)
    {
        if (depth > LongestChain)
        {
            faults.Add(("start-chain", "Start", "the chain of starters does not end; a starter needs a shorter history than its plan"));
            return null;
        }

        AttributeData? attribute = Find(type);
        if (attribute is null)
        {
            return null;
        }

        if (type.DeclaringSyntaxReferences.IsEmpty)
        {
            return ReadCompiled(type, faults);
        }

        if (attribute.AttributeClass!.ToDisplayString() == Multistep)
        {
            return ReadMultistep(type, attribute, faults, depth);
        }

        if (type.GetAttributes().Any(a => a.AttributeClass?.ToDisplayString() == Estimate))
        {
            faults.Add(
                ("estimate-kind", "DerivativeEstimate", "derivative estimates are about the history of a multistep plan; remove it here")
            );
            return null;
        }

        return RungeKuttaAttributes.Read(attribute, faults) is { } stages
            ? new PlanDeclaration(type.Name, Number(attribute, "Order", 0), PlanMethod.NewRungeKutta(stages), Churns(attribute))
            : null;
    }

    static PlanDeclaration? ReadCompiled(INamedTypeSymbol type, List<(string, string, string)> faults)
    {
        PlanDeclaration? plan = CompiledDeclarationReader.Read(type, null, PlanText.Read, out DiagnosticInfo? fault);
        if (plan is null)
        {
            string message =
                fault?.ToDiagnostic().GetMessage(CultureInfo.InvariantCulture)
                ?? $"'{type.Name}' comes from an assembly that was built without ItoSharp's generator";
            faults.Add(("compiled", "", message));
        }

        return plan;
    }

    static PlanDeclaration? ReadMultistep(INamedTypeSymbol type, AttributeData attribute, List<(string, string, string)> faults, int depth)
    {
        // The numbers are those of the enums in ItoSharp.Declarations.
        PlanForm? form = Number(attribute, "Predict", 1) switch
        {
            0 => PlanForm.Noise,
            1 => PlanForm.Data,
            _ => null,
        };
        PlanClock? clock = Clock(attribute, absent: 0);
        PlanNoise? noise = Number(attribute, "Noise", 0) switch
        {
            0 => PlanNoise.Deterministic,
            1 => PlanNoise.Tau,
            2 => PlanNoise.Eta,
            3 => PlanNoise.Scale,
            4 => PlanNoise.Posterior,
            _ => null,
        };
        PlanWeight? weight = Number(attribute, "Weight", 0) switch
        {
            0 => PlanWeight.Exact,
            1 => PlanWeight.HalfExponential,
            2 => PlanWeight.HalfStep,
            3 => PlanWeight.Uniform,
            4 => PlanWeight.Truncated,
            5 => PlanWeight.Regrouped,
            _ => null,
        };
        if (form is null)
        {
            faults.Add(
                (
                    "predict",
                    "Predict",
                    "a plan combines predictions in the form Prediction.Data or Prediction.Noise; models of any kind are converted"
                )
            );
        }

        if (clock is null || noise is null || weight is null)
        {
            faults.Add(("enum", "", "a property has a value that its enum does not define"));
        }

        PlanDeclaration? start = null;
        if (Named(attribute, "Start") is INamedTypeSymbol starter)
        {
            int before = faults.Count;
            start = Read(starter, faults, depth + 1);
            if (start is null && faults.Count == before)
            {
                faults.Add(
                    (
                        "start-not-a-plan",
                        "Start",
                        $"the starter '{starter.Name}' is not a solver plan: it needs [ExponentialMultistep], [ExponentialRungeKutta] or [RungeKutta]"
                    )
                );
            }

            if (start is null)
            {
                return null;
            }
        }

        int history = Number(attribute, "History", 1);
        IReadOnlyList<DerivativeEstimate>? estimates = Estimates(type, history, faults);
        if (form is null || clock is null || noise is null || weight is null || estimates is null)
        {
            return null;
        }

        return new PlanDeclaration(
            type.Name,
            Number(attribute, "Order", 0),
            PlanMethod.NewMultistep(
                new MultistepPlan(
                    form,
                    clock,
                    history,
                    Number(attribute, "Corrector", 0),
                    weight,
                    noise,
                    Named(attribute, "HeavyBall") is true,
                    Number(attribute, "LeftSums", 0),
                    ListModule.OfSeq(estimates),
                    start is null ? FSharpOption<PlanDeclaration>.None : FSharpOption<PlanDeclaration>.Some(start)
                )
            ),
            Churns(attribute)
        );
    }

    static bool Churns(AttributeData attribute) => Named(attribute, "Churn") is true;

    /// <summary>The derivative estimates beside a multistep attribute; null where one cannot be read.</summary>
    static IReadOnlyList<DerivativeEstimate>? Estimates(INamedTypeSymbol type, int history, List<(string, string, string)> faults)
    {
        var estimates = new List<DerivativeEstimate>();
        foreach (AttributeData attribute in type.GetAttributes().Where(a => a.AttributeClass?.ToDisplayString() == Estimate))
        {
            Rational? Fraction(string name, string absent)
            {
                string text = Named(attribute, name) as string ?? absent;
                if (RationalModule.TryParse(text) is { } value)
                {
                    return value.Value;
                }

                faults.Add(
                    (
                        "estimate-number",
                        "DerivativeEstimate",
                        $"'{text}' is no {name}: write an integer, a fraction such as 1/2, or a decimal such as 0.5"
                    )
                );
                return null;
            }

            Rational? factor = Fraction("Factor", "1");
            Rational? offset = Fraction("Offset", "0");
            int derivative = attribute.ConstructorArguments.FirstOrDefault().Value is int n ? n : 0;
            int nodes = Number(attribute, "Nodes", 0);
            if (factor is null || offset is null)
            {
                return null;
            }

            estimates.Add(new DerivativeEstimate(derivative, nodes == 0 ? history : nodes, factor, offset));
        }

        return estimates;
    }

    public static object? Named(AttributeData attribute, string name) =>
        attribute.NamedArguments.FirstOrDefault(a => a.Key == name).Value.Value;

    /// <summary>The clock of a plan; null for a number that the enum does not define.</summary>
    public static PlanClock? Clock(AttributeData attribute, int absent) =>
        Number(attribute, "Clock", absent) switch
        {
            0 => PlanClock.Lambda,
            1 => PlanClock.Rho,
            2 => PlanClock.Time,
            _ => null,
        };

    public static int Number(AttributeData attribute, string name, int absent) => Named(attribute, name) is int value ? value : absent;
}
