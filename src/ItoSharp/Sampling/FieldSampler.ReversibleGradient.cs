namespace ItoSharp;

/// <content>Gradients of reversible runs.</content>
public abstract partial class FieldSampler<TProcess, T>
{
    private Gradient<TProcess, T> ReversibleGradient(ReadOnlySpan<T> start, Loss<T> loss, ReversibleGradientWay way, SampleOptions? options)
    {
        ArgumentNullException.ThrowIfNull(loss);
        ReversiblePlan plan = ReversiblePlan.Of(Plan);
        double tolerance = way.Tolerance ?? DefaultTolerance(plan.Stochastic);
        RequireReconstructible(way, plan.Forward.Length, tolerance);
        IDifferentiableModel<T> model = Differentiable();
        RunInput<T> input = Input(start, options);
        RequirePlainRun(input);
        BatchParts<T> parts = new(input, start, Model.Dimension);
        SharedProgress? progress = SharedProgress.For(input.Options, (long)parts.Count * Plan.Rows.Length);
        var passes = new ReversiblePass<T>[parts.Count];
        parts.Run(part =>
        {
            passes[part.Index] = Pass(way, plan, model, part.Input, part.Result.Length);
            passes[part.Index].Forward(part.Start.Span, part.Result.Span, progress);
        });
        T[] cotangent = Differentiate(parts, loss, out double value);
        T[] samples = parts.Results.ToArray();
        var errors = new double[parts.Count];
        parts.Run(part =>
        {
            T[] x = cotangent.AsSpan(part.Input.First * Model.Dimension, part.Result.Length).ToArray();
            errors[part.Index] = passes[part.Index].Reverse(x, part.Start.Span);
            x.CopyTo(part.Result);
        });
        double error = errors.Any(double.IsNaN) ? double.NaN : errors.Max();
        if (!(error <= tolerance))
        {
            throw new InvalidOperationException(
                $"the reversible run reconstructs its start with an error of {error:0.###e+0}, more than the tolerance of {tolerance:0.###e+0}: take "
                    + "shorter steps, another tolerance, or the checkpointed gradient, GradientWay.Exact(memory: bytes)"
            );
        }

        static string Undefined(string what) =>
            $"the reversible way defines no gradient of {what}: use the exact adjoint, GradientWay.Exact(memory: bytes)";
        return new(
            new(null, Undefined("the process's parameters")),
            new(null, Undefined("the nodes' times")),
            new(null, Undefined("the steps' weights")),
            new(null, Undefined("the noise levels")),
            new(null, Undefined("the mean"))
        )
        {
            Loss = value,
            Samples = samples,
            Start = parts.Results.ToArray(),
            Condition = [.. passes.SelectMany(pass => pass.Increment.Conditions[0])],
            ConditionChanges = Changes(passes.Select(pass => pass.Increment.Conditions)),
            Model = Sum(passes.Select(pass => pass.Increment.Parameters), model.ParameterCount),
            StoredBytes = 0,
            ReconstructionError = error,
            ModelCalls = (passes[0].Increment.Evaluations, passes[0].Increment.PullBacks),
        };
    }

    private static double DefaultTolerance(bool stochastic) =>
        typeof(T) == typeof(float) ? 1e-3
        : stochastic ? 1e-9
        : 1e-12;

    private static ReversiblePass<T> Pass(
        ReversibleGradientWay way,
        ReversiblePlan plan,
        IDifferentiableModel<T> model,
        RunInput<T> input,
        int length
    )
    {
        bool heun = way.Scheme == ReversibleScheme.Heun;
        Increment<T> increment = new(model, input, heun ? 1 : plan.Forward[0].Stages, length);
        return heun
            ? new ReversibleHeunPass<T>(plan, input, increment, length)
            : new McCallumFosterPass<T>(plan, input, increment, length, way.Coupling);
    }

    /// <summary>Going back, the coupling multiplies the round-off of every step by 1/lambda.</summary>
    private static void RequireReconstructible(ReversibleGradientWay way, int steps, double tolerance)
    {
        if (way.Scheme is not (ReversibleScheme.McCallumFoster or ReversibleScheme.Heun))
        {
            throw new ArgumentOutOfRangeException(nameof(way), way.Scheme, "there are the schemes McCallumFoster and Heun");
        }

        if (!(tolerance > 0))
        {
            throw new ArgumentOutOfRangeException(nameof(way), tolerance, "the tolerance of a reconstruction must be positive");
        }

        if (!(way.Coupling is > 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(way),
                way.Coupling,
                "the coupling of a reversible run must lie in (0, 1), as 0.999"
            );
        }

        double grown = Math.Pow(way.Coupling, -steps) * Math.ScaleB(1, -53);
        if (way.Scheme == ReversibleScheme.McCallumFoster && !(grown <= tolerance))
        {
            throw new ArgumentOutOfRangeException(
                nameof(way),
                way.Coupling,
                $"a coupling of {way.Coupling} grows the round-off over {steps} steps to {grown:0.###e+0}, more than the tolerance of "
                    + $"{tolerance:0.###e+0}: take at least {Math.Pow(Math.ScaleB(1, -53) / tolerance, 1.0 / steps):0.####}"
            );
        }
    }

    private static void RequirePlainRun(RunInput<T> input)
    {
        string? wrong =
            input.Known is not null ? "Inpainting replaces values after every step, which cannot be undone"
            : input.Options.Thresholding is not null ? "Thresholding is not offered in a reversible run"
            : input.Observer is not null ? "StepCompleted sees the sampler's own steps, which a reversible run does not take"
            : null;
        if (wrong is not null)
        {
            throw new ArgumentException($"{wrong}: use the exact adjoint, GradientWay.Exact(memory: bytes)", "options");
        }
    }
}
