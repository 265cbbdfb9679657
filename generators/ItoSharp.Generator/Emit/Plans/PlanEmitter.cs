using System.Globalization;
using ItoSharp.Generator.Diagnostics;
using ItoSharp.Generator.Models;
using ItoSharp.Generator.Proofs;
using ItoSharp.Symbolics;
using Microsoft.FSharp.Collections;
using Microsoft.FSharp.Core;

namespace ItoSharp.Generator.Emit;

/// <summary>The generated part of a solver plan: its facts, its run-time values, and the text by which other assemblies read it.</summary>
internal static class PlanEmitter
{
    public static string Emit(PlanModel model)
    {
        if (model.Declaration is not { } plan)
        {
            return Stub(model, model.Fault);
        }

        FSharpResult<DerivedPlan, FSharpList<PlanFault>> proven = Proven.Plan(plan);
        return proven.IsError ? Stub(model, PlanRules.Text(plan, proven.ErrorValue.Head))
            : model.GlobalOrder != 0 && PlanClaims.GlobalFault(model.GlobalOrder, plan) is { Value: var claim }
                ? Stub(model, PlanRules.Text(plan, claim))
            : Plan(model, plan, proven.ResultValue);
    }

    /// <summary>The part of a faulty plan. No text of it is compiled, so that nobody takes it for a plan.</summary>
    static string Stub(PlanModel model, string fault) =>
        GeneratedFile.Write(
            model.Type,
            "",
            writer => writer.Doc("remarks", "This declaration has an error; its facts and its samplers throw until it is mended."),
            writer =>
            {
                string message = Literal($"The solver plan '{model.Type.FullName}' was not generated: see error {fault}");
                writer.Doc("summary", "Throws: the declaration has an error.");
                writer.Line(GeneratedFile.Mark);
                writer.Line("public static global::ItoSharp.PlanFacts Facts =>");
                using (writer.Indent())
                {
                    writer.Line($"throw new global::System.InvalidOperationException({message});");
                }
            }
        );

    static string Plan(PlanModel model, PlanDeclaration plan, DerivedPlan derived)
    {
        string order = derived.Order.ToString(CultureInfo.InvariantCulture);
        string global = derived.GlobalOrder.ToString(CultureInfo.InvariantCulture);
        string calls = derived.EvaluationsPerStep.ToString(CultureInfo.InvariantCulture);
        bool stochastic = !derived.Noise.IsDeterministic;
        return GeneratedFile.Write(
            model.Type,
            string.Join(", ", PlanValuesEmitter.Interfaces(model.Values)),
            writer =>
            {
                writer.Line("/// <remarks>");
                writer.Line("/// Derived at build time: <c>" + Xml(derived.Formula) + "</c>");
                if (derived.Order == 0)
                {
                    writer.Line("/// No order: the weights of a shifted derivative estimate do not vanish with the step.");
                }

                writer.Line($"/// Order {order} with exact start values, {global} with its starter; model evaluations a step: {calls}.");
                if (
                    plan.Method is PlanMethod.RungeKutta { Item: { } stages }
                    && RungeKuttaProofs.Precision(stages) is { Length: > 0 } precision
                )
                {
                    writer.Line($"/// Of the tableau: {precision}.");
                }

                foreach (string limit in PlanLimits.Of(plan))
                {
                    writer.Line("/// " + Xml(limit));
                }

                writer.Line("/// </remarks>");
                writer.Line(
                    $"[global::ItoSharp.CompiledDeclaration({CompiledFormat.Version.ToString(CultureInfo.InvariantCulture)}, {Literal(PlanText.Write(plan))})]"
                );
            },
            writer =>
            {
                writer.Doc("summary", "What was proven of this plan at build time.");
                writer.Line(GeneratedFile.Mark);
                writer.Line("public static global::ItoSharp.PlanFacts Facts { get; } =");
                using (writer.Indent())
                {
                    writer.Line($"new({Literal(plan.Name)}, {order}, {global}, {calls}, {(stochastic ? "true" : "false")});");
                }

                PlanValuesEmitter.Emit(writer, plan, model.Values);
            }
        );
    }

    internal static string Literal(string text) => Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(text, quote: true);

    internal static string Xml(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");
}
