/// The exact adjoint within a budget of memory: the same bits, the planned bytes, and the fewest repeated steps.
module ItoSharp.Tests.Gradients.CheckpointTests

open System
open Xunit
open ItoSharp
open ItoSharp.Tests.Models
open ItoSharp.Tests.Gradients
open ItoSharp.Tests.Gradients.CountedModels
open ItoSharp.Tests.Samplers
open ItoSharp.Tests.Samplers.Fixtures

let private starts = [| 0.7; -0.4; -1.1; 0.9 |]

let private options =
    SampleOptions<float>(Seed = 5UL, Condition = ReadOnlyMemory [| 0.3; -0.5; 0.8; 0.1 |])

let private model predicts =
    GaussianMixtureModel<float>(ExactTests.law, vp, predicts) :> IModel<float>

/// The least budget of a way, as its error tells it.
let private least (cost: GradientWay -> GradientCost) =
    let failure =
        Assert.Throws<ArgumentOutOfRangeException>(fun () -> cost (GradientWay.Exact(Nullable 1L)) |> ignore)

    Assert.Contains("at least", failure.Message)
    let words = failure.Message.Substring(failure.Message.IndexOf "at least " + 9)
    int64 (words.Substring(0, words.IndexOf ' '))

let private parameters (p: VpLinear) =
    let values = Array.zeroCreate 2
    p.CopyParameters(Span values)
    values

/// Whatever the budget, the gradient is that of the whole tape to the bit, and holds what was planned.
let private same
    (what: string)
    (sampler: FieldSampler<VpLinear, float>)
    (own: SampleOptions)
    (full: Gradient<VpLinear, float>)
    (by: GradientWay -> Gradient<VpLinear, float>)
    =
    let cost way =
        sampler.CostOf(way, full.Start.Length / sampler.Model.Dimension, own)

    let small = least cost

    for budget in
        [
            small
            (small + full.StoredBytes) / 2L
            full.StoredBytes - 1L
            full.StoredBytes
        ] do
        let way = GradientWay.Exact(Nullable budget)
        let g = by way
        let planned = cost way
        let name = sprintf "%s within %d bytes" what budget
        Assert.True(full.Samples.AsSpan().SequenceEqual(ReadOnlySpan g.Samples), name)
        Assert.True(full.Start.AsSpan().SequenceEqual(ReadOnlySpan g.Start), name + ": start")
        Assert.True(full.Condition.AsSpan().SequenceEqual(ReadOnlySpan g.Condition), name + ": condition")
        Assert.True(full.Known.AsSpan().SequenceEqual(ReadOnlySpan g.Known), name + ": known")
        Assert.True(full.Levels.AsSpan().SequenceEqual(ReadOnlySpan g.Levels), name + ": levels")
        Assert.True(full.Times.AsSpan().SequenceEqual(ReadOnlySpan g.Times), name + ": times")
        Assert.True(full.Coefficients.Equals g.Coefficients, name + ": coefficients")
        Assert.Equal<float[]>(parameters full.Process, parameters g.Process)
        Assert.True((g.StoredBytes = planned.StoredBytes), sprintf "%s: holds %d" name g.StoredBytes)
        Assert.True(g.StoredBytes <= budget, name)
        let struct (evaluations, pullBacks) = g.ModelCalls
        Assert.Equal(planned.Evaluations, int64 evaluations)
        Assert.Equal(planned.PullBacks, int64 pullBacks)

[<Fact>]
let ``every plan has the same bits within any budget`` () =
    for entry in Zoo.All do
        let sampler =
            entry.Make.Invoke(model Prediction.Flow, vp, UniformTime.Steps 9, 0.9, 0.02, null)

        let full = entry.Exact.Invoke(sampler, starts, Differences.loss, options)

        same entry.Facts.Name sampler options full (fun way ->
            entry.By.Invoke(sampler, starts, Differences.loss, way, options))

[<Fact>]
let ``schedules of methods, thresholding and churn have the same bits`` () =
    let grid = UniformLambda.Steps 9
    let noise = model Prediction.Noise

    let mixed =
        Scheduled.scheduled [
            for name in
                [
                    "DpmSolver2S"
                    "DpmSolverPP3M"
                    "UniPC3"
                    "DpmSolver2M"
                    "SdeDpmSolverPP2M"
                    "SaSolverP3C4"
                    "DeisRhoAB2"
                    "RhoRkHeun"
                    "UniPC2"
                ] -> Scheduled.zoo noise vp grid name
        ]

    let thresholded =
        SampleOptions<float>(Seed = 5UL, Condition = options.Condition, Thresholding = Thresholding.Static 0.9)

    for own in [ options; thresholded ] do
        same "a schedule" mixed own (mixed.Gradient(ReadOnlySpan starts, Differences.loss, own)) (fun way ->
            mixed.Gradient(ReadOnlySpan starts, Differences.loss, way, own))

    let churned =
        HookedChurn(
            model Prediction.Data,
            vp,
            UniformTime.Steps 9,
            0.9,
            0.02,
            EdmStochastic(SChurn = 2.0, SMin = 0.0, SMax = 100.0)
        )

    let inpainted =
        SampleOptions<float>(
            Seed = 5UL,
            Condition = options.Condition,
            Inpainting = Inpainting<float>(ReadOnlyMemory [| 1.0; 0.0 |], ReadOnlyMemory [| 0.3; 0.2 |])
        )

    for own in [ options; inpainted; thresholded ] do
        same "churn" churned own (churned.Gradient(ReadOnlySpan starts, Differences.loss, own)) (fun way ->
            churned.Gradient(ReadOnlySpan starts, Differences.loss, way, own))

    let ball = HookedHeavyBall(model Prediction.Data, vp, grid, 0.9, 0.02, Ghvb3 0.7)

    same "a heavy ball" ball thresholded (ball.Gradient(ReadOnlySpan starts, Differences.loss, thresholded)) (fun way ->
        ball.Gradient(ReadOnlySpan starts, Differences.loss, way, thresholded))

[<Fact>]
let ``parts and threads share the budget`` () =
    let sampler =
        VpSdeDpm2M(model Prediction.Data, vp, UniformLambda.Steps 12, 0.9, 0.02)

    let cut =
        SampleOptions<float>(Seed = 5UL, Condition = options.Condition, Threads = 2, RowsPerCall = 1)

    same "parts" sampler cut (sampler.Gradient(ReadOnlySpan starts, Differences.loss, cut)) (fun way ->
        sampler.Gradient(ReadOnlySpan starts, Differences.loss, way, cut))

let private ddim steps =
    ReversibleDdim(T6.model (), vp, UniformLambda.Steps steps, T1.startTime, T1.endTime)

/// A state of this sampler and row is 8 bytes: s checkpoints and the tape of a step are 8 s + 16.
let private budget (checkpoints: int) =
    GradientWay.Exact(Nullable(8L * int64 checkpoints + 16L))

[<Theory>]
[<InlineData(16, 597)>]
[<InlineData(8, 804)>]
let ``256 steps are advanced over as often as the binomial optimum says`` (checkpoints: int) (advances: int) =
    let counted = CountedModel(T6.model () :?> IDifferentiableModel<float>)

    let sampler =
        ReversibleDdim(counted, vp, UniformLambda.Steps 256, T1.startTime, T1.endTime)

    let way = budget checkpoints
    let cost = sampler.CostOf(way, 1)
    Assert.Equal(checkpoints, cost.Checkpoints)
    Assert.Equal(int64 advances, cost.Advances)

    sampler.Gradient(ReadOnlySpan T1.start, T6.loss, way, T6.options) |> ignore
    // Each pull-back is preceded by the evaluation that tapes its step, which is not an advance.
    Assert.Equal(advances + 256, counted.Evaluations)
    Assert.Equal(256, counted.PullBacks)

[<Fact>]
let ``no other places of the checkpoints repeat fewer steps`` () =
    let longest = 60
    let most = 8
    // fewest.[s].[l]: advances for l steps with s checkpoints, that of the start included, by trying every place.
    let fewest = Array.init (most + 1) (fun _ -> Array.zeroCreate<int64>(longest + 1))

    for s in 1..most do
        for l in 2..longest do
            fewest.[s].[l] <-
                if s = 1 then
                    int64 (l * (l - 1) / 2)
                else
                    Seq.min (seq { for m in 1 .. l - 1 -> int64 m + fewest.[s - 1].[l - m] + fewest.[s].[m] })

    for l in 3..longest do
        let sampler = ddim l

        for s in 1 .. min most (l - 1) do
            let cost = sampler.CostOf(budget s, 1)
            Assert.Equal(fewest.[s].[l], cost.Advances)
            Assert.Equal(cost.Advances + int64 l, cost.Evaluations)

[<Fact>]
let ``what is planned is what the process allocates`` () =
    // The small objects of a run, whose number goes with the repeated steps and with the tier of the compiler, are some 10 KB:
    // states of half a megabyte drown them.
    let dimension = 65536
    let starts = Array.init dimension (fun i -> cos (float i))

    let sampler =
        VpDpm2M(SineModel dimension, vp, UniformLambda.Steps 40, T1.startTime, T1.endTime)

    let bytes (way: GradientWay) =
        allocated (fun () -> sampler.Gradient(ReadOnlySpan starts, T6.loss, way) |> ignore)

    let state = int64 (8 * dimension)
    // A checkpoint of this plan is a state and one past prediction, the tape of a step a state and its prediction.
    let few = GradientWay.Exact(Nullable(4L * state))
    let more = GradientWay.Exact(Nullable(12L * state))
    Assert.Equal(4L * state, sampler.CostOf(few, 1).StoredBytes)
    Assert.Equal(12L * state, sampler.CostOf(more, 1).StoredBytes)
    let measured = float (bytes more - bytes few) / float (8L * state)
    Assert.True(abs (measured - 1.0) < 0.02, sprintf "%.4f of the planned difference" measured)

[<Fact>]
let ``steps that are done again are told to nobody`` () =
    let sampler = VpDpm2M(model Prediction.Data, vp, UniformLambda.Steps 12, 0.9, 0.02)
    let mutable seen = 0
    let mutable reported = 0

    let told =
        SampleOptions<float>(
            Condition = options.Condition,
            StepCompleted = StepObserver<float>(fun _ -> seen <- seen + 1),
            Progress = {
                new IProgress<SampleProgress> with
                    member _.Report _ = reported <- reported + 1
            }
        )

    let way = GradientWay.Exact(Nullable 300L)
    Assert.True(sampler.CostOf(way, 2).Advances > 12L)
    sampler.Gradient(ReadOnlySpan starts, Differences.loss, way, told) |> ignore
    Assert.Equal(12, seen)
    Assert.Equal(12, reported)

[<Fact>]
let ``a way that was not declared is refused by its name`` () =
    let sampler = VpUniPC2(model Prediction.Data, vp, UniformLambda.Steps 4, 0.9, 0.02)

    for way, name in
        [
            WaysByName.Reversible, "Gradients.Reversible"
            WaysByName.AdjointDeis, "Gradients.AdjointDeis"
        ] do
        let failure =
            Assert.Throws<InvalidOperationException>(fun () ->
                sampler.Gradient(ReadOnlySpan starts, Differences.loss, way, options) |> ignore)

        Assert.Contains(name, failure.Message)

    let small =
        Assert.Throws<ArgumentOutOfRangeException>(fun () ->
            sampler.Gradient(ReadOnlySpan starts, Differences.loss, WaysByName.Exact 100L, options)
            |> ignore)

    Assert.Contains("memory", small.Message)

[<Fact>]
let ``the ways of one call agree on many steps`` () =
    let sampler = ddim 400

    let of' way =
        (sampler.Gradient(ReadOnlySpan T1.start, T6.loss, way, T6.options)).Start.[0]

    let exact = of' (GradientWay.Exact())
    Assert.Equal(exact, of' (budget 20))
    Assert.Equal(exact, of' (GradientWay.AdjointDeis(2, Prediction.Data)), 2e-2)
    Assert.Equal(exact, of' (GradientWay.Reversible()), 2e-2)
    Assert.Equal(exact, of' (GradientWay.Reversible ReversibleScheme.Heun), 2e-2)
    // The reference of T6.
    Assert.Equal(0.478133800003, of' (GradientWay.Reversible ReversibleScheme.Heun), 1e-4)
