using Charts;
using HestonCalibration.Fit;
using HestonCalibration.Market;
using HestonCalibration.Model;

namespace HestonCalibration.Report;

/// <summary>The smiles of one fit, and the parameters of all, as one figure.</summary>
internal static class Picture
{
    /// <summary>The figure.</summary>
    public static Figure Of(IReadOnlyList<(ulong Seed, Quotes Quotes, Calibrated Fit)> fits, Parameters truth, int paths) =>
        new(
            FormattableString.Invariant($"Heston's model calibrated through {paths} simulated paths and their derivatives"),
            [
                FormattableString.Invariant(
                    $"Left: the quotes of seed {fits[0].Seed}, whiskers one standard error of a quote (0.2 points), and the exact smiles of the fitted parameters."
                ),
                "Right: fitted parameters against the true ones, whiskers one standard error: quotes, paths and the correction of the time step.",
            ],
            [Smiles(fits[0].Quotes, fits[0].Fit), Found(fits, truth)]
        );

    private static Panel Smiles(Quotes quotes, Calibrated fit)
    {
        var law = fit.Parameters.Law(quotes.Rate);
        var marks = new List<Mark>();
        for (int m = 0; m < Quotes.Maturities.Length; m++)
        {
            double time = Quotes.Maturities[m];
            string colour = LineChart.Colours[m];
            string name = FormattableString.Invariant($"{time} years");
            var strikes = Enumerable.Range(0, 53).Select(i => 76.0 + i);
            marks.Add(new Curve($"{name}: fitted", colour, [.. strikes.Select(k => (k, 100 * Quotes.Exact(law, quotes.Spot, time, k)))]));
            int first = m * Quotes.Strikes.Length;
            marks.Add(
                new Measured(
                    $"{name}: quoted",
                    colour,
                    [.. Quotes.Strikes.Select((k, j) => (k, 100 * quotes.Volatilities[first + j], 100 * Quotes.Noise))]
                )
            );
        }

        double low = 100 * quotes.Volatilities.Min();
        double high = 100 * quotes.Volatilities.Max();
        return new(
            "Smiles",
            "strike",
            "implied volatility, %",
            new Axis(74, 130, Quotes.Strikes, Logarithmic: false),
            Axis.Straight(low - 1, high + 1.5, 2),
            marks
        );
    }

    private static Panel Found(IReadOnlyList<(ulong Seed, Quotes Quotes, Calibrated Fit)> fits, Parameters truth)
    {
        var marks = new List<Mark>
        {
            new Curve("the true value", LineChart.Colours[6], [(0.4, 0), (Parameters.Names.Length + 0.6, 0)], Dashed: true),
        };
        for (int f = 0; f < fits.Count; f++)
        {
            double shift = 0.16 * (f - (fits.Count - 1) / 2.0);
            var fit = fits[f].Fit;
            var points = truth.Values.Select(
                (value, p) => (p + 1 + shift, 100 * (fit.Parameters.Values[p] / value - 1), 100 * Math.Abs(fit.Errors[p] / value))
            );
            marks.Add(new Measured(FormattableString.Invariant($"seed {fits[f].Seed}"), LineChart.Colours[f % 6], [.. points]));
        }

        var all = marks.OfType<Measured>().SelectMany(mark => mark.Points).ToList();
        double end = Math.Max(all.Max(p => p.Y + p.Error), -all.Min(p => p.Y - p.Error));
        double tick = new[] { 1.0, 2, 5, 10, 20, 50 }.First(step => end / step <= 5 || step == 50);
        double[] places = [.. Enumerable.Range(1, Parameters.Names.Length).Select(p => (double)p)];
        string[] names = [.. Parameters.Names.Select((name, p) => FormattableString.Invariant($"{name} = {truth.Values[p]}"))];
        return new(
            "Parameters",
            "the true parameter",
            "fitted over true, less 1, %",
            new Axis(0.4, Parameters.Names.Length + 0.6, places, Logarithmic: false) { Names = names },
            Axis.Straight(-end, end, tick),
            marks
        );
    }
}
