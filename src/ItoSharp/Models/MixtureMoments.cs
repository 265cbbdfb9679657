using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ItoSharp;

/// <summary>
/// The inner products that a component contributes to a pull-back; u = S^-1 y, v = S^-1 (a alpha C + b) c, m the shifted mean.
/// </summary>
internal readonly struct MixtureMoments
{
    /// <summary>c'(m + alpha C u).</summary>
    public double WithData { get; private init; }

    /// <summary>c'u.</summary>
    public double WithPrecision { get; private init; }

    private double CovarianceOfC { get; init; } // c'Cu
    private double MeanOfU { get; init; } // u'm
    private double CovarianceOfU { get; init; } // u'Cu
    private double SquareOfU { get; init; } // u'u
    private double MeanOfV { get; init; } // v'm
    private double CovarianceOfV { get; init; } // v'Cu
    private double ProductOfV { get; init; } // v'u

    /// <summary>The derivatives of c'(a D_k + b u_k) along alpha and sigma.</summary>
    public (double Alpha, double Sigma) Slopes(in ProcessPoint point, double data) =>
        (data * CovarianceOfC - MeanOfV - 2.0 * point.Alpha * CovarianceOfV, -2.0 * point.Sigma * ProductOfV);

    /// <summary>The derivatives of the log density of y along alpha and sigma.</summary>
    public (double Alpha, double Sigma) DensitySlopes(in ProcessPoint point, (double Inverse, double Covariance) traces) =>
        (MeanOfU + point.Alpha * (CovarianceOfU - traces.Covariance), point.Sigma * (SquareOfU - traces.Inverse));

    /// <summary>Computes them in one pass over a padded row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static MixtureMoments Of(in MixtureRow row, double data, double precision)
    {
        var plusAlpha = Vector512.Create(row.Alpha);
        var minusAlpha2 = Vector512.Create(-row.Alpha * row.Alpha);
        var a = Vector512.Create(data * row.Alpha);
        var b = Vector512.Create(precision);
        Vector512<double> withData = default,
            withPrecision = default,
            covarianceOfC = default;
        Vector512<double> meanOfU = default,
            covarianceOfU = default,
            squareOfU = default;
        Vector512<double> meanOfV = default,
            covarianceOfV = default,
            productOfV = default;
        for (int i = 0; i < row.X.Length; i += 8)
        {
            var m = MixtureRows.At(row.Mean, i) + MixtureRows.At(row.Shift, i);
            var inverse = MixtureRows.At(row.Inverse, i);
            var diagonal = MixtureRows.At(row.Diagonal, i);
            var t = MixtureRows.At(row.Expansion, i);
            var y = Vector512.FusedMultiplyAdd(-plusAlpha, m, MixtureRows.At(row.X, i));
            var u = Vector512.FusedMultiplyAdd(minusAlpha2, t, y) * inverse;
            var cu = Vector512.FusedMultiplyAdd(diagonal, u, t);

            var c = MixtureRows.At(row.Cotangent, i);
            t = MixtureRows.At(row.CotangentExpansion, i);
            var s = Vector512.FusedMultiplyAdd(minusAlpha2, t, c) * inverse;
            var v = Vector512.FusedMultiplyAdd(b, s, a * Vector512.FusedMultiplyAdd(diagonal, s, t));

            withData = Vector512.FusedMultiplyAdd(c, Vector512.FusedMultiplyAdd(plusAlpha, cu, m), withData);
            withPrecision = Vector512.FusedMultiplyAdd(c, u, withPrecision);
            covarianceOfC = Vector512.FusedMultiplyAdd(c, cu, covarianceOfC);
            meanOfU = Vector512.FusedMultiplyAdd(u, m, meanOfU);
            covarianceOfU = Vector512.FusedMultiplyAdd(u, cu, covarianceOfU);
            squareOfU = Vector512.FusedMultiplyAdd(u, u, squareOfU);
            meanOfV = Vector512.FusedMultiplyAdd(v, m, meanOfV);
            covarianceOfV = Vector512.FusedMultiplyAdd(v, cu, covarianceOfV);
            productOfV = Vector512.FusedMultiplyAdd(v, u, productOfV);
        }
        return new()
        {
            WithData = LowRankKernels.Sum(withData),
            WithPrecision = LowRankKernels.Sum(withPrecision),
            CovarianceOfC = LowRankKernels.Sum(covarianceOfC),
            MeanOfU = LowRankKernels.Sum(meanOfU),
            CovarianceOfU = LowRankKernels.Sum(covarianceOfU),
            SquareOfU = LowRankKernels.Sum(squareOfU),
            MeanOfV = LowRankKernels.Sum(meanOfV),
            CovarianceOfV = LowRankKernels.Sum(covarianceOfV),
            ProductOfV = LowRankKernels.Sum(productOfV),
        };
    }

    /// <summary>state += weight (v - spread u); mean += weight (a c - alpha v + alpha spread u) where it is wanted.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Accumulate(
        in MixtureRow row,
        double data,
        double precision,
        double weight,
        double spread,
        Span<double> state,
        Span<double> mean
    )
    {
        var plusAlpha = Vector512.Create(row.Alpha);
        var minusAlpha2 = Vector512.Create(-row.Alpha * row.Alpha);
        var a = Vector512.Create(data * row.Alpha);
        var b = Vector512.Create(precision);
        var w = Vector512.Create(weight);
        var minusSpread = Vector512.Create(-spread);
        for (int i = 0; i < row.X.Length; i += 8)
        {
            var m = MixtureRows.At(row.Mean, i) + MixtureRows.At(row.Shift, i);
            var inverse = MixtureRows.At(row.Inverse, i);
            var y = Vector512.FusedMultiplyAdd(-plusAlpha, m, MixtureRows.At(row.X, i));
            var u = Vector512.FusedMultiplyAdd(minusAlpha2, MixtureRows.At(row.Expansion, i), y) * inverse;

            var c = MixtureRows.At(row.Cotangent, i);
            var t = MixtureRows.At(row.CotangentExpansion, i);
            var s = Vector512.FusedMultiplyAdd(minusAlpha2, t, c) * inverse;
            var v = Vector512.FusedMultiplyAdd(b, s, a * Vector512.FusedMultiplyAdd(MixtureRows.At(row.Diagonal, i), s, t));

            var along = Vector512.FusedMultiplyAdd(minusSpread, u, v);
            Vector512.FusedMultiplyAdd(w, along, MixtureRows.At(state, i)).StoreUnsafe(ref MemoryMarshal.GetReference(state), (nuint)i);
            if (!mean.IsEmpty)
            {
                var alongMean = Vector512.FusedMultiplyAdd(-plusAlpha, along, Vector512.Create(data) * c);
                Vector512
                    .FusedMultiplyAdd(w, alongMean, MixtureRows.At(mean, i))
                    .StoreUnsafe(ref MemoryMarshal.GetReference(mean), (nuint)i);
            }
        }
    }
}

/// <summary>What a pull-back reads of one row and one component; all spans are padded rows.</summary>
internal readonly ref struct MixtureRow
{
    public double Alpha { get; init; }
    public ReadOnlySpan<double> X { get; init; }
    public ReadOnlySpan<double> Shift { get; init; }
    public ReadOnlySpan<double> Mean { get; init; }
    public ReadOnlySpan<double> Inverse { get; init; }
    public ReadOnlySpan<double> Diagonal { get; init; }
    public ReadOnlySpan<double> Expansion { get; init; }
    public ReadOnlySpan<double> Cotangent { get; init; }
    public ReadOnlySpan<double> CotangentExpansion { get; init; }
}
