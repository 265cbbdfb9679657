using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ItoSharp.Tests.Models.Ensembles;

/// <summary>
/// Euler-Maruyama on the Ornstein-Uhlenbeck process dX = (a sin t - theta X) dt + sigma dW, stopped at or above a barrier, written by hand
/// in lanes of 512 bits and one path at a time (the other widths loop). Arguments: theta, sigma, amplitude, barrier.
/// </summary>
/// <param name="groups">How many groups are to be advanced together.</param>
public sealed class OuProgram<T>(int groups = 1) : EnsembleProgram<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public override int GroupsInFlight(LaneWidth width) => groups;

    public override EnsembleShape Shape { get; } =
        new(["X"], ["Reached"], ["Square"], 1, false, 0, 3, 1) { Arguments = ["theta", "sigma", "amplitude", "barrier"] };

    public override void FillConstants(ReadOnlySpan<double> arguments, double h, Span<double> constants)
    {
        constants[0] = -arguments[0] * h;
        constants[1] = arguments[1] * Math.Sqrt(h);
        constants[2] = arguments[3];
    }

    public override void FillTimed(ReadOnlySpan<double> arguments, ReadOnlySpan<double> constants, double t, double h, Span<double> row) =>
        row[0] = arguments[2] * Math.Sin(t) * h;

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
        ref T rows = ref Unsafe.AsRef(in table);
        if (width == LaneWidth.Vector512)
        {
            var x = Vector512.LoadUnsafe(ref state);
            var stopped = Vector512.LoadUnsafe(ref Unsafe.Add(ref state, EnsembleBlock.Paths));
            var never = Vector512.Create(T.PositiveInfinity);
            for (int i = 0; i < steps; i++)
            {
                var running = Vector512.Equals(stopped, never);
                var next =
                    x
                    + (
                        (Vector512.Create(c) * x)
                        + (
                            Vector512.Create(Unsafe.Add(ref rows, i))
                            + (Vector512.Create(Unsafe.Add(ref c, 1)) * Vector512.LoadUnsafe(ref z, (nuint)(i * Vector512<T>.Count)))
                        )
                    );
                x = Vector512.ConditionalSelect(running, next, x);
                var holds = running & Vector512.GreaterThanOrEqual(x, Vector512.Create(Unsafe.Add(ref c, 2)));
                stopped = Vector512.ConditionalSelect(holds, Vector512.Create(T.CreateTruncating(firstStep + i + 1)), stopped);
            }

            x.StoreUnsafe(ref state);
            stopped.StoreUnsafe(ref Unsafe.Add(ref state, EnsembleBlock.Paths));
            return;
        }

        int lanes = TestLanes.Of<T>(width);
        for (int lane = 0; lane < lanes; lane++)
        {
            ref T x = ref Unsafe.Add(ref state, lane);
            ref T stopped = ref Unsafe.Add(ref state, EnsembleBlock.Paths + lane);
            for (int i = 0; i < steps && T.IsPositiveInfinity(stopped); i++)
            {
                x += (c * x) + (Unsafe.Add(ref rows, i) + (Unsafe.Add(ref c, 1) * Unsafe.Add(ref z, (i * lanes) + lane)));
                if (x >= Unsafe.Add(ref c, 2))
                {
                    stopped = T.CreateTruncating(firstStep + i + 1);
                }
            }
        }
    }

    public override void Observe(LaneWidth width, ref readonly T state, ref readonly T constants, T time, ref T observed)
    {
        for (int lane = 0; lane < TestLanes.Of<T>(width); lane++)
        {
            T x = Unsafe.Add(ref Unsafe.AsRef(in state), lane);
            Unsafe.Add(ref observed, lane) = x * x;
        }
    }

    public override void StopAtStart(LaneWidth width, ref T state, ref readonly T constants, T time)
    {
        for (int lane = 0; lane < TestLanes.Of<T>(width); lane++)
        {
            if (Unsafe.Add(ref state, lane) >= Unsafe.Add(ref Unsafe.AsRef(in constants), 2))
            {
                Unsafe.Add(ref state, EnsembleBlock.Paths + lane) = T.Zero;
            }
        }
    }
}
