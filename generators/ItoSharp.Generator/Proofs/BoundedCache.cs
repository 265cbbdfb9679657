namespace ItoSharp.Generator.Proofs;

/// <summary>
/// A thread-safe cache of bounded size. What is asked for again stays; what was not asked for while as many others came goes. Values
/// are computed once, whoever asks first, and outside the lock.
/// </summary>
internal sealed class BoundedCache<TKey, TValue>
    where TKey : notnull
{
    readonly object gate = new();
    readonly int capacity;
    readonly Func<TKey, TValue> compute;
    Dictionary<TKey, Lazy<TValue>> young = new();
    Dictionary<TKey, Lazy<TValue>> old = new();
    long computed;

    /// <param name="capacity">At least this many of the last values asked for are kept, and at most twice as many.</param>
    /// <param name="compute">A pure function of the key. What it throws is thrown to everybody who asks.</param>
    public BoundedCache(int capacity, Func<TKey, TValue> compute) => (this.capacity, this.compute) = (capacity, compute);

    /// <summary>How often a value was computed rather than found.</summary>
    public long Computed => Interlocked.Read(ref computed);

    /// <summary>The values held.</summary>
    public int Count
    {
        get
        {
            lock (gate)
            {
                return young.Count + old.Count;
            }
        }
    }

    public TValue this[TKey key]
    {
        get
        {
            Lazy<TValue>? value;
            lock (gate)
            {
                if (!young.TryGetValue(key, out value))
                {
                    if (old.TryGetValue(key, out value))
                    {
                        old.Remove(key);
                    }
                    else
                    {
                        value = new Lazy<TValue>(() =>
                        {
                            Interlocked.Increment(ref computed);
                            return compute(key);
                        });
                    }

                    if (young.Count >= capacity)
                    {
                        old = young;
                        young = new Dictionary<TKey, Lazy<TValue>>();
                    }

                    young.Add(key, value);
                }
            }

            return value.Value;
        }
    }
}
