namespace HestonPricing.Barrier;

/// <summary>The standard normal law.</summary>
internal static class NormalLaw
{
    /// <summary>Its density.</summary>
    public static double Density(double x) => Math.Exp(-0.5 * x * x) / Math.Sqrt(2 * Math.PI);

    /// <summary>The probability of a value below x, to about 1e-15.</summary>
    /// <remarks>Marsaglia's series from 0 (J. Stat. Software 11, 2004), the continued fraction of Mills's ratio beyond 5.</remarks>
    public static double Below(double x)
    {
        if (x < -5)
        {
            double fraction = -x;
            for (int n = 60; n >= 1; n--)
            {
                fraction = -x + n / fraction;
            }

            return Density(x) / fraction;
        }

        if (x > 5)
        {
            return 1 - Below(-x);
        }

        double term = x;
        double sum = x;
        for (int n = 3; Math.Abs(term) > 1e-18 * Math.Abs(sum); n += 2)
        {
            term *= x * x / n;
            sum += term;
        }

        return 0.5 + sum * Density(x);
    }
}
