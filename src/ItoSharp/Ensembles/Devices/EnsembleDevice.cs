using System.Numerics;

namespace ItoSharp;

/// <summary>
/// Where the paths of an ensemble are computed: the lanes of this machine's processors, or a device of the package ItoSharp.Gpu. The
/// result does not depend on it, not in a single bit, as long as the device computes as IEEE 754 says.
/// </summary>
public abstract class EnsembleDevice
{
    /// <summary>The lanes of this machine's processors: what runs without a device too.</summary>
    public static EnsembleDevice Cpu { get; } = new CpuLanes();

    /// <summary>What people call the device.</summary>
    public abstract string Name { get; }

    /// <summary>
    /// Whether sums, products, quotients, roots and fused operations are rounded correctly and small numbers kept in float: then results
    /// have the bits of the CPU. Otherwise they stay within 4 units of the last place a step.
    /// </summary>
    public abstract bool IsExact { get; }

    /// <summary>Prepares a program: compiles its kernel and takes the memory of a batch of blocks.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="program">What to run.</param>
    /// <param name="mostBlocks">The number of blocks that a batch need not exceed; fewer where the device's memory ends.</param>
    /// <param name="mostObservations">The number of observations that one call of Advance has at most.</param>
    public abstract EnsembleBatches<T> Open<T>(DeviceProgram<T> program, int mostBlocks, int mostObservations)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    /// <inheritdoc/>
    public override string ToString() => Name;

    private sealed class CpuLanes : EnsembleDevice
    {
        public override string Name => "CPU lanes";

        public override bool IsExact => true;

        public override EnsembleBatches<T> Open<T>(DeviceProgram<T> program, int mostBlocks, int mostObservations) =>
            throw new NotSupportedException("The lanes of the CPU run programs as they are, not their kernels.");
    }
}
