using System.Globalization;
using FaceMorph.Studies;
using FaceMorph.Verification;

namespace FaceMorph.Terminal;

/// <summary>The results as text.</summary>
internal static class ResultTable
{
    /// <summary>Writes the tables and what must hold.</summary>
    public static void Write(MorphStudy study)
    {
        Line($"");
        Line($"MMPMR in percent over {study.Split.Pairs.Length} pairs, with standard errors");
        Line($"{"", -26}{"loss embedding", -30}{"unseen embedding", -30}");
        Line($"{"", -26}{"parents", -15}{"probes", -15}{"parents", -15}{"probes", -15}");
        foreach (var row in study.Rows)
        {
            Line(
                $"{row.Name, -26}{Text(row.Loss.Parents), -15}{Text(row.Loss.Probes), -15}{Text(row.Unseen.Parents), -15}{Text(row.Unseen.Probes), -15}"
            );
        }

        Line($"");
        Line($"Gradients at the start against the exact adjoint ({GradientStudy.Morphs} morphs, one thread)");
        Line($"{"", -42}{"x_T cosine", 11}{"ratio", 9}{"z cosine", 10}{"ratio", 8}{"KiB kept", 10}{"ms", 8}");
        foreach (var row in study.Gradients.Rows)
        {
            Line(
                $"{row.Name, -42}{row.NoiseCosine.Mean, 11:f4}{row.NoiseRatio.Mean, 9:f3}{row.ConditionCosine.Mean, 10:f4}{row.ConditionRatio.Mean, 8:f3}{row.BytesPerMorph / 1024.0, 10:f1}{row.MillisecondsPerMorph, 8:f2}"
            );
        }

        Line($"exact adjoint against central differences: relative error {study.Gradients.DifferenceError:0.0e0}");
        Line($"");
        Line($"Orders on this prior, {OrderStudy.Steps[0]} to {OrderStudy.Steps[^1]} steps");
        foreach (var curve in study.Orders.Curves)
        {
            Line(
                $"{curve.Name, -30} slope {curve.Order:f2} +- {curve.StandardError:f2}, last doubling {curve.LastDoubling:f2}   (proven {curve.Facts.Order}, {curve.Facts.GlobalOrder} with its starter; {curve.Facts.EvaluationsPerStep} evaluations a step; error {curve.Errors[^1]:0.0e0} at {OrderStudy.Steps[^1]})"
            );
        }

        Line($"");
        foreach (var bar in study.Bars)
        {
            Line($"{(bar.Holds ? "holds" : "FAILS")}: {bar.Statement}");
        }
    }

    private static string Text(Share share) =>
        string.Create(CultureInfo.InvariantCulture, $"{share.Percent:f1} +- {share.StandardError:f1}");

    private static void Line(FormattableString text) => Console.WriteLine(FormattableString.Invariant(text));
}
