namespace ItoSharp;

/// <summary>The argument checks that schedules share.</summary>
internal static class ScheduleChecks
{
    /// <summary>A parameter of a schedule that must be positive and finite.</summary>
    public static void Positive(double value, string argument)
    {
        if (!(value > 0) || !double.IsFinite(value))
        {
            throw new ArgumentOutOfRangeException(argument, value, $"{argument} must be positive and finite");
        }
    }

    /// <summary>rho = sigma / alpha must be finite at both ends.</summary>
    public static void FiniteRho(double start, double end, string schedule)
    {
        if (double.IsNegativeInfinity(start) || double.IsNegativeInfinity(end) || double.IsNaN(start + end))
        {
            bool first = !(start > double.NegativeInfinity);
            throw new ArgumentException(
                $"{schedule} places nodes by sigma / alpha, which is not finite at the {(first ? "start" : "end")} time: choose a time where alpha is "
                    + "positive, or a schedule that knows alpha = 0 (UniformTime, FlowShift, TangentLaw)",
                first ? "startTime" : "endTime"
            );
        }
    }

    /// <summary>A table of numbers: at least two, finite, and strictly monotone in one direction.</summary>
    public static void Monotone(ReadOnlySpan<double> values, string argument, string entry, bool decreasingOnly = false)
    {
        if (values.Length < 2)
        {
            throw new ArgumentException($"a table needs at least 2 {entry}s, got {values.Length}", argument);
        }

        for (int i = 0; i < values.Length; i++)
        {
            if (!double.IsFinite(values[i]))
            {
                throw new ArgumentException(
                    FormattableString.Invariant($"{argument}[{i}] is {values[i]}; every {entry} must be finite"),
                    argument
                );
            }

            if (i == 0)
            {
                continue;
            }

            double direction = decreasingOnly ? -1 : values[1] - values[0];
            if (!((values[i] - values[i - 1]) * direction > 0))
            {
                throw new ArgumentException(
                    FormattableString.Invariant(
                        $"{argument}[{i}] = {values[i]:R} does not continue the direction of the table after {argument}[{i - 1}] = "
                    )
                        + FormattableString.Invariant($"{values[i - 1]:R}; {argument} must be ")
                        + (
                            decreasingOnly
                                ? "strictly decreasing, from the noise to the data"
                                : "strictly decreasing (sampling) or strictly increasing (encoding)"
                        ),
                    argument
                );
            }
        }
    }
}
