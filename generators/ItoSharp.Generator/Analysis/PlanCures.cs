using System.Globalization;
using ItoSharp.Generator.Models;
using ItoSharp.Generator.Parsing;
using ItoSharp.Symbolics;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ItoSharp.Generator.Analysis;

/// <summary>The mechanical cures of a plan's faults: the proven order for a claim, a starter that fits.</summary>
internal sealed class PlanCures
{
    readonly DeclaredType declared;
    readonly ParsedPlan parsed;
    readonly PlanDeclaration plan;
    readonly AttributeSyntax? attribute;

    public PlanCures(DeclaredType declared, ParsedPlan parsed, PlanDeclaration plan, CancellationToken cancellation)
    {
        (this.declared, this.parsed, this.plan) = (declared, parsed, plan);
        attribute = declared.Syntax(cancellation) as AttributeSyntax;
    }

    /// <summary>The fault with its cures, and in its message the starter that would help.</summary>
    public DiagnosticInfo Cure(PlanFault fault, DiagnosticInfo at) =>
        fault.Rule switch
        {
            "order-claim" => at.With(Claim("Order", PlanClaims.Provable(plan)?.Value ?? 0)),
            "order-negative" => at.With(Claim("Order", PlanClaims.Provable(plan)?.Value ?? 0)),
            "global-claim" => Global(at),
            "start-unused" => at.With(RemoveStart()),
            _ when fault.Rule.StartsWith("start-", StringComparison.Ordinal) => at.With(Starter(PlanProofs.Order(plan))),
            _ => at,
        };

    /// <summary>A claim set to what is proven; none where that is nothing, or the claim is not written.</summary>
    public Cure? Claim(string property, int order)
    {
        string text = order.ToString(CultureInfo.InvariantCulture);
        return order > 0 && Written(property) is { } place
            ? new Cure("claim-" + property, $"Claim the proven {property} {text}", place, text)
            : null;
    }

    DiagnosticInfo Global(DiagnosticInfo at)
    {
        Cure? starter = Starter(parsed.Model!.GlobalOrder);
        DiagnosticInfo told = starter is null
            ? at
            : at with
            {
                Arguments = EquatableArray.Of(at.Arguments[0], at.Arguments[1] + $"; Start = {starter.Text} would lift it"),
            };
        return told.With(starter is not null && Written("Start") is not null ? starter : null)
            .With(Claim("GlobalOrder", PlanProofs.GlobalOrder(plan)));
    }

    /// <summary>The shipped plan that starts this one with at least the order asked, or with the best there is; the shortest of equals.</summary>
    Cure? Starter(int wanted)
    {
        var fitting = ShippedPlans
            .Of(declared.Compilation)
            .Where(start => start.Name != plan.Name)
            .Select(start => (Start: start, Whole: PlanClaims.WithStart(start, plan)))
            .Where(pair => PlanProofs.Faults(pair.Whole).IsEmpty)
            .Select(pair => (pair.Start, Order: Math.Min(wanted, PlanProofs.GlobalOrder(pair.Whole)), Cost: Cost(pair.Start)))
            .OrderByDescending(pair => pair.Order)
            .ThenBy(pair => pair.Cost)
            .ToArray();
        // For a claim only a starter that makes it true is a cure.
        if (fitting.Length == 0 || parsed.Model!.GlobalOrder == wanted && wanted > 0 && fitting[0].Order < wanted)
        {
            return null;
        }

        string name = (attribute?.Name is QualifiedNameSyntax or AliasQualifiedNameSyntax ? "ItoSharp." : "") + fitting[0].Start.Name;
        string text = $"typeof({name})";
        return (Written("Start") ?? parsed.Attribute) is { } place ? new Cure("starter", $"Start with {fitting[0].Start.Name}", place, text) : null;
    }

    // Model evaluations of its steps, then the length of the name: the plainest of several variants is named first.
    static int Cost(PlanDeclaration start) =>
        start.Name.Length + 100 * (start.Method is PlanMethod.RungeKutta { Item: { } stages } ? stages.Stages.Length : 1);

    Cure? RemoveStart()
    {
        if (attribute?.ArgumentList?.Arguments is not { } arguments)
        {
            return null;
        }

        int index = arguments.IndexOf(a => a.NameEquals?.Name.Identifier.ValueText == "Start");
        if (index < 0 || LocationInfo.From(attribute.GetLocation()) is not { } whole)
        {
            return null;
        }

        // With the comma before it, or else the one behind.
        int from = index > 0 ? arguments[index - 1].Span.End : arguments[index].Span.Start;
        int to = index > 0 || arguments.Count == 1 ? arguments[index].Span.End : arguments[index + 1].Span.Start;
        var place = whole with { Span = Microsoft.CodeAnalysis.Text.TextSpan.FromBounds(from, to) };
        return new Cure("remove-start", "Remove Start", place, "");
    }

    LocationInfo? Written(string property) =>
        parsed.Places.Where(place => place.Name == property).Select(place => place.Location).FirstOrDefault();
}
