using System.Globalization;
using ItoSharp.Generator.Models;
using ItoSharp.Symbolics;

namespace ItoSharp.Generator.Emit;

/// <summary>The call of a sampler that chooses the way of its gradient, with what each way costs this sampler.</summary>
internal static class GradientWaysEmitter
{
    /// <summary>Emits the call where any way was declared; without a plan it is a stub's.</summary>
    public static void Emit(SourceWriter writer, SamplerModel model, DerivedPlan? plan, string type)
    {
        string[] declared =
        [
            .. model.Exact ? ["Exact"] : Array.Empty<string>(),
            .. model.Reversible ? ["Reversible"] : Array.Empty<string>(),
            .. model.AdjointDeis ? ["AdjointDeis"] : Array.Empty<string>(),
        ];
        if (declared.Length == 0)
        {
            return;
        }

        writer.Line();
        writer.Doc(
            "summary",
            "The gradient in a way that the call chooses among those declared. <c>CostOf</c> tells bytes and model calls beforehand."
        );
        if (plan is not null)
        {
            Remarks(writer, model, plan);
        }

        writer.Line("/// <param name=\"start\">The start states, rows x dimension.</param>");
        writer.Line("/// <param name=\"loss\">The loss of the samples.</param>");
        writer.Line($"/// <param name=\"way\">{string.Join(", ", declared.Select(way => $"<c>GradientWay.{way}</c>"))}.</param>");
        writer.Line("/// <param name=\"options\">As for Sample.</param>");
        writer.Line(
            "/// <exception cref=\"global::System.ArgumentOutOfRangeException\">The budget of memory is less than the least one.</exception>"
        );
        writer.Line(
            "/// <exception cref=\"global::System.InvalidOperationException\">The way was not declared, or a reversible run was not reconstructed.</exception>"
        );
        writer.Line(GeneratedFile.Mark);
        writer.Line(
            $"public global::ItoSharp.Gradient<{model.Process}, {type}> Gradient(global::System.ReadOnlySpan<{type}> start, global::ItoSharp.Loss<{type}> loss, global::ItoSharp.GradientWay way, global::ItoSharp.SampleOptions? options = null) =>"
        );
        using (writer.Indent())
        {
            string flags = string.Join(" | ", declared.Select(way => $"global::ItoSharp.Gradients.{way}"));
            writer.Line($"GradientBy(way, {flags}, start, loss, options);");
        }
    }

    static void Remarks(SourceWriter writer, SamplerModel model, DerivedPlan plan)
    {
        int calls = plan.EvaluationsPerStep;
        writer.Line("/// <remarks>");
        writer.Line("/// Of N steps, memory in batches of states, model calls of each row:");
        writer.Line("/// <list type=\"bullet\">");
        if (model.Exact)
        {
            int slots = Slots(model, plan);
            int tape = (plan.Momentum ? 3 : 2) * calls;
            Item(writer, $"<c>Exact()</c>: {Times(tape)} states, {Times(calls)} evaluations, {Times(calls)} pull-backs.");
            Item(
                writer,
                $"<c>Exact(memory)</c> with s checkpoints: {(slots == 1 ? "s" : $"{Text(slots)} s")} + {Text(tape)} states; "
                    + $"{(calls == 1 ? "" : $"{Text(calls)} times ")}(r + 1) N - C(s + r, r - 1) evaluations with the least r for which C(s + r, r) is at least N; "
                    + $"{Times(calls)} pull-backs. The same bits."
            );
        }

        if (model.Reversible)
        {
            Item(
                writer,
                $"<c>Reversible()</c>: no states kept, {Times(4 * calls)} evaluations, {Times(2 * calls)} pull-backs, of its own samples."
            );
            Item(
                writer,
                "<c>Reversible(ReversibleScheme.Heun)</c>: no states kept, 2 N + 1 evaluations, N + 1 pull-backs, of its own samples, of order 2."
            );
        }

        if (model.AdjointDeis)
        {
            Item(writer, $"<c>AdjointDeis()</c>: {Times(calls)} + 1 states, {Times(calls)} evaluations, N pull-backs; approximate.");
        }

        writer.Line("/// </list>");
        writer.Line("/// </remarks>");
    }

    /// <summary>The state and the predictions that a checkpoint holds: all but the one that the next step writes.</summary>
    static int Slots(SamplerModel model, DerivedPlan plan) =>
        plan.OnlyRungeKutta
            ? 1
            : Math.Max(
                model.Memory,
                plan.Corrector > 0 ? Math.Max(plan.History + 1, plan.Corrector)
                    : plan.Momentum ? Math.Max(plan.History, 2)
                    : plan.History
            );

    static string Times(int count) => count == 1 ? "N" : $"{Text(count)} N";

    static void Item(SourceWriter writer, string text) => writer.Line($"/// <item>{text}</item>");

    static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
