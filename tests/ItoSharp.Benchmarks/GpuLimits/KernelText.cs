using ItoSharp.Benchmarks.Gpu;

namespace ItoSharp.Benchmarks.GpuLimits;

/// <summary>Takes the text that a case gives its device, and runs nothing.</summary>
internal sealed class KernelText : EnsembleDevice
{
    private KernelText() { }

    /// <inheritdoc/>
    public override string Name => "a reader of texts";

    /// <inheritdoc/>
    public override bool IsExact => true;

    /// <summary>The text; null where the case was computed without the device, whatever its options say.</summary>
    public static string? Of(GpuCase subject)
    {
        try
        {
            subject.Run(1, new() { Device = new KernelText(), Covariance = false });
            return null;
        }
        catch (TakenException taken)
        {
            return taken.Message;
        }
    }

    /// <inheritdoc/>
    public override EnsembleBatches<T> Open<T>(DeviceProgram<T> program, int mostBlocks, int mostObservations) =>
        throw new TakenException(program.Source);

    private sealed class TakenException(string source) : Exception(source);
}
