using ItoSharp.Benchmarks.Declarations;

namespace ItoSharp.Benchmarks.Fields;

/// <summary>Gradients of a sampler in model calls against the optimum, and what they hold against steps.</summary>
internal static class FieldGradients
{
    private const int Dimension = 1 << 14;

    /// <summary>Measures and prints; whether the calls are the optimum's and the bytes the plan's.</summary>
    public static bool Run(TextWriter to)
    {
        bool holds = true;
        foreach (var (checkpoints, optimum) in ((int, long)[])[(16, 597), (8, 804)])
        {
            holds &= Checkpointed(to, 256, checkpoints, optimum);
        }

        to.WriteLine();
        to.WriteLine($"{"way", -44}{"steps", 8}{"states held", 13}{"evaluations", 13}{"pull-backs", 12}");
        (string, GradientWay)[] ways =
        [
            ("Exact()", GradientWay.Exact()),
            ("Exact(18 states)", GradientWay.Exact(memory: 18L * sizeof(double) * Dimension)),
            ("Reversible()", GradientWay.Reversible()),
            ("Reversible(ReversibleScheme.Heun)", GradientWay.Reversible(ReversibleScheme.Heun)),
            ("AdjointDeis()", GradientWay.AdjointDeis()),
        ];
        foreach (var (name, way) in ways)
        {
            foreach (int steps in (int[])[64, 128, 256])
            {
                holds &= Held(to, name, way, steps);
            }
        }

        return holds;
    }

    private static bool Checkpointed(TextWriter to, int steps, int checkpoints, long optimum)
    {
        var way = GradientWay.Exact(memory: (checkpoints + 2L) * sizeof(double) * Dimension);
        var cost = Sampler(steps).CostOf(way, 1);
        var gradient = Sampler(steps).Gradient(Start(), Loss, way);
        // Each pull-back is preceded by the evaluation that tapes its step, which is not an advance.
        long forward = gradient.ModelCalls.Evaluations - gradient.ModelCalls.PullBacks;
        to.WriteLine(
            FormattableString.Invariant(
                $"ratio field-gradient N={steps} checkpoints={checkpoints}: {forward} forward, {gradient.ModelCalls.PullBacks} pull-backs; {forward / (double)optimum:f3} of the binomial optimum {optimum}"
            )
        );
        return forward == optimum && cost.Advances == optimum && cost.Checkpoints == checkpoints;
    }

    private static bool Held(TextWriter to, string name, GradientWay way, int steps)
    {
        var planned = Sampler(steps).CostOf(way, 1);
        var gradient = Sampler(steps).Gradient(Start(), Loss, way);
        var calls = gradient.ModelCalls;
        double states = gradient.StoredBytes / (double)(sizeof(double) * Dimension);
        to.WriteLine(FormattableString.Invariant($"{name, -44}{steps, 8}{states, 13:f0}{calls.Evaluations, 13}{calls.PullBacks, 12}"));
        return (gradient.StoredBytes, calls.Evaluations, calls.PullBacks) == (planned.StoredBytes, planned.Evaluations, planned.PullBacks);
    }

    private static FieldGradientSampler Sampler(int steps) => new(Denoiser, VpLinear.Default, UniformLambda.Steps(steps), 0.95, 0.02);

    private static double[] Start() => [.. Enumerable.Range(0, Dimension).Select(i => Math.Cos(i))];

    private static double Loss(ReadOnlySpan<double> samples, Span<double> gradient)
    {
        double sum = 0;
        for (int i = 0; i < samples.Length; i++)
        {
            gradient[i] = samples[i];
            sum += 0.5 * samples[i] * samples[i];
        }

        return sum;
    }

    /// <summary>D = sin(x), entry by entry: what the model costs is not what is counted.</summary>
    private static FunctionModel<double> Denoiser { get; } =
        new(
            Dimension,
            Prediction.Data,
            (in ModelInput<double> input, Span<double> prediction) =>
            {
                for (int i = 0; i < prediction.Length; i++)
                {
                    prediction[i] = Math.Sin(input.X[i]);
                }
            },
            (in ModelInput<double> input, ReadOnlySpan<double> cotangent, in ModelCotangents<double> into) =>
            {
                for (int i = 0; i < cotangent.Length; i++)
                {
                    into.X[i] = cotangent[i] * Math.Cos(input.X[i]);
                }
            }
        );
}
