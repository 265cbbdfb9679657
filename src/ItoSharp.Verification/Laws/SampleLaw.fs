/// Tests of samples against an exact law.
module internal ItoSharp.Verification.SampleLaw

open System

/// A test's finding: it fails where a right law fails with less than the rate.
let private finding what measured rate chance =
    Finding(
        what,
        measured,
        FormattableString.Invariant $"chance >= {Text.brief (rate)}",
        chance >= rate,
        FormattableString.Invariant $"chance under the exact law {Text.brief (chance)}"
    )

/// Kolmogorov-Smirnov, each at the rate.
let distribution what rate (samples: float[]) cdf =
    if samples |> Array.exists (fun x -> not (Double.IsFinite x)) then
        Finding(what, "samples that are not finite", "finite samples", false, "")
    else
        let d = KolmogorovSmirnov.statistic (Array.copy samples) cdf

        finding
            what
            (FormattableString.Invariant $"distance {d:F4} of {samples.Length}")
            rate
            (KolmogorovSmirnov.chance d samples.Length)

/// A mean of independent numbers whose exact mean and variance are known, each at the rate.
let mean what rate (values: float[]) exact variance =
    let got = Array.average values
    let z = (got - exact) / Math.Sqrt(variance / float values.Length)

    finding
        what
        (FormattableString.Invariant $"{got:F4} for {exact:F4}, {z:F2} standard errors off")
        rate
        (if Double.IsFinite z then Normal.twoSided z else 0.0)

/// The variance of independent standard normals: their sum of squares is chi-squared, whose cube root is nearly normal (Wilson and
/// Hilferty, 1931).
let unitVariance what rate (normals: float[]) =
    let n = float normals.Length
    let square = (normals |> Array.sumBy (fun x -> x * x)) / n
    let spread = 2.0 / (9.0 * n)
    let z = (Math.Cbrt square - (1.0 - spread)) / Math.Sqrt spread

    finding
        what
        (FormattableString.Invariant $"{square:F4} for 1, {z:F2} standard errors off")
        rate
        (if Double.IsFinite z then Normal.twoSided z else 0.0)
