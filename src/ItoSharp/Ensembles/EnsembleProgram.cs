using System.Numerics;
using System.Runtime.CompilerServices;

namespace ItoSharp;

/// <summary>
/// What the generator emits for one ensemble: the equation discretised by its solver, as code over lanes of paths. It has no state;
/// <see cref="Ensemble{T}"/> supplies blocks, noise, threads and statistics.
/// </summary>
/// <remarks>
/// Every member must give the same bits at every <see cref="LaneWidth"/>: the scalar form defines the result. Rows of a block are
/// <see cref="EnsembleBlock.Paths"/> elements apart. Written by hand it is as good: nothing here needs the generator.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public abstract class EnsembleProgram<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Names and sizes.</summary>
    public abstract EnsembleShape Shape { get; }

    /// <summary>
    /// The same program as a kernel in the common part of OpenCL C and CUDA C, for the devices of the package ItoSharp.Gpu: what is
    /// emitted has one, what is written by hand has none (null) and runs on the CPU alone.
    /// </summary>
    public virtual string? Kernel => null;

    /// <summary>
    /// Values that depend on the parameters and the step alone, once a run in float64; they are rounded to <typeparamref name="T"/> once.
    /// </summary>
    /// <param name="arguments">The equation's parameters, then those of observables and stops.</param>
    /// <param name="h">The step.</param>
    /// <param name="constants"><see cref="EnsembleShape.Constants"/> values, filled.</param>
    public abstract void FillConstants(ReadOnlySpan<double> arguments, double h, Span<double> constants);

    /// <summary>What depends on time, once a step in float64; it is rounded to <typeparamref name="T"/> once.</summary>
    /// <param name="arguments">As in <see cref="FillConstants"/>.</param>
    /// <param name="constants">The constants in float64.</param>
    /// <param name="t">The time at the start of the step.</param>
    /// <param name="h">The step.</param>
    /// <param name="row"><see cref="EnsembleShape.TimedColumns"/> values, filled.</param>
    public abstract void FillTimed(ReadOnlySpan<double> arguments, ReadOnlySpan<double> constants, double t, double h, Span<double> row);

    /// <summary>
    /// Advances one group of lanes by <paramref name="steps"/> steps. A path one of whose stops held before or holds after a step is
    /// frozen: its components stay, and the stop's row keeps the number of the step after which it held.
    /// </summary>
    /// <param name="width">The width of the group.</param>
    /// <param name="state">
    /// The group's first path in row 0; rows (components, then one for each stop) are <see cref="EnsembleBlock.Paths"/> elements apart.
    /// A stop's row holds the step number at which it held, +infinity before.
    /// </param>
    /// <param name="normals">
    /// Normal n of lane l at [n * lanes + l], counted from <paramref name="firstStep"/>; a step has the increments of the noises, then
    /// (<see cref="EnsembleShape.TimeIntegrals"/>) their second normals, then the extra ones.
    /// </param>
    /// <param name="constants">The constants, rounded.</param>
    /// <param name="table">The timed row of <paramref name="firstStep"/>; rows are <see cref="EnsembleShape.TimedColumns"/> apart.</param>
    /// <param name="firstStep">The number of the first of these steps: it leads from state number firstStep to firstStep + 1.</param>
    /// <param name="steps">The number of steps.</param>
    public abstract void Advance(
        LaneWidth width,
        ref T state,
        ref readonly T normals,
        ref readonly T constants,
        ref readonly T table,
        int firstStep,
        int steps
    );

    /// <summary>
    /// How many groups of lanes <see cref="AdvanceGroups"/> advances together; 1 where it is not used. Short steps wait for their own
    /// results, and a processor computes one group while another waits.
    /// </summary>
    /// <param name="width">The width of the groups.</param>
    public virtual int GroupsInFlight(LaneWidth width) => 1;

    /// <summary>
    /// <see cref="Advance"/> for <see cref="GroupsInFlight"/> groups at once, each with the operations and so the bits of its own call.
    /// </summary>
    /// <param name="width">The width of the groups.</param>
    /// <param name="state">The first path of the first group in row 0; groups follow each other in the rows.</param>
    /// <param name="normals">The normals of the first group, as in <see cref="Advance"/>.</param>
    /// <param name="apart">How many elements the normals of a group are behind those of the group before it.</param>
    /// <param name="constants">The constants, rounded.</param>
    /// <param name="table">As in <see cref="Advance"/>.</param>
    /// <param name="firstStep">As in <see cref="Advance"/>.</param>
    /// <param name="steps">The number of steps.</param>
    public virtual void AdvanceGroups(
        LaneWidth width,
        ref T state,
        ref readonly T normals,
        int apart,
        ref readonly T constants,
        ref readonly T table,
        int firstStep,
        int steps
    )
    {
        int lanes = Lanes.Of<T>(width);
        for (int group = 0; group < GroupsInFlight(width); group++)
        {
            Advance(
                width,
                ref Unsafe.Add(ref state, group * lanes),
                in Unsafe.Add(ref Unsafe.AsRef(in normals), group * apart),
                in constants,
                in table,
                firstStep,
                steps
            );
        }
    }

    /// <summary>The observables of one group.</summary>
    /// <param name="width">The width of the group.</param>
    /// <param name="state">As in <see cref="Advance"/>.</param>
    /// <param name="constants">The constants, rounded.</param>
    /// <param name="time">The time of the observation.</param>
    /// <param name="observed">The group's first path in observable 0; rows are <see cref="EnsembleBlock.Paths"/> elements apart.</param>
    public abstract void Observe(LaneWidth width, ref readonly T state, ref readonly T constants, T time, ref T observed);

    /// <summary>Sets the stop rows, +infinity so far, to 0 where a stop holds at the start.</summary>
    /// <param name="width">The width of the group.</param>
    /// <param name="state">As in <see cref="Advance"/>.</param>
    /// <param name="constants">The constants, rounded.</param>
    /// <param name="time">The time of the start.</param>
    public abstract void StopAtStart(LaneWidth width, ref T state, ref readonly T constants, T time);
}
