using System.Numerics;

namespace ItoSharp;

/// <summary>The paths of an ensemble at some observations, with their statistics.</summary>
/// <remarks>
/// <see cref="Values"/> is laid out [observation][column][path]: all paths of one column at one time lie side by side. Columns are the
/// components, then the observables. Path 0 is the first path of the first block computed. Paths excluded from statistics because they
/// were not finite are here as they are.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class EnsemblePaths<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] _values;
    private readonly int[] _stopSteps;
    private readonly int _columns;

    internal EnsemblePaths(EnsembleStatistics statistics, T[] values, int[] stopSteps, int firstTime)
    {
        Statistics = statistics;
        _values = values;
        _stopSteps = stopSteps;
        _columns = statistics.Layout.Columns;
        Times = [.. statistics.Observations.Skip(firstTime).Select(observation => observation.Time)];
        Count = values.Length / _columns / Times.Count;
    }

    /// <summary>The statistics of these paths, those of earlier observations included.</summary>
    public EnsembleStatistics Statistics { get; }

    /// <summary>The number of paths.</summary>
    public int Count { get; }

    /// <summary>The times of the observations that were kept.</summary>
    public IReadOnlyList<double> Times { get; }

    /// <summary>All values, [observation][column][path].</summary>
    public ReadOnlyMemory<T> Values => _values;

    /// <summary>A component or observable of all paths at the end.</summary>
    /// <param name="column">Its name.</param>
    public ReadOnlySpan<T> this[string column] => At(Times.Count - 1, column);

    /// <summary>A component or observable of all paths at one observation.</summary>
    /// <param name="observation">The index of the observation in <see cref="Times"/>.</param>
    /// <param name="column">Its name.</param>
    public ReadOnlySpan<T> At(int observation, string column) => At(observation, Column(column));

    /// <summary>A component or observable of all paths at one observation.</summary>
    /// <param name="observation">The index of the observation in <see cref="Times"/>.</param>
    /// <param name="column">The index of the column.</param>
    public ReadOnlySpan<T> At(int observation, int column)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(observation);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(observation, Times.Count);
        ArgumentOutOfRangeException.ThrowIfNegative(column);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(column, _columns);
        return _values.AsSpan(((observation * _columns) + column) * Count, Count);
    }

    /// <summary>The number of the step after which a stop held, for all paths; 0 at the start, -1 where it never did.</summary>
    /// <param name="stop">The name of the stop.</param>
    public ReadOnlySpan<int> StopSteps(string stop)
    {
        // By name, with the error of the statistics where there is none.
        _ = Statistics.Stop(stop);
        return _stopSteps.AsSpan(Array.IndexOf(Statistics.Run.Stops, stop) * Count, Count);
    }

    /// <summary>
    /// A quantile of the paths at the end, exactly: the smallest value with at least that share of the values at or below it, of the
    /// values that are not NaN.
    /// </summary>
    /// <param name="column">The name of a component or observable.</param>
    /// <param name="probability">Between 0 and 1.</param>
    public T Quantile(string column, double probability) => Quantiles(column, probability)[0];

    /// <summary>Several quantiles of the paths at the end, for one sorting.</summary>
    /// <inheritdoc cref="Quantile"/>
    /// <param name="column">The name of a component or observable.</param>
    /// <param name="probabilities">Each between 0 and 1.</param>
    public T[] Quantiles(string column, params ReadOnlySpan<double> probabilities)
    {
        foreach (double probability in probabilities)
        {
            if (!(probability >= 0 && probability <= 1))
            {
                throw new ArgumentOutOfRangeException(nameof(probabilities), probability, "a probability is between 0 and 1");
            }
        }

        T[] sorted = this[column].ToArray();
        Array.Sort(sorted);

        // NaN sorts before everything.
        int first = 0;
        while (first < sorted.Length && T.IsNaN(sorted[first]))
        {
            first++;
        }

        int count = sorted.Length - first;
        if (count == 0)
        {
            throw new InvalidOperationException($"{column} has no values that are numbers");
        }

        T[] quantiles = new T[probabilities.Length];
        for (int i = 0; i < quantiles.Length; i++)
        {
            int rank = Math.Clamp((int)Math.Ceiling(probabilities[i] * count), 1, count);
            quantiles[i] = sorted[first + rank - 1];
        }

        return quantiles;
    }

    private int Column(string name)
    {
        for (int c = 0; c < _columns; c++)
        {
            if (Statistics.Run.Column(c) == name)
            {
                return c;
            }
        }

        // The error that names what there is.
        _ = Statistics.Terminal[name];
        return -1;
    }
}
