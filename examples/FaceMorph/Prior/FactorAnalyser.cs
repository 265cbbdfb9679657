using FaceMorph.Algebra;

namespace FaceMorph.Prior;

/// <summary>One component N(mean, F'F + diag(noise)), its inverse covariance by the small matrix M = I + F diag(noise)^-1 F'.</summary>
internal sealed class FactorAnalyser
{
    private readonly double[] _mean;
    private readonly double[][] _weighted;
    private readonly double[] _precision;
    private readonly Cholesky _inner;
    private readonly double _constant;

    /// <summary>Prepares a component.</summary>
    public FactorAnalyser(double[] mean, double[][] factors, double[] noise)
    {
        _mean = mean;
        _precision = [.. noise.Select(value => 1 / value)];
        _weighted = [.. factors.Select(factor => factor.Select((value, i) => value * _precision[i]).ToArray())];
        var inner = Dense.Zeros(factors.Length, factors.Length);
        for (int a = 0; a < factors.Length; a++)
        {
            for (int b = 0; b < factors.Length; b++)
            {
                inner[a][b] = Dense.Dot(_weighted[a], factors[b]) + (a == b ? 1 : 0);
            }
        }

        _inner = Cholesky.Of(inner);
        _constant = -0.5 * (mean.Length * Math.Log(2 * Math.PI) + noise.Sum(Math.Log) + _inner.LogDeterminant);
    }

    /// <summary>The log-density of a point.</summary>
    public double LogDensity(double[] point)
    {
        double square = 0;
        var offset = new double[point.Length];
        for (int i = 0; i < point.Length; i++)
        {
            offset[i] = point[i] - _mean[i];
            square += offset[i] * offset[i] * _precision[i];
        }

        var seen = new double[_weighted.Length];
        Dense.Multiply(_weighted, offset, seen);
        _inner.SolveLower(seen);
        return _constant - 0.5 * (square - Dense.Dot(seen, seen));
    }

    /// <summary>
    /// The maximisation step for a component whose points have the given scatter about its mean: the new factors, and the
    /// variance along each coordinate that they leave.
    /// </summary>
    public (double[][] Factors, double[] Left) Improve(double[][] scatter)
    {
        // E[z | x] = B (x - mean) with B = M^-1 F diag(noise)^-1; the new factors are (S B') (M^-1 + B S B')^-1.
        int rank = _weighted.Length;
        int d = _mean.Length;
        var regression = Dense.Zeros(d, rank);
        for (int i = 0; i < d; i++)
        {
            for (int a = 0; a < rank; a++)
            {
                regression[i][a] = _weighted[a][i];
            }

            _inner.Solve(regression[i]);
        }

        var b = Dense.Zeros(rank, d);
        for (int i = 0; i < d; i++)
        {
            for (int a = 0; a < rank; a++)
            {
                b[a][i] = regression[i][a];
            }
        }

        var cross = Dense.Zeros(d, rank);
        for (int i = 0; i < d; i++)
        {
            Dense.Multiply(b, scatter[i], cross[i]);
        }

        var moment = Dense.Zeros(rank, rank);
        for (int a = 0; a < rank; a++)
        {
            moment[a][a] = 1;
            _inner.Solve(moment[a]);
            for (int i = 0; i < d; i++)
            {
                Dense.AddScaled(moment[a], b[a][i], cross[i]);
            }
        }

        var solver = Cholesky.Of(moment);
        var factors = Dense.Zeros(rank, d);
        var left = new double[d];
        for (int i = 0; i < d; i++)
        {
            var row = (double[])cross[i].Clone();
            solver.Solve(row);
            left[i] = scatter[i][i] - Dense.Dot(row, cross[i]);
            for (int a = 0; a < rank; a++)
            {
                factors[a][i] = row[a];
            }
        }

        return (factors, left);
    }
}
