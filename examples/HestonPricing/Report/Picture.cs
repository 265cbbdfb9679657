using Charts;
using HestonPricing.Barrier;
using HestonPricing.Simulation;

namespace HestonPricing.Report;

/// <summary>Euler's error, and what a barrier does, as one figure.</summary>
internal static class Picture
{
    private const double Whisker = 1.96;

    /// <summary>The figure.</summary>
    public static Figure Of(
        Ladder calm,
        Ladder wild,
        IReadOnlyList<BarrierPoint> limit,
        IReadOnlyList<BarrierPoint> heston,
        BlackScholes continuous,
        double barrier
    ) =>
        new(
            "Heston's model: European and barrier calls by simulated paths",
            [
                "Left: simulated minus Fourier price of the call at the strike 100; whiskers are 95 % intervals. All numbers of steps use the same Brownian paths.",
                "Right: an up-and-out call, watched at every step. At xi = 0 the curve is the exact price of the simulated chain; with xi > 0 there is no exact price.",
            ],
            [Errors(calm, wild), Barriers(limit, heston, continuous, barrier)]
        );

    private static Panel Errors(Ladder calm, Ladder wild)
    {
        var series = new[] { (calm, 0.97, 0), (wild, 1.03, 1) }
            .SelectMany(item =>
            {
                var (ladder, shift, colour) = item;
                string name = FormattableString.Invariant($"xi = {ladder.Law.Xi:0.###}, Feller's number {ladder.Law.Feller:f2}");
                double exact = ladder.Exact[1];
                var points = ladder.Levels.Select(level =>
                    (level.Steps * shift, level.Prices[1].Value - exact, Whisker * level.Prices[1].Error)
                );
                var last = ladder.Extrapolated[1];
                return new Mark[]
                {
                    new Measured($"{name}: Euler, full truncation", LineChart.Colours[colour], [.. points]),
                    new Measured(
                        $"{name}: extrapolated to step 0",
                        LineChart.Colours[colour + 2],
                        [(ladder.Levels[^1].Steps * 2 * shift, last.Value - exact, Whisker * last.Error)]
                    ),
                };
            })
            .ToList();
        var errors = series.OfType<Measured>().SelectMany(mark => mark.Points).ToList();
        double[] steps = [.. calm.Levels.Select(level => (double)level.Steps)];
        double low = errors.Min(point => point.Y - point.Error);
        double high = errors.Max(point => point.Y + point.Error);
        double unit = Math.Pow(10, Math.Floor(Math.Log10(high - low)));
        double tick = new[] { 0.1, 0.2, 0.5, 1, 2 }.First(factor => (high - low) / (factor * unit) <= 8) * unit;
        var x = new Axis(steps[0] / 1.4, steps[^1] * 2.8, steps, Logarithmic: true);
        var zero = new Curve("0: the Fourier price", LineChart.Colours[6], [(x.Low, 0), (x.High, 0)], Dashed: true);
        return new(
            "The time step's error",
            "steps a year",
            "simulated - exact price",
            x,
            Axis.Straight(Math.Min(low, 0), Math.Max(high, 0), tick),
            [zero, .. series]
        );
    }

    private static Panel Barriers(
        IReadOnlyList<BarrierPoint> limit,
        IReadOnlyList<BarrierPoint> heston,
        BlackScholes continuous,
        double barrier
    )
    {
        double[] dates = [.. limit.Select(point => (double)point.Dates)];
        var x = new Axis(dates[0] / 1.3, dates[^1] * 1.3, dates, Logarithmic: true);
        double always = continuous.UpAndOutCall(100, 100, barrier);
        var prices = limit.Concat(heston).Select(point => point.Simulated.Value).Append(always).ToList();
        var marks = new List<Mark>
        {
            new Curve(
                "xi = 0, watched at every moment (closed form)",
                LineChart.Colours[6],
                [(x.Low, always), (x.High, always)],
                Dashed: true
            ),
            new Curve(
                "xi = 0, exact for Euler's chain (recursion over dates)",
                LineChart.Colours[0],
                [.. limit.Select(p => ((double)p.Dates, p.Chain!.Value))]
            ),
            new Curve(
                "xi = 0, closed form with Broadie, Glasserman and Kou's correction",
                LineChart.Colours[4],
                [.. limit.Select(p => ((double)p.Dates, p.Corrected!.Value))],
                Dashed: true
            ),
            new Measured(
                "xi = 0, simulated",
                LineChart.Colours[0],
                [.. limit.Select(p => ((double)p.Dates, p.Simulated.Value, Whisker * p.Simulated.Error))]
            ),
            new Measured(
                "xi = 0.3, simulated",
                LineChart.Colours[1],
                [.. heston.Select(p => ((double)p.Dates, p.Simulated.Value, Whisker * p.Simulated.Error))]
            ),
        };
        return new(
            FormattableString.Invariant($"A call of strike 100 lost at {barrier}"),
            "dates a year at which the barrier is watched",
            "price",
            x,
            Axis.Straight(prices.Min() - 0.1, prices.Max() + 0.1, 0.5),
            marks
        );
    }
}
