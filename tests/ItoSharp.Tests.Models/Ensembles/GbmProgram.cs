using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ItoSharp.Tests.Models.Ensembles;

/// <summary>
/// Euler-Maruyama on geometric Brownian motion dS = mu S dt + sigma S dW with a call (S - K)+ as its observable, written by hand at every
/// width. Arguments: mu, sigma, callStrike.
/// </summary>
public sealed class GbmProgram<T> : EnsembleProgram<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public override EnsembleShape Shape { get; } =
        new(["S"], [], ["Call"], 1, false, 0, 3, 0) { Arguments = ["mu", "sigma", "callStrike"] };

    public override void FillConstants(ReadOnlySpan<double> arguments, double h, Span<double> constants)
    {
        constants[0] = arguments[0] * h;
        constants[1] = arguments[1] * Math.Sqrt(h);
        constants[2] = arguments[2];
    }

    public override void FillTimed(ReadOnlySpan<double> arguments, ReadOnlySpan<double> constants, double t, double h, Span<double> row) { }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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
        T drift = constants;
        T noise = Unsafe.Add(ref Unsafe.AsRef(in constants), 1);
        ref T z = ref Unsafe.AsRef(in normals);
        switch (width)
        {
            case LaneWidth.Vector512:
                var s512 = Vector512.LoadUnsafe(ref state);
                for (int i = 0; i < steps; i++)
                {
                    s512 += s512 * (Vector512.Create(drift) + (Vector512.Create(noise) * Vector512.LoadUnsafe(ref z)));
                    z = ref Unsafe.Add(ref z, Vector512<T>.Count);
                }

                s512.StoreUnsafe(ref state);
                break;
            case LaneWidth.Vector256:
                var s256 = Vector256.LoadUnsafe(ref state);
                for (int i = 0; i < steps; i++)
                {
                    s256 += s256 * (Vector256.Create(drift) + (Vector256.Create(noise) * Vector256.LoadUnsafe(ref z)));
                    z = ref Unsafe.Add(ref z, Vector256<T>.Count);
                }

                s256.StoreUnsafe(ref state);
                break;
            case LaneWidth.Vector128:
                var s128 = Vector128.LoadUnsafe(ref state);
                for (int i = 0; i < steps; i++)
                {
                    s128 += s128 * (Vector128.Create(drift) + (Vector128.Create(noise) * Vector128.LoadUnsafe(ref z)));
                    z = ref Unsafe.Add(ref z, Vector128<T>.Count);
                }

                s128.StoreUnsafe(ref state);
                break;
            default:
                T s = state;
                for (int i = 0; i < steps; i++)
                {
                    s += s * (drift + (noise * Unsafe.Add(ref z, i)));
                }

                state = s;
                break;
        }
    }

    public override void Observe(LaneWidth width, ref readonly T state, ref readonly T constants, T time, ref T observed)
    {
        T strike = Unsafe.Add(ref Unsafe.AsRef(in constants), 2);
        for (int lane = 0; lane < TestLanes.Of<T>(width); lane++)
        {
            Unsafe.Add(ref observed, lane) = T.Max(Unsafe.Add(ref Unsafe.AsRef(in state), lane) - strike, T.Zero);
        }
    }

    public override void StopAtStart(LaneWidth width, ref T state, ref readonly T constants, T time) { }
}
