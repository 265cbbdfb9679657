using Charts;
using DoubleWell.Law;
using DoubleWell.Simulation;

namespace DoubleWell.Report;

/// <summary>The law of the positions, and what the step does to it, as one figure.</summary>
internal static class Picture
{
    private const double Whisker = 1.96;
    private static readonly double[] Ticks = [0.0125, 0.025, 0.05, 0.1, 0.2, 0.4];

    /// <summary>The figure.</summary>
    public static Figure Of(DoubleWellLaw law, double temperature, Stationary good, Stationary bad, IReadOnlyList<Stationary> all) =>
        new(
            FormattableString.Invariant($"A particle in a double well at kT = {temperature}: simulated and exact stationary law"),
            [
                FormattableString.Invariant(
                    $"{good.Paths:N0} independent paths to time {Stationary.Time}; whiskers are 95 % intervals. Where a whisker reaches the lower edge, the error is not told from 0."
                ),
            ],
            [Positions(law, good, bad), Errors(temperature, all)]
        );

    private static Panel Positions(DoubleWellLaw law, Stationary good, Stationary bad)
    {
        double width = good.Position.Width;
        double[] Heights(Stationary run) => [.. run.Position.Counts.Select(count => count / (width * run.Position.Count))];
        var exact = Enumerable.Range(0, 401).Select(i => -law.End + 2 * law.End * i / 400).Select(q => (q, law.Density(q)));
        var steps = Heights(bad).SelectMany((height, i) => new[] { (-law.End + i * width, height), (-law.End + (i + 1) * width, height) });
        double top = Heights(bad).Concat(Heights(good)).Max();
        return new(
            "Where it is",
            "position q",
            "density",
            Axis.Straight(-2, 2, 0.5) with
            {
                Low = -law.End,
                High = law.End,
            },
            Axis.Straight(0, top * 1.05, 0.1),
            [
                new Bars(
                    FormattableString.Invariant($"{good.Method.Name}, step {good.Step}"),
                    LineChart.Colours[5],
                    -law.End,
                    width,
                    Heights(good)
                ),
                new Curve(FormattableString.Invariant($"{bad.Method.Name}, step {bad.Step}"), LineChart.Colours[1], [.. steps]),
                new Curve("exact: exp(-V(q) / kT) / Z", LineChart.Colours[6], [.. exact]),
            ]
        );
    }

    private static Panel Errors(double temperature, IReadOnlyList<Stationary> all)
    {
        var marks = new List<Mark>();
        var points = new List<double>();
        foreach (var (method, i) in all.GroupBy(run => run.Method).Select((group, i) => (group, i)))
        {
            var errors = method
                .Select(run =>
                    (
                        run.Step * (1 + 0.02 * (i - 1)),
                        Math.Abs(run.Estimates["Virial"].Mean - temperature),
                        Whisker * run.Estimates["Virial"].Error
                    )
                )
                .ToList();
            points.AddRange(errors.Select(point => point.Item2));
            marks.Add(new Measured(method.Key.Name, LineChart.Colours[i], errors));
        }

        var y = Axis.Decades([Math.Max(points.Min(), 1e-5), points.Max()]);
        double top = all.Where(run => run.Method.Order == 1).Max(run => Math.Abs(run.Estimates["Virial"].Mean - temperature));
        marks.Insert(0, new Curve("slope 1", "#b6bec6", Slope(1, 0.1, top, y), Dashed: true));
        marks.Insert(
            1,
            new Curve(
                "slope 2",
                "#b6bec6",
                Slope(
                    2,
                    0.4,
                    all.Where(run => run.Method.Name == "OBABO").Max(run => Math.Abs(run.Estimates["Virial"].Mean - temperature)),
                    y
                ),
                Dashed: true
            )
        );
        return new(
            "What the step does to the configurational temperature",
            "step h",
            "|mean of q V'(q) - kT|",
            new Axis(Ticks[0] / 1.2, Ticks[^1] * 1.2, Ticks, true),
            y,
            marks
        );
    }

    private static List<(double, double)> Slope(int order, double from, double top, Axis y) =>
        [.. Ticks.Select(h => (h, Height: top * Math.Pow(h / from, order))).Where(point => point.Height >= y.Low && point.h <= from)];
}
