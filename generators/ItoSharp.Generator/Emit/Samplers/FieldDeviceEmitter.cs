using ItoSharp.Generator.Models;
using ItoSharp.Symbolics;

namespace ItoSharp.Generator.Emit;

/// <summary>The fused updates of a sampler as kernels of devices, and the method that launches them.</summary>
internal static class FieldDeviceEmitter
{
    public static void Emit(SourceWriter writer, SamplerModel model, DerivedPlan plan, string type)
    {
        bool mean = model.Mean != MeanTerms.Never;
        bool noisy = !plan.Noise.IsDeterministic;
        int stages = plan.Stages.Length;
        FieldKernel Multistep(int terms, bool noise) => FieldKernelModule.Multistep(terms, noise, mean, plan.Momentum);
        FieldKernel Stage(int block) => FieldKernelModule.Stage(stages, block, mean);

        FieldKernelsEmitter.Dispatch(
            writer,
            $"public override void Advance(in global::ItoSharp.DeviceFieldStep<{type}> step)",
            plan,
            (terms, noise) => Launch(Multistep(terms, noise), type),
            block => Launch(Stage(block), type),
            noisy ? "step.IsNoisy" : "",
            isBool: false
        );

        writer.Line().Line("public override string DeviceKernels =>");
        using (writer.Indent())
        {
            writer.Line("\"\"\"");
            string separator = "";
            void Print(FieldKernel kernel, string comment)
            {
                if (separator.Length > 0)
                {
                    writer.Line();
                }

                separator = "\n";
                DeviceKernelPrinter.Print(writer, kernel, comment);
            }

            foreach (int terms in plan.Terms)
            {
                foreach (bool noise in noisy ? new[] { false, true } : new[] { false })
                {
                    Print(Multistep(terms, noise), FieldKernelsEmitter.Summary(terms, noise, mean, plan));
                }
            }

            for (int block = 0; block < stages; block++)
            {
                Print(Stage(block), StageFormula(block, stages, mean, plan));
            }

            if (plan.Churn)
            {
                Print(FieldKernelModule.Lift(mean), FieldKernelsEmitter.LiftSummary(mean));
            }

            writer.Line("\"\"\";");
        }
    }

    static string Launch(FieldKernel kernel, string type)
    {
        IEnumerable<string> arguments = DeviceKernelPrinter
            .Arrays(kernel)
            .Select(FieldKernelsEmitter.Forward)
            .Concat(kernel.Scalars.Select(scalar => FieldKernelsEmitter.Scalar(scalar, type)));
        string method = DeviceKernelPrinter.IsNoisy(kernel) ? "LaunchNoisy" : "Launch";
        return $"step.{method}(\"{DeviceKernelPrinter.Name(kernel)}\", {string.Join(", ", arguments)})";
    }

    static string StageFormula(int block, int stages, bool mean, DerivedPlan plan)
    {
        string target = block == stages - 1 ? "x" : "u";
        string sum = string.Concat(
            Enumerable.Range(0, block + 1).Select(j => $" + c{FieldKernelsEmitter.Text(j)} m{FieldKernelsEmitter.Text(j)}")
        );
        return $"{target} = a x{sum}{(mean ? " + cmu mu" : "")}, with m{FieldKernelsEmitter.Text(block)} = kx {(block == 0 ? "x" : "u")} + km y"
            + $"{(mean ? " + kmu mu" : "")} the {(plan.Form.IsData ? "data" : "noise")} prediction at stage {FieldKernelsEmitter.Text(block + 1)}.";
    }
}
