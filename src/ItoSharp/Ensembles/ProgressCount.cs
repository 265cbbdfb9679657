namespace ItoSharp;

/// <summary>Counts the steps of all threads and reports them, at most a thousand times a run.</summary>
internal sealed class ProgressCount(IProgress<EnsembleProgress> target, long total, long done)
{
    private const int Reports = 1000;
    private readonly Lock _lock = new();
    private long _done = done;
    private long _reported = done;

    public void Add(long pathSteps)
    {
        Interlocked.Add(ref _done, pathSteps);
        lock (_lock)
        {
            long now = Interlocked.Read(ref _done);
            if (now > _reported && (now - _reported >= total / Reports || now == total))
            {
                _reported = now;
                target.Report(new(now, total));
            }
        }
    }
}
