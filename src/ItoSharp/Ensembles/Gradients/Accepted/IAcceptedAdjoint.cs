using System.Numerics;

namespace ItoSharp;

/// <summary>
/// The exact reverse of steps by tolerance: what the generator adds to an adaptive program with <see cref="Gradients.Exact"/>.
/// Differentiated are the accepted steps, whose lengths are held constant.
/// </summary>
/// <remarks>
/// The clock of a step is two rows as wide as the group: the time at its start, and its length, 0 where a path rests. A cotangent is
/// rows as wide as the group: one for each component, then one for each constant, then one for the time of observation. Every member
/// must give the same bits at every <see cref="LaneWidth"/>.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public interface IAcceptedAdjoint<T> : IObservableAdjoint<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Goes over accepted steps again, to the same bits, and keeps the components before each of them.</summary>
    /// <param name="width">The width of the group.</param>
    /// <param name="state">As in <see cref="EnsembleProgram{T}.Advance"/>; rows of stops are neither read nor written.</param>
    /// <param name="clock">The clocks of the steps, one after another.</param>
    /// <param name="normals">Normal n of lane l at [n * lanes + l], counted from the first of the steps.</param>
    /// <param name="constants">The constants, rounded.</param>
    /// <param name="steps">The number of steps.</param>
    /// <param name="tape">The components before the first step, each as wide as the group.</param>
    /// <param name="stride">How far it is from those of one step to those of the next; 0 keeps the last only.</param>
    void Follow(
        LaneWidth width,
        ref T state,
        ref readonly T clock,
        ref readonly T normals,
        ref readonly T constants,
        int steps,
        ref T tape,
        int stride
    );

    /// <summary>Goes back over accepted steps, from the last to the first.</summary>
    /// <param name="width">The width of the group.</param>
    /// <param name="tape">The components before each of the steps, one after another.</param>
    /// <param name="clock">As in <see cref="Follow"/>.</param>
    /// <param name="normals">As in <see cref="Follow"/>.</param>
    /// <param name="constants">The constants, rounded.</param>
    /// <param name="steps">The number of steps.</param>
    /// <param name="cotangent">
    /// That of the state after the steps, replaced by that of the state before them; contributions are added to the rows of constants.
    /// </param>
    /// <param name="moved">For every step the cotangents of its clock; those of rows that it reads are set.</param>
    void Reverse(
        LaneWidth width,
        ref readonly T tape,
        ref readonly T clock,
        ref readonly T normals,
        ref readonly T constants,
        int steps,
        ref T cotangent,
        ref T moved
    );
}
