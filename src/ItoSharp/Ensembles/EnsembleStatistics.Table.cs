using System.Globalization;
using System.Text;

namespace ItoSharp;

public sealed partial class EnsembleStatistics
{
    private static readonly string[] Headings = ["", "mean", "std. error", "deviation", "least", "greatest"];

    /// <summary>A table of the estimates at the end and of the stops.</summary>
    public override string ToString()
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        List<string[]> rows = [Headings];
        foreach (EnsembleEstimate column in Terminal.Columns)
        {
            rows.Add([
                column.Name,
                Short(column.Mean),
                column.StandardError.ToString("G2", culture),
                Short(column.StandardDeviation),
                Short(column.Minimum),
                Short(column.Maximum),
            ]);
        }

        foreach (EnsembleStop stop in Stops)
        {
            rows.Add([$"P({stop.Name})", Short(stop.Probability), stop.StandardError.ToString("G2", culture), "", "", ""]);
            rows.Add([
                $"t({stop.Name})",
                Short(stop.MeanTime),
                stop.MeanTimeStandardError.ToString("G2", culture),
                Short(Math.Sqrt(stop.TimeVariance)),
                Short(stop.FirstTime),
                Short(stop.LastTime),
            ]);
        }

        StringBuilder text = new();
        text.Append(
            culture,
            $"{Paths:N0} paths{(Run.Antithetic ? " in antithetic pairs" : "")}, {Steps:N0} steps from {Run.Start} to {Run.Until}, seed {Seed}"
        );
        if (ExcludedPaths > 0)
        {
            text.Append(culture, $"; {ExcludedPaths:N0} paths that are not finite left out");
        }

        int[] widths = [.. Enumerable.Range(0, Headings.Length).Select(column => rows.Max(row => row[column].Length))];
        foreach (string[] row in rows)
        {
            IEnumerable<string> cells = row.Select((cell, column) => column == 0 ? cell.PadRight(widths[0]) : cell.PadLeft(widths[column]));
            text.Append('\n').Append(string.Join("  ", cells).TrimEnd());
        }

        return text.ToString();

        string Short(double value) => value.ToString("G7", culture);
    }
}
