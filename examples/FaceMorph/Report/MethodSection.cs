using System.Text;
using Charts;
using FaceMorph.Morphs;
using FaceMorph.Studies;

namespace FaceMorph.Report;

/// <summary>What the gradients and the solvers are worth.</summary>
internal static class MethodSection
{
    /// <summary>The gradient table.</summary>
    public static string Gradients(GradientStudy study)
    {
        var table = new StringBuilder(
            "<table><tr><th></th><th>noise:<br>cosine</th><th>norm<br>ratio</th><th>z:<br>cosine</th><th>norm<br>ratio</th><th>KiB kept<br>a morph</th><th>ms<br>a morph</th><th>calls<br>fwd + vjp</th></tr>"
        );
        foreach (var row in study.Rows)
        {
            table.Append(
                Page.Text(
                    $"<tr><td>{row.Name}</td><td>{row.NoiseCosine.Mean:f4} <small>&plusmn; {row.NoiseCosine.Deviation:f3}</small></td><td>{row.NoiseRatio.Mean:f3}</td><td>{row.ConditionCosine.Mean:f4} <small>&plusmn; {row.ConditionCosine.Deviation:f3}</small></td><td>{row.ConditionRatio.Mean:f3}</td><td>{row.BytesPerMorph / 1024.0:f1}</td><td>{row.MillisecondsPerMorph:f2}</td><td>{row.Evaluations} + {row.PullBacks}</td></tr>"
                )
            );
        }

        string warnings = string.Join(" ", study.Rows.SelectMany(row => row.Warnings.Select(text => $"({row.Name}) {text}.")));
        return Page.Text(
            $"""
            <h2>Gradients against the exact adjoint</h2>
            <figure>{table}</table>
            <figcaption>At the unguided start of {GradientStudy.Morphs} morphs, {MorphModel.Steps} steps: the angle (as a cosine, with its standard deviation over
            morphs) and the size of each gradient relative to the exact discrete adjoint's, for the noise x_T and for z. Kept: bytes of
            forward states and predictions held for the reverse pass. Time: median of three on one thread, forward and reverse. The
            exact adjoint agrees with central differences along a random direction to {study.DifferenceError:0.0e0} (relative). Four checkpoints give
            its bits in a quarter of the memory. The rows of DDIM and of the reversible runs are exact gradients of their own samples, which are not those of
            the others; reversible runs keep no states.</figcaption></figure>
            <p class="note">The published noise form points the right way but is too small (order 1) or too large (2M) in x_T at few steps;
            Adam does not care about a size that all steps share, which is why all rows reach nearly the same loss. The data form is
            nearer in size.</p>
            {(warnings.Length > 0 ? $"<p class='note'>The library warns: {warnings}</p>" : "")}
            """
        );
    }

    /// <summary>Error against steps.</summary>
    public static string Orders(OrderStudy study)
    {
        var lines = study
            .Curves.Select(
                (curve, i) =>
                    new Line(
                        Page.Text(
                            $"{curve.Name}: order {curve.Order:f2} &plusmn; {curve.StandardError:f2}, last doubling {curve.LastDoubling:f2}"
                        ),
                        LineChart.Colours[i],
                        [.. OrderStudy.Steps.Zip(curve.Errors, (steps, error) => ((double)steps, error))],
                        Dashed: curve.Key == "sdeDpmSolverPP2M",
                        Dots: true
                    )
            )
            .ToList();
        var x = new Axis(OrderStudy.Steps[0], OrderStudy.Steps[^1], [.. OrderStudy.Steps.Select(n => (double)n)], true);
        var y = Axis.Decades(study.Curves.SelectMany(curve => curve.Errors));
        return $"""
            <h2>Error against steps, all shipped solvers</h2>
            <figure>{LineChart.Of("steps N", "rms error of the samples", x, y, lines)}
            <figcaption>The probability-flow ODE of this prior from the unguided starts of {OrderStudy.Morphs} morphs, steps uniform in log-SNR; the error is the rms
            difference per coordinate to DEIS rhoAB-2 at {OrderStudy.ReferenceSteps} steps. Orders are least-squares slopes over the five points with their
            standard errors, each plan with its own starter; the last doubling of N is given beside them. SA-Solver's error terms cancel at
            small N, which bends its line. UniPC-2's corrector gains an order. rhoRK-Heun calls the model twice a step, the others once.
            SDE-DPM-Solver++ and SA-Solver are shown with their noise switched off, where the first equals DPM-Solver++ 2M: a pathwise error needs one noise
            path at every N, and their orders in law are tested by Gaussian closure in the library's tests.</figcaption></figure>
            """;
    }
}
