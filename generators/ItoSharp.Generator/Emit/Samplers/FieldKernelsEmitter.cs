using System.Globalization;
using ItoSharp.Generator.Models;
using ItoSharp.Symbolics;

namespace ItoSharp.Generator.Emit;

/// <summary>
/// The fused updates of a sampler, their reverses, and the two methods by which the runtime reaches them. A field is a span of
/// floats or doubles, or a tensor: <c>type</c> is float, double or <see cref="TorchKernelPrinter.Tensor"/>.
/// </summary>
internal static class FieldKernelsEmitter
{
    public static void Emit(SourceWriter writer, SamplerModel model, DerivedPlan plan, string type)
    {
        bool mean = model.Mean != MeanTerms.Never;
        bool noisy = !plan.Noise.IsDeterministic;
        int stages = plan.Stages.Length;
        Dispatch(
            writer,
            type == TorchKernelPrinter.Tensor
                ? $"public override void Advance(in global::ItoSharp.TensorStep<{type}> step)"
                : $"public override bool Advance(in global::ItoSharp.FieldStep<{type}> step)",
            plan,
            (terms, noise) => Call(FieldKernelModule.Multistep(terms, noise, mean, plan.Momentum), type, Forward),
            block => Call(FieldKernelModule.Stage(stages, block, mean), type, Forward),
            noisy
                ? type == TorchKernelPrinter.Tensor
                    ? "step.IsNoisy"
                    : "!step.Noise.IsEmpty"
                : "",
            isBool: type != TorchKernelPrinter.Tensor
        );
        foreach (int terms in plan.Terms)
        {
            foreach (bool noise in noisy ? new[] { false, true } : new[] { false })
            {
                KernelPrinter.Print(
                    writer,
                    FieldKernelModule.Multistep(terms, noise, mean, plan.Momentum),
                    type,
                    Summary(terms, noise, mean, plan)
                );
            }
        }

        for (int block = 0; block < stages; block++)
        {
            KernelPrinter.Print(writer, FieldKernelModule.Stage(stages, block, mean), type, StageSummary(block, stages));
        }

        if (plan.Churn)
        {
            Lift(writer, type, mean, model.Exact);
        }

        if (model.Exact)
        {
            Reverse(writer, plan, type, mean, stages);
        }
    }

    static void Lift(SourceWriter writer, string type, bool mean, bool exact)
    {
        FieldKernel lift = FieldKernelModule.Lift(mean);
        string cast = type == "float" ? "(float)" : "";
        bool tensor = type == TorchKernelPrinter.Tensor;
        string written = tensor ? type : $"global::System.Span<{type}>";
        string read = tensor ? type : $"global::System.ReadOnlySpan<{type}>";
        writer.Line();
        writer.Line(
            $"public override void Lift({written} x, {read} noise, {read}{(tensor ? "?" : "")} mean, double gain, double scale, double meanWeight) =>"
        );
        using (writer.Indent())
        {
            writer.Line(
                $"LiftState(x, noise, {(mean ? tensor ? "mean!, " : "mean, " : "")}{cast}gain, {cast}scale{(mean ? $", {cast}meanWeight" : "")});"
            );
        }

        KernelPrinter.Print(writer, lift, type, LiftSummary(mean));
        if (exact)
        {
            writer.Line();
            writer.Line($"public override void LiftPullBack({written} x, double gain) => LiftStatePullBack(x, {cast}gain);");
            KernelPrinter.Print(writer, FieldKernelModule.Reverse(lift), type, "The reverse of the lift.");
        }
    }

    static void Reverse(SourceWriter writer, DerivedPlan plan, string type, bool mean, int stages)
    {
        // Noise and mean are constants of the step: one reverse serves the noisy and the deterministic update.
        Dispatch(
            writer,
            $"public override void AdvancePullBack(in global::ItoSharp.{(type == TorchKernelPrinter.Tensor ? "Tensor" : "Field")}StepCotangent<{type}> step)",
            plan,
            (terms, _) => Call(FieldKernelModule.Reverse(FieldKernelModule.Multistep(terms, false, mean, plan.Momentum)), type, Backward),
            block => Call(FieldKernelModule.Reverse(FieldKernelModule.Stage(stages, block, mean)), type, Backward),
            whenNoisy: "",
            isBool: false
        );
        foreach (int terms in plan.Terms)
        {
            KernelPrinter.Print(
                writer,
                FieldKernelModule.Reverse(FieldKernelModule.Multistep(terms, false, mean, plan.Momentum)),
                type,
                $"The reverse of <see cref=\"Step{Text(terms)}\"/>: cotangents of the predictions, of the raw prediction, and of the state."
            );
        }

        for (int block = 0; block < stages; block++)
        {
            KernelPrinter.Print(
                writer,
                FieldKernelModule.Reverse(FieldKernelModule.Stage(stages, block, mean)),
                type,
                $"The reverse of <see cref=\"Stage{Text(block + 1)}\"/>."
            );
        }
    }

    internal static void Dispatch(
        SourceWriter writer,
        string header,
        DerivedPlan plan,
        Func<int, bool, string> multistep,
        Func<int, string> stage,
        string whenNoisy,
        bool isBool
    )
    {
        string Statement(string call) => isBool ? $"return {call};" : $"{call}; return;";
        writer.Line();
        using (writer.Block(header))
        {
            if (!plan.Stages.IsEmpty)
            {
                using (writer.Block("if (step.RungeKutta)"))
                using (writer.Block("switch (step.Terms)"))
                {
                    for (int block = 0; block < plan.Stages.Length; block++)
                    {
                        writer.Line($"case {Text(block + 1)}: {Statement(stage(block))}");
                    }
                }

                writer.Line();
            }

            using (writer.Block("switch (step.Terms)"))
            {
                foreach (int terms in plan.Terms)
                {
                    if (whenNoisy.Length > 0)
                    {
                        writer.Line($"case {Text(terms)} when {whenNoisy}: {Statement(multistep(terms, true))}");
                    }

                    writer.Line($"case {Text(terms)}: {Statement(multistep(terms, false))}");
                }

                writer.Line("default: throw new global::System.ArgumentOutOfRangeException(nameof(step), step.Terms, \"no such update\");");
            }
        }
    }

    static string Call(FieldKernel kernel, string type, Func<string, string> array)
    {
        IEnumerable<string> arguments = KernelPrinter.Arrays(kernel).Select(array).Concat(kernel.Scalars.Select(s => Scalar(s, type)));
        return $"{kernel.Name}({string.Join(", ", arguments)})";
    }

    internal static string Forward(string name) =>
        name switch
        {
            "x" => "step.X",
            "u" => "step.Stage",
            "y" => "step.Prediction",
            "z" => "step.Noise",
            "mu" => "step.Mean",
            _ => $"step.Output({name.Substring(1)})",
        };

    static string Backward(string name)
    {
        string vector = name.Substring(0, name.Length - "Bar".Length);
        return vector switch
        {
            "x" => "step.X",
            "u" => "step.Stage",
            "y" => "step.Prediction",
            _ => $"step.Output({vector.Substring(1)})",
        };
    }

    internal static string Scalar(string name, string type)
    {
        string value = name switch
        {
            "kx" => "step.Conversion.X",
            "km" => "step.Conversion.Model",
            "kv" => "step.Damping",
            "kmu" => "step.Conversion.Mean",
            "cmu" => "step.MeanWeight",
            "a" => "step.Row[0]",
            "nu" => "step.Row[^1]",
            _ => $"step.Row[{Text(int.Parse(name.Substring(1), CultureInfo.InvariantCulture) + 1)}]",
        };
        return type == "float" ? "(float)" + value : value;
    }

    internal static string Summary(int terms, bool noise, bool mean, DerivedPlan plan)
    {
        string sum = string.Join(" + ", Enumerable.Range(0, terms).Select(j => $"c{j} m{j}"));
        return $"x = a x + {sum}{(noise ? " + nu z" : "")}{(mean ? " + cmu mu" : "")}, with m0 = kx x + km y{(plan.Momentum ? " + kv m1" : "")}{(mean ? " + kmu mu" : "")} "
            + $"the {(plan.Momentum ? "damped " : "")}{(plan.Form.IsData ? "data" : "noise")} prediction, kept for the steps to come.";
    }

    internal static string LiftSummary(bool mean) => "Back towards noise before a step: x = a x + nu z" + (mean ? " + cmu mu." : ".");

    static string StageSummary(int block, int stages) =>
        block == stages - 1
            ? $"From the prediction at stage {Text(block + 1)} to the end of the step."
            : $"From the prediction at stage {Text(block + 1)} to the state of the next stage.";

    internal static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
