using ItoSharp.Generator.Diagnostics;
using ItoSharp.Generator.Models;
using ItoSharp.Generator.Proofs;
using ItoSharp.Symbolics;
using Microsoft.FSharp.Collections;
using Microsoft.FSharp.Core;

namespace ItoSharp.Generator.Emit;

/// <summary>The generated part of a sampler: its constructor, the gradients it was declared with, and its kernels.</summary>
internal static class SamplerEmitter
{
    public static string Emit(SamplerModel model)
    {
        if (model.Plan is not { } plan)
        {
            return Stub(model, model.Fault);
        }

        FSharpResult<DerivedPlan, FSharpList<PlanFault>> proven = Proven.Plan(plan);
        return proven.IsOk
            ? Sampler(model, plan, PlanDerivation.WithMemory(model.Memory, proven.ResultValue))
            : Stub(model, PlanRules.Text(plan, proven.ErrorValue.Head));
    }

    static string Sampler(SamplerModel model, PlanDeclaration plan, DerivedPlan derived)
    {
        string type = model.Double ? "double" : "float";
        return GeneratedFile.Write(
            model.Type,
            Base(model),
            writer =>
            {
                writer.Line("/// <remarks>");
                writer.Line($"/// <see cref=\"{model.Solver}\"/> on <see cref=\"{model.Process}\"/>, states of type {type}:");
                writer.Line(
                    $"/// <c>{PlanEmitter.Xml(derived.Formula)}</c>, order {derived.Order} ({derived.GlobalOrder} with its starter)."
                );
                writer.Line("/// </remarks>");
            },
            writer =>
            {
                Constructor(writer, model, derived, type);
                writer.Line();
                writer.Doc("summary", "What was proven of the plan at build time.");
                writer.Line(GeneratedFile.Mark);
                writer.Line($"public static global::ItoSharp.PlanFacts Facts => {model.Solver}.Facts;");
                With(writer, model);
                Gradients(writer, model, type);
                GradientWaysEmitter.Emit(writer, model, derived, type);
                KernelsEmitter.Emit(writer, model, derived, type);
            }
        );
    }

    static string Base(SamplerModel model) => $"global::ItoSharp.FieldSampler<{model.Process}, {(model.Double ? "double" : "float")}>";

    static void Constructor(SourceWriter writer, SamplerModel model, DerivedPlan derived, string type)
    {
        bool hasValues = HasValues(derived);
        writer.Doc("summary", "Evaluates the weights of every step once; the instance is immutable and thread-safe.");
        writer.Line("/// <param name=\"model\">The denoising model; its predictions are converted to the plan's form.</param>");
        writer.Line("/// <param name=\"process\">The process and its parameters.</param>");
        writer.Line("/// <param name=\"schedule\">Where the steps lie.</param>");
        if (hasValues && !model.SolverIsOptional)
        {
            writer.Line("/// <param name=\"solver\">The plan's values.</param>");
        }

        writer.Line("/// <param name=\"startTime\">");
        writer.Line(
            $"/// The noisy end; null: {Default(model.StartTime, "the process's MaxTime")}. Image-to-image starts in between (\"strength\" s:"
        );
        writer.Line(
            "/// <c>MinTime + s * (MaxTime - MinTime)</c>, with a schedule of s times the steps) from what AddNoise makes of the data."
        );
        writer.Line("/// </param>");
        writer.Line(
            $"/// <param name=\"endTime\">The clean end; null: {Default(model.EndTime, "the process's MinTime")}. A start before the end encodes.</param>"
        );
        if (hasValues && model.SolverIsOptional)
        {
            writer.Line("/// <param name=\"solver\">The plan's values; null: its defaults.</param>");
        }

        writer.Line(
            "/// <exception cref=\"global::System.ArgumentException\">The times, nodes or prediction kinds do not fit together.</exception>"
        );
        writer.Line(GeneratedFile.Mark);
        writer.Line($"public {model.Type.Name}(");
        using (writer.Indent())
        {
            writer.Line($"global::ItoSharp.IModel<{type}> model,");
            writer.Line($"{model.Process} process,");
            writer.Line("global::ItoSharp.Schedule schedule,");
            if (hasValues && !model.SolverIsOptional)
            {
                writer.Line($"{model.Solver} solver,");
            }

            writer.Line("double? startTime = null,");
            writer.Line("double? endTime = null" + (hasValues && model.SolverIsOptional ? "," : ")"));
            if (hasValues && model.SolverIsOptional)
            {
                writer.Line($"{model.Solver}? solver = null)");
            }

            writer.Line(
                $": base(model, process, schedule, {Argument("startTime", model.StartTime)}, {Argument("endTime", model.EndTime)}, {Kernels(model, hasValues)})"
            );
        }

        writer.Line("{");
        writer.Line("}");
    }

    /// <summary>Whether the plan has run-time values, which come with an instance of it.</summary>
    internal static bool HasValues(DerivedPlan plan) => !plan.Noise.IsDeterministic || plan.Momentum || plan.Churn;

    /// <summary>The kernels with the plan's values.</summary>
    internal static string Kernels(SamplerModel model, bool hasValues) =>
        !hasValues ? "new Kernels()"
        : model.SolverIsOptional ? $"new Kernels(solver ?? new {model.Solver}())"
        : "new Kernels(solver ?? throw new global::System.ArgumentNullException(nameof(solver)))";

    internal static string Default(double time, string otherwise) => double.IsNaN(time) ? otherwise : CSharpPrinter.Literal(time);

    // A table names its own times.
    internal static string Argument(string name, double time) =>
        double.IsNaN(time) ? name : $"{name} ?? (schedule is {{ OwnsTimes: true }} ? null : {CSharpPrinter.Literal(time)})";

    static void With(SourceWriter writer, SamplerModel model)
    {
        writer.Line();
        writer.Doc(
            "summary",
            "This sampler with a table of weights that are added to its own, step by step; null: its own weights alone. The table replaces",
            "an earlier one."
        );
        writer.Line("/// <param name=\"coefficients\">One row a step, from a fit or from a gradient.</param>");
        writer.Line("/// <exception cref=\"global::System.ArgumentException\">The table does not fit the steps.</exception>");
        writer.Line(GeneratedFile.Mark);
        writer.Line($"public {model.Type.Name} With(global::ItoSharp.StepCoefficients? coefficients) =>");
        using (writer.Indent())
        {
            writer.Line($"({model.Type.Name})Override(coefficients);");
        }
    }

    static void Gradients(SourceWriter writer, SamplerModel model, string type)
    {
        string gradient = $"global::ItoSharp.Gradient<{model.Process}, {type}>";
        string span = $"global::System.ReadOnlySpan<{type}>";
        string loss = $"global::ItoSharp.Loss<{type}>";
        if (model.Exact)
        {
            writer.Line();
            writer.Doc(
                "summary",
                "The exact discrete adjoint: the gradient of the emitted steps themselves, with respect to start, condition, model",
                "parameters and process parameters. One pull-back for each model evaluation; all asked states are kept."
            );
            writer.Line("/// <param name=\"start\">The start states, rows x dimension.</param>");
            writer.Line("/// <param name=\"loss\">The loss of the samples.</param>");
            writer.Line("/// <param name=\"options\">As for Sample.</param>");
            writer.Line(GeneratedFile.Mark);
            writer.Line($"public {gradient} Gradient({span} start, {loss} loss, global::ItoSharp.SampleOptions? options = null) =>");
            using (writer.Indent())
            {
                writer.Line("ExactGradient(start, loss, options);");
            }
        }

        if (model.AdjointDeis)
        {
            writer.Line();
            writer.Doc(
                "summary",
                "AdjointDEIS: the continuous adjoint of the probability-flow ODE or, along the recorded path, of the reverse SDE. Its",
                "gradient tends to the exact one as the sampler's and the adjoint's steps both grow; at few steps its direction is good, its size less so."
            );
            writer.Line("/// <param name=\"start\">The start states, rows x dimension.</param>");
            writer.Line("/// <param name=\"loss\">The loss of the samples.</param>");
            writer.Line(
                "/// <param name=\"adjoint\">Order, form, adjoint grid and states; null: 2M in data form on the sampler's nodes.</param>"
            );
            writer.Line("/// <param name=\"options\">As for Sample.</param>");
            writer.Line(GeneratedFile.Mark);
            writer.Line(
                $"public {gradient} GradientAdjointDeis({span} start, {loss} loss, global::ItoSharp.AdjointDeisOptions? adjoint = null, global::ItoSharp.SampleOptions? options = null) =>"
            );
            using (writer.Indent())
            {
                writer.Line("AdjointDeisGradient(start, loss, adjoint, options);");
            }
        }
    }

    /// <summary>A constructor that throws, so that the faults of the declaration are all there is to read.</summary>
    static string Stub(SamplerModel model, string fault) =>
        GeneratedFile.Write(
            model.Type,
            Base(model),
            _ => { },
            writer =>
            {
                string type = model.Double ? "double" : "float";
                writer.Line(
                    $"public {model.Type.Name}(global::ItoSharp.IModel<{type}> model, {model.Process} process, global::ItoSharp.Schedule schedule, double? startTime = null, double? endTime = null, {model.Solver}? solver = null)"
                );
                using (writer.Indent())
                {
                    // In the base's argument: nothing may run before it is said what is wrong.
                    string message = PlanEmitter.Literal($"The sampler '{model.Type.FullName}' was not generated: see error {fault}");
                    writer.Line(": base(model, process, schedule, startTime, endTime,");
                    using (writer.Indent())
                    {
                        writer.Line(
                            $"(global::ItoSharp.SolverKernels<{type}>?)null ?? throw new global::System.InvalidOperationException({message}))"
                        );
                    }
                }

                writer.Line("{");
                writer.Line("}");
                With(writer, model);
                Gradients(writer, model, type);
                GradientWaysEmitter.Emit(writer, model, null, type);
            }
        );
}
