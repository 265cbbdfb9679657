using System.Numerics;
using System.Runtime.CompilerServices;
using ItoSharp.Benchmarks.Ensembles;

namespace ItoSharp.Benchmarks.Adjoints;

/// <summary>The reverse of the mixture's drift by hand; the derivative by the components' variance goes to sum 0.</summary>
internal static class MixtureReverse
{
    /// <summary>
    /// Of x + h (r1 x - r2 (x - r0 m)) with m = sum of w mu / sum of w and log w = r3 |x - r0 mu|^2, the rows as in Native/models.h.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Back<F>(ReadOnlySpan<F> constants, ReadOnlySpan<F> row, ReadOnlySpan<F> x, Span<F> cotangent, Span<F> sums)
        where F : unmanaged, IFloatingPointIeee754<F>
    {
        Span<F> weights = stackalloc F[Mixture.Count];
        Span<F> squares = stackalloc F[Mixture.Count];
        F sum = F.Zero;
        F sx = F.Zero;
        F sy = F.Zero;
        for (int k = 0; k < Mixture.Count; k++)
        {
            F dx = x[0] + row[4 + 2 * k];
            F dy = x[1] + row[5 + 2 * k];
            squares[k] = dx * dx + dy * dy;
            F w = Laws<F>.Weights[k] * F.Exp(row[3] * squares[k]);
            weights[k] = w;
            sum += w;
            sx += w * Laws<F>.X[k];
            sy += w * Laws<F>.Y[k];
        }

        F mx = sx / sum;
        F my = sy / sum;
        F a = constants[0] * cotangent[0];
        F b = constants[0] * cotangent[1];
        F gx = row[2] * row[0] * a / sum;
        F gy = row[2] * row[0] * b / sum;
        F byX = F.Zero;
        F byY = F.Zero;
        F byExponent = F.Zero;
        for (int k = 0; k < Mixture.Count; k++)
        {
            F q = weights[k] * (gx * (Laws<F>.X[k] - mx) + gy * (Laws<F>.Y[k] - my));
            byExponent += q * squares[k];
            byX += q * (x[0] + row[4 + 2 * k]);
            byY += q * (x[1] + row[5 + 2 * k]);
        }

        F twice = row[3] + row[3];
        F byPull = -(a * (x[0] - row[0] * mx)) - b * (x[1] - row[0] * my);
        cotangent[0] += (row[1] - row[2]) * a + twice * byX;
        cotangent[1] += (row[1] - row[2]) * b + twice * byY;
        // r3 = -precision / 2, r2 is a multiple of the precision, and the precision falls with the variance by alpha^2 precision^2.
        F precision = -twice;
        F fall = -(row[0] * row[0] * precision * precision);
        sums[0] += fall * (byPull * (row[2] / precision) - byExponent / (F.One + F.One));
    }

    private static class Laws<F>
        where F : unmanaged, IFloatingPointIeee754<F>
    {
        public static readonly F[] Weights = [.. Mixture.Weights.Select(F.CreateTruncating)];
        public static readonly F[] X = [.. Mixture.Means.Select(mean => F.CreateTruncating(mean.X))];
        public static readonly F[] Y = [.. Mixture.Means.Select(mean => F.CreateTruncating(mean.Y))];
    }
}
