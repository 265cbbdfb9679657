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

    /// <summary>The memory that a run may take, by which gradients are planned; nothing where the device takes none.</summary>
    public virtual DeviceRoom Room => default;

    /// <summary>Prepares a gradient: compiles its kernel and takes the memory of a batch of blocks.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="program">What to run.</param>
    /// <param name="actions">
    /// How every path goes over its steps, four numbers each: the first step, the step that is not taken any more, the slot of the state before the first, and
    /// 1 to go back or 0 to keep the state at the end in the next slot.
    /// </param>
    /// <param name="slots">The number of states of a path that are kept at once.</param>
    /// <param name="mostBlocks">The number of blocks of a batch; fewer where the device's memory ends.</param>
    public virtual EnsembleGradientBatches<T> OpenGradient<T>(
        DeviceGradient<T> program,
        ReadOnlyMemory<int> actions,
        int slots,
        int mostBlocks
    )
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        throw new NotSupportedException($"{Name} takes no gradients: leave EnsembleOptions.Device out, or name another device.");

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
