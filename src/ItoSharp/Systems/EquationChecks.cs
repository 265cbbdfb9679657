using System.Globalization;

namespace ItoSharp;

/// <summary>What generated equations require of their run-time values; called by generated code.</summary>
public static class EquationChecks
{
    // A variance this small is rounding: the noise would be a multiple of the ones before it.
    const double SmallestVariance = 1e-12;

    /// <summary>Requires a finite parameter.</summary>
    /// <param name="equation">The equation's name.</param>
    /// <param name="parameter">The parameter's name.</param>
    /// <param name="value">Its value.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is NaN or infinite.</exception>
    public static void RequireFinite(string equation, string parameter, double value)
    {
        if (!double.IsFinite(value))
        {
            throw new ArgumentOutOfRangeException(
                parameter,
                value,
                string.Create(CultureInfo.InvariantCulture, $"Parameter '{parameter}' of '{equation}' is {value}; it must be finite.")
            );
        }
    }

    /// <summary>Requires a correlation that two different noises can have.</summary>
    /// <param name="first">The name of one noise.</param>
    /// <param name="second">The name of the other.</param>
    /// <param name="value">Their correlation.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value does not lie strictly between -1 and 1.</exception>
    public static void RequireCorrelation(string first, string second, double value)
    {
        if (!(Math.Abs(value) < 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(value),
                value,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The correlation of the noises '{first}' and '{second}' is {value}; it must lie strictly between -1 and 1."
                )
            );
        }
    }

    /// <summary>Requires that the correlations of a noise with those before it leave it a variance of its own.</summary>
    /// <param name="noise">The noise's name.</param>
    /// <param name="before">The names of the noises before it.</param>
    /// <param name="variance">Its variance, given those before it; 1 where it is correlated with none.</param>
    /// <exception cref="ArgumentOutOfRangeException">The variance is not positive: the correlations contradict each other.</exception>
    public static void RequireVariance(string noise, string before, double variance)
    {
        if (!(variance > SmallestVariance))
        {
            throw new ArgumentOutOfRangeException(
                nameof(variance),
                variance,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The correlations contradict each other: given {before}, the noise '{noise}' would have the variance {variance}, which must be above 0. Bring its correlations nearer to 0."
                )
            );
        }
    }
}
