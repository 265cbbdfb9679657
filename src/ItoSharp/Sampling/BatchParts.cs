namespace ItoSharp;

/// <summary>
/// A batch cut into parts of <see cref="SampleOptions.RowsPerCall"/> rows. The cut depends on the options alone, never on the
/// number of threads, so that sums over parts do not either.
/// </summary>
internal sealed class BatchParts<T>
    where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
{
    private readonly Part[] _parts;
    private readonly T[] _results;
    private readonly int _threads;

    public BatchParts(RunInput<T> input, ReadOnlySpan<T> start, int dimension)
    {
        Input = input;
        const int DefaultRows = 256;
        int size = input.Options.RowsPerCall > 0 ? input.Options.RowsPerCall : DefaultRows;
        _threads = Math.Max(1, input.Options.Threads);
        _results = new T[start.Length];
        T[] copy = start.ToArray();
        _parts = new Part[(input.Rows + size - 1) / size];
        for (int i = 0; i < _parts.Length; i++)
        {
            int first = i * size;
            int rows = Math.Min(size, input.Rows - first);
            _parts[i] = new Part(
                i,
                input.Slice(first, rows),
                copy.AsMemory(first * dimension, rows * dimension),
                _results.AsMemory(first * dimension, rows * dimension)
            );
        }
    }

    public RunInput<T> Input { get; }

    public int Count => _parts.Length;

    public ReadOnlySpan<T> Results => _results;

    public void Run(Action<Part> action)
    {
        if (_threads == 1 || _parts.Length == 1)
        {
            foreach (Part part in _parts)
            {
                action(part);
            }

            return;
        }

        var failures = new Exception?[_parts.Length];
        Parallel.ForEach(
            _parts,
            new ParallelOptions { MaxDegreeOfParallelism = _threads },
            (part, loop) =>
            {
                try
                {
                    action(part);
                }
                catch (Exception failure)
                {
                    failures[part.Index] = failure;
                    loop.Break();
                }
            }
        );

        // Break lets the parts before a failed one finish, so the caller sees the error it would see on one thread.
        if (Array.Find(failures, failure => failure is not null) is { } first)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(first);
        }
    }

    /// <summary>Some rows of the batch.</summary>
    internal sealed record Part(int Index, RunInput<T> Input, ReadOnlyMemory<T> Start, Memory<T> Result);
}
