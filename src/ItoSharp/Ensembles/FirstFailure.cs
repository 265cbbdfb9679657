using System.Runtime.ExceptionServices;

namespace ItoSharp;

/// <summary>
/// The failure of the first block that failed. Blocks are handed out in order, so all blocks before a failed one are done or under way:
/// it is that of the run, whatever the threads.
/// </summary>
internal sealed class FirstFailure
{
    private readonly Lock _lock = new();
    private long _block = long.MaxValue;
    private ExceptionDispatchInfo? _failure;

    /// <summary>What was thrown; null where nothing was.</summary>
    public Exception? Error => _failure?.SourceException;

    /// <summary>Whether a block is still to be computed: none before it has failed.</summary>
    public bool Allows(long block) => block < Volatile.Read(ref _block);

    /// <summary>Takes note of a failed block.</summary>
    public void Add(long block, Exception error)
    {
        lock (_lock)
        {
            if (block < _block)
            {
                Volatile.Write(ref _block, block);
                _failure = ExceptionDispatchInfo.Capture(error);
            }
        }
    }

    /// <summary>Throws it, as it was thrown; does nothing where there is none.</summary>
    public void Throw() => _failure?.Throw();
}
