using System.Numerics;

namespace ItoSharp;

/// <summary>The reverse of an ensemble's observables and constants, whatever its steps are.</summary>
/// <typeparam name="T">float or double.</typeparam>
public interface IObservableAdjoint<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>How the gradient of an observable is taken; it has a reverse where that is along the paths.</summary>
    /// <param name="observable">The number of the observable.</param>
    ObservableGradient Form(int observable);

    /// <summary>Adds the derivatives of an observable, times a weight, to a cotangent.</summary>
    /// <param name="width">The width of the group.</param>
    /// <param name="observable">The number of the observable, one whose form is pathwise.</param>
    /// <param name="state">The state, laid out as in <see cref="EnsembleProgram{T}.Advance"/>.</param>
    /// <param name="constants">The constants.</param>
    /// <param name="time">The time of the observation.</param>
    /// <param name="weight">What the observable counts.</param>
    /// <param name="cotangent">The cotangent.</param>
    void ReverseObservable(
        LaneWidth width,
        int observable,
        ref readonly T state,
        ref readonly T constants,
        T time,
        T weight,
        ref T cotangent
    );

    /// <summary>The same of the smoothed formula of an observable.</summary>
    /// <param name="width">The width of the group.</param>
    /// <param name="observable">The number of the observable, one whose form is smoothed.</param>
    /// <param name="state">The state, laid out as in <see cref="EnsembleProgram{T}.Advance"/>.</param>
    /// <param name="constants">The constants.</param>
    /// <param name="time">The time of the observation.</param>
    /// <param name="smoothing">How far its steps reach on either side of a jump.</param>
    /// <param name="weight">What the observable counts.</param>
    /// <param name="cotangent">The cotangent.</param>
    /// <exception cref="InvalidOperationException">The program has none.</exception>
    void ReverseSmoothed(
        LaneWidth width,
        int observable,
        ref readonly T state,
        ref readonly T constants,
        T time,
        T smoothing,
        T weight,
        ref T cotangent
    ) => throw new InvalidOperationException($"{GetType().Name} has no smoothed observables.");

    /// <summary>The derivatives of the constants.</summary>
    /// <param name="arguments">As in <see cref="EnsembleProgram{T}.FillConstants"/>.</param>
    /// <param name="h">The step of the grid; with steps by tolerance no constant depends on it.</param>
    /// <param name="rates">
    /// For every constant its derivatives by the arguments and, last, by the step; zero at first, and only what is not zero is set.
    /// </param>
    void DifferentiateConstants(ReadOnlySpan<double> arguments, double h, Span<double> rates);
}
