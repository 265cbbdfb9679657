using System.Numerics;

namespace ItoSharp.Gpu;

/// <summary>A device that runs ensembles and field samplers as kernels: <see cref="Devices"/> finds them. Immutable, and safe to use from several threads.</summary>
public abstract class GpuDevice : EnsembleDevice, IFieldDevice
{
    private protected GpuDevice() { }

    /// <summary>By which driver the device is reached.</summary>
    public abstract GpuBackend Backend { get; }

    /// <summary>Whether it is a GPU: OpenCL also has devices that are processors.</summary>
    public abstract bool IsGpu { get; }

    /// <summary>Whether it computes in double.</summary>
    public abstract bool SupportsDouble { get; }

    /// <summary>The version of its driver.</summary>
    public abstract string DriverVersion { get; }

    /// <summary>Its memory in bytes.</summary>
    public abstract long MemoryBytes { get; }

    /// <summary>The bytes that a run may take; null: all that are free.</summary>
    public long? MemoryLimit { get; private protected init; }

    /// <summary>The same device, of whose memory a run takes no more; larger runs are split into more batches.</summary>
    /// <param name="bytes">At least 1.</param>
    public abstract GpuDevice WithMemoryLimit(long bytes);

    /// <summary>The bytes that are free, as far as the driver tells.</summary>
    public abstract long FreeMemoryBytes { get; }

    /// <summary>The largest piece of memory that the driver gives.</summary>
    internal abstract long MostBytesAtOnce { get; }

    /// <summary>Opens a queue.</summary>
    internal abstract DeviceSession OpenSession();

    /// <inheritdoc/>
    public override EnsembleBatches<T> Open<T>(DeviceProgram<T> program, int mostBlocks, int mostObservations)
    {
        ArgumentNullException.ThrowIfNull(program);
        if (program.UsesDouble && !SupportsDouble)
        {
            throw new DeviceUnfitException(
                Name,
                program.Name,
                program.Refinement > 1
                    ? "it does not compute in double, which refined noise is summed in; run it without Refinement or on another device"
                    : "it does not compute in double; declare the ensemble with Precision.Single or take another device"
            );
        }

        return new DeviceBatches<T>(this, program, mostBlocks, mostObservations);
    }

    /// <inheritdoc/>
    public override DeviceRoom Room => new(Math.Min(MemoryLimit ?? long.MaxValue, FreeMemoryBytes), MostBytesAtOnce);

    /// <inheritdoc/>
    public override EnsembleGradientBatches<T> OpenGradient<T>(
        DeviceGradient<T> program,
        ReadOnlyMemory<int> actions,
        int slots,
        int mostBlocks
    )
    {
        ArgumentNullException.ThrowIfNull(program);
        return SupportsDouble
            ? new DeviceGradientBatches<T>(this, program, actions, slots, mostBlocks)
            : throw new DeviceUnfitException(
                Name,
                program.Run.Name,
                "it does not compute in double, which derivatives are summed in; take the gradient on the CPU or on another device"
            );
    }

    /// <inheritdoc/>
    public DeviceQueue OpenQueue(string program, bool usesDouble)
    {
        if (usesDouble && !SupportsDouble)
        {
            throw new DeviceUnfitException(
                Name,
                program,
                "it does not compute in double, which states of Precision.Double and all noise are made in; take a plan without noise and "
                    + "Precision.Single, or another device"
            );
        }

        return new SessionQueue(this, OpenSession());
    }

    private protected static long Checked(long bytes) =>
        bytes >= 1 ? bytes : throw new ArgumentOutOfRangeException(nameof(bytes), bytes, "the limit must be at least 1 byte");
}
