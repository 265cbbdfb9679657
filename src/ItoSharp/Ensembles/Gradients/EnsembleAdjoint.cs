using System.Numerics;
using System.Runtime.CompilerServices;

namespace ItoSharp;

/// <summary>
/// A program with the exact reverse of its steps and observables: what the generator emits for an ensemble with
/// <see cref="Gradients.Exact"/>. Differentiated is what the steps compute, noise, bounds and stops included, and no continuous equation.
/// </summary>
/// <remarks>
/// A cotangent is rows as wide as the group: one for each component, and each twin where there are any, then one for each constant, then one for the time of observation.
/// Every member must give the same bits at every <see cref="LaneWidth"/>.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public abstract class EnsembleAdjoint<T> : EnsembleProgram<T>, IObservableAdjoint<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>
    /// Steps forward and back as a kernel for the devices of the package ItoSharp.Gpu, beside <see cref="EnsembleProgram{T}.Kernel"/>: what is emitted
    /// has one, what is written by hand has none (null), and its gradients are taken on the CPU alone.
    /// </summary>
    public virtual string? GradientKernel => null;

    /// <summary>Advances as <see cref="EnsembleProgram{T}.Advance"/> does, to the same bits, and keeps the state before each step.</summary>
    /// <param name="width">The width of the group.</param>
    /// <param name="state">As in Advance.</param>
    /// <param name="normals">As in Advance.</param>
    /// <param name="constants">As in Advance.</param>
    /// <param name="table">As in Advance.</param>
    /// <param name="firstStep">As in Advance.</param>
    /// <param name="steps">As in Advance.</param>
    /// <param name="tape">For every step the rows of the state before it (components, then stops), each as wide as the group.</param>
    public abstract void Record(
        LaneWidth width,
        ref T state,
        ref readonly T normals,
        ref readonly T constants,
        ref readonly T table,
        int firstStep,
        int steps,
        ref T tape
    );

    /// <summary>How many groups of lanes <see cref="RecordGroups"/> records together; 1 where it is not used.</summary>
    /// <param name="width">The width of the groups.</param>
    public virtual int GroupsRecorded(LaneWidth width) => 1;

    /// <summary>
    /// <see cref="Record"/> for <see cref="GroupsRecorded"/> groups at once, each with the operations and so the bits of its own call.
    /// </summary>
    /// <param name="width">The width of the groups.</param>
    /// <param name="state">As in AdvanceGroups.</param>
    /// <param name="normals">As in AdvanceGroups.</param>
    /// <param name="apart">As in AdvanceGroups.</param>
    /// <param name="constants">As in Advance.</param>
    /// <param name="table">As in Advance.</param>
    /// <param name="firstStep">As in Advance.</param>
    /// <param name="steps">As in Advance.</param>
    /// <param name="tape">That of the first group, as in Record.</param>
    /// <param name="tapeApart">How many elements the tape of a group is behind that of the group before it.</param>
    public virtual void RecordGroups(
        LaneWidth width,
        ref T state,
        ref readonly T normals,
        int apart,
        ref readonly T constants,
        ref readonly T table,
        int firstStep,
        int steps,
        ref T tape,
        int tapeApart
    )
    {
        int lanes = Lanes.Of<T>(width);
        for (int group = 0; group < GroupsRecorded(width); group++)
        {
            Record(
                width,
                ref Unsafe.Add(ref state, group * lanes),
                in Unsafe.Add(ref Unsafe.AsRef(in normals), group * apart),
                in constants,
                in table,
                firstStep,
                steps,
                ref Unsafe.Add(ref tape, group * tapeApart)
            );
        }
    }

    /// <summary>Goes back over steps, from the last to the first.</summary>
    /// <param name="width">The width of the group.</param>
    /// <param name="tape">The states before each of the steps, as <see cref="Record"/> leaves them.</param>
    /// <param name="normals">The normals of the steps, as in Advance.</param>
    /// <param name="constants">The constants.</param>
    /// <param name="table">The timed row of the first of the steps.</param>
    /// <param name="steps">The number of steps.</param>
    /// <param name="cotangent">
    /// That of the state after the steps, replaced by that of the state before them; contributions are added to the rows of constants.
    /// </param>
    /// <param name="timed">For every step the cotangents of its timed values, each as wide as the group; those that it reads are set.</param>
    public abstract void Reverse(
        LaneWidth width,
        ref readonly T tape,
        ref readonly T normals,
        ref readonly T constants,
        ref readonly T table,
        int steps,
        ref T cotangent,
        ref T timed
    );

    /// <inheritdoc/>
    public abstract ObservableGradient Form(int observable);

    /// <inheritdoc/>
    public abstract void ReverseObservable(
        LaneWidth width,
        int observable,
        ref readonly T state,
        ref readonly T constants,
        T time,
        T weight,
        ref T cotangent
    );

    /// <inheritdoc/>
    public virtual void ReverseSmoothed(
        LaneWidth width,
        int observable,
        ref readonly T state,
        ref readonly T constants,
        T time,
        T smoothing,
        T weight,
        ref T cotangent
    ) => throw new InvalidOperationException($"{GetType().Name} has no smoothed observables.");

    /// <inheritdoc/>
    public abstract void DifferentiateConstants(ReadOnlySpan<double> arguments, double h, Span<double> rates);

    /// <summary>The derivatives of the timed values of one step.</summary>
    /// <param name="constants">The constants in float64.</param>
    /// <param name="t">The time at the start of the step.</param>
    /// <param name="rates">
    /// For every timed value its derivatives by the constants and, last, by the time; zero at first, and only what is not zero is set.
    /// </param>
    public abstract void DifferentiateTimed(ReadOnlySpan<double> constants, double t, Span<double> rates);
}
