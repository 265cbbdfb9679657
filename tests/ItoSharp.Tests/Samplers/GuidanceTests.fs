/// Guided models inside samplers: the law they draw from, their gradients, and guidance with thresholding.
module ItoSharp.Tests.Samplers.GuidanceTests

open System
open Xunit
open ItoSharp
open ItoSharp.Tests.Models
open ItoSharp.Tests.Samplers.Fixtures
open ItoSharp.Tests.Gradients

let private map =
    Array2D.init 3 2 (fun i j -> [| 0.5; -0.2; 0.1; 0.4; 0.3; -0.6 |].[2 * i + j])

let private factor = Array2D.init 3 1 (fun i _ -> [| 0.3; -0.2; 0.4 |].[i])

let private one =
    GaussianMixture([| GaussianComponent(1.0, [| -0.7; 0.3; 0.9 |], [| 0.2; 0.1; 0.3 |], factor) |], map)

let private two =
    GaussianMixture(
        [|
            GaussianComponent(0.4, [| -0.7; 0.3; 0.9 |], [| 0.2; 0.1; 0.3 |], factor)
            GaussianComponent(0.6, [| 0.8; -0.4; 0.1 |], [| 0.15; 0.25; 0.2 |])
        |],
        map
    )

let private starts = [| 0.7; -0.4; -1.1; 0.9; 0.2; 0.3; -0.8; 1.3; 0.5 |]
let private conditions = [| 0.3; -0.5; 0.8; 0.1; -0.2; 0.6 |]
let private negative = [| 0.6; -0.9 |]
let private six = UniformLambda.Steps 6
let private from (t: float) = Nullable t

let private options (z: float[]) =
    SampleOptions<float>(Seed = 5UL, Condition = ReadOnlyMemory z)

let private guide (law: GaussianMixture) kind (scale: GuidanceScale) rescale =
    GuidedModel<float>(GaussianMixtureModel<float>(law, vp, kind), scale, ReadOnlySpan negative, rescale)

[<Fact>]
let ``samples of guided Gaussians are those of the guided condition`` () =
    let w = 3.0

    let moved =
        conditions
        |> Array.mapi (fun i z -> negative[i % 2] + w * (z - negative[i % 2]))

    for kind in Oracle.predictions do
        let guided =
            VpSdeDpm2M(guide one kind (GuidanceScale.Constant w) 0.0, vp, six, from 0.9, from 0.02)

        let plain =
            VpSdeDpm2M(GaussianMixtureModel<float>(one, vp, kind), vp, six, from 0.9, from 0.02)

        let miss =
            Oracle.distance (runWith (options conditions) guided starts) (runWith (options moved) plain starts)

        Assert.True(miss < 1e-11, $"{kind}: {miss}")

[<Fact>]
let ``neither threads nor cuts change a guided run`` () =
    let sampler =
        VpSdeDpm2M(guide two Prediction.Velocity (GuidanceScale.Between(4.0, 0.1, 0.6)) 0.7, vp, six)

    let whole = runWith (options conditions) sampler starts

    for threads, cut in [ 1, 1; 2, 1; 3, 2 ] do
        let options =
            SampleOptions<float>(
                Seed = 5UL,
                Condition = ReadOnlyMemory conditions,
                Threads = threads,
                RowsPerCall = cut
            )

        Assert.Equal<float[]>(whole, runWith options sampler starts)

[<Fact>]
let ``gradients of a guided run are exact, the process's too`` () =
    let scales = [
        GuidanceScale.Constant 3.0
        GuidanceScale.Of((fun t -> 1.0 + 2.0 * t), (fun _ -> 2.0))
    ]

    for scale in scales do
        for rescale in [ 0.0; 0.7 ] do
            let build model proc =
                VpSdeDpm2M(model, proc, six, from 0.9, from 0.02)

            let model = guide two Prediction.Velocity scale rescale
            let sampler = build model vp
            let options = options conditions
            let g = sampler.Gradient(ReadOnlySpan starts, Differences.loss, options)
            Differences.close "start" 1e-8 (Differences.start 2e-3 sampler starts options) g.Start
            Differences.close "condition" 1e-8 (Differences.condition 2e-3 sampler starts options) g.Condition

            // The law's process stays: the model is held fixed as a function of (x, t, z).
            let expected =
                Differences.processParameters 1e-3 (fun p -> build model p) vp starts options

            let values = Array.zeroCreate<float> expected.Length
            g.Process.CopyParameters(Span values)
            Differences.close "process" 1e-8 expected values

[<Fact>]
let ``strong guidance leaves the data's range and thresholding brings it back`` () =
    let sampler =
        VpDpm2M(guide two Prediction.Noise (GuidanceScale.Constant 8.0) 0.0, vp, UniformLambda.Steps 12)

    let largest (thresholding: Thresholding) =
        runWith
            (SampleOptions<float>(Condition = ReadOnlyMemory conditions, Thresholding = thresholding))
            sampler
            starts
        |> Array.map abs
        |> Array.max

    Assert.True(largest null > 2.0, $"{largest null}")
    // The last step still has a little of the state before it: not exactly 1.
    Assert.True(largest (Thresholding.Static 1.0) < 1.1, $"{largest (Thresholding.Static 1.0)}")
    Assert.True(largest (Thresholding.Dynamic()) < 1.1, $"{largest (Thresholding.Dynamic())}")
