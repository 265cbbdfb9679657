namespace ItoSharp;

/// <summary>One progress report over all parts of a batch.</summary>
internal sealed class SharedProgress(IProgress<SampleProgress> target, long total)
{
    private long _done;

    public static SharedProgress? For(SampleOptions options, long total) => options.Progress is { } target ? new(target, total) : null;

    /// <summary>Counts the steps that were done before a checkpoint.</summary>
    public void StartAt(long done) => Interlocked.Exchange(ref _done, done);

    public void StepDone(double time) => target.Report(new(Interlocked.Increment(ref _done), total, time));
}
