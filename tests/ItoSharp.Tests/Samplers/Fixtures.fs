/// The problems of samplers note F.1.
module ItoSharp.Tests.Samplers.Fixtures

open System
open ItoSharp
open ItoSharp.Tests.Models

let vp = VpLinear()

let mixture1 =
    GaussianMixture(
        [|
            GaussianComponent(0.35, [| -1.0 |], [| 0.25 |])
            GaussianComponent(0.65, [| 0.8 |], [| 0.16 |])
        |]
    )

/// T1: a two-component mixture; lambda from -2.5 to 2; start 0.7.
module T1 =
    let model (predicts: Prediction) =
        GaussianMixtureModel<float>(mixture1, vp, predicts) :> IModel<float>

    let startTime = Nullable(vp.TimeOfLambda -2.5)
    let endTime = Nullable(vp.TimeOfLambda 2.0)
    let start = [| 0.7 |]
    /// DOP853 at 1e-13.
    let reference = 0.9218724429552

/// T2: data N(0.6, 0.25); lambda from -2 to 1.6; the start law's mean is shifted by 0.3.
module T2 =
    let mean, variance = 0.6, 0.25
    let law = GaussianMixture([| GaussianComponent(1.0, [| mean |], [| variance |]) |])

    let model () =
        GaussianMixtureModel<float>(law, vp, Prediction.Data) :> IModel<float>

    let startTime = Nullable(vp.TimeOfLambda -2.0)
    let endTime = Nullable(vp.TimeOfLambda 1.6)
    let startMean = vp.Alpha startTime.Value * mean + 0.3

    let startVariance =
        vp.Alpha startTime.Value ** 2.0 * variance + vp.Sigma startTime.Value ** 2.0

/// T6: T1 with a condition z = 0.4 and a parameter theta = 0.5; loss x^2 / 2.
module T6 =
    let z = 0.4

    let model () =
        ConditionedScalarModel(vp, 0.5) :> IModel<float>

    let options = SampleOptions<float>(Condition = ReadOnlyMemory [| z |])

    let loss =
        Loss<float>(fun x gradient ->
            let mutable sum = 0.0

            for i in 0 .. x.Length - 1 do
                gradient.[i] <- x.[i]
                sum <- sum + 0.5 * x.[i] * x.[i]

            sum)

/// Any sampler's map of one state, as a function.
let run (sampler: FieldSampler<'p, float>) (start: float[]) =
    let samples = Array.zeroCreate start.Length
    sampler.Sample(ReadOnlySpan start, Span samples, null)
    samples

let runWith (options: SampleOptions) (sampler: FieldSampler<'p, float>) (start: float[]) =
    let samples = Array.zeroCreate start.Length
    sampler.Sample(ReadOnlySpan start, Span samples, options)
    samples
