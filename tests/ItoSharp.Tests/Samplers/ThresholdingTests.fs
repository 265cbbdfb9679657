/// Thresholding against direct formulas, in every kind of plan, and its gradients.
module ItoSharp.Tests.Samplers.ThresholdingTests

open System
open FsCheck
open FsCheck.FSharp
open Xunit
open ItoSharp
open ItoSharp.Tests.Models
open ItoSharp.Tests.Samplers.Fixtures
open ItoSharp.Tests.Gradients

/// diffusers' _threshold_sample, written from its text; torch.quantile interpolates linearly.
let private dynamic (ratio: float) (limit: float) (maximum: float) (data: float[]) =
    let sorted = data |> Array.map abs |> Array.sort
    let position = ratio * float (data.Length - 1)
    let below = int (floor position)
    let above = min (below + 1) (data.Length - 1)

    let quantile =
        sorted[below] + (position - float below) * (sorted[above] - sorted[below])

    let s = min (max quantile limit) maximum
    data |> Array.map (fun d -> limit * max -s (min s d) / s)

let private fixedLimit (limit: float) =
    Array.map (fun (d: float) -> max -limit (min limit d))

/// A step of the rectified flow to t = 0 gives D itself.
let private thresholded (thresholding: Thresholding) (data: float[]) dimension =
    let model =
        FunctionModel<float>(
            dimension,
            Prediction.Data,
            fun _ prediction -> data.AsSpan(0, prediction.Length).CopyTo prediction
        )

    let sampler =
        FlowDpm2M(model, ItoSharp.RectifiedFlow(), UniformTime.Steps 1, Nullable 0.5, Nullable 0.0)

    runWith (SampleOptions(Thresholding = thresholding)) sampler (Array.zeroCreate data.Length)

let private problems =
    gen {
        let! dimension = Gen.choose (1, 12)
        let! rows = Gen.choose (1, 3)
        let! scale = Gen.elements [ 0.3; 1.0; 3.0 ]
        let! values = Gen.arrayOfLength (dimension * rows) (Gen.choose (-1000, 1000))
        let! quantile = Gen.choose (1, 1000)
        let! limit = Gen.elements [ 0.5; 1.0; 2.0 ]
        let! maximum = Gen.elements [ 1.0; 1.5; infinity ]

        return
            dimension,
            values |> Array.map (fun v -> scale * float v / 500.0),
            float quantile / 1000.0,
            limit,
            limit * maximum
    }

[<Fact>]
let ``both kinds are their formulas`` () =
    let config =
        Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(20261122UL, 7654321UL)

    Check.One(
        config,
        Prop.forAll (Arb.fromGen problems) (fun (dimension, data, quantile, limit, maximum) ->
            let rows = Array.chunkBySize dimension data

            let close (expected: float[]) (actual: float[]) =
                Array.forall2 (fun (e: float) a -> abs (e - a) <= 4e-16 * (1.0 + abs e)) expected actual

            close
                (rows |> Array.collect (dynamic quantile limit maximum))
                (thresholded (Thresholding.Dynamic(quantile, limit, maximum)) data dimension)
            && close
                (rows |> Array.collect (fixedLimit limit))
                (thresholded (Thresholding.Static limit) data dimension))
    )

[<Fact>]
let ``an interval that is not symmetric`` () =
    Assert.Equal<float[]>([| 0.0; 0.25; 1.0 |], thresholded (Thresholding.Static(0.0, 1.0)) [| -0.5; 0.25; 7.0 |] 3)

/// Correlated, so that an entry's clamp is felt by the others; two conditions.
let private law =
    let factor (a: float) (b: float) (c: float) =
        Array2D.init 3 1 (fun i _ -> [| a; b; c |].[i])

    GaussianMixture(
        [|
            GaussianComponent(0.4, [| -0.7; 0.3; 0.9 |], [| 0.2; 0.1; 0.3 |], factor 0.3 -0.2 0.4)
            GaussianComponent(0.6, [| 0.8; -0.4; 0.1 |], [| 0.15; 0.25; 0.2 |], factor -0.1 0.35 0.2)
        |],
        Array2D.init 3 2 (fun i j -> [| 0.5; -0.2; 0.1; 0.4; 0.3; -0.6 |].[2 * i + j])
    )

let private starts = [| 0.7; -0.4; -1.1; 0.9; 0.2; 0.3; -0.8; 1.3; 0.5 |]
let private start () = ReadOnlySpan starts
let private conditions = [| 0.3; -0.5; 0.8; 0.1; -0.2; 0.6 |]
let private mean = [| 0.4; -0.3; 0.1 |]
let private six = UniformLambda.Steps 6
let private from (t: float) = Nullable t

let private options (proc: IProcess) (thresholding: Thresholding) =
    SampleOptions<float>(
        Seed = 5UL,
        Condition = ReadOnlyMemory conditions,
        Thresholding = thresholding,
        Mean =
            (if proc.MeanReverting then
                 ReadOnlyMemory mean
             else
                 ReadOnlyMemory())
    )

/// The same thresholding done by a model of the data, for the samplers to see nothing of it.
let private wrapped (proc: IProcess) (threshold: float[] -> float[]) =
    let inner =
        if proc.MeanReverting then
            MeanShiftedModel<float>(GaussianMixtureModel<float>(law, proc, Prediction.Data), ReadOnlySpan mean)
            :> IModel<float>
        else
            GaussianMixtureModel<float>(law, proc, Prediction.Data)

    FunctionModel<float>(
        3,
        Prediction.Data,
        (fun input prediction ->
            inner.Evaluate(&input, prediction)

            for row in 0 .. input.Batch - 1 do
                let own = prediction.Slice(3 * row, 3)
                (threshold (own.ToArray())).AsSpan().CopyTo own),
        conditionDimension = 2
    )
    :> IModel<float>

let private oracle (proc: IProcess) kind : IModel<float> =
    if proc.MeanReverting then
        MeanShiftedModel<float>(GaussianMixtureModel<float>(law, proc, kind), ReadOnlySpan mean)
    else
        GaussianMixtureModel<float>(law, proc, kind)

let private agree (proc: 'p) (build: IModel<float> -> FieldSampler<'p, float>) =
    let cases = [
        Thresholding.Static 0.6, fixedLimit 0.6
        Thresholding.Dynamic(0.6, 0.4, 0.9), dynamic 0.6 0.4 0.9
    ]

    for thresholding, formula in cases do
        let plain = options proc null
        let expected = runWith plain (build (wrapped proc formula)) starts
        let unthresholded = runWith plain (build (oracle proc Prediction.Data)) starts
        Assert.True(Oracle.distance expected unthresholded > 1e-2, "the thresholding has something to do")

        for kind in Oracle.predictions do
            let actual = runWith (options proc thresholding) (build (oracle proc kind)) starts

            let miss = Oracle.distance actual expected
            Assert.True(miss < 1e-10, $"{thresholding}, {kind}: {miss}")

[<Fact>]
let ``it acts on the data prediction, whatever the model predicts and the plan combines`` () =
    agree vp (fun m -> VpDpm2M(m, vp, six, from 0.9, from 0.02))
    agree vp (fun m -> VpSdeDpm2M(m, vp, six, from 0.9, from 0.02))
    agree vp (fun m -> VpUniPC2(m, vp, six, from 0.9, from 0.02))
    agree vp (fun m -> VpHeun(m, vp, six, from 0.9, from 0.02))
    agree vp (fun m -> VpRhoAB2Kutta(m, vp, six, from 0.9, from 0.02))
    agree vp (fun m -> HookedHeavyBall(m, vp, six, from 0.9, from 0.02))
    agree vp (fun m -> HookedChurn(m, vp, six, from 0.9, from 0.02))
    agree (IrSde()) (fun m -> IrSdeDpm2M(m, IrSde(), six, from 0.9, from 0.05))
    agree (Edm()) (fun m -> EdmHeun(m, Edm(), Karras.Steps(6, 7.0, true), from 10.0, from 0.05))

let private sde =
    VpSdeDpm2M(oracle vp Prediction.Noise, vp, six, from 0.9, from 0.02)

[<Fact>]
let ``neither threads nor cuts, own loops or checkpoints change it`` () =
    let verify (sampler: FieldSampler<VpLinear, float>) =
        let at threads rows =
            SampleOptions<float>(
                Seed = 5UL,
                Condition = ReadOnlyMemory conditions,
                Thresholding = Thresholding.Dynamic(0.6, 0.4),
                Threads = threads,
                RowsPerCall = rows
            )

        let whole = runWith (at 1 0) sampler starts
        Assert.Equal<float[]>(whole, runWith (at 2 1) sampler starts)
        use run = sampler.Start(ReadOnlySpan starts, at 1 0)

        while not (isNull run.NextQuery) do
            let resumed = sampler.Resume(run.Save(), at 1 0)
            resumed.Complete()
            Assert.Equal<float[]>(whole, resumed.State.ToArray())
            run.NextQuery.Answer sampler.Model
            run.Advance()

        Assert.Equal<float[]>(whole, run.State.ToArray())

    verify sde
    verify (VpHeun(oracle vp Prediction.Velocity, vp, six, from 0.9, from 0.02))

[<Fact>]
let ``a step with thresholding allocates nothing`` () =
    let run =
        VpUniPC2(Silent(3), vp, UniformLambda.Steps 60)
            .Start(ReadOnlySpan starts, SampleOptions(Thresholding = Thresholding.Dynamic(0.7, 0.2)))

    let step () =
        run.NextQuery.Prediction.Span.Fill 0.25
        run.Advance()

    for _ in 1..30 do
        step ()

    let before = GC.GetAllocatedBytesForCurrentThread()

    for _ in 1..20 do
        step ()

    Assert.Equal(0L, GC.GetAllocatedBytesForCurrentThread() - before)

let private check<'p when 'p: not struct and 'p :> IProcess<'p>>
    (proc: 'p)
    kind
    (build: IModel<float> -> 'p -> FieldSampler<'p, float>)
    (gradient: FieldSampler<'p, float> -> SampleOptions -> Gradient<'p, float>)
    =
    let model = GaussianMixtureModel<float>(law, proc, kind)
    let sampler = build model proc
    let plain = gradient sampler (options proc null)

    for thresholding in
        [
            Thresholding.Static 0.6
            Thresholding.Dynamic(0.6, 0.4)
            Thresholding.Dynamic(0.6, 0.4, 0.7)
            Thresholding.Dynamic(0.5, 0.1, 3.0)
        ] do
        let options = options proc thresholding
        let g = gradient sampler options
        Assert.True(Oracle.distance g.Start plain.Start > 1e-3, "the thresholding has something to do")
        // Small steps, so that no entry crosses a kink.
        Differences.close "start" 1e-7 (Differences.start 2e-5 sampler starts options) g.Start
        Differences.close "condition" 1e-7 (Differences.condition 2e-5 sampler starts options) g.Condition
        let expected = Differences.processParameters 1e-5 (build model) proc starts options
        let values = Array.zeroCreate<float> expected.Length
        g.Process.CopyParameters(Span values)
        Differences.close "process" 1e-7 expected values

[<Fact>]
let ``exact gradients go through it`` () =
    for kind in Oracle.predictions do
        check (VpLinear()) kind (fun m p -> VpSdeDpm2M(m, p, six, from 0.9, from 0.02)) (fun s o ->
            (s :?> VpSdeDpm2M).Gradient(start (), Differences.loss, o))

    check (VpLinear()) Prediction.Velocity (fun m p -> VpHeun(m, p, six, from 0.9, from 0.02)) (fun s o ->
        (s :?> VpHeun).Gradient(start (), Differences.loss, o))

    check (VpLinear()) Prediction.Noise (fun m p -> VpUniPC2(m, p, six, from 0.9, from 0.02)) (fun s o ->
        (s :?> VpUniPC2).Gradient(start (), Differences.loss, o))

    check (VpLinear()) Prediction.Score (fun m p -> HookedHeavyBall(m, p, six, from 0.9, from 0.02)) (fun s o ->
        (s :?> HookedHeavyBall).Gradient(start (), Differences.loss, o))

    check (VpLinear()) Prediction.Noise (fun m p -> HookedChurn(m, p, six, from 0.9, from 0.02)) (fun s o ->
        (s :?> HookedChurn).Gradient(start (), Differences.loss, o))

    check (VpLinear()) Prediction.Flow (fun m p -> VpKutta3(m, p, six, from 0.9, from 0.02)) (fun s o ->
        (s :?> VpKutta3).Gradient(start (), Differences.loss, o))

    for kind in [ Prediction.Noise; Prediction.Data ] do
        check (IrSde()) kind (fun m p -> IrSdeDpm2M(m, p, six, from 0.9, from 0.05)) (fun s o ->
            (s :?> IrSdeDpm2M).Gradient(start (), Differences.loss, o))

[<Fact>]
let ``a model's own parameters feel it`` () =
    let options =
        SampleOptions<float>(Condition = ReadOnlyMemory [| 0.4 |], Thresholding = Thresholding.Static 0.85)

    let build theta =
        VpUniPC2(ConditionedScalarModel(VpLinear(), theta), VpLinear(), six, from 0.9, from 0.02)

    let at (theta: float) =
        Differences.lossOf (runWith options (build theta) [| 0.7; -0.2 |])

    let g =
        (build 0.5).Gradient(ReadOnlySpan [| 0.7; -0.2 |], Differences.loss, options)

    Differences.close "model" 1e-7 [| Differences.derivative 1e-4 (fun e -> at (0.5 + e)) |] g.Model

[<Theory>]
[<InlineData(AdjointStates.Recorded)>]
[<InlineData(AdjointStates.Recomputed)>]
let ``AdjointDEIS follows the thresholded flow`` (states: AdjointStates) =
    // A quantile that always acts, and never changes its entries on the way: the flow is smooth.
    let options = options vp (Thresholding.Dynamic(0.6, 0.05))

    let errors =
        [| 64; 128; 256; 512; 1024 |]
        |> Array.map (fun steps ->
            let sampler =
                VpDpm2M(oracle vp Prediction.Noise, vp, UniformLambda.Steps steps, from 0.7, from 0.02)

            let exact = sampler.Gradient(ReadOnlySpan starts, Differences.loss, options)

            let adjoint =
                sampler.GradientAdjointDeis(
                    ReadOnlySpan starts,
                    Differences.loss,
                    AdjointDeisOptions(States = states),
                    options
                )

            Assert.Equal(
                (if states = AdjointStates.Recorded then 2 else 3) * steps,
                fst (adjoint.ModelCalls.ToTuple())
                + (if states = AdjointStates.Recorded then 0 else 1)
            )

            let miss (a: float[]) (b: float[]) =
                sqrt (
                    Array.fold2 (fun s x y -> s + (x - y) ** 2.0) 0.0 a b
                    / Array.sumBy (fun y -> y * y) b
                )

            miss adjoint.Start exact.Start + miss adjoint.Condition exact.Condition)

    for coarse, fine in Array.pairwise errors do
        Assert.True(fine < 0.6 * coarse, $"%A{errors}")

    Assert.True(Array.last errors < 5e-3, $"%A{errors}")

[<Fact>]
let ``an infinite prediction is not clamped away`` () =
    let infinite =
        FunctionModel<float>(
            3,
            Prediction.Data,
            fun _ prediction ->
                prediction.Fill 0.5
                prediction[4] <- infinity
        )

    let sampler = VpDpm2M(infinite, vp, UniformLambda.Steps 4)

    for thresholding in [ Thresholding.Static(); Thresholding.Dynamic() ] do
        let failure =
            Assert.Throws<NonFiniteStateException>(fun () ->
                runWith (SampleOptions(Thresholding = thresholding)) sampler starts |> ignore)

        Assert.Contains("prediction", failure.Message)
        Assert.Equal(1UL, failure.Sample)

        let going =
            runWith (SampleOptions(Thresholding = thresholding, NonFinite = NonFinite.Continue)) sampler starts

        Assert.True(Double.IsNaN going[4] && Double.IsFinite going[0] && Double.IsFinite going[8])

[<Fact>]
let ``values that make no thresholding are named`` () =
    let refused (words: string list) (action: unit -> Thresholding) =
        let failure = Assert.ThrowsAny<ArgumentException>(fun () -> action () |> ignore)

        for word in words do
            Assert.Contains(word, failure.Message)

    refused [ "limit"; "-1" ] (fun () -> Thresholding.Static -1.0)
    refused [ "lowest is 2"; "highest is 1" ] (fun () -> Thresholding.Static(2.0, 1.0))
    refused [ "quantile"; "0" ] (fun () -> Thresholding.Dynamic 0.0)
    refused [ "quantile"; "NaN" ] (fun () -> Thresholding.Dynamic nan)
    refused [ "1.01" ] (fun () -> Thresholding.Dynamic 1.01)
    refused [ "maximum"; "limit 2"; "1" ] (fun () -> Thresholding.Dynamic(0.9, 2.0, 1.0))
