using System.Numerics;

namespace ItoSharp;

/// <summary>
/// What the generator emits for an ensemble whose paths have steps of their own. Its arguments end with the relative and the absolute
/// tolerance. One of <see cref="FreeStepProgram{T}"/> and <see cref="DyadicStepProgram{T}"/>.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public abstract class AdaptiveProgram<T> : EnsembleProgram<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private protected AdaptiveProgram() { }

    /// <summary>Nothing: no two paths share their times, and <see cref="EnsembleShape.TimedColumns"/> is 0.</summary>
    public sealed override void FillTimed(
        ReadOnlySpan<double> arguments,
        ReadOnlySpan<double> constants,
        double t,
        double h,
        Span<double> row
    ) { }

    /// <summary>Not for programs of this kind.</summary>
    /// <exception cref="InvalidOperationException">Always: there is no common step.</exception>
    public sealed override void Advance(
        LaneWidth width,
        ref T state,
        ref readonly T normals,
        ref readonly T constants,
        ref readonly T table,
        int firstStep,
        int steps
    ) => throw new InvalidOperationException("The paths of an adaptive program have steps of their own; run it by an Ensemble.");
}
