namespace ItoSharp.Generator.Memory;

/// <summary>The values of a pure function, each computed once, whoever asks first, and kept while it is asked for.</summary>
internal sealed class BoundedCache<TKey, TValue>
    where TKey : notnull
{
    readonly BoundedTable<TKey, Lazy<TValue>> table;
    readonly Func<TKey, TValue> compute;
    long computed;

    /// <param name="capacity">As of <see cref="BoundedTable{TKey, TValue}"/>.</param>
    /// <param name="compute">A pure function. What it throws is thrown to everybody who asks.</param>
    public BoundedCache(int capacity, Func<TKey, TValue> compute) => (table, this.compute) = (new(capacity), compute);

    /// <summary>How often a value was computed rather than found.</summary>
    public long Computed => Interlocked.Read(ref computed);

    /// <summary>The values held.</summary>
    public int Count => table.Count;

    // The lazy value is made under the table's lock and computed outside of it.
    public TValue this[TKey key] => table.GetOrAdd(key, Lazily).Value;

    Lazy<TValue> Lazily(TKey key) =>
        new(() =>
        {
            Interlocked.Increment(ref computed);
            return compute(key);
        });
}
