using System.Numerics;

namespace ItoSharp;

/// <summary>
/// A program whose steps can be undone: what the generator emits for an ensemble with <see cref="Gradients.Reversible"/>. Its gradients
/// need no states in memory.
/// </summary>
/// <typeparam name="T">double: states are reconstructed to rounding.</typeparam>
public abstract class ReversibleProgram<T> : EnsembleAdjoint<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>What a step back multiplies rounding errors by beside what the equation does: 1 / lambda of the coupling, or 1.</summary>
    public abstract double Growth { get; }

    /// <summary>Undoes steps, from the last to the first: the inverse of <see cref="EnsembleProgram{T}.Advance"/> to rounding.</summary>
    /// <param name="width">The width of the group.</param>
    /// <param name="state">As in Advance; the state after the steps, replaced by that before them.</param>
    /// <param name="normals">The normals of the steps, as in Advance.</param>
    /// <param name="constants">The constants.</param>
    /// <param name="table">The timed row of the first of the steps.</param>
    /// <param name="steps">The number of steps.</param>
    /// <param name="tape">The states before each of the steps, as <see cref="EnsembleAdjoint{T}.Record"/> leaves them.</param>
    public abstract void Retreat(
        LaneWidth width,
        ref T state,
        ref readonly T normals,
        ref readonly T constants,
        ref readonly T table,
        int steps,
        ref T tape
    );
}
