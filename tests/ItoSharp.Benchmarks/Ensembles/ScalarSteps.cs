using System.Numerics;
using System.Runtime.CompilerServices;

namespace ItoSharp.Benchmarks.Ensembles;

/// <summary>The equations' steps as plain C#; constants and rows as in Native/models.h.</summary>
internal static class ScalarSteps
{
    /// <summary>Geometric Brownian motion.</summary>
    public readonly struct Gbm<F> : Scalar.IStep<F>
        where F : unmanaged, IFloatingPointIeee754<F>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Step(ReadOnlySpan<F> constants, ReadOnlySpan<F> row, Span<F> x, ReadOnlySpan<F> z) =>
            x[0] += x[0] * (constants[0] + constants[1] * z[0]);
    }

    /// <summary>Heston's model.</summary>
    public readonly struct Heston<F> : Scalar.IStep<F>
        where F : unmanaged, IFloatingPointIeee754<F>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Step(ReadOnlySpan<F> constants, ReadOnlySpan<F> row, Span<F> x, ReadOnlySpan<F> z)
        {
            F v = F.Max(x[1], F.Zero);
            F root = F.Sqrt(v);
            x[0] += x[0] * (constants[0] + root * constants[3] * z[0]);
            x[1] += constants[1] * (constants[2] - v) + root * constants[4] * (constants[5] * z[0] + constants[6] * z[1]);
        }
    }

    /// <summary>The mixture's reverse equation.</summary>
    public readonly struct MixtureSde<F> : Scalar.IStep<F>
        where F : unmanaged, IFloatingPointIeee754<F>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Step(ReadOnlySpan<F> constants, ReadOnlySpan<F> row, Span<F> x, ReadOnlySpan<F> z)
        {
            MixtureOde<F>.Step(constants, row, x, z);
            x[0] += row[27] * z[0];
            x[1] += row[27] * z[1];
        }
    }

    /// <summary>The mixture's probability flow.</summary>
    public readonly struct MixtureOde<F> : Scalar.IStep<F>
        where F : unmanaged, IFloatingPointIeee754<F>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Step(ReadOnlySpan<F> constants, ReadOnlySpan<F> row, Span<F> x, ReadOnlySpan<F> z)
        {
            Span<F> e = stackalloc F[Mixture.Count];
            F top = F.NegativeInfinity;
            for (int k = 0; k < e.Length; k++)
            {
                F dx = x[0] - row[1 + 3 * k];
                F dy = x[1] - row[2 + 3 * k];
                e[k] = row[3 + 3 * k] - (dx * dx + dy * dy) * row[0];
                top = F.Max(top, e[k]);
            }

            F sum = F.Zero;
            F sx = F.Zero;
            F sy = F.Zero;
            for (int k = 0; k < e.Length; k++)
            {
                F w = F.Exp(e[k] - top);
                sum += w;
                sx += w * row[1 + 3 * k];
                sy += w * row[2 + 3 * k];
            }

            (x[0], x[1]) = (
                x[0] + row[25] * x[0] + row[26] * (sx / sum - x[0]),
                x[1] + row[25] * x[1] + row[26] * (sy / sum - x[1])
            );
        }
    }
}
