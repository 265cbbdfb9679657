namespace DoubleWell.Law;

/// <summary>Pearson's test of counts against probabilities.</summary>
/// <param name="Statistic">The sum of (count - expected)^2 / expected.</param>
/// <param name="Degrees">Cells less one.</param>
internal sealed record ChiSquare(double Statistic, int Degrees)
{
    // The usual limit below which the statistic's law is not yet that of chi-square.
    private const double LeastExpected = 10;

    /// <summary>The test; neighbouring cells are merged until ten are expected in each.</summary>
    /// <param name="counts">Of independent draws.</param>
    /// <param name="probabilities">Of the same cells, with sum 1.</param>
    public static ChiSquare Of(IReadOnlyList<double> counts, IReadOnlyList<double> probabilities)
    {
        double total = counts.Sum();
        double statistic = 0;
        int cells = 0;
        double count = 0;
        double expected = 0;
        double expectedLeft = total * probabilities.Sum();
        for (int i = 0; i < counts.Count; i++)
        {
            count += counts[i];
            expected += total * probabilities[i];
            expectedLeft -= total * probabilities[i];
            bool last = i == counts.Count - 1;
            if (last || (expected >= LeastExpected && expectedLeft >= LeastExpected))
            {
                statistic += (count - expected) * (count - expected) / expected;
                cells++;
                (count, expected) = (0, 0);
            }
        }

        return new(statistic, cells - 1);
    }

    /// <summary>The probability of a larger statistic where the law is right.</summary>
    public double PValue => UpperGamma(0.5 * Degrees, 0.5 * Statistic);

    /// <summary>The regularised upper incomplete gamma function Q(a, x): its series below a + 1, Lentz's continued fraction above.</summary>
    private static double UpperGamma(double a, double x)
    {
        if (x <= 0)
        {
            return 1;
        }

        double scale = Math.Exp(a * Math.Log(x) - x - LogGamma(a));
        if (x < a + 1)
        {
            double term = 1 / a;
            double sum = term;
            for (int n = 1; term > 1e-17 * sum; n++)
            {
                term *= x / (a + n);
                sum += term;
            }

            return 1 - scale * sum;
        }

        double b = x + 1 - a;
        double c = 1e300;
        double d = 1 / b;
        double fraction = d;
        for (int n = 1; n < 10000; n++)
        {
            double factor = -n * (n - a);
            b += 2;
            d = 1 / (factor * d + b);
            c = b + factor / c;
            fraction *= c * d;
            if (Math.Abs(c * d - 1) < 1e-15)
            {
                break;
            }
        }

        return scale * fraction;
    }

    /// <summary>log Gamma(a) for a multiple of 1/2, as a degree of freedom halved is.</summary>
    private static double LogGamma(double a)
    {
        double sum = a == Math.Floor(a) ? 0 : 0.5 * Math.Log(Math.PI);
        for (double k = a == Math.Floor(a) ? 1 : 0.5; k < a; k++)
        {
            sum += Math.Log(k);
        }

        return sum;
    }
}
