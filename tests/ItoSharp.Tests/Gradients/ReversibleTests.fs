/// Gradients of reversible runs: against differences of their own loss, their order, their reconstruction and their memory.
module ItoSharp.Tests.Gradients.ReversibleTests

// IProcess<'p> is used for its parameters.
#nowarn "3536"

open System
open Xunit
open FsCheck
open FsCheck.FSharp
open ItoSharp
open ItoSharp.Tests.Models
open ItoSharp.Tests.Gradients
open ItoSharp.Tests.Gradients.CountedModels
open ItoSharp.Tests.Samplers.Fixtures

type private Call = float[] -> SampleOptions -> GradientWay -> Gradient<VpLinear, float>

/// Every one-step plan on VP-linear.
let private plans (model: IModel<float>) (grid: Schedule) (from: float) (till: float) : (string * Call) list =
    let ddim = ReversibleDdim(model, vp, grid, from, till)
    let eta = ReversibleDdim(model, vp, grid, from, till, Ddim 0.7)
    let noise = ReversibleNoiseForm(model, vp, grid, from, till)
    let two = ReversibleTwoStages(model, vp, grid, from, till)
    let three = ReversibleThreeStages(model, vp, grid, from, till)
    let heun = ReversibleRhoHeun(model, vp, grid, from, till)
    let sde = ReversibleSde(model, vp, grid, from, till, SdeDpmSolverPP1 0.8)

    [
        "DDIM", (fun x o w -> ddim.Gradient(ReadOnlySpan x, Differences.loss, w, o))
        "DDIM with noise", (fun x o w -> eta.Gradient(ReadOnlySpan x, Differences.loss, w, o))
        "DPM-Solver-1", (fun x o w -> noise.Gradient(ReadOnlySpan x, Differences.loss, w, o))
        "DPM-Solver++ 2S", (fun x o w -> two.Gradient(ReadOnlySpan x, Differences.loss, w, o))
        "DPM-Solver-3S", (fun x o w -> three.Gradient(ReadOnlySpan x, Differences.loss, w, o))
        "rho-Heun", (fun x o w -> heun.Gradient(ReadOnlySpan x, Differences.loss, w, o))
        "the SDE", (fun x o w -> sde.Gradient(ReadOnlySpan x, Differences.loss, w, o))
    ]

let private schemes = [
    GradientWay.Reversible()
    GradientWay.Reversible(ReversibleScheme.McCallumFoster, 0.9, Nullable 1e-9)
    GradientWay.Reversible ReversibleScheme.Heun
]

let private against (what: string) (call: Call) (x: float[]) (z: float[]) way =
    let options (z: float[]) =
        SampleOptions<float>(Seed = 3UL, Condition = ReadOnlyMemory z)

    let g = call x (options z) way
    let what = sprintf "%s, %O: " what way

    let byStart =
        Array.init x.Length (fun i ->
            Differences.derivative 4e-3 (fun e -> (call (Differences.perturb x i e) (options z) way).Loss))

    let byCondition =
        Array.init z.Length (fun i ->
            Differences.derivative 4e-3 (fun e -> (call x (options (Differences.perturb z i e)) way).Loss))

    Differences.close (what + "start") 1e-8 byStart g.Start
    Differences.close (what + "condition") 1e-8 byCondition g.Condition

[<Fact>]
let ``gradients are those of the forward pass, whatever the plan and the model`` () =
    for predicts in [ Prediction.Noise; Prediction.Data; Prediction.Velocity ] do
        let model =
            GaussianMixtureModel<float>(ExactTests.law, vp, predicts) :> IModel<float>

        for name, call in plans model (UniformLambda.Steps 6) 0.9 0.02 do
            for way in schemes do
                against name call [| 0.7; -0.4 |] [| 0.3; -0.5 |] way

/// Random sizes, grids and ends; the Jacobian has no symmetry and the model depends on time.
[<Fact>]
let ``random problems without symmetry`` () =
    let config =
        Config.QuickThrowOnFailure
            .WithMaxTest(25)
            .WithQuietOnSuccess(true)
            .WithReplay(Some { Rnd = Rnd(41UL, 5UL); Size = None })

    let cases =
        gen {
            let! dimension = Gen.choose (1, 4)
            let! steps = Gen.choose (1, 9)
            let! uniformInTime = Gen.elements [ true; false ]
            let! plan = Gen.choose (0, 6)
            let! scheme = Gen.choose (0, 2)
            let! x = Gen.arrayOfLength (2 * dimension) (Gen.choose (-150, 150))
            let! from = Gen.choose (50, 95)
            return dimension, steps, uniformInTime, plan, scheme, x |> Array.map (fun v -> float v / 100.0), from
        }

    Check.One(
        config,
        Prop.forAll (Arb.fromGen cases) (fun (dimension, steps, uniformInTime, plan, scheme, x, from) ->
            let grid: Schedule =
                if uniformInTime then
                    UniformTime.Steps steps
                else
                    UniformLambda.Steps steps

            let name, call =
                (plans (TwistedModel dimension) grid (float from / 100.0) 0.03).[plan]

            against name call x [| 0.4; -0.7 |] schemes.[scheme])
    )

[<Fact>]
let ``model parameters and a mean`` () =
    let conditioned = SampleOptions<float>(Condition = ReadOnlyMemory [| 0.4 |])

    for way in schemes do
        let at theta =
            let sampler =
                ReversibleTwoStages(ConditionedScalarModel(vp, theta), vp, UniformLambda.Steps 7, 0.9, 0.02)

            sampler.Gradient(ReadOnlySpan [| 0.7; -0.2 |], Differences.loss, way, conditioned)

        let expected = Differences.derivative 2e-3 (fun e -> (at (0.5 + e)).Loss)
        Differences.close "model" 1e-8 [| expected |] (at 0.5).Model

        let proc = IrSde()

        let reverting =
            ReversibleReverting(
                GaussianMixtureModel<float>(ExactTests.law, proc, Prediction.Noise),
                proc,
                UniformLambda.Steps 7,
                0.9,
                0.05,
                SdeDpmSolverPP1 0.5
            )

        let options = ExactTests.options proc

        let loss (start: float[]) =
            (reverting.Gradient(ReadOnlySpan start, Differences.loss, way, options)).Loss

        let g =
            reverting.Gradient(ReadOnlySpan ExactTests.starts, Differences.loss, way, options)

        let expected =
            Array.init ExactTests.starts.Length (fun i ->
                Differences.derivative 4e-3 (fun e -> loss (Differences.perturb ExactTests.starts i e)))

        Differences.close "start of a reverting process" 1e-8 expected g.Start

        let refused =
            Assert.Throws<InvalidOperationException>(fun () -> g.Process |> ignore)

        Assert.Contains("GradientWay.Exact", refused.Message)

[<Fact>]
let ``four hundred steps are reconstructed`` () =
    let model =
        GaussianMixtureModel<float>(ExactTests.law, vp, Prediction.Noise) :> IModel<float>

    let z = SampleOptions<float>(Condition = ReadOnlyMemory [| 0.3; -0.5 |])

    for name, call in plans model (UniformLambda.Steps 400) 0.95 0.01 do
        for way in [ GradientWay.Reversible(); GradientWay.Reversible ReversibleScheme.Heun ] do
            let error = (call [| 0.7; -0.4 |] z way).ReconstructionError

            let most =
                if name.Contains "SDE" || name.Contains "noise" then
                    1e-9
                else
                    1e-12

            Assert.True(error > 0.0 && error <= most, sprintf "%s, %O: %.3g" name way error)

/// The slope of log2 error on log2 steps over five levels, and its standard error.
let private slope (errors: (int * float) list) =
    let x = errors |> List.map (fun (n, _) -> Math.Log2(float n))
    let y = errors |> List.map (fun (_, e) -> -Math.Log2 e)
    let mx, my = List.average x, List.average y
    let sxx = x |> List.sumBy (fun a -> (a - mx) ** 2.0)
    let b = List.sum (List.map2 (fun a c -> (a - mx) * (c - my)) x y) / sxx

    let residual =
        List.map2 (fun a c -> c - my - b * (a - mx)) x y |> List.sumBy (fun r -> r * r)

    b, sqrt (residual / float (x.Length - 2) / sxx)

/// The coupling keeps the plan's order, and reversible Heun has its own; the gradients have the order of the samples.
[<Fact>]
let ``orders of samples and gradients`` () =
    let levels = [ 64; 128; 256; 512; 1024 ]
    let coupled = GradientWay.Reversible()
    let heun = GradientWay.Reversible ReversibleScheme.Heun

    let sample (name: string) steps way =
        let grid = UniformLambda.Steps steps

        let call: Call =
            plans (T6.model ()) grid T1.startTime.Value T1.endTime.Value
            |> List.find (fun (n, _) -> n = name)
            |> snd

        let g = call T1.start T6.options way
        g.Samples.[0], g.Start.[0]

    let reference = sample "DPM-Solver-3S" 8192 coupled

    for name, way, order in
        [
            "DDIM", coupled, 1.0
            "DPM-Solver-1", coupled, 1.0
            "DPM-Solver++ 2S", coupled, 2.0
            "rho-Heun", coupled, 2.0
            "DDIM", heun, 2.0
        ] do
        for part, pick in [ "samples", fst; "gradient", snd ] do
            let found, deviation =
                slope [ for n in levels -> n, abs (pick (sample name n way) - pick reference) ]

            Assert.True(
                found > order - 0.15 - 3.0 * deviation,
                sprintf "%s of %s, %O: slope %.3f +- %.3f" part name way found deviation
            )

[<Fact>]
let ``memory does not grow with the steps`` () =
    let dimension = 4096
    let starts = Array.init dimension (fun i -> cos (float i))

    for way in [ GradientWay.Reversible(); GradientWay.Reversible ReversibleScheme.Heun ] do
        let bytes steps =
            let sampler =
                ReversibleTwoStages(SineModel dimension, vp, UniformLambda.Steps steps, T1.startTime, T1.endTime)

            allocated (fun () -> sampler.Gradient(ReadOnlySpan starts, T6.loss, way) |> ignore)

        // The rows of a step are numbers, whatever the dimension; its state alone would be 32 KiB.
        let grown = (bytes 120 - bytes 20) / 100L
        Assert.True(grown < 2048L, sprintf "%O: %d bytes a step" way grown)

[<Fact>]
let ``states in float are reconstructed to the tolerance of float`` () =
    let model = GaussianMixtureModel<float32>(ExactTests.law, vp, Prediction.Data)

    let options = SampleOptions<float32>(Condition = ReadOnlyMemory [| 0.3f; -0.5f |])

    let sampler = ReversibleDdimSingle(model, vp, UniformLambda.Steps 200, 0.9, 0.02)

    let loss =
        Loss<float32>(fun x gradient ->
            x.CopyTo gradient
            0.0)

    let g =
        sampler.Gradient(ReadOnlySpan [| 0.7f; -0.4f |], loss, GradientWay.Reversible(), options)

    Assert.True(g.ReconstructionError < 1e-3)

    let exact =
        sampler.Gradient(ReadOnlySpan [| 0.7f; -0.4f |], loss, GradientWay.Exact(), options)

    for i in 0..1 do
        Assert.Equal(float exact.Start.[i], float g.Start.[i], 2e-2)

[<Fact>]
let ``what cannot be reversed is refused by name`` () =
    let model =
        GaussianMixtureModel<float>(ExactTests.law, vp, Prediction.Noise) :> IModel<float>

    let options = SampleOptions<float>(Condition = ReadOnlyMemory [| 0.3; -0.5 |])
    let x = [| 0.7; -0.4 |]

    let refused (words: string) (call: unit -> obj) =
        let failure = Assert.ThrowsAny<Exception>(Func<obj>(call))
        Assert.Contains(words, failure.Message)

    let run steps way (own: SampleOptions) () =
        let sampler = ReversibleDdim(model, vp, UniformLambda.Steps steps, 0.9, 0.02)
        sampler.Gradient(ReadOnlySpan x, Differences.loss, way, own) :> obj

    refused "grows the round-off over 400 steps" (run 400 (GradientWay.Reversible(coupling = 0.9)) options)
    refused "(0, 1)" (run 4 (GradientWay.Reversible(coupling = 1.5)) options)
    refused "must be positive" (run 4 (GradientWay.Reversible(tolerance = Nullable 0.0)) options)

    refused
        "reconstructs its start with an error of"
        (run 400 (GradientWay.Reversible(tolerance = Nullable 1.7e-16)) options)

    refused
        "Thresholding"
        (run
            4
            (GradientWay.Reversible())
            (SampleOptions<float>(Condition = options.Condition, Thresholding = Thresholding.Static 1.0)))

    refused "encodes" (fun () ->
        let sampler = ReversibleDdim(model, vp, UniformLambda.Steps 4, 0.02, 0.9)
        sampler.Gradient(ReadOnlySpan x, Differences.loss, GradientWay.Reversible(), options))

    refused "has alpha 0" (fun () ->
        let flow = ItoSharp.RectifiedFlow()

        let sampler =
            ReversibleFlow(
                GaussianMixtureModel<float>(ExactTests.law, flow, Prediction.Data),
                flow,
                UniformTime.Steps 4
            )

        sampler.Gradient(ReadOnlySpan x, Differences.loss, GradientWay.Reversible(), options))

    // A schedule of methods has the exact way alone.
    let ddim = ReversibleDdim(model, vp, UniformLambda.Steps 2, 0.9, 0.02)
    let schedule = ScheduledSampler<VpLinear, float>([| ddim; ddim |])

    refused "Gradients.Reversible" (fun () ->
        schedule.Gradient(ReadOnlySpan x, Differences.loss, GradientWay.Reversible(), options))
