/// Gradients of samplers by central differences as the reference of the adjoints.
module ItoSharp.Tests.Gradients.Differences

// IProcess<'p> is used for its static FromParameters.
#nowarn "3536"

open System
open Xunit
open ItoSharp

/// d f / d x at 0: central differences at four steps, extrapolated to the eighth order.
let derivative (step: float) (f: float -> float) =
    let central = [
        for k in 0..3 -> (let h = step / float (1 <<< k) in (f h - f -h) / (2.0 * h))
    ]

    let rec extrapolate order (row: float list) =
        match row with
        | [ value ] -> value
        | _ ->
            let factor = float (1 <<< order)

            row
            |> List.pairwise
            |> List.map (fun (coarse, fine) -> fine + (fine - coarse) / (factor - 1.0))
            |> extrapolate (order + 2)

    extrapolate 2 central

/// A loss that mixes all entries: sum_i w_i x_i + (sum_i x_i^2) / 2 + sin(x_0) x_last.
let loss =
    Loss<float>(fun x gradient ->
        let n = x.Length
        let mutable sum = 0.0

        for i in 0 .. n - 1 do
            let w = 0.3 + 0.2 * float i
            sum <- sum + w * x.[i] + 0.5 * x.[i] * x.[i]
            gradient.[i] <- w + x.[i]

        gradient.[0] <- gradient.[0] + cos x.[0] * x.[n - 1]
        gradient.[n - 1] <- gradient.[n - 1] + sin x.[0]
        sum + sin x.[0] * x.[n - 1])

let lossOf (samples: float[]) =
    loss.Invoke(ReadOnlySpan samples, Span(Array.zeroCreate samples.Length))

/// Relative to the size of the whole gradient: an entry that is small beside the others has their round-off.
let close (what: string) (tolerance: float) (expected: float[]) (actual: float[]) =
    Assert.Equal(expected.Length, actual.Length)
    let scale = expected |> Array.fold (fun m x -> max m (abs x)) 1e-3

    for i in 0 .. expected.Length - 1 do
        Assert.True(
            abs (expected.[i] - actual.[i]) <= tolerance * scale,
            sprintf "%s[%d]: by differences %.15g, by the adjoint %.15g" what i expected.[i] actual.[i]
        )

let private sample (sampler: FieldSampler<'p, float>) (start: float[]) (options: SampleOptions) =
    let samples = Array.zeroCreate start.Length
    sampler.Sample(ReadOnlySpan start, Span samples, options)
    lossOf samples

let perturb (values: float[]) i by =
    let copy = Array.copy values
    copy.[i] <- copy.[i] + by
    copy

/// d loss / d start.
let start step (sampler: FieldSampler<'p, float>) (at: float[]) options =
    Array.init at.Length (fun i -> derivative step (fun e -> sample sampler (perturb at i e) options))

/// d loss / d condition.
let condition step (sampler: FieldSampler<'p, float>) (at: float[]) (options: SampleOptions<float>) =
    let z = options.Condition.ToArray()

    Array.init z.Length (fun i ->
        derivative step (fun e ->
            let moved =
                SampleOptions<float>(
                    Seed = options.Seed,
                    Mean = options.Mean,
                    Thresholding = options.Thresholding,
                    Condition = ReadOnlyMemory(perturb z i e)
                )

            sample sampler at moved))

/// d loss / d process parameters, with a sampler rebuilt for each.
let processParameters<'p when 'p: not struct and 'p :> IProcess<'p>>
    step
    (rebuild: 'p -> FieldSampler<'p, float>)
    (proc: 'p)
    (at: float[])
    (options: SampleOptions)
    =
    let names = (proc :> IProcess).ParameterNames
    let values = Array.zeroCreate<float> names.Count
    proc.CopyParameters(Span values)

    Array.init values.Length (fun i ->
        derivative (step * max 1.0 (abs values.[i])) (fun e ->
            let moved = perturb values i e
            let p = 'p.FromParameters(ReadOnlySpan moved)
            let samples = Array.zeroCreate at.Length
            (rebuild p).Sample(ReadOnlySpan at, Span samples, options)
            lossOf samples))
