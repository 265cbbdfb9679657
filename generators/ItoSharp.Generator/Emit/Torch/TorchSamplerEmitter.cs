using ItoSharp.Generator.Models;
using ItoSharp.Generator.Proofs;
using ItoSharp.Symbolics;
using Microsoft.FSharp.Collections;
using Microsoft.FSharp.Core;

namespace ItoSharp.Generator.Emit;

/// <summary>The tensor form of a sampler: a nested class that shares the weights and prints the same kernels as tensor operations.</summary>
internal static class TorchSamplerEmitter
{
    const string Tensor = TorchKernelPrinter.Tensor;
    const string Func = "global::System.Func";
    const string Module = "torch.nn.Module";

    /// <summary>Null where the plan is at fault: its own errors are all there is to read.</summary>
    public static string? Emit(SamplerModel model)
    {
        FSharpResult<DerivedPlan, FSharpList<PlanFault>>? derived = model.Plan is { } plan ? Proven.Plan(plan) : null;
        return derived is { IsOk: true } result
            ? GeneratedFile.Write(
                model.Type,
                "",
                _ => { },
                writer => Class(writer, model, PlanDerivation.WithMemory(model.Memory, result.ResultValue))
            )
            : null;
    }

    static void Class(SourceWriter writer, SamplerModel model, DerivedPlan plan)
    {
        string type = model.Double ? "double" : "float";
        // Another assembly whose internals are seen here has types of those names too; the compiler takes ours, and says so.
        writer.Line("#pragma warning disable CS0436 // TorchOps and TorchModels are this assembly's own");
        writer.Doc(
            "summary",
            $"<see cref=\"{CrefOf(model)}\"/> on tensors: the same steps with the same weights, on the device, in the element type and in the",
            "shape of the tensors it is given (float or double; the first axis is the batch). Steps are operations in place; nothing",
            "waits for the device between two evaluations."
        );
        writer.Line(GeneratedFile.Mark);
        using (writer.Block($"public sealed class Torch : global::ItoSharp.TensorSampler<{model.Process}, {type}, {Tensor}>"))
        {
            Constructors(writer, model, plan);
            With(writer);
            Gradients(writer, model);
            Steps(writer, model, plan);
        }
    }

    // The file's header names the type without its type parameters' values.
    static string CrefOf(SamplerModel model) => model.Type.SelfName.Replace('<', '{').Replace('>', '}');

    static void Constructors(SourceWriter writer, SamplerModel model, DerivedPlan plan)
    {
        bool first = true;
        foreach ((string type, string[] about) in Models())
        {
            if (!first)
            {
                writer.Line();
            }

            first = false;
            Constructor(writer, model, plan, type, about);
        }

        bool hasValues = SamplerEmitter.HasValues(plan);
        writer.Line();
        writer.Line(
            $"private Torch(global::ItoSharp.TensorModel<{Tensor}> model, global::ItoSharp.Prediction predicts, {model.Process} process, "
                + $"global::ItoSharp.Schedule schedule, double? startTime, double? endTime{(hasValues ? $", {model.Solver}? solver" : "")})"
        );
        using (writer.Indent())
        {
            writer.Line(
                ": base(global::ItoSharp.Generated.TorchOps.Instance, new Steps(), model, predicts, process, schedule, "
                    + $"{SamplerEmitter.Argument("startTime", model.StartTime)}, {SamplerEmitter.Argument("endTime", model.EndTime)}, {SamplerEmitter.Kernels(model, hasValues)})"
            );
        }

        writer.Line("{");
        writer.Line("}");
    }

    /// <summary>The forms of a model, with what its parameter's documentation says.</summary>
    static IEnumerable<(string Type, string[] About)> Models()
    {
        yield return (
            $"{Func}<{Tensor}, {Tensor}, {Tensor}>",
            ["From the states and the times (a tensor of one time a row) to the prediction, which is like the states."]
        );
        yield return (
            $"{Func}<{Tensor}, {Tensor}, {Tensor}, {Tensor}>",
            ["From the states, the times (a tensor of one time a row) and the condition to the prediction, which is like the states."]
        );
        yield return ($"{Module}<{Tensor}, {Tensor}, {Tensor}>", ["A module of the states and the times (a tensor of one time a row)."]);
        yield return (
            $"{Module}<{Tensor}, {Tensor}, {Tensor}, {Tensor}>",
            ["A module of the states, the times (a tensor of one time a row) and the condition."]
        );
        yield return (
            $"{Module}<{Tensor}, {Tensor}>",
            [
                "A module of one tensor: the states, then the condition where the run has one, then the time, joined along axis 1, so that",
                "rows of n numbers become rows of n + 1 and images of c channels have c + 1, the last of them the time everywhere.",
            ]
        );
    }

    static void Constructor(SourceWriter writer, SamplerModel model, DerivedPlan plan, string type, string[] about)
    {
        bool hasValues = SamplerEmitter.HasValues(plan);
        bool required = hasValues && !model.SolverIsOptional;
        bool optional = hasValues && model.SolverIsOptional;
        writer.Doc("summary", "Evaluates the weights of every step once; the instance is immutable.");
        writer.Doc("param name=\"model\"", about);
        writer.Line("/// <param name=\"predicts\">What the model predicts; it is converted to the plan's form.</param>");
        writer.Line("/// <param name=\"process\">The process and its parameters.</param>");
        writer.Line("/// <param name=\"schedule\">Where the steps lie.</param>");
        if (required)
        {
            writer.Line("/// <param name=\"solver\">The plan's values.</param>");
        }

        writer.Line(
            $"/// <param name=\"startTime\">The noisy end; null: {SamplerEmitter.Default(model.StartTime, "the process's MaxTime")}.</param>"
        );
        writer.Line(
            $"/// <param name=\"endTime\">The clean end; null: {SamplerEmitter.Default(model.EndTime, "the process's MinTime")}. A start before the end encodes.</param>"
        );
        if (optional)
        {
            writer.Line("/// <param name=\"solver\">The plan's values; null: its defaults.</param>");
        }

        writer.Line(
            "/// <exception cref=\"global::System.ArgumentException\">The times, nodes or prediction kinds do not fit together.</exception>"
        );
        writer.Line("public Torch(");
        using (writer.Indent())
        {
            writer.Line($"{type} model,");
            writer.Line("global::ItoSharp.Prediction predicts,");
            writer.Line($"{model.Process} process,");
            writer.Line("global::ItoSharp.Schedule schedule,");
            if (required)
            {
                writer.Line($"{model.Solver} solver,");
            }

            writer.Line("double? startTime = null,");
            writer.Line("double? endTime = null" + (optional ? "," : ")"));
            if (optional)
            {
                writer.Line($"{model.Solver}? solver = null)");
            }

            writer.Line(
                $": this(global::ItoSharp.Generated.TorchModels.Of(model), predicts, process, schedule, startTime, endTime{(hasValues ? ", solver" : "")})"
            );
        }

        writer.Line("{");
        writer.Line("}");
    }

    static void With(SourceWriter writer)
    {
        writer.Line();
        writer.Doc(
            "summary",
            "This sampler with a table of weights that are added to its own, step by step; null: its own weights alone. The table replaces",
            "an earlier one."
        );
        writer.Line("/// <param name=\"coefficients\">One row a step, from a fit or from a gradient.</param>");
        writer.Line("/// <exception cref=\"global::System.ArgumentException\">The table does not fit the steps.</exception>");
        writer.Line("public Torch With(global::ItoSharp.StepCoefficients? coefficients) => (Torch)Override(coefficients);");
    }

    static void Gradients(SourceWriter writer, SamplerModel model)
    {
        if (model.Exact)
        {
            foreach (bool loss in new[] { true, false })
            {
                Gradient(
                    writer,
                    model,
                    loss,
                    "Gradient",
                    "ExactGradient",
                    [
                        "The exact discrete adjoint: the gradient of the emitted steps themselves, with respect to start, condition, model",
                        "parameters and process parameters. One pull-back for each model evaluation; all asked states are kept.",
                    ],
                    "bool numbers = true",
                    "numbers",
                    "<param name=\"numbers\">Whether those of process, times, weights and levels are wanted; all predictions are kept for them.</param>"
                );
            }
        }

        if (model.AdjointDeis)
        {
            foreach (bool loss in new[] { true, false })
            {
                Gradient(
                    writer,
                    model,
                    loss,
                    "GradientAdjointDeis",
                    "AdjointDeisGradient",
                    [
                        "AdjointDEIS: the continuous adjoint of the probability-flow ODE or, along the recorded path, of the reverse SDE. Its",
                        "gradient tends to the exact one as the sampler's and the adjoint's steps both grow; at few steps its direction is good, its size less so.",
                    ],
                    "global::ItoSharp.AdjointDeisOptions? adjoint = null",
                    "adjoint",
                    "<param name=\"adjoint\">Order, form, adjoint grid and states; null: 2M in data form on the sampler's nodes.</param>"
                );
            }
        }
    }

    static void Gradient(
        SourceWriter writer,
        SamplerModel model,
        bool loss,
        string name,
        string implementation,
        string[] summary,
        string extra,
        string extraName,
        string extraDocumentation
    )
    {
        writer.Line();
        writer.Doc("summary", summary);
        writer.Line("/// <param name=\"start\">The start states.</param>");
        writer.Line(
            loss
                ? "/// <param name=\"loss\">The loss of the samples: a tensor of one element, differentiated by autograd.</param>"
                : "/// <param name=\"cotangent\">d loss / d samples, like the start.</param>"
        );
        writer.Line("/// <param name=\"parameters\">The model's parameters of which the gradient is wanted; null: none.</param>");
        writer.Line("/// " + extraDocumentation);
        writer.Line("/// <param name=\"options\">As for Sample.</param>");
        writer.Line($"public global::ItoSharp.TensorGradient<{model.Process}, {Tensor}> {name}(");
        using (writer.Indent())
        {
            writer.Line($"{Tensor} start,");
            writer.Line(loss ? $"{Func}<{Tensor}, {Tensor}> loss," : $"{Tensor} cotangent,");
            writer.Line($"global::System.Collections.Generic.IEnumerable<{Tensor}>? parameters = null,");
            writer.Line(extra + ",");
            writer.Line($"global::ItoSharp.TensorOptions<{Tensor}>? options = null) =>");
            writer.Line($"{implementation}(start, {(loss ? "loss" : "cotangent")}, parameters, {extraName}, options);");
        }
    }

    static void Steps(SourceWriter writer, SamplerModel model, DerivedPlan plan)
    {
        writer.Line();
        writer.Doc("summary", "The fused steps of this sampler as tensor operations.");
        using (writer.Block($"private sealed class Steps : global::ItoSharp.TensorSteps<{Tensor}>"))
        {
            FieldKernelsEmitter.Emit(writer, model, plan, Tensor);
        }
    }
}
