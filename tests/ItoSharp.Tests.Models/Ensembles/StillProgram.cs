using System.Numerics;

namespace ItoSharp.Tests.Models.Ensembles;

/// <summary>One component that stays: what a run costs without its steps. Without <paramref name="noises"/> no normal is drawn.</summary>
public sealed class StillProgram<T>(int noises) : EnsembleProgram<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public override EnsembleShape Shape { get; } = new(["X"], [], [], noises, false, 0, 0, 0);

    public override void FillConstants(ReadOnlySpan<double> arguments, double h, Span<double> constants) { }

    public override void FillTimed(ReadOnlySpan<double> arguments, ReadOnlySpan<double> constants, double t, double h, Span<double> row) { }

    public override void Advance(
        LaneWidth width,
        ref T state,
        ref readonly T normals,
        ref readonly T constants,
        ref readonly T table,
        int firstStep,
        int steps
    ) { }

    public override void Observe(LaneWidth width, ref readonly T state, ref readonly T constants, T time, ref T observed) { }

    public override void StopAtStart(LaneWidth width, ref T state, ref readonly T constants, T time) { }
}
