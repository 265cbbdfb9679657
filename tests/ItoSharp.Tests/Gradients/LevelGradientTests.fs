/// The gradients of noise levels, of each step and of all at once, against differences.
module ItoSharp.Tests.Gradients.LevelGradientTests

// IProcess<'p> is used for its parameters.
#nowarn "3536"

open System
open Xunit
open ItoSharp
open ItoSharp.Tests.Models
open ItoSharp.Tests.Models.Stages
open ItoSharp.Tests.Gradients
open ItoSharp.Tests.Gradients.WeightCases

/// A level for every step, which a table of times gives away by the step's end.
[<Fact>]
let ``the level of every step`` () =
    let check
        name
        level
        (sampler: (float -> float) -> FieldSampler<'p, float>)
        (gradient: FieldSampler<'p, float> -> Gradient<'p, float>)
        =
        let g = gradient (sampler level)

        let expected =
            Array.init (table.Length - 1) (fun n ->
                Differences.derivative 1e-2 (fun e ->
                    let samples = Array.zeroCreate starts.Length

                    (sampler (fun t -> level t + (if t = table.[n + 1] then e else 0.0)))
                        .Sample(ReadOnlySpan starts, Span samples, SampleOptions(Seed = 5UL))

                    Differences.lossOf samples))

        Assert.All(g.Levels, (fun (l: float) -> Assert.NotEqual(0.0, l)))
        Differences.close name tolerance expected g.Levels

    let model = GaussianMixtureModel<float>(law, vp, Prediction.Data)
    let nodes = TimeTable.Of(ReadOnlySpan table)
    let options = SampleOptions(Seed = 5UL)

    check
        "SA-Solver, predictor and corrector"
        (fun t -> 0.3 + t)
        (fun tau -> VpSaByStep(model, vp, nodes, SaByStep(Func<_, _> tau)))
        (fun s -> (s :?> VpSaByStep).Gradient(ReadOnlySpan starts, Differences.loss, options))

    check
        "one node in noise form"
        (fun t -> 0.3 + t)
        (fun tau -> VpNoiseByStep(model, vp, nodes, NoiseByStep(Func<_, _> tau)))
        (fun s -> (s :?> VpNoiseByStep).Gradient(ReadOnlySpan starts, Differences.loss, options))

[<Fact>]
let ``one level for all steps is the sum, and may be learned from 0`` () =
    let model = GaussianMixtureModel<float>(law, vp, Prediction.Data)
    let nodes = TimeTable.Of(ReadOnlySpan table)
    let options = SampleOptions(Seed = 5UL)

    let sampler eta =
        VpDdim(model, vp, nodes, solver = Ddim eta)

    for eta in [ 0.5; 0.9 ] do
        let g = (sampler eta).Gradient(ReadOnlySpan starts, Differences.loss, options)

        let expected =
            Differences.derivative 1e-2 (fun e ->
                let samples = Array.zeroCreate starts.Length
                (sampler (eta + e)).Sample(ReadOnlySpan starts, Span samples, options)
                Differences.lossOf samples)

        Differences.close "eta" tolerance [| expected |] [| Array.sum g.Levels |]

    // A heavy ball's damping is a level, too: through the history as well as through the weights.
    let damped beta =
        VpGhvb2Memory(model, vp, nodes, solver = Ghvb2 beta)

    let g = (damped 0.7).Gradient(ReadOnlySpan starts, Differences.loss)

    let expected =
        Differences.derivative 1e-2 (fun e ->
            let samples = Array.zeroCreate starts.Length
            (damped (0.7 + e)).Sample(ReadOnlySpan starts, Span samples)
            Differences.lossOf samples)

    Differences.close "damping" tolerance [| expected |] [| Array.sum g.Levels |]

    let widened variance =
        VpDiffVcMemory(model, vp, nodes, solver = DiffVcMaximumLikelihood variance)

    let g = (widened 0.2).Gradient(ReadOnlySpan starts, Differences.loss, options)

    let expected =
        Differences.derivative 1e-2 (fun e ->
            let samples = Array.zeroCreate starts.Length
            (widened (0.2 + e)).Sample(ReadOnlySpan starts, Span samples, options)
            Differences.lossOf samples)

    Differences.close "posterior variance" tolerance [| expected |] [| Array.sum g.Levels |]

    // At 0 no noise is drawn, yet the loss has a slope there: one-sided, since a level is not negative.
    let lossAt eta =
        let samples = Array.zeroCreate starts.Length
        (sampler eta).Sample(ReadOnlySpan starts, Span samples, options)
        Differences.lossOf samples

    let h = 1e-4

    let oneSided = (-3.0 * lossAt 0.0 + 4.0 * lossAt h - lossAt (2.0 * h)) / (2.0 * h)

    let g = (sampler 0.0).Gradient(ReadOnlySpan starts, Differences.loss, options)

    Differences.close "eta at 0" 1e-6 [| oneSided |] [| Array.sum g.Levels |]

[<Fact>]
let ``a plan without noise has levels of zero slope`` () =
    let model = GaussianMixtureModel<float>(law, vp, Prediction.Data)

    let g =
        VpDpm2M(model, vp, UniformLambda.Steps 4).Gradient(ReadOnlySpan starts, Differences.loss)

    Assert.Equal<float[]>(Array.zeroCreate 4, g.Levels)
