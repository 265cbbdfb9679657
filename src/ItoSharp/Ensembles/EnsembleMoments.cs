namespace ItoSharp;

/// <summary>The statistics of all components and observables at one time.</summary>
public sealed class EnsembleMoments
{
    private readonly RunDescription _run;
    private readonly StatisticsLayout _layout;
    private readonly EnsembleEstimate[] _columns;
    private readonly double[] _sums;
    private readonly int _offset;

    internal EnsembleMoments(RunDescription run, StatisticsLayout layout, int time, double[] sums)
    {
        _run = run;
        _layout = layout;
        _sums = sums;
        _offset = time * layout.TimeStride;
        Step = run.ObservationSteps[time];
        Time = run.Time(Step);
        _columns = new EnsembleEstimate[layout.Columns];
        for (int c = 0; c < _columns.Length; c++)
        {
            _columns[c] = new(run.Column(c), Time, layout, c, Part);
        }
    }

    /// <summary>The number of steps after which this was observed.</summary>
    public int Step { get; }

    /// <summary>The time of the observation.</summary>
    public double Time { get; }

    /// <summary>The number of paths in the statistics.</summary>
    public long Count => (long)Part[StatisticsLayout.Count];

    /// <summary>The number of paths left out because they were not finite by then.</summary>
    public long ExcludedPaths => (long)Part[StatisticsLayout.Excluded];

    /// <summary>The estimates of the components, then those of the observables, in the order of the program.</summary>
    public IReadOnlyList<EnsembleEstimate> Columns => _columns;

    /// <summary>The estimate of a component or observable.</summary>
    /// <param name="column">Its name.</param>
    public EnsembleEstimate this[string column] => _columns[IndexOf(column)];

    /// <summary>The covariance of two columns over paths, of <see cref="Count"/> - 1 degrees of freedom.</summary>
    /// <param name="first">The index of a column.</param>
    /// <param name="second">The index of a column.</param>
    /// <exception cref="InvalidOperationException">The run took variances only.</exception>
    public double Covariance(int first, int second)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(first, _columns.Length);
        ArgumentOutOfRangeException.ThrowIfNegative(second);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(second, _columns.Length);
        if (!_layout.Covariance && first != second)
        {
            throw new InvalidOperationException("the run took no covariances: EnsembleOptions.Covariance was false");
        }

        return Part[_layout.Product(Math.Min(first, second), Math.Max(first, second))] / (Count - 1);
    }

    /// <summary>The covariance of two columns over paths.</summary>
    /// <param name="first">The name of a component or observable.</param>
    /// <param name="second">The name of a component or observable.</param>
    /// <exception cref="InvalidOperationException">The run took variances only.</exception>
    public double Covariance(string first, string second) => Covariance(IndexOf(first), IndexOf(second));

    /// <summary>The covariance matrix of all columns.</summary>
    /// <exception cref="InvalidOperationException">The run took variances only.</exception>
    public double[,] CovarianceMatrix()
    {
        double[,] matrix = new double[_columns.Length, _columns.Length];
        for (int i = 0; i < _columns.Length; i++)
        {
            for (int j = 0; j < _columns.Length; j++)
            {
                matrix[i, j] = Covariance(i, j);
            }
        }

        return matrix;
    }

    private ReadOnlySpan<double> Part => _sums.AsSpan(_offset, _layout.TimeStride);

    private int IndexOf(string column)
    {
        for (int c = 0; c < _columns.Length; c++)
        {
            if (_columns[c].Name == column)
            {
                return c;
            }
        }

        throw new ArgumentException(
            $"there is no component or observable {column}: there are {string.Join(", ", _run.Components.Concat(_run.Observables))}",
            nameof(column)
        );
    }
}
