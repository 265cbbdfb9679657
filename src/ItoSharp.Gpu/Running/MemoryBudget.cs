namespace ItoSharp.Gpu;

/// <summary>How many bytes of a device this process's runs have taken.</summary>
internal sealed class MemoryBudget
{
    private long _taken;

    public long Taken => Interlocked.Read(ref _taken);

    public void Take(long bytes) => Interlocked.Add(ref _taken, bytes);

    public void Give(long bytes) => Interlocked.Add(ref _taken, -bytes);
}
