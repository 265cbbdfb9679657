using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ItoSharp;

/// <summary>
/// The marginal covariances <c>S_k = alpha^2 C_k + sigma^2 I = E_k + alpha^2 F_k F_k'</c> of a mixture at one time, in the
/// factorised form in which a row is solved in O(d r): E_k^-1 and the Cholesky factor of <c>M_k = I + alpha^2 F_k' E_k^-1 F_k</c>.
/// </summary>
internal sealed class MixtureAtTime
{
    private readonly GaussianMixture law;
    private readonly double[] inverseDiagonals;
    private readonly double[] cholesky; // per component r x r, row by row; its diagonal holds reciprocals
    private double[]? traces;

    /// <summary>Factorises for a time; O(K d r^2).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public MixtureAtTime(GaussianMixture law, ProcessPoint point)
    {
        this.law = law;
        Point = point;
        int rank = law.Rank;
        inverseDiagonals = new double[law.Count * law.Padded];
        cholesky = new double[law.Count * rank * rank];
        LogDeterminants = new double[law.Count];
        double alpha2 = point.Alpha * point.Alpha;
        double sigma2 = point.Sigma * point.Sigma;
        var scaled = new double[law.Padded];
        for (int k = 0; k < law.Count; k++)
        {
            var inverse = inverseDiagonals.AsSpan(k * law.Padded, law.Padded);
            var diagonal = law.Diagonal(k);
            for (int i = 0; i < law.Dimension; i++)
            {
                double e = Math.FusedMultiplyAdd(alpha2, diagonal[i], sigma2);
                inverse[i] = 1.0 / e;
                LogDeterminants[k] += Elementary.Log(e);
            }
            var m = cholesky.AsSpan(k * rank * rank, rank * rank);
            var factor = law.Factor(k);
            for (int i = 0; i < rank; i++)
            {
                MixtureRows.Scale(factor.Slice(i * law.Padded, law.Padded), inverse, scaled);
                for (int j = 0; j <= i; j++)
                    m[i * rank + j] = alpha2 * LowRankKernels.Dot(scaled, factor.Slice(j * law.Padded, law.Padded));
                m[i * rank + i] += 1.0;
            }
            LogDeterminants[k] += Factorise(m, rank);
        }
    }

    /// <summary>The process at this time.</summary>
    public ProcessPoint Point { get; }

    /// <summary>log det S_k.</summary>
    public double[] LogDeterminants { get; }

    /// <summary>The diagonal of E_k^-1, padded with zeros.</summary>
    public ReadOnlySpan<double> InverseDiagonal(int k) => inverseDiagonals.AsSpan(k * law.Padded, law.Padded);

    /// <summary>Those of all components.</summary>
    public ReadOnlySpan<double> InverseDiagonals => inverseDiagonals;

    /// <summary>The factors of all M_k, row by row, their diagonals as reciprocals.</summary>
    public ReadOnlySpan<double> Cholesky => cholesky;

    /// <summary>The bytes that a value of this type holds.</summary>
    public static long Size(GaussianMixture law) => 8L * law.Count * (law.Padded + (long)law.Rank * law.Rank + 4);

    /// <summary>Solves M_k g = b for four right-hand sides in place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Solve(int k, Span<double> coefficients)
    {
        int rank = law.Rank;
        var l = cholesky.AsSpan(k * rank * rank, rank * rank);
        for (int i = 0; i < rank; i++)
        {
            var sum = Vector256.Create<double>(coefficients.Slice(4 * i, 4));
            for (int j = 0; j < i; j++)
                sum -= l[i * rank + j] * Vector256.Create<double>(coefficients.Slice(4 * j, 4));
            (sum * l[i * rank + i]).CopyTo(coefficients.Slice(4 * i, 4));
        }
        for (int i = rank - 1; i >= 0; i--)
        {
            var sum = Vector256.Create<double>(coefficients.Slice(4 * i, 4));
            for (int j = i + 1; j < rank; j++)
                sum -= l[j * rank + i] * Vector256.Create<double>(coefficients.Slice(4 * j, 4));
            (sum * l[i * rank + i]).CopyTo(coefficients.Slice(4 * i, 4));
        }
    }

    /// <summary>The traces of S_k^-1 and of C_k S_k^-1, which only derivatives along time want; computed once.</summary>
    public (double Inverse, double Covariance) Traces(int k)
    {
        var known = Volatile.Read(ref traces);
        if (known is null)
        {
            known = ComputeTraces();
            Volatile.Write(ref traces, known);
        }
        return (known[2 * k], known[2 * k + 1]);
    }

    private double[] ComputeTraces()
    {
        int rank = law.Rank;
        int padded = law.Padded;
        double alpha2 = Point.Alpha * Point.Alpha;
        var result = new double[2 * law.Count];
        var column = new double[Math.Max(1, 4 * rank)];
        var solved = new double[rank * rank];
        for (int k = 0; k < law.Count; k++)
        {
            for (int j = 0; j < rank; j++)
            {
                Array.Clear(column);
                column[4 * j] = 1.0;
                Solve(k, column);
                for (int i = 0; i < rank; i++)
                    solved[j * rank + i] = column[4 * i];
            }
            var factor = law.Factor(k);
            var inverse = InverseDiagonal(k);
            var diagonal = law.Diagonal(k);
            for (int n = 0; n < law.Dimension; n++)
            {
                // The n-th diagonal entry of F M^-1 F'.
                double h = 0.0;
                for (int i = 0; i < rank; i++)
                for (int j = 0; j < rank; j++)
                    h += factor[i * padded + n] * solved[i * rank + j] * factor[j * padded + n];
                double entry = inverse[n] * (1.0 - alpha2 * inverse[n] * h);
                result[2 * k] += entry;
                result[2 * k + 1] += diagonal[n] * entry + inverse[n] * h;
            }
        }
        return result;
    }

    // In-place Cholesky of the lower triangle; returns the log of the determinant. M is the identity plus a Gram matrix: its
    // pivots are at least 1 up to rounding.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Factorise(Span<double> m, int rank)
    {
        double log = 0.0;
        for (int i = 0; i < rank; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double sum = m[i * rank + j];
                for (int n = 0; n < j; n++)
                    sum = Math.FusedMultiplyAdd(-m[i * rank + n], m[j * rank + n], sum);
                if (i != j)
                {
                    m[i * rank + j] = sum * m[j * rank + j];
                    continue;
                }
                double pivot = Math.Max(sum, 1.0);
                log += Elementary.Log(pivot);
                m[i * rank + i] = 1.0 / Math.Sqrt(pivot);
            }
        }
        return log;
    }
}
