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

    /// <summary>The text.</summary>
    /// <exception cref="InvalidOperationException">The case was computed without the device, whatever its options say.</exception>
    public static string Of(GpuCase subject)
    {
        try
        {
            subject.Run(1, new() { Device = new KernelText(), Covariance = false });
        }
        catch (TakenException taken)
        {
            return taken.Message;
        }

        throw new InvalidOperationException($"{subject.Name} does not ask the device: it would be the CPU against itself.");
    }

    /// <inheritdoc/>
    public override EnsembleBatches<T> Open<T>(DeviceProgram<T> program, int mostBlocks, int mostObservations) =>
        throw new TakenException(program.Source);

    /// <inheritdoc/>
    public override EnsembleGradientBatches<T> OpenGradient<T>(
        DeviceGradient<T> program,
        ReadOnlyMemory<int> actions,
        int slots,
        int mostBlocks
    ) => throw new TakenException(program.Run.Source);

    private sealed class TakenException(string source) : Exception(source);
}
