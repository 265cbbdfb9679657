using System.Collections.Immutable;

namespace ItoSharp;

/// <summary>An explicit table of times, first the start and last the end.</summary>
public sealed class TimeTable : Schedule
{
    private TimeTable(ImmutableArray<double> times)
        : base(times.Length - 1) => Times = times;

    /// <summary>The times of the nodes.</summary>
    public ImmutableArray<double> Times { get; }

    /// <inheritdoc/>
    public override bool OwnsTimes => true;

    /// <inheritdoc/>
    protected override object Identity => Times.ToArray();

    /// <summary>A table of at least two finite times, strictly monotone.</summary>
    /// <param name="times">The times of all nodes; the number of steps is one less.</param>
    /// <exception cref="ArgumentException">Too few times, one that is not finite, or one that turns back.</exception>
    public static TimeTable Of(params ReadOnlySpan<double> times)
    {
        ScheduleChecks.Monotone(times, nameof(times), "time");
        return new([.. times]);
    }

    /// <inheritdoc/>
    public override void Fill(IProcess process, double startTime, double endTime, Span<ScheduleNode> nodes)
    {
        for (int i = 0; i < Times.Length; i++)
        {
            nodes[i] = ScheduleNode.AtTime(Times[i]);
        }
    }
}
