namespace ItoSharp.Generator.Memory;

/// <summary>
/// A thread-safe table of bounded size: what is asked for again stays, what was not asked for while <c>capacity</c> others came goes.
/// </summary>
internal sealed class BoundedTable<TKey, TValue>
    where TKey : notnull
{
    readonly object gate = new();
    readonly int capacity;
    Dictionary<TKey, TValue> young = new();
    Dictionary<TKey, TValue> old = new();

    /// <param name="capacity">At least this many of the last values asked for are kept, and at most twice as many.</param>
    public BoundedTable(int capacity) => this.capacity = capacity;

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

    public bool TryGet(TKey key, out TValue value)
    {
        lock (gate)
        {
            return TryGetLocked(key, out value);
        }
    }

    /// <summary>The value of the key, or what <paramref name="make"/> makes of it; cheap things only, it runs under the lock.</summary>
    public TValue GetOrAdd(TKey key, Func<TKey, TValue> make)
    {
        lock (gate)
        {
            if (!TryGetLocked(key, out TValue value))
            {
                value = make(key);
                Put(key, value);
            }

            return value;
        }
    }

    bool TryGetLocked(TKey key, out TValue value)
    {
        if (young.TryGetValue(key, out value))
        {
            return true;
        }

        if (!old.TryGetValue(key, out value))
        {
            return false;
        }

        old.Remove(key);
        Put(key, value);
        return true;
    }

    void Put(TKey key, TValue value)
    {
        if (young.Count >= capacity)
        {
            old = young;
            young = new Dictionary<TKey, TValue>();
        }

        young[key] = value;
    }
}
