/// The strong error of a sampler on Gaussian data: the root mean square distance to the solution of the reverse SDE that is
/// driven by the same Brownian path. Both are linear functionals of the path, so the distance follows from their Gram matrix.
module ItoSharp.Tests.Samplers.LawsStrong

open System
open ItoSharp
open ItoSharp.Tests.Samplers.LawsClosure

/// How a plan's normal z on a step from s to t weighs the path: z nu = integral of Weight(lambda) dW.
[<RequireQualifiedAccess>]
type NoiseLaw =
    /// Data form: tau sigma_t exp(-tau^2 (lambda_t - lambda)) sqrt 2.
    | Data
    /// Noise form: tau alpha_t exp(-lambda) sqrt 2.
    | Noise
    /// DDIM: the data form with the tau of each step whose one-step noise is eta's.
    | Eta
    /// Any other weight of dW at a log-SNR, up to a factor of the step.
    | Weighted of (float -> float)

/// RMS distance at the end, from a common start of the given mean and variance. The process is VP, sigma^2 = 1 / (1 + e^(2 lambda)).
let strongError (reverse: Reverse) law (points: ProcessPoint[]) (map: Affine) (startMean, startVariance) =
    let first, last = points.[0], points.[points.Length - 1]
    let p = reverse.Process
    let gain = reverse.Propagate first.Time last.Time
    let constant = last.Alpha * reverse.Mean - gain * first.Alpha * reverse.Mean

    let ofStep n =
        let s, t = points.[n], points.[n + 1]
        let h = t.Lambda - s.Lambda

        let weight lambda =
            match law with
            | NoiseLaw.Data -> Math.Exp(-reverse.Tau ** 2.0 * (t.Lambda - lambda))
            | NoiseLaw.Noise -> Math.Exp(-(lambda - t.Lambda))
            | NoiseLaw.Weighted weight -> weight lambda
            | NoiseLaw.Eta ->
                let exponent =
                    -0.5 * Math.Log(1.0 - reverse.Tau ** 2.0 * (1.0 - Math.Exp(-2.0 * h))) / h

                Math.Exp(-exponent * (t.Lambda - lambda))

        // The exact solution's noise of this step as it arrives at the end, per dW.
        let exact lambda =
            reverse.Propagate (p.TimeOfLambda lambda) last.Time
            * reverse.Tau
            * Math.Sqrt 2.0
            / Math.Sqrt(1.0 + Math.Exp(2.0 * lambda))

        let integral f =
            GaussLegendre.Integrate(Func<float, float>(f), s.Lambda, t.Lambda)

        let norm = Math.Sqrt(integral (fun l -> weight l ** 2.0))
        let covariance = integral (fun l -> weight l * exact l) / norm
        let variance = integral (fun l -> exact l ** 2.0)
        let b = map.Noise.[n]
        b * b - 2.0 * b * covariance + variance

    let meanError = map.Constant - constant + (map.Start - gain) * startMean

    meanError ** 2.0
    + (map.Start - gain) ** 2.0 * startVariance
    + Seq.sumBy ofStep (seq { 0 .. points.Length - 2 })
    |> Math.Sqrt
