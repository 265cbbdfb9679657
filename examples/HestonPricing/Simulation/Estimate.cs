namespace HestonPricing.Simulation;

/// <summary>A mean over independent paths.</summary>
/// <param name="Value">The mean.</param>
/// <param name="Error">Its standard error.</param>
internal readonly record struct Estimate(double Value, double Error)
{
    /// <summary>The mean of values, times a factor.</summary>
    public static Estimate Of(IEnumerable<double> values, double factor = 1)
    {
        // Welford's recurrence: the sum of squares of a million prices would lose what their differences have.
        long count = 0;
        double mean = 0;
        double squares = 0;
        foreach (double value in values)
        {
            double distance = value - mean;
            mean += distance / ++count;
            squares += distance * (value - mean);
        }

        return new(factor * mean, Math.Abs(factor) * Math.Sqrt(squares / (count - 1) / count));
    }

    /// <summary>How many standard errors it lies above what it should be.</summary>
    public double Off(double expected) => (Value - expected) / Error;
}
