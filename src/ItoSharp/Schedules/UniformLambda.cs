namespace ItoSharp;

/// <summary>Nodes uniform in half the log-SNR, lambda = log(alpha / sigma); where alpha = 1: "exponential", sigma geometric.</summary>
public sealed class UniformLambda : LambdaSchedule
{
    private UniformLambda(int stepCount)
        : base(stepCount) { }

    /// <inheritdoc/>
    protected override object Identity => StepCount;

    /// <summary>A schedule of <paramref name="steps"/> equal steps in lambda.</summary>
    /// <param name="steps">The number of steps, at least 1.</param>
    public static UniformLambda Steps(int steps) => new(steps);

    /// <inheritdoc/>
    protected override LambdaNode Place(double w, double start, double end) => new(start + w * (end - start), 1 - w, w);
}
