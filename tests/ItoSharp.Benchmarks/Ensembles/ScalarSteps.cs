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
            x[0] += x[0] * (constants[1] + root * constants[0] * z[0]);
            x[1] += constants[2] * (constants[5] - v) + root * (constants[3] * z[0] + constants[4] * z[1]);
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
            x[0] += row[20] * z[0];
            x[1] += row[20] * z[1];
        }
    }

    /// <summary>The mixture's probability flow.</summary>
    public readonly struct MixtureOde<F> : Scalar.IStep<F>
        where F : unmanaged, IFloatingPointIeee754<F>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Step(ReadOnlySpan<F> constants, ReadOnlySpan<F> row, Span<F> x, ReadOnlySpan<F> z)
        {
            F sum = F.Zero;
            F sx = F.Zero;
            F sy = F.Zero;
            for (int k = 0; k < Mixture.Count; k++)
            {
                F dx = x[0] + row[4 + 2 * k];
                F dy = x[1] + row[5 + 2 * k];
                F e = F.Exp(row[3] * (dx * dx + dy * dy));
                sum += Laws<F>.Weights[k] * e;
                sx += Laws<F>.X[k] * e;
                sy += Laws<F>.Y[k] * e;
            }

            (x[0], x[1]) = (
                x[0] + constants[0] * (row[1] * x[0] - row[2] * (x[0] - row[0] * sx / sum)),
                x[1] + constants[0] * (row[1] * x[1] - row[2] * (x[1] - row[0] * sy / sum))
            );
        }
    }

    private static class Laws<F>
        where F : unmanaged, IFloatingPointIeee754<F>
    {
        public static readonly F[] Weights = [.. Mixture.Weights.Select(F.CreateTruncating)];
        public static readonly F[] X = [.. Mixture.Means.Select((mean, k) => F.CreateTruncating(mean.X * Mixture.Weights[k]))];
        public static readonly F[] Y = [.. Mixture.Means.Select((mean, k) => F.CreateTruncating(mean.Y * Mixture.Weights[k]))];
    }
}
