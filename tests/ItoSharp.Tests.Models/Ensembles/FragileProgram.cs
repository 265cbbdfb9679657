using System.Numerics;
using System.Runtime.CompilerServices;

namespace ItoSharp.Tests.Models.Ensembles;

/// <summary>
/// A Wiener process X beside a component Y that jumps to infinity when X passes a limit, and an observable Root = sqrt(X + floor) that is
/// NaN where X is below -floor. Arguments: limit, floor.
/// </summary>
public sealed class FragileProgram<T> : EnsembleProgram<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public override EnsembleShape Shape { get; } = new(["X", "Y"], [], ["Root"], 1, false, 0, 3, 0) { Arguments = ["limit", "floor"] };

    public override void FillConstants(ReadOnlySpan<double> arguments, double h, Span<double> constants)
    {
        constants[0] = Math.Sqrt(h);
        constants[1] = arguments[0];
        constants[2] = arguments[1];
    }

    public override void FillTimed(ReadOnlySpan<double> arguments, ReadOnlySpan<double> constants, double t, double h, Span<double> row) { }

    public override void Advance(
        LaneWidth width,
        ref T state,
        ref readonly T normals,
        ref readonly T constants,
        ref readonly T table,
        int firstStep,
        int steps
    )
    {
        ref T z = ref Unsafe.AsRef(in normals);
        ref T c = ref Unsafe.AsRef(in constants);
        int lanes = TestLanes.Of<T>(width);
        for (int lane = 0; lane < lanes; lane++)
        {
            ref T x = ref Unsafe.Add(ref state, lane);
            ref T y = ref Unsafe.Add(ref state, EnsembleBlock.Paths + lane);
            for (int step = 0; step < steps; step++)
            {
                x += c * Unsafe.Add(ref z, (step * lanes) + lane);
                y = x > Unsafe.Add(ref c, 1) ? T.PositiveInfinity : y;
            }
        }
    }

    public override void Observe(LaneWidth width, ref readonly T state, ref readonly T constants, T time, ref T observed)
    {
        for (int lane = 0; lane < TestLanes.Of<T>(width); lane++)
        {
            Unsafe.Add(ref observed, lane) = T.Sqrt(
                Unsafe.Add(ref Unsafe.AsRef(in state), lane) + Unsafe.Add(ref Unsafe.AsRef(in constants), 2)
            );
        }
    }

    public override void StopAtStart(LaneWidth width, ref T state, ref readonly T constants, T time) { }
}
