namespace ItoSharp;

/// <summary>Integrates the equations of moments with the fifth-order pair of Dormand and Prince (1980).</summary>
internal static class MomentFlow
{
    const double Tolerance = 1e-12;
    const int MaximumSteps = 1_000_000;

    static readonly double[] Nodes = [0, 1.0 / 5, 3.0 / 10, 4.0 / 5, 8.0 / 9, 1, 1];

    static readonly double[][] Stages =
    [
        [],
        [1.0 / 5],
        [3.0 / 40, 9.0 / 40],
        [44.0 / 45, -56.0 / 15, 32.0 / 9],
        [19372.0 / 6561, -25360.0 / 2187, 64448.0 / 6561, -212.0 / 729],
        [9017.0 / 3168, -355.0 / 33, 46732.0 / 5247, 49.0 / 176, -5103.0 / 18656],
        [35.0 / 384, 0, 500.0 / 1113, 125.0 / 192, -2187.0 / 6784, 11.0 / 84],
    ];

    // The fifth-order weights less the fourth-order ones.
    static readonly double[] Errors = [71.0 / 57600, 0, -71.0 / 16695, 71.0 / 1920, -17253.0 / 339200, 22.0 / 525, -1.0 / 40];

    /// <summary>The moments at the end, to a relative error of about 1e-12 a step.</summary>
    public static double[] Integrate(MomentRates rates, double[] start, double from, double until)
    {
        double[] y = (double[])start.Clone();
        var slopes = new double[Nodes.Length][];
        for (int i = 0; i < slopes.Length; i++)
        {
            slopes[i] = new double[y.Length];
        }

        var stage = new double[y.Length];
        double t = from;
        double h = until - from;
        int steps = 0;
        while (t < until)
        {
            if (++steps > MaximumSteps || t + h == t)
            {
                throw new ArithmeticException(
                    $"The equations of the moments cannot be integrated beyond t = {t:R}: they are stiff or singular there."
                );
            }

            h = Math.Min(h, until - t);
            double error = Step(rates, y, t, h, slopes, stage);
            if (error <= 1)
            {
                // The last step ends exactly at the end.
                t = h == until - t ? until : t + h;
                (y, stage) = (stage, y);
            }

            h *= Math.Clamp(0.9 * Math.Pow(Math.Max(error, 1e-10), -0.2), 0.2, 5);
        }

        return y;
    }

    /// <summary>One step into <paramref name="next"/>; the largest error in units of the tolerance, 1e10 where it is not finite.</summary>
    static double Step(MomentRates rates, double[] y, double t, double h, double[][] slopes, double[] next)
    {
        for (int s = 0; s < Nodes.Length; s++)
        {
            for (int i = 0; i < y.Length; i++)
            {
                double sum = 0;
                for (int k = 0; k < s; k++)
                {
                    sum += Stages[s][k] * slopes[k][i];
                }

                next[i] = y[i] + (h * sum);
            }

            rates(t + (Nodes[s] * h), next, slopes[s]);
        }

        double largest = 0;
        for (int i = 0; i < y.Length; i++)
        {
            double error = 0;
            for (int s = 0; s < Nodes.Length; s++)
            {
                error += Errors[s] * slopes[s][i];
            }

            double scaled = Math.Abs(h * error) / (Tolerance * (1 + Math.Max(Math.Abs(y[i]), Math.Abs(next[i]))));
            largest = scaled <= largest ? largest : scaled;
        }

        return double.IsFinite(largest) ? largest : 1e10;
    }
}
