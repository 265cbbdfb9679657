using System.Collections.Concurrent;

namespace ItoSharp;

/// <summary>Values that depend on time alone, kept for the times used last; safe for concurrent use.</summary>
/// <param name="capacity">How many values are kept.</param>
/// <param name="make">Makes the value of a time; may be called twice for one time by two threads.</param>
internal sealed class TimeCache<TValue>(int capacity, Func<double, TValue> make)
    where TValue : class
{
    private readonly ConcurrentDictionary<double, TValue> values = new();
    private int count;

    /// <summary>The value of a time. Nothing is allocated where it is known.</summary>
    public TValue At(double time)
    {
        if (values.TryGetValue(time, out var known))
            return known;
        var made = make(time);
        if (Interlocked.Increment(ref count) > capacity)
        {
            // Starting anew is as good as any order of eviction: a run visits its times once, in order.
            values.Clear();
            Interlocked.Exchange(ref count, 1);
        }
        values[time] = made;
        return made;
    }
}
