/// The one-sample Kolmogorov-Smirnov test.
module internal ItoSharp.Verification.KolmogorovSmirnov

open System

/// The largest distance between the samples' distribution function and an exact one; the samples are sorted in place.
let statistic (samples: float[]) (cdf: float -> float) =
    Array.sortInPlace samples
    let n = float samples.Length
    let mutable worst = 0.0

    for i in 0 .. samples.Length - 1 do
        let p = cdf samples.[i]
        worst <- max worst (max (float (i + 1) / n - p) (p - float i / n))

    worst

/// The critical distance of n samples at a rate: 2 exp(-2 n d^2) = rate, Massart's bound (1990), which holds for every n, so that
/// the true rate is never larger.
let critical (rate: float) (n: int) =
    Math.Sqrt(Math.Log(2.0 / rate) / (2.0 * float n))

/// Massart's bound on the chance of a distance.
let chance (distance: float) (n: int) =
    min 1.0 (2.0 * Math.Exp(-2.0 * float n * distance * distance))
