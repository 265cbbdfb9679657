/// Per-step schedules of methods: their exact gradients, whatever the methods.
module ItoSharp.Tests.Samplers.ScheduledGradientTests

open System
open Xunit
open FsCheck
open FsCheck.FSharp
open ItoSharp
open ItoSharp.Tests.Models
open ItoSharp.Tests.Gradients
open ItoSharp.Tests.Samplers.Fixtures
open ItoSharp.Tests.Samplers.Scheduled

let private methods = [|
    "Ddim"
    "DpmSolverPP2M"
    "DpmSolverPP3M"
    "DpmSolverPP3MPublished"
    "UniPC2"
    "UniPC3"
    "SaSolverP3C4"
    "SdeDpmSolverPP2M"
    "ErSde2"
    "DpmSolverPP2S"
    "Euler"
    "EulerMaruyamaLambda"
    "DpmSolver1"
    "DpmSolver2M"
    "DpmSolver3M"
    "DeisTAB2"
    "DeisRhoAB2"
    "Ipndm4"
    "SdeDpmSolver1"
    "DpmSolver2S"
    "DpmSolver3S"
    "RhoRkHeun"
|]

let private law =
    GaussianMixture(
        [|
            GaussianComponent(0.4, [| -0.7; 0.3 |], [| 0.2; 0.1 |])
            GaussianComponent(0.6, [| 0.8; -0.4 |], [| 0.15; 0.25 |])
        |]
    )

let private randomly count seed (property: int[] -> unit) =
    let config =
        Config.QuickThrowOnFailure
            .WithMaxTest(count)
            .WithQuietOnSuccess(true)
            .WithReplay(Some { Rnd = Rnd(seed, 5UL); Size = None })

    let cases = Gen.arrayOfLength 5 (Gen.choose (0, methods.Length - 1))
    Check.One(config, Prop.forAll (Arb.fromGen cases) property)

let private build model p (grid: Schedule) (choice: int[]) =
    choice
    |> Array.map (fun i -> zoo model p grid methods.[i])
    |> List.ofArray
    |> scheduled

/// Any methods in any order, and the model's own form: all have the exact gradient, of the grid and the levels too.
[<Fact>]
let ``the exact gradient of random schedules`` () =
    randomly 40 11UL (fun choice ->
        let form =
            [| Prediction.Noise; Prediction.Data; Prediction.Velocity |].[choice.[0] % 3]

        let model = GaussianMixtureModel<float>(law, vp, form)

        let build p =
            build model p (UniformLambda.Steps choice.Length) choice

        let sampler = build vp
        let g = sampler.Gradient(ReadOnlySpan starts, Differences.loss, options)
        Differences.close "start" 5e-8 (Differences.start 4e-3 sampler starts options) g.Start
        let values = Array.zeroCreate 2
        g.Process.CopyParameters(Span values)

        Differences.close
            "process"
            5e-8
            (Differences.processParameters 1e-3 (fun p -> build p :> Sampler) vp starts options)
            values)

[<Fact>]
let ``the exact gradient of a mixed schedule that thresholds`` () =
    let thresholded =
        SampleOptions<float>(Seed = 3UL, Thresholding = Thresholding.Static 0.9)

    randomly 10 12UL (fun choice ->
        let model = GaussianMixtureModel<float>(law, vp, Prediction.Noise)
        let sampler = build model vp (UniformLambda.Steps choice.Length) choice
        let g = sampler.Gradient(ReadOnlySpan starts, Differences.loss, thresholded)
        // Thresholding has kinks; a small difference does not straddle one of these.
        Differences.close "start" 1e-5 (Differences.start 1e-5 sampler starts thresholded) g.Start)

/// The mean-reverting process in x is the plain one in x - mu, whatever the methods; its mean has an exact gradient too.
[<Fact>]
let ``a mixed schedule shifts with the mean`` () =
    let grid: Schedule = UniformTime.Steps 6
    let reverting = IrSde()
    let law = GaussianMixtureModel<float>(law, reverting, Prediction.Data)

    let sampler mu =
        let model = MeanShiftedModel<float>(law, ReadOnlySpan [| mu; mu |])
        let unipc = RevertingUniPC2(model, reverting, grid)
        let dpm = RevertingDpmSolver2M(model, reverting, grid)
        let heun = RevertingHeun(model, reverting, grid)
        let sde = RevertingSde2M(model, reverting, grid)
        let steps: FieldSampler<IrSde, float> list = [ unipc; dpm; unipc; heun; sde; dpm ]
        ScheduledSampler<IrSde, float>(ResizeArray steps)

    let options mu =
        SampleOptions<float>(Seed = 3UL, Mean = ReadOnlyMemory [| mu; mu |])

    let sampled mu =
        let x = starts |> Array.map (fun x -> x + mu)
        let result = Array.zeroCreate x.Length
        (sampler mu).Sample(ReadOnlySpan x, Span result, options mu)
        result

    Array.iter2 (fun (a: float) b -> Assert.Equal(a + 0.37, b, 1e-12)) (sampled 0.0) (sampled 0.37)

    // The model's own mean stays: the gradient is that of the steps.
    let fixedModel = sampler 0.37

    let loss mu =
        let result = Array.zeroCreate starts.Length
        fixedModel.Sample(ReadOnlySpan starts, Span result, options mu)
        Differences.loss.Invoke(ReadOnlySpan result, Span(Array.zeroCreate starts.Length))

    let g = fixedModel.Gradient(ReadOnlySpan starts, Differences.loss, options 0.37)
    let h = 1e-4

    let difference =
        (8.0 * (loss (0.37 + h) - loss (0.37 - h))
         - (loss (0.37 + 2.0 * h) - loss (0.37 - 2.0 * h)))
        / (12.0 * h)

    Assert.Equal(difference, Array.sum g.Mean, 1e-8 * (1.0 + abs difference))

[<Fact>]
let ``churn beside methods of one node has the exact gradient`` () =
    let model = GaussianMixtureModel<float>(law, vp, Prediction.Noise)

    let build p =
        [ "EdmStochastic"; "RhoRkHeun"; "EdmStochastic"; "DpmSolver1"; "DpmSolver3S" ]
        |> List.map (zoo model p (UniformLambda.Steps 5))
        |> scheduled

    let sampler = build vp
    let g = sampler.Gradient(ReadOnlySpan starts, Differences.loss, options)
    Differences.close "start" 5e-8 (Differences.start 4e-3 sampler starts options) g.Start
