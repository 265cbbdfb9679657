/// Weak and strong orders of samplers on Gaussian data, exactly.
module internal ItoSharp.Verification.LawOrder

open System
open ItoSharp

/// What is left of the errors of an affine map's law after round-off: it comes out of a linear system of as many unknowns as steps.
let floor (epsilon: float) (steps: int) =
    0.2 * epsilon * float steps * float steps

let private map (sampler: DeclaredSampler) (g: GaussianCase) family cancellation n =
    let machine = sampler.Build(g.Request(GaussianCase.schedule g family n))
    AffineMap.ofSampler machine (Instance.spread g.Process g.StartTime) (g.Settings cancellation), machine.Grid

/// The root mean square error of mean and variance over some laws. Every member of the reverse family takes the exact marginal to the
/// exact marginal, so that no level needs to be known.
let weakError (sampler: DeclaredSampler) cases family cancellation n =
    cases
    |> List.map (fun (g: GaussianCase) ->
        let affine, _ = map sampler g family cancellation n

        let mean, variance =
            affine.Moments(g.MarginalMean g.StartTime, g.MarginalVariance g.StartTime)

        (mean - g.MarginalMean g.EndTime) ** 2.0
        + (variance - g.MarginalVariance g.EndTime) ** 2.0)
    |> List.average
    |> Math.Sqrt

/// tau of a sampler, as a vanishing step shows it, if it is the same at all times; else null.
let level (sampler: DeclaredSampler) (g: GaussianCase) cancellation =
    let first, last = g.Process.Lambda g.StartTime, g.Process.Lambda g.EndTime

    let at lambda h =
        let s, t = g.Process.TimeOfLambda lambda, g.Process.TimeOfLambda(lambda + h)

        let machine =
            sampler.Build({ g with StartTime = s; EndTime = t }.Request(TimeTable.Of(ReadOnlySpan [| s; t |])))

        let affine =
            AffineMap.ofSampler machine (Instance.spread g.Process s) (g.Settings cancellation)

        abs affine.Noise.[0] / (g.Process.Sigma t * Math.Sqrt(2.0 * h))

    // The one-step noise is tau (1 + O(h)): two steps extrapolate.
    let levels = [
        for k in 0..6 ->
            let lambda = first + (0.05 + 0.13 * float k) * (last - first)
            2.0 * at lambda 2e-4 - at lambda 4e-4
    ]

    let mean = List.average levels

    if levels |> List.forall (fun l -> abs (l - mean) < 2e-3 * (1.0 + mean)) then
        Nullable mean
    else
        Nullable()

/// The root mean square distance at the end to the exact solution of the reverse SDE on the same Brownian path, from the exact
/// marginal; a step's normal is the normalised increment of the path in log-SNR.
let strongError (sampler: DeclaredSampler) (g: GaussianCase) tau family cancellation n =
    let affine, grid = map sampler g family cancellation n
    let points = grid.Points.ToArray()
    let gain = g.Propagate tau g.StartTime g.EndTime

    let exact lambda =
        let time = g.Process.TimeOfLambda lambda
        g.Propagate tau time g.EndTime * tau * Math.Sqrt 2.0 * g.Process.Sigma time

    let rule = GaussLegendre.Compute 8

    let ofStep k =
        let from, until = points.[k].Lambda, points.[k + 1].Lambda
        let struct (nodes, weights) = rule
        let middle, half = 0.5 * (from + until), 0.5 * (until - from)
        let mutable first, second = 0.0, 0.0

        for i in 0 .. nodes.Length - 1 do
            let value = exact (middle + half * nodes.[i])
            first <- first + half * weights.[i] * value
            second <- second + half * weights.[i] * value * value

        let b = affine.Noise.[k]
        b * b - 2.0 * b * first / Math.Sqrt(until - from) + second

    let startMean = g.MarginalMean g.StartTime
    let constant = g.MarginalMean g.EndTime - gain * startMean
    let meanError = affine.Constant - constant + (affine.Start - gain) * startMean

    meanError ** 2.0
    + (affine.Start - gain) ** 2.0 * g.MarginalVariance g.StartTime
    + Seq.sumBy ofStep (seq { 0 .. points.Length - 2 })
    |> max 0.0
    |> Math.Sqrt
