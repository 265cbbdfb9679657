/// Tangents of samplers: the dot-product identity with the gradient, differences, and the oracles' push-forwards.
module ItoSharp.Tests.Gradients.TangentTests

open System
open Xunit
open ItoSharp
open ItoSharp.Tests.Models
open ItoSharp.Tests.Gradients
open ItoSharp.Tests.Samplers.Fixtures

let private starts = [| 0.7; -0.4; -1.1; 0.9 |]
let private conditions = [| 0.3; -0.5; 0.8; 0.1 |]
let private ofStart = [| 0.2; -1.3; 0.6; 0.5 |]
let private ofCondition = [| -0.7; 0.4; 0.9; 1.1 |]
let private cotangent = [| 1.3; -0.2; 0.5; 0.8 |]

let private options =
    SampleOptions<float>(Seed = 5UL, Condition = ReadOnlyMemory conditions)

let private linear =
    Loss<float>(fun _ gradient ->
        cotangent.CopyTo gradient
        0.0)

let private directions = [|
    Tangent<float>(Start = ReadOnlyMemory ofStart)
    Tangent<float>(Condition = ReadOnlyMemory ofCondition)
    Tangent<float>(Start = ReadOnlyMemory ofStart, Condition = ReadOnlyMemory ofCondition)
|]

let private entry (values: ReadOnlySpan<float>) i =
    if values.IsEmpty then 0.0 else values.[i]

let private dot a b = Array.sum (Array.map2 (*) a b)

/// c'(J d) = (J'c)'d, whatever the plan.
let private identity (what: string) (pushed: SampleTangents<float>) (g: Gradient<'p, float>) =
    let byStart, byCondition = dot g.Start ofStart, dot g.Condition ofCondition

    for found, expected in Seq.zip pushed.Tangents [ byStart; byCondition; byStart + byCondition ] do
        let size = 1.0 + abs byStart + abs byCondition
        let error = abs (dot cotangent found - expected) / size
        Assert.True(error < 2e-13, sprintf "%s: %.3g" what error)

[<Fact>]
let ``tangents and gradients of every plan agree to round-off`` () =
    let model = GaussianMixtureModel<float>(ExactTests.law, vp, Prediction.Velocity)

    for entry in Zoo.All do
        let sampler = entry.Make.Invoke(model, vp, UniformTime.Steps 8, 0.9, 0.02, null)
        let pushed = sampler.SampleTangents(ReadOnlySpan starts, directions, options)
        Assert.Equal<float[]>(runWith options sampler starts, pushed.Samples)
        identity entry.Facts.Name pushed (entry.Exact.Invoke(sampler, starts, linear, options))

[<Fact>]
let ``a model of lambdas without symmetry, its parameter, parts and threads`` () =
    // D = (x1 + z0 x0^2, sin(theta x0) + t x1)
    let model =
        FunctionModel<float>(
            2,
            Prediction.Data,
            ModelEvaluation<float>(fun input y ->
                for r in 0 .. input.Batch - 1 do
                    let a, b = input.X.[2 * r], input.X.[2 * r + 1]
                    y.[2 * r] <- b + input.Condition.[2 * r] * a * a
                    y.[2 * r + 1] <- sin (0.7 * a) + input.Time * b),
            ModelPullBack<float>(fun input c into ->
                into.Condition.Clear()

                for r in 0 .. input.Batch - 1 do
                    let a = input.X.[2 * r]
                    let slope = c.[2 * r + 1] * cos (0.7 * a)
                    into.X.[2 * r] <- 2.0 * input.Condition.[2 * r] * a * c.[2 * r] + 0.7 * slope
                    into.X.[2 * r + 1] <- c.[2 * r] + input.Time * c.[2 * r + 1]
                    into.Condition.[2 * r] <- a * a * c.[2 * r]
                    into.Parameters.[0] <- into.Parameters.[0] + a * slope),
            2,
            1,
            false,
            ModelPushForward<float>(fun input along y ->
                for r in 0 .. input.Batch - 1 do
                    let a = input.X.[2 * r]
                    let da, db = entry along.X (2 * r), entry along.X (2 * r + 1)

                    y.[2 * r] <-
                        db
                        + 2.0 * input.Condition.[2 * r] * a * da
                        + entry along.Condition (2 * r) * a * a

                    y.[2 * r + 1] <- cos (0.7 * a) * (0.7 * da + entry along.Parameters 0 * a) + input.Time * db)
        )

    let sampler = VpSdeDpm2M(model, vp, UniformLambda.Steps 9, 0.9, 0.02)
    let g = sampler.Gradient(ReadOnlySpan starts, linear, options)
    identity "lambdas" (sampler.SampleTangents(ReadOnlySpan starts, directions, options)) g

    let cut =
        SampleOptions<float>(Seed = 5UL, Condition = options.Condition, Threads = 2, RowsPerCall = 1)

    identity "parts" (sampler.SampleTangents(ReadOnlySpan starts, directions, cut)) g

    let byParameter =
        sampler.SampleTangents(ReadOnlySpan starts, [| Tangent<float>(Model = ReadOnlyMemory [| 1.0 |]) |], options)

    Assert.Equal(g.Model.[0], dot cotangent byParameter.Tangents.[0], 1e-12)

[<Fact>]
let ``the oracles, and a process that reverts to a mean`` () =
    let proc = IrSde()
    let covariance = Array2D.init 2 2 (fun i j -> if i = j then 0.5 else 0.2)

    let models: IModel<float> list = [
        MeanShiftedModel<float>(
            GaussianModel<float>(ReadOnlySpan [| 0.3; -0.2 |], covariance, proc),
            ReadOnlySpan [| 0.4; -0.3 |]
        )
        MeanShiftedModel<float>(
            EmpiricalModel<float>(ReadOnlySpan [| 0.3; -0.2; -0.8; 0.4; 0.1; 0.9 |], 2, proc, Prediction.Noise),
            ReadOnlySpan [| 0.4; -0.3 |]
        )
    ]

    let own = SampleOptions<float>(Seed = 5UL, Mean = ReadOnlyMemory [| 0.4; -0.3 |])

    for model in models do
        let sampler =
            IrSdeDpm2M(model, proc, UniformLambda.Steps 8, 0.9, 0.05, SdeDpmSolverPP2M 0.5)

        let pushed =
            sampler.SampleTangents(ReadOnlySpan starts, [| Tangent<float>(Start = ReadOnlyMemory ofStart) |], own)

        let expected =
            Array.init starts.Length (fun i ->
                Differences.derivative 4e-3 (fun e ->
                    (runWith own sampler (Array.map2 (fun x d -> x + e * d) starts ofStart)).[i]))

        Differences.close (string model) 1e-8 expected pushed.Tangents.[0]

[<Fact>]
let ``what has no tangent is refused by name`` () =
    let model = GaussianMixtureModel<float>(ExactTests.law, vp, Prediction.Data)
    let sampler = VpDdim(model, vp, UniformLambda.Steps 4, 0.9, 0.02)

    let refused (words: string) (along: Tangent<float>) own =
        let failure =
            Assert.ThrowsAny<Exception>(fun () ->
                sampler.SampleTangents(ReadOnlySpan starts, [| along |], own) |> ignore)

        Assert.Contains(words, failure.Message)

    refused "directions[0].Start has 1 entries; 4" (Tangent<float>(Start = ReadOnlyMemory [| 1.0 |])) options
    refused "no tangent along its parameters" (Tangent<float>(Model = ReadOnlyMemory(Array.zeroCreate 4))) options

    refused
        "Thresholding"
        directions.[0]
        (SampleOptions<float>(Condition = options.Condition, Thresholding = Thresholding.Static 1.0))

    let blind =
        VpDdim(ConditionedScalarModel(vp, 0.5), vp, UniformLambda.Steps 4, 0.9, 0.02)

    let failure =
        Assert.Throws<InvalidOperationException>(fun () ->
            blind.SampleTangents(ReadOnlySpan [| 0.1 |], directions, T6.options) |> ignore)

    Assert.Contains("ITangentModel", failure.Message)
