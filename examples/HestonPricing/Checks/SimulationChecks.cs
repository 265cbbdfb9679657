using HestonPricing.Simulation;

namespace HestonPricing.Checks;

/// <summary>The simulation against the oracles, in standard errors. A fair run fails one of these with a probability below 0.2 %.</summary>
internal static class SimulationChecks
{
    // Each value lies beyond with a probability of 6e-5.
    private const double Limit = 4;

    /// <summary>European calls: the extrapolated prices must meet the Fourier prices; Euler's own error is printed, not judged.</summary>
    public static void European(Checklist list, string name, Ladder ladder)
    {
        Console.WriteLine(
            FormattableString.Invariant(
                $"{name}: xi = {ladder.Law.Xi}, Feller's number {ladder.Law.Feller:f2}; price (standard error), and what it is off by"
            )
        );
        foreach (var level in ladder.Levels)
        {
            Print($"{level.Steps, 5} steps", level.Prices, ladder.Exact);
        }

        Print("extrapolated", ladder.Extrapolated, ladder.Exact);
        foreach (var level in ladder.Levels.SkipLast(1))
        {
            // The errors of two levels on common paths nearly cancel: this is what the time step alone does.
            string excess = string.Concat(
                level.Excess.Select(e => FormattableString.Invariant($"{e.Value, 10:+0.0000;-0.0000} ({e.Error:f4}){"", 10}"))
            );
            Console.WriteLine($"{$"{level.Steps} less {ladder.Levels[^1].Steps}", 14} {excess}");
        }

        Console.WriteLine("       Fourier " + string.Concat(ladder.Exact.Select(p => FormattableString.Invariant($"{p, 10:f4}{"", 20}"))));
        for (int i = 0; i < Ladder.Strikes.Length; i++)
        {
            double off = ladder.Extrapolated[i].Off(ladder.Exact[i]);
            list.Require(
                Math.Abs(off) < Limit,
                $"call at {Ladder.Strikes[i]}, step extrapolated to 0: {off:+0.0;-0.0} standard errors from Fourier"
            );
        }
    }

    /// <summary>Barrier calls where there is an exact price of the very chain that is simulated.</summary>
    public static void Barrier(Checklist list, IReadOnlyList<BarrierPoint> points)
    {
        foreach (var point in points.Where(point => point.Chain is not null))
        {
            double off = point.Simulated.Off(point.Chain!.Value);
            list.Require(
                Math.Abs(off) < Limit,
                $"{point.Dates, 3} dates: {point.Simulated.Value:f4} ({point.Simulated.Error:f4}), Euler's chain exactly {point.Chain:f4} ({off:+0.0;-0.0} standard errors), lognormal {point.Exact:f4}, closed form with correction {point.Corrected:f4}"
            );
            // The correction is of the order of 1 / sqrt(dates); what it leaves is found to be of the order of 1 / dates.
            list.Require(
                Math.Abs(point.Corrected!.Value / point.Exact!.Value - 1) < 0.5 / point.Dates,
                $"{point.Dates, 3} dates: the closed form is off by {point.Corrected / point.Exact - 1:p2}, Euler's chain by {point.Chain / point.Exact - 1:p2}"
            );
        }
    }

    private static void Print(string name, Estimate[] prices, double[] exact) =>
        Console.WriteLine(
            $"{name, 14} "
                + string.Concat(
                    prices.Select(
                        (p, i) => FormattableString.Invariant($"{p.Value, 10:f4} ({p.Error:f4}) {p.Value - exact[i], 8:+0.0000;-0.0000} ")
                    )
                )
        );
}
