using ItoSharp.Generator.Models;
using ItoSharp.Symbolics;
using Microsoft.CodeAnalysis;

namespace ItoSharp.Generator.Parsing;

/// <summary>The members by which a solver type gives the run-time values that its plan needs.</summary>
internal static class PlanMembers
{
    public const string Scale = "NoiseScale";
    public const string Damping = "Damping";
    public const string Churn = "Churn";
    public const string ChurnNoise = "ChurnNoise";

    /// <summary>The name of the noise level of a plan; null for a plan without one.</summary>
    public static string? LevelName(PlanDeclaration plan) =>
        plan.Noise.IsTau ? "Tau"
        : plan.Noise.IsEta ? "Eta"
        : plan.Noise.IsPosterior ? "PosteriorVariance"
        : null;

    public static bool IsScaled(PlanDeclaration plan) => plan.Method is PlanMethod.Multistep { Item.Noise.IsScale: true };

    public static bool IsDamped(PlanDeclaration plan) => plan.Method is PlanMethod.Multistep { Item.Momentum: true };

    /// <summary>What a type lacks of its plan's values: the attribute property that asks for it, its value, and what would do.</summary>
    public static IEnumerable<(string Property, string Setting, string Needs)> Missing(INamedTypeSymbol type, PlanDeclaration plan)
    {
        if (LevelName(plan) is { } level && Level(type, plan) == ValueMember.None)
        {
            yield return (
                "Noise",
                "Noise = Stochasticity." + (level == "PosteriorVariance" ? "Posterior" : level),
                LevelNeeds(type, level)
            );
        }

        if (IsScaled(plan) && NoiseScale(type) is null)
        {
            yield return ("Noise", "Noise = Stochasticity.Scale", "a method 'double NoiseScale(double rho)', such as '=> rho * rho'");
        }

        if (IsDamped(plan) && !HasProperty(type, Damping))
        {
            yield return (
                "HeavyBall",
                "HeavyBall = true",
                $"a double property 'Damping' in (0, 1], such as 'record {type.Name}(double Damping = 0.8)'"
            );
        }

        if (plan.Churn && HasOtherChurnNoise(type))
        {
            yield return ("Churn", "Churn = true", "its ChurnNoise as a double property of the instance, or none for a scale of 1");
        }

        if (plan.Churn && ChurnMember(type) == ValueMember.None)
        {
            yield return (
                "Churn",
                "Churn = true",
                "a method 'double Churn(double rho, int steps)' or a double property 'Churn': how far a step first goes back, 0 for not at all"
            );
        }
    }

    /// <summary>Whether the type has a ChurnNoise that the plan would not see.</summary>
    public static bool HasOtherChurnNoise(INamedTypeSymbol type) => !type.GetMembers(ChurnNoise).IsEmpty && !HasProperty(type, ChurnNoise);

    public static PlanValues Read(INamedTypeSymbol type, PlanDeclaration plan, string? slope) =>
        new(
            Level(type, plan),
            slope,
            IsDamped(plan),
            plan.Churn ? ChurnMember(type) : ValueMember.None,
            plan.Churn && HasProperty(type, ChurnNoise)
        );

    /// <summary>The formula of the noise scale; null where there is none.</summary>
    public static IMethodSymbol? NoiseScale(INamedTypeSymbol type) =>
        type.GetMembers(Scale).OfType<IMethodSymbol>().FirstOrDefault(method => IsFunction(method, SpecialType.System_Double));

    static ValueMember Level(INamedTypeSymbol type, PlanDeclaration plan) =>
        LevelName(plan) is not { } name ? ValueMember.None
        : HasProperty(type, name) ? ValueMember.Property
        : name != "Eta" && HasMethod(type, name, SpecialType.System_Double) ? ValueMember.Method
        : ValueMember.None;

    static ValueMember ChurnMember(INamedTypeSymbol type) =>
        HasProperty(type, Churn) ? ValueMember.Property
        : HasMethod(type, Churn, SpecialType.System_Double, SpecialType.System_Int32) ? ValueMember.Method
        : ValueMember.None;

    static string LevelNeeds(INamedTypeSymbol type, string level) =>
        level switch
        {
            "Tau" => "a member 'double Tau(double t)' or a double property 'Tau', such as 'record " + type.Name + "(double Tau = 1)'",
            "Eta" => "a double property 'Eta', such as 'record " + type.Name + "(double Eta = 0)'",
            _ => "a member 'double PosteriorVariance(double t)' or a double property of that name: the data's variance that is left at t",
        };

    static bool HasProperty(INamedTypeSymbol type, string name) =>
        type.GetMembers(name)
            .OfType<IPropertySymbol>()
            .Any(p => p is { Type.SpecialType: SpecialType.System_Double, GetMethod: not null, IsStatic: false });

    static bool HasMethod(INamedTypeSymbol type, string name, params SpecialType[] parameters) =>
        type.GetMembers(name).OfType<IMethodSymbol>().Any(method => IsFunction(method, parameters));

    static bool IsFunction(IMethodSymbol method, params SpecialType[] parameters) =>
        method is { ReturnType.SpecialType: SpecialType.System_Double, IsStatic: false, IsGenericMethod: false }
        && method.Parameters.Select(p => p.Type.SpecialType).SequenceEqual(parameters)
        && method.Parameters.All(p => p.RefKind == RefKind.None);
}
