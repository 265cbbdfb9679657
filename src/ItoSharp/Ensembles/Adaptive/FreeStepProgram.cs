using System.Numerics;

namespace ItoSharp;

/// <summary>Steps of any length on an equation without noise: an embedded pair, controlled in the lanes.</summary>
/// <remarks>
/// The rows of the clock are <see cref="EnsembleBlock.Paths"/> elements apart: what has elapsed since the last common time; the next
/// step; what the controller remembers; 1 after a rejected attempt, else 0; attempts left.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public abstract class FreeStepProgram<T> : AdaptiveProgram<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The number of rows of the clock.</summary>
    public const int ClockRows = 5;

    /// <summary>Sets the next step of a group at its start.</summary>
    /// <param name="width">The width of the group.</param>
    /// <param name="state">As in <see cref="EnsembleProgram{T}.Advance"/>.</param>
    /// <param name="constants">The constants, rounded.</param>
    /// <param name="time">The time of the start.</param>
    /// <param name="step">The group's first path in the row of steps.</param>
    public abstract void FirstStep(LaneWidth width, ref readonly T state, ref readonly T constants, T time, ref T step);

    /// <summary>
    /// Attempts steps of a group until all its paths have reached a common time, were stopped, or have no attempts left.
    /// </summary>
    /// <param name="width">The width of the group.</param>
    /// <param name="state">As in <see cref="EnsembleProgram{T}.Advance"/>; a stop's row gets the number of steps of the grid, with its fraction.</param>
    /// <param name="clock">The group's first path in the first row of the clock.</param>
    /// <param name="constants">The constants, rounded.</param>
    /// <param name="start">The last common time.</param>
    /// <param name="length">How far it is from there to the next.</param>
    /// <param name="firstStep">The number of steps of the grid at the last common time.</param>
    /// <param name="longest">The step of the grid, which no step is longer than.</param>
    /// <param name="attempts">The number of attempts after which to return in any case.</param>
    /// <returns>Whether a path is still on its way.</returns>
    public abstract bool AdvanceFreely(
        LaneWidth width,
        ref T state,
        ref T clock,
        ref readonly T constants,
        T start,
        T length,
        T firstStep,
        T longest,
        int attempts
    );
}
