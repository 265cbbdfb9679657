namespace ItoSharp;

/// <summary>
/// Where the sums of a set of blocks lie in one row of doubles (counts too: they are exact to 2^53), and how two such rows merge by
/// the formulas of Chan, Golub and LeVeque (1983). One row a set: that is what is kept, merged and written to checkpoints.
/// </summary>
internal sealed class StatisticsLayout
{
    // 2^27 doubles are 1 GiB; a run keeps a row for every thread and for every level of its tree.
    private const long MostValues = 1L << 27;
    private const int MostStopBins = 1024;

    public StatisticsLayout(RunDescription run)
    {
        Columns = run.Columns;
        Times = run.ObservationSteps.Length;
        Stops = run.Stops.Length;
        Covariance = run.Covariance;
        Antithetic = run.Antithetic;
        long at = 2;
        Mean = (int)at;
        at += Columns;
        Products = (int)at;
        at += Covariance ? (long)Columns * (Columns + 1) / 2 : Columns;
        Pairs = (int)Math.Min(at, int.MaxValue);
        at += Antithetic ? Columns : 0;
        Minimum = (int)Math.Min(at, int.MaxValue);
        at += Columns;
        Maximum = (int)Math.Min(at, int.MaxValue);
        at += Columns;
        Histograms = (int)Math.Min(at, int.MaxValue);
        Ranges = new HistogramRange?[Columns];
        HistogramStarts = new int[Columns];
        foreach (HistogramRange range in run.Histograms)
        {
            int column = Enumerable.Range(0, Columns).First(c => run.Column(c) == range.Column);
            Ranges[column] = range;
            HistogramStarts[column] = (int)Math.Min(at, int.MaxValue);
            at += range.Bins + OutsideBins;
        }

        StepsPerStopBin = (run.Steps / MostStopBins) + 1;
        StopBins = (run.Steps / StepsPerStopBin) + 1;
        StopStride = StopHistogram + StopBins;
        long length = (at * Times) + ((long)StopStride * Stops);
        if (length > MostValues)
        {
            throw new ArgumentException(
                $"the statistics of {Columns} columns at {Times} observations are {length} numbers, more than {MostValues}: observe fewer steps, "
                    + "take fewer bins, or set Covariance to false",
                "options"
            );
        }

        TimeStride = (int)at;
        Length = (int)length;
    }

    /// <summary>Entries of a histogram that are no bins: below, above, not a number.</summary>
    public const int OutsideBins = 3;

    // Of one observation.
    public const int Count = 0;
    public const int Excluded = 1;

    // Of one stop.
    public const int Stopped = 0;
    public const int StopMean = 1;
    public const int StopSquares = 2;
    public const int StopFirst = 3;
    public const int StopLast = 4;
    public const int PairCountSquares = 5;
    public const int PairCrossProducts = 6;
    public const int PairStepSquares = 7;
    public const int StopHistogram = 8;

    public int Columns { get; }
    public int Times { get; }
    public int Stops { get; }
    public bool Covariance { get; }
    public bool Antithetic { get; }
    public int Mean { get; }
    public int Products { get; }
    public int Pairs { get; }
    public int Minimum { get; }
    public int Maximum { get; }
    public int Histograms { get; }
    public HistogramRange?[] Ranges { get; }
    public int[] HistogramStarts { get; }
    public int TimeStride { get; }
    public int StepsPerStopBin { get; }
    public int StopBins { get; }
    public int StopStride { get; }
    public int Length { get; }

    public int StopStart => TimeStride * Times;

    /// <summary>The place of the product of two columns, i at most j; without covariances i is j.</summary>
    public int Product(int i, int j) => Products + (Covariance ? (i * Columns) - (i * (i - 1) / 2) + (j - i) : i);

    /// <summary>The paths that a row was computed of, excluded ones included.</summary>
    public double Paths(ReadOnlySpan<double> row)
    {
        ReadOnlySpan<double> last = row[((Times - 1) * TimeStride)..];
        return last[Count] + last[Excluded];
    }

    /// <summary>Adds the blocks of <paramref name="right"/>, which follow, to those of <paramref name="left"/>.</summary>
    public void Merge(Span<double> left, ReadOnlySpan<double> right)
    {
        Span<double> shift = Columns <= 256 ? stackalloc double[Columns] : new double[Columns];
        for (int time = 0; time < Times; time++)
        {
            MergeTime(left.Slice(time * TimeStride, TimeStride), right.Slice(time * TimeStride, TimeStride), shift);
        }

        for (int stop = 0; stop < Stops; stop++)
        {
            int at = StopStart + (stop * StopStride);
            MergeStop(left.Slice(at, StopStride), right.Slice(at, StopStride));
        }
    }

    private void MergeTime(Span<double> left, ReadOnlySpan<double> right, Span<double> shift)
    {
        double a = left[Count];
        double b = right[Count];
        left[Excluded] += right[Excluded];
        Add(left[Histograms..], right[Histograms..]);
        if (b == 0)
        {
            return;
        }

        if (a == 0)
        {
            left[Count] = b;
            right[Mean..Histograms].CopyTo(left[Mean..]);
            return;
        }

        double both = a + b;
        left[Count] = both;
        for (int c = 0; c < Columns; c++)
        {
            shift[c] = right[Mean + c] - left[Mean + c];
            left[Mean + c] += shift[c] * (b / both);
            left[Minimum + c] = Math.Min(left[Minimum + c], right[Minimum + c]);
            left[Maximum + c] = Math.Max(left[Maximum + c], right[Maximum + c]);
        }

        double weight = a * (b / both);
        for (int i = 0; i < Columns; i++)
        {
            for (int j = i; j < (Covariance ? Columns : i + 1); j++)
            {
                int at = Product(i, j);
                left[at] += right[at] + (shift[i] * shift[j] * weight);
            }

            // Half as many pairs, whose mean is that of the paths.
            if (Antithetic)
            {
                left[Pairs + i] += right[Pairs + i] + (shift[i] * shift[i] * (weight / 2));
            }
        }
    }

    private static void MergeStop(Span<double> left, ReadOnlySpan<double> right)
    {
        double a = left[Stopped];
        double b = right[Stopped];
        Add(left[PairCountSquares..], right[PairCountSquares..]);
        if (b == 0)
        {
            return;
        }

        if (a == 0)
        {
            right[..PairCountSquares].CopyTo(left);
            return;
        }

        double shift = right[StopMean] - left[StopMean];
        left[Stopped] = a + b;
        left[StopMean] += shift * (b / (a + b));
        left[StopSquares] += right[StopSquares] + (shift * shift * (a * (b / (a + b))));
        left[StopFirst] = Math.Min(left[StopFirst], right[StopFirst]);
        left[StopLast] = Math.Max(left[StopLast], right[StopLast]);
    }

    private static void Add(Span<double> left, ReadOnlySpan<double> right)
    {
        for (int i = 0; i < left.Length; i++)
        {
            left[i] += right[i];
        }
    }
}
