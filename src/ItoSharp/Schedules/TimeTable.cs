using System.Collections.Immutable;

namespace ItoSharp;

/// <summary>An explicit table of times, first the start and last the end.</summary>
public sealed record TimeTable : Schedule
{
    private TimeTable(ImmutableArray<double> times)
        : base(times.Length - 1) => Times = times;

    /// <summary>The times of the nodes.</summary>
    public ImmutableArray<double> Times { get; }

    /// <summary>A table of at least two finite times, strictly monotone.</summary>
    public static TimeTable Of(params ReadOnlySpan<double> times)
    {
        if (times.Length < 2)
        {
            throw new ArgumentException($"a table needs at least 2 times, got {times.Length}", nameof(times));
        }

        for (int i = 0; i < times.Length; i++)
        {
            if (!double.IsFinite(times[i]))
            {
                throw new ArgumentException($"times[{i}] is {times[i]}; every time must be finite", nameof(times));
            }

            if (i > 1 && (times[i] - times[i - 1]) * (times[1] - times[0]) <= 0 || i == 1 && times[1] == times[0])
            {
                throw new ArgumentException(
                    $"times[{i}] = {times[i]:R} does not continue the direction of the table after times[{i - 1}] = "
                        + $"{times[i - 1]:R}; times must be strictly decreasing (sampling) or strictly increasing (encoding)",
                    nameof(times)
                );
            }
        }

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

    /// <summary>Whether two tables hold the same times.</summary>
    public bool Equals(TimeTable? other) => other is not null && Times.AsSpan().SequenceEqual(other.Times.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = new();
        foreach (double time in Times)
        {
            hash.Add(time);
        }

        return hash.ToHashCode();
    }
}
