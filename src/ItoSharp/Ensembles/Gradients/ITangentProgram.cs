using System.Numerics;

namespace ItoSharp;

/// <summary>
/// A program with the exact tangents of its steps and observables: what the generator emits beside <see cref="EnsembleAdjoint{T}"/> for
/// steps of equal length.
/// </summary>
/// <remarks>
/// A tangent is rows as wide as the group, one for each component and each twin where there are any; those of several directions follow
/// each other. Every member must give the same bits at every <see cref="LaneWidth"/>.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public interface ITangentProgram<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Pushes tangents over steps, from the first to the last.</summary>
    /// <param name="width">The width of the group.</param>
    /// <param name="tape">The states before each of the steps, as <see cref="EnsembleAdjoint{T}.Record"/> leaves them.</param>
    /// <param name="normals">The normals of the steps, as in Advance.</param>
    /// <param name="constants">The constants.</param>
    /// <param name="table">The timed row of the first of the steps.</param>
    /// <param name="steps">The number of steps.</param>
    /// <param name="directions">The number of directions.</param>
    /// <param name="constantRates">For every direction how the constants move.</param>
    /// <param name="timedRates">For every step and direction how the timed values move.</param>
    /// <param name="tangents">Those of the state before the steps, replaced by those of the state after them.</param>
    void Push(
        LaneWidth width,
        ref readonly T tape,
        ref readonly T normals,
        ref readonly T constants,
        ref readonly T table,
        int steps,
        int directions,
        ref readonly T constantRates,
        ref readonly T timedRates,
        ref T tangents
    );

    /// <summary>How an observable moves along one direction.</summary>
    /// <param name="width">The width of the group.</param>
    /// <param name="observable">The number of the observable, one whose form is pathwise.</param>
    /// <param name="state">The state, laid out as in Advance.</param>
    /// <param name="constants">The constants.</param>
    /// <param name="time">The time of the observation.</param>
    /// <param name="tangents">The tangent of the state along the direction.</param>
    /// <param name="constantRates">How the constants move.</param>
    /// <param name="timeRate">How the time moves.</param>
    /// <param name="moved">Set, one for each lane.</param>
    void PushObservable(
        LaneWidth width,
        int observable,
        ref readonly T state,
        ref readonly T constants,
        T time,
        ref readonly T tangents,
        ref readonly T constantRates,
        T timeRate,
        ref T moved
    );
}
