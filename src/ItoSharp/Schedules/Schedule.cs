using System.Collections;
using System.Globalization;

namespace ItoSharp;

/// <summary>
/// Where the steps of a sampler lie between its start and end time. Schedules are data: derive a class (in C# or F#) to declare
/// another one, or a <see cref="LambdaSchedule"/> where one formula of log-SNR says it. The sampler validates what
/// <see cref="Fill"/> writes: strictly monotone in t and in log-SNR.
/// </summary>
/// <remarks>Two of the library's schedules are equal when they are of one type and hold the same values.</remarks>
public abstract class Schedule : IEquatable<Schedule>
{
    /// <param name="stepCount">The number of steps, at least 1.</param>
    protected Schedule(int stepCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(stepCount, 1, "steps");
        StepCount = stepCount;
    }

    /// <summary>The number of steps; there is one node more.</summary>
    public int StepCount { get; }

    /// <summary>
    /// Whether the schedule names its own first and last time (a table of times or sigmas) instead of running between those of the
    /// sampler. Times given to the sampler must then be the same ones.
    /// </summary>
    public virtual bool OwnsTimes => false;

    /// <summary>Whether the first node lies inside the interval that <see cref="Fill"/> is given.</summary>
    internal virtual bool StartsInside => false;

    /// <summary>Writes the <see cref="StepCount"/> + 1 nodes from <paramref name="startTime"/> to <paramref name="endTime"/>.</summary>
    /// <param name="process">The process, for nodes placed by log-SNR.</param>
    /// <param name="startTime">The time of the first node; no meaning for a schedule that <see cref="OwnsTimes"/>.</param>
    /// <param name="endTime">The time of the last node, likewise.</param>
    /// <param name="nodes">Filled, <see cref="StepCount"/> + 1 entries.</param>
    public abstract void Fill(IProcess process, double startTime, double endTime, Span<ScheduleNode> nodes);

    /// <summary>
    /// The same schedule with one step more: from its last node on to the data (alpha = 1, sigma = 0), where the state becomes the
    /// model's data prediction ("denoise to zero"). It costs one evaluation.
    /// </summary>
    /// <remarks>
    /// The data need not be a time of the process: one whose sigma stays positive (variance exploding) takes the step as well. A
    /// schedule that already ends at sigma = 0 is refused when it is laid on its process.
    /// </remarks>
    public Schedule DenoiseToZero() => new DenoisedSchedule(this);

    /// <summary>
    /// The schedule without its first steps: the shorter run that image-to-image starts from a noised image. The sampler's times are
    /// still those of the whole schedule; where the run starts, its <c>Grid.Points[0]</c> says.
    /// </summary>
    /// <param name="steps">How many steps are left out; at least 0 and less than <see cref="StepCount"/>.</param>
    public Schedule SkipFirst(int steps) => new SkippedSchedule(this, steps);

    /// <summary>
    /// The values that make two schedules of one type equal, as tuples and arrays of numbers; null: a schedule equals itself only.
    /// </summary>
    protected virtual object? Identity => null;

    /// <inheritdoc/>
    public bool Equals(Schedule? other) =>
        ReferenceEquals(this, other)
        || other is not null
            && GetType() == other.GetType()
            && StepCount == other.StepCount
            && Identity is { } mine
            && StructuralComparisons.StructuralEqualityComparer.Equals(mine, other.Identity);

    /// <inheritdoc/>
    public sealed override bool Equals(object? obj) => Equals(obj as Schedule);

    /// <inheritdoc/>
    public sealed override int GetHashCode() =>
        Identity is { } values
            ? HashCode.Combine(GetType(), StepCount, StructuralComparisons.StructuralEqualityComparer.GetHashCode(values))
            : System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);

    /// <summary>The type and the number of steps, such as "Karras(18 steps)".</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{GetType().Name}({StepCount} steps)");

    /// <summary>log-SNR at an end of the schedule; an error names the cure where it is infinite.</summary>
    /// <param name="process">The process.</param>
    /// <param name="time">The time of the end.</param>
    /// <param name="end">"start" or "end".</param>
    /// <exception cref="ArgumentException">alpha or sigma is 0 there.</exception>
    protected double FiniteLambda(IProcess process, double time, string end)
    {
        ArgumentNullException.ThrowIfNull(process);
        double lambda = process.Lambda(time);
        if (!double.IsFinite(lambda))
        {
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{GetType().Name} places nodes by log-SNR, which is {lambda} at the {end} time {time:R}: choose {(end == "end" ? "an" : "a")} {end} time "
                ) + "where alpha and sigma are positive, or a schedule in t such as UniformTime.",
                end + "Time"
            );
        }

        return lambda;
    }
}
