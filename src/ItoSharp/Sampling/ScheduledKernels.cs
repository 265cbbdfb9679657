namespace ItoSharp;

/// <summary>
/// The kernels of a per-step schedule of methods: step n has the formulas of its own method. The history is common, so all have one
/// form; a fused update may be any method's that combines as many predictions.
/// </summary>
internal sealed class ScheduledKernels<T>(SolverKernels<T>[] steps) : SolverKernels<T>(Union(steps))
    where T : unmanaged
{
    private readonly SolverKernels<T>[] _methods = [.. steps.Distinct()];

    internal override IReadOnlyList<SolverKernels<T>> Methods => _methods;

    internal override SolverKernels<T> At(int step) => steps[step];

    public override bool Advance(in FieldStep<T> step) =>
        throw new InvalidOperationException("a schedule's steps are those of its methods");

    /// <summary>The method whose fused update takes a multistep row: the step's own where it can.</summary>
    internal SolverKernels<T> UpdateOf(int step, StepRow row)
    {
        SolverKernels<T> own = steps[step];
        if (row.RungeKutta)
        {
            return own;
        }

        foreach (SolverKernels<T> method in (ReadOnlySpan<SolverKernels<T>>)[own, .. _methods])
        {
            bool takesNoise = !row.Stochastic || method.Shape.Noise != Stochasticity.None;
            if (!method.Shape.RungeKutta && takesNoise && method.Shape.Terms.Contains(row.Terms))
            {
                return method;
            }
        }

        throw new ArgumentException(
            $"step {step} combines {row.Terms} predictions{(row.Stochastic ? " and noise" : "")}, its own and those that the corrector of the "
                + "step before weighs, for which none of the schedule's methods has a fused update: declare one of the samplers with "
                + $"Memory = {row.Terms} (and noise), or use a method without corrector before it",
            nameof(steps)
        );
    }

    private static SolverShape Union(SolverKernels<T>[] steps)
    {
        SolverShape[] shapes = [.. steps.Select(kernels => kernels.Shape).Distinct()];
        return new()
        {
            Form = shapes[0].Form,
            History = shapes.Max(shape => shape.History),
            Corrector = shapes.Max(shape => shape.Corrector),
            Terms = [.. shapes.SelectMany(shape => shape.Terms).Distinct().Order()],
            Memory = shapes.Max(shape => shape.Slots),
            // Which law it is the step's own method knows; here only that there may be noise.
            Noise = shapes.FirstOrDefault(shape => shape.Noise != Stochasticity.None)?.Noise ?? Stochasticity.None,
            AlwaysReadsMean = shapes.Any(shape => shape.AlwaysReadsMean),
            HeavyBall = shapes[0].HeavyBall,
            Churn = shapes.Any(shape => shape.Churn),
            Stages = shapes.MaxBy(shape => shape.Stages.Length)!.Stages,
            RungeKutta = shapes.All(shape => shape.RungeKutta),
        };
    }
}
