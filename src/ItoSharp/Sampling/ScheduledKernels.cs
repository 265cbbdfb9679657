namespace ItoSharp;

/// <summary>
/// The kernels of a per-step schedule of methods: step n has the formulas of its own method. The history is common; a fused update may
/// be any method's that combines as many predictions.
/// </summary>
internal sealed class ScheduledKernels<T>(SolverKernels<T>[] steps) : SolverKernels<T>(Union(steps))
    where T : unmanaged
{
    private readonly SolverKernels<T>[] _methods = [.. steps.Distinct()];

    internal override IReadOnlyList<SolverKernels<T>> Methods => _methods;

    internal override SolverKernels<T> At(int step) => steps[step];

    internal override bool Takes(int step, int terms, bool noise) => Find(step, terms, noise) is not null;

    public override bool Advance(in FieldStep<T> step) =>
        throw new InvalidOperationException("a schedule's steps are those of its methods");

    /// <summary>The method whose fused update takes a multistep row: the step's own where it can.</summary>
    internal SolverKernels<T> UpdateOf(int step, StepRow row) =>
        row.RungeKutta
            ? steps[step]
            : Find(step, row.Terms, row.Stochastic)
                ?? throw new ArgumentException(
                    $"step {step} combines {row.Terms} predictions{(row.Stochastic ? " and noise" : "")}, for which none of the schedule's "
                        + $"methods has a fused update: declare one of the samplers with Memory = {row.Terms}",
                    nameof(steps)
                );

    private SolverKernels<T>? Find(int step, int terms, bool noise)
    {
        foreach (SolverKernels<T> method in (ReadOnlySpan<SolverKernels<T>>)[steps[step], .. _methods])
        {
            bool takesNoise = !noise || method.Shape.Noise != Stochasticity.None;
            if (!method.Shape.RungeKutta && takesNoise && method.Shape.Terms.Contains(terms))
            {
                return method;
            }
        }

        return null;
    }

    private static SolverShape Union(SolverKernels<T>[] steps)
    {
        SolverShape[] shapes = [.. steps.Select(kernels => kernels.Shape).Distinct()];
        bool corrects = shapes.Any(shape => shape.Corrector > 0);
        return new()
        {
            Form = shapes[0].Form,
            // A correction that is not folded into the next row moves the state from which the other form could be had.
            BothForms = shapes.Any(shape => shape.Form != shapes[0].Form) || corrects && shapes.Length > 1,
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
