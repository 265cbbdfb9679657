using ItoSharp.Generator.Diagnostics;
using ItoSharp.Generator.Models;
using ItoSharp.Symbolics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ItoSharp.Generator.Parsing;

/// <summary>Whether a sampler's plan has the reversible form that its declaration asks for.</summary>
internal static class ReversibleGradients
{
    /// <summary>Whether the flags of the attribute ask for it.</summary>
    public static bool AreAsked(int gradients) => (gradients & 4) != 0;

    /// <summary>Reports a plan without it, on the flag.</summary>
    public static void Check(DeclaredType declared, PlanDeclaration? plan, List<DiagnosticInfo> faults, CancellationToken cancellation)
    {
        if (plan is null || !AreAsked(PlanAttributes.Number(declared.Attribute, "Gradients", 0)) || Wrong(plan) is not { } wrong)
        {
            return;
        }

        var syntax = declared.Syntax(cancellation) as AttributeSyntax;
        ExpressionSyntax? stated = syntax
            ?.ArgumentList?.Arguments.FirstOrDefault(a => a.NameEquals?.Name.Identifier.ValueText == "Gradients")
            ?.Expression;
        SyntaxNode? flag = stated
            ?.DescendantNodesAndSelf()
            .OfType<MemberAccessExpressionSyntax>()
            .FirstOrDefault(access => access.Name.Identifier.ValueText == "Reversible");
        faults.Add(
            DiagnosticInfo.At(
                LocationInfo.From(flag ?? stated ?? (SyntaxNode?)syntax),
                Descriptors.NotReversible,
                declared.Type.Name,
                wrong
            )
        );
    }

    /// <summary>Why a plan has no reversible form; null: it has one.</summary>
    static string? Wrong(PlanDeclaration plan) =>
        plan.Churn ? $"'{plan.Name}' first goes back towards noise (churn), which a run cannot be reconstructed through"
        : plan.Method is not PlanMethod.Multistep { Item: { } steps } ? null
        : steps.Momentum ? $"'{plan.Name}' damps its predictions by those before, which cannot be reconstructed"
        : steps.History > 1 || steps.Corrector > 0
            ? $"'{plan.Name}' is a multistep plan, and the predictions that it has forgotten cannot be reconstructed"
        : !steps.Form.IsData && !steps.Noise.IsDeterministic
            ? $"'{plan.Name}' draws noise in noise variables, in which reversible schemes are unstable"
        : null;
}
