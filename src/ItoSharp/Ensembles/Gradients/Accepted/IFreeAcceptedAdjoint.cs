using System.Numerics;

namespace ItoSharp;

/// <summary>The reverse of steps of any length, and the run that tells which steps were accepted.</summary>
/// <typeparam name="T">float or double.</typeparam>
public interface IFreeAcceptedAdjoint<T> : IAcceptedAdjoint<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>As <see cref="FreeStepProgram{T}.AdvanceFreely"/>, to the same bits, with the accepted steps.</summary>
    /// <param name="width">The width of the group.</param>
    /// <param name="state">As there.</param>
    /// <param name="clock">As there.</param>
    /// <param name="constants">The constants, rounded.</param>
    /// <param name="start">The last common time.</param>
    /// <param name="length">How far it is from there to the next.</param>
    /// <param name="firstStep">The number of steps of the grid at the last common time.</param>
    /// <param name="longest">The step of the grid.</param>
    /// <param name="attempts">The number of attempts after which to return in any case.</param>
    /// <param name="taken">For every attempt that is made: the times at its start, and the lengths of accepted steps, else 0.</param>
    /// <returns>Whether a path is still on its way.</returns>
    bool RecordFreely(
        LaneWidth width,
        ref T state,
        ref T clock,
        ref readonly T constants,
        T start,
        T length,
        T firstStep,
        T longest,
        int attempts,
        ref T taken
    );
}
