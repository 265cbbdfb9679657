using System.Numerics;

namespace ItoSharp;

/// <summary>Steps that are a grid's step halved as often as needed, on the path's own Brownian motion.</summary>
/// <remarks>
/// The rows of the clock are <see cref="EnsembleBlock.Paths"/> elements apart: the time; the step, 0 where a path rests; the number of
/// steps of the grid after the step, with its fraction; the error, which the attempt sets; 1 where a stop holds, else 0, set likewise.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public abstract class DyadicStepProgram<T> : AdaptiveProgram<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The number of rows of the clock.</summary>
    public const int ClockRows = 5;

    /// <summary>Attempts one step of a group. Where its error is at most 1 the state is the new one, elsewhere it stays.</summary>
    /// <param name="width">The width of the group.</param>
    /// <param name="state">As in <see cref="EnsembleProgram{T}.Advance"/>.</param>
    /// <param name="clock">The group's first path in the first row of the clock.</param>
    /// <param name="normals">Normal n of lane l at [n * lanes + l], as for a step of <see cref="EnsembleProgram{T}.Advance"/>.</param>
    /// <param name="constants">The constants, rounded.</param>
    public abstract void Attempt(LaneWidth width, ref T state, ref T clock, ref readonly T normals, ref readonly T constants);
}
