using System.Numerics;
using System.Runtime.CompilerServices;

namespace ItoSharp.Tests.Models.Ensembles;

/// <summary>
/// Two Wiener processes and their time integrals, exact at every step: components W0, W1, I0, I1. With <paramref name="extra"/> further
/// normals a step that nothing uses.
/// </summary>
public sealed class WienerProgram<T>(int extra = 0) : EnsembleProgram<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public override EnsembleShape Shape { get; } = new(["W0", "W1", "I0", "I1"], [], [], 2, true, extra, 3, 0);

    public override void FillConstants(ReadOnlySpan<double> arguments, double h, Span<double> constants)
    {
        constants[0] = Math.Sqrt(h);
        constants[1] = h;
        constants[2] = h * Math.Sqrt(h) / 2;
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
        T root3 = T.Sqrt(T.CreateTruncating(3));
        for (int step = 0; step < steps; step++)
        {
            for (int noise = 0; noise < 2; noise++)
            {
                for (int lane = 0; lane < lanes; lane++)
                {
                    T first = Unsafe.Add(ref z, (((step * (4 + extra)) + noise) * lanes) + lane);
                    T second = Unsafe.Add(ref z, (((step * (4 + extra)) + noise + 2) * lanes) + lane);
                    ref T w = ref Unsafe.Add(ref state, (noise * EnsembleBlock.Paths) + lane);
                    ref T integral = ref Unsafe.Add(ref state, ((noise + 2) * EnsembleBlock.Paths) + lane);
                    integral += (Unsafe.Add(ref c, 1) * w) + (Unsafe.Add(ref c, 2) * (first + (second / root3)));
                    w += c * first;
                }
            }
        }
    }

    public override void Observe(LaneWidth width, ref readonly T state, ref readonly T constants, T time, ref T observed) { }

    public override void StopAtStart(LaneWidth width, ref T state, ref readonly T constants, T time) { }
}
