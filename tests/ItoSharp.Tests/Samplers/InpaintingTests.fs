/// Inpainting by mask replacement: against a loop by hand, its ends, its bits and its gradients; and starts from data.
module ItoSharp.Tests.Samplers.InpaintingTests

open System
open Xunit
open ItoSharp
open ItoSharp.Tests.Models
open ItoSharp.Tests.Samplers.Fixtures
open ItoSharp.Tests.Gradients

let private law =
    GaussianMixture(
        [|
            GaussianComponent(
                0.5,
                [| -1.0; 0.0; 0.5 |],
                [| 0.2; 0.3; 0.1 |],
                Array2D.init 3 1 (fun i _ -> 0.2 * float i)
            )
            GaussianComponent(0.5, [| 1.0; 0.5; -0.5 |], [| 0.1; 0.2; 0.3 |])
        |]
    )

let private model = GaussianMixtureModel<float>(law, vp, Prediction.Data)
let private starts = [| 0.7; -0.4; -1.1; 0.9; 0.2; 0.3; -0.8; 1.3; 0.5 |]
let private start () = ReadOnlySpan starts
let private mask = [| 1.0; 0.0; 0.3 |]
let private known = [| 0.8; nan; -0.4 |]
let private mean = [| 0.4; -0.3; 0.1 |]
let private from (t: float) = Nullable t
let private six = UniformLambda.Steps 6
let private memory (values: float[]) = ReadOnlyMemory values
let private inpainting = Inpainting<float>(memory mask, memory known)

let private with' (inpainting: Inpainting<float>) =
    SampleOptions<float>(Seed = 9UL, Inpainting = inpainting)

/// The noise of the known values at a node from 1 on, and of the start.
let private noise (seed: uint64) (row: int) (node: int) =
    let z = Array.zeroCreate<float> 3
    FieldNoise.Fill(seed, uint64 row, 0x8000_0000u + uint32 (node - 1), Span z)
    z

let private once (seed: uint64) (row: int) =
    let z = Array.zeroCreate<float> 3
    FieldNoise.Fill(seed, uint64 row, UInt32.MaxValue, Span z)
    z

/// DDIM without noise, and the replacement, by hand.
let private byHand (grid: SampleGrid) (z: int -> int -> float[]) (known: float[]) =
    let points = grid.Points.ToArray()
    let mutable x = Array.copy starts

    for n in 0 .. points.Length - 2 do
        let s, t = points[n], points[n + 1]
        let data = Oracle.evaluate model x s.Time [||]

        x <- Array.map2 (fun x d -> t.Sigma / s.Sigma * x + (t.Alpha - s.Alpha * t.Sigma / s.Sigma) * d) x data

        x <-
            x
            |> Array.mapi (fun i x ->
                let row, j = i / 3, i % 3

                if mask[j] = 0.0 then
                    x
                else
                    mask[j] * (t.Alpha * known[j] + t.Sigma * (z row (n + 1)).[j])
                    + (1.0 - mask[j]) * x)

    x

[<Fact>]
let ``it is the replacement after every step, with noise of its own`` () =
    let sampler = VpDdim(model, vp, six, from 0.9, from 0.02, Ddim 0.0)
    let expected = byHand sampler.Grid (noise 9UL) known
    let actual = runWith (with' inpainting) sampler starts
    Assert.True(Oracle.distance actual expected < 1e-12)

    let fixedNoise =
        Inpainting<float>(memory mask, memory known, Noise = InpaintingNoise.Once)

    let expected = byHand sampler.Grid (fun row _ -> once 9UL row) known
    let actual = runWith (with' fixedNoise) sampler starts
    Assert.True(Oracle.distance actual expected < 1e-12)

[<Fact>]
let ``a mask of zeros changes no bit, not even of the steps' noise`` () =
    let none = Inpainting<float>(memory [| 0.0; 0.0; 0.0 |], memory [| nan; nan; nan |])
    let sampler = VpSdeDpm2M(model, vp, six)

    Assert.Equal<float[]>(runWith (SampleOptions(Seed = 9UL)) sampler starts, runWith (with' none) sampler starts)

[<Fact>]
let ``independent entries do not feel the mask on another`` () =
    let independent =
        GaussianMixture([| GaussianComponent(1.0, [| -1.0; 0.4; 0.5 |], [| 0.2; 0.3; 0.1 |]) |])

    let sampler =
        VpSdeDpm2M(GaussianMixtureModel<float>(independent, vp, Prediction.Data), vp, six)

    let plain = runWith (SampleOptions(Seed = 9UL)) sampler starts
    let inpainted = runWith (with' inpainting) sampler starts

    for row in 0..2 do
        Assert.Equal(plain[3 * row + 1], inpainted[3 * row + 1])
        Assert.NotEqual(plain[3 * row], inpainted[3 * row])

[<Fact>]
let ``where sigma is 0 at the end the known values stand to the bit`` () =
    let flow = ItoSharp.RectifiedFlow()

    let sampler =
        FlowSdeDpm2M(GaussianMixtureModel<float>(law, flow, Prediction.Flow), flow, UniformTime.Steps 6)

    let samples = runWith (with' inpainting) sampler starts

    for row in 0..2 do
        Assert.Equal(known[0], samples[3 * row])

    // With noise left at the end time, on request only.
    let sampler = VpUniPC2(model, vp, six, from 0.9, from 0.02)
    let clean = Inpainting<float>(memory mask, memory known, CleanEnd = true)

    let noisy, clean =
        runWith (with' inpainting) sampler starts, runWith (with' clean) sampler starts

    for row in 0..2 do
        Assert.Equal(known[0], clean[3 * row])
        let expected = vp.Alpha 0.02 * known[0] + vp.Sigma 0.02 * (noise 9UL row 6).[0]
        Assert.Equal(expected, noisy[3 * row], 1e-15)

[<Fact>]
let ``a mean-reverting process takes the known values to its mean`` () =
    let proc = IrSde()

    let sampler =
        IrSdeDpm2M(GaussianMixtureModel<float>(law, proc, Prediction.Data), proc, six, from 0.9, from 0.05)

    let options =
        SampleOptions<float>(Seed = 9UL, Mean = memory mean, Inpainting = inpainting)

    let states = sampler.SampleTrajectory(ReadOnlySpan starts, options)

    for node in 1..6 do
        let point = sampler.Grid.Points[node]

        for row in 0..2 do
            let expected =
                mean[0]
                + point.Alpha * (known[0] - mean[0])
                + point.Sigma * (noise 9UL row node).[0]

            Assert.Equal(expected, states.States[node][3 * row], 1e-14)

[<Fact>]
let ``a trajectory holds the states of the nodes, not those that churn makes of them`` () =
    let sampler = HookedChurn(model, vp, six, from 0.9, from 0.02)
    let kept = sampler.SampleTrajectory(ReadOnlySpan starts, with' inpainting)
    Assert.Equal<float[]>(starts, kept.States[0])
    let seen = System.Collections.Generic.List<float[]>()

    let options =
        SampleOptions<float>(
            Seed = 9UL,
            Inpainting = inpainting,
            StepCompleted = StepObserver<float>(fun step -> seen.Add(step.State.ToArray()))
        )

    Assert.Equal<float[]>(kept.Samples, runWith options sampler starts)

    for node in 1..6 do
        let point = sampler.Grid.Points[node]
        Assert.Equal<float[]>(kept.States[node], seen[node - 1])

        for row in 0..2 do
            let expected = point.Alpha * known[0] + point.Sigma * (noise 9UL row node).[0]
            Assert.Equal(expected, kept.States[node][3 * row], 1e-14)

    // The churn does something.
    let plain = VpHeun(model, vp, six, from 0.9, from 0.02)
    Assert.NotEqual<float[]>(kept.Samples, runWith (with' inpainting) plain starts)

[<Fact>]
let ``neither threads nor cuts, slices or checkpoints change a bit`` () =
    let rows = Array.concat [ known; [| 0.1; nan; 0.2 |]; [| -0.3; nan; 0.9 |] ]
    let rowwise = Inpainting<float>(memory mask, memory rows)

    let verify (sampler: FieldSampler<VpLinear, float>) =
        let at threads cut =
            SampleOptions<float>(Seed = 9UL, Inpainting = rowwise, Threads = threads, RowsPerCall = cut)

        let whole = runWith (at 1 0) sampler starts
        Assert.Equal<float[]>(whole, runWith (at 3 1) sampler starts)
        Assert.Equal<float[]>(whole, runWith (at 2 2) sampler starts)

        let slice =
            SampleOptions<float>(
                Seed = 9UL,
                FirstSample = 1UL,
                Inpainting = Inpainting<float>(memory mask, memory rows[3..])
            )

        Assert.Equal<float[]>(whole[3..], runWith slice sampler starts[3..])
        use run = sampler.Start(ReadOnlySpan starts, at 1 0)

        while not (isNull run.NextQuery) do
            let resumed = sampler.Resume(run.Save(), at 1 0)
            resumed.Complete()
            Assert.Equal<float[]>(whole, resumed.State.ToArray())
            run.NextQuery.Answer sampler.Model
            run.Advance()

        Assert.Equal<float[]>(whole, run.State.ToArray())

    verify (VpSdeDpm2M(model, vp, six))
    verify (VpUniPC2(model, vp, six))
    verify (VpHeun(model, vp, six))
    verify (HookedChurn(model, vp, six, from 0.9))

[<Fact>]
let ``each sample's own seed is that of its known values`` () =
    let sampler = VpDdim(model, vp, six, from 0.9, from 0.02, Ddim 0.0)

    let at (seeds: uint64[]) =
        SampleOptions<float>(SampleSeeds = ReadOnlyMemory seeds, Inpainting = inpainting)

    let all =
        runWith (at [| 3UL; 5UL; 3UL |]) sampler (Array.init 9 (fun i -> starts[i % 3]))

    Assert.Equal<float[]>(all[0..2], all[6..8])
    Assert.NotEqual<float[]>(all[0..2], all[3..5])
    Assert.Equal<float[]>(all[3..5], runWith (at [| 5UL |]) sampler starts[0..2])

[<Fact>]
let ``a step with inpainting allocates nothing`` () =
    let run =
        VpUniPC2(Silent(3), vp, UniformLambda.Steps 60).Start(ReadOnlySpan starts, with' inpainting)

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

    let values =
        Array.concat [ [| 0.8; 0.0; -0.4 |]; [| 0.1; 0.0; 0.2 |]; [| -0.3; 0.0; 0.9 |] ]

    let options (values: float[]) (thresholding: Thresholding) clean =
        SampleOptions<float>(
            Seed = 5UL,
            Thresholding = thresholding,
            Inpainting = Inpainting<float>(memory [| 1.0; 0.0; 0.3 |], memory values, CleanEnd = clean),
            Mean = (if proc.MeanReverting then memory mean else ReadOnlyMemory())
        )

    for thresholding, clean in [ null, false; null, true; Thresholding.Dynamic(0.6, 0.4), false ] do
        let own = options values thresholding clean
        let g = gradient sampler own
        Differences.close "start" 1e-8 (Differences.start 1e-3 sampler starts own) g.Start

        let byKnown =
            Array.init 9 (fun i ->
                Differences.derivative 1e-3 (fun e ->
                    Differences.lossOf (
                        runWith (options (Differences.perturb values i e) thresholding clean) sampler starts
                    )))

        Differences.close "known" 1e-8 byKnown g.Known
        Assert.True(abs byKnown[0] > 1e-2 && byKnown[1] = 0.0)
        let expected = Differences.processParameters 1e-3 (build model) proc starts own
        let actual = Array.zeroCreate<float> expected.Length
        g.Process.CopyParameters(Span actual)
        Differences.close "process" 1e-8 expected actual

[<Fact>]
let ``exact gradients go through it, to the known values too`` () =
    check (VpLinear()) Prediction.Noise (fun m p -> VpSdeDpm2M(m, p, six, from 0.9, from 0.02)) (fun s o ->
        (s :?> VpSdeDpm2M).Gradient(start (), Differences.loss, o))

    check (VpLinear()) Prediction.Data (fun m p -> VpUniPC2(m, p, six, from 0.9, from 0.02)) (fun s o ->
        (s :?> VpUniPC2).Gradient(start (), Differences.loss, o))

    check (VpLinear()) Prediction.Velocity (fun m p -> VpHeun(m, p, six, from 0.9, from 0.02)) (fun s o ->
        (s :?> VpHeun).Gradient(start (), Differences.loss, o))

    check (VpLinear()) Prediction.Noise (fun m p -> HookedChurn(m, p, six, from 0.9, from 0.02)) (fun s o ->
        (s :?> HookedChurn).Gradient(start (), Differences.loss, o))

    check (VpLinear()) Prediction.Noise (fun m p -> HookedHeavyBall(m, p, six, from 0.9, from 0.02)) (fun s o ->
        (s :?> HookedHeavyBall).Gradient(start (), Differences.loss, o))

    check (IrSde()) Prediction.Data (fun m p -> IrSdeDpm2M(m, p, six, from 0.9, from 0.05)) (fun s o ->
        (s :?> IrSdeDpm2M).Gradient(start (), Differences.loss, o))

    check (ItoSharp.RectifiedFlow()) Prediction.Flow (fun m p -> FlowSdeDpm2M(m, p, UniformTime.Steps 6)) (fun s o ->
        (s :?> FlowSdeDpm2M).Gradient(start (), Differences.loss, o))

[<Fact>]
let ``gradients by the mean and by the nodes' times go through it, and through thresholding`` () =
    let values = [| 0.8; 0.0; -0.4 |]

    for kind in [ Prediction.Noise; Prediction.Data ] do
        for thresholding in [ null; Thresholding.Dynamic(0.6, 0.4) ] do
            let options (mean: float[]) =
                SampleOptions<float>(
                    Seed = 5UL,
                    Thresholding = thresholding,
                    Inpainting = Inpainting<float>(memory mask, memory values),
                    Mean = memory mean
                )

            let proc = IrSde()
            let means = Array.init 9 (fun i -> mean[i % 3] + 0.1 * float (i / 3))

            let sampler =
                IrSdeDpm2M(GaussianMixtureModel<float>(law, proc, kind), proc, six, from 0.9, from 0.05)

            let byMean =
                Array.init 9 (fun i ->
                    Differences.derivative 2e-5 (fun e ->
                        Differences.lossOf (runWith (options (Differences.perturb means i e)) sampler starts)))

            let g = sampler.Gradient(start (), Differences.loss, options means)
            Differences.close "mean" 1e-7 byMean g.Mean

            let times = [| 0.9; 0.7; 0.45; 0.3; 0.12; 0.02 |]

            let build (times: float[]) =
                VpSdeDpm2M(GaussianMixtureModel<float>(law, vp, kind), vp, TimeTable.Of(ReadOnlySpan times))

            let byTime =
                Array.init 6 (fun i ->
                    Differences.derivative 1e-5 (fun e ->
                        Differences.lossOf (runWith (options [||]) (build (Differences.perturb times i e)) starts)))

            let g = (build times).Gradient(start (), Differences.loss, options [||])
            Differences.close "times" 1e-7 byTime g.Times

[<Fact>]
let ``gradients through it do not depend on threads`` () =
    let sampler = VpSdeDpm2M(model, vp, six, from 0.9, from 0.02)

    let at threads cut =
        sampler.Gradient(
            ReadOnlySpan starts,
            Differences.loss,
            SampleOptions<float>(
                Seed = 5UL,
                Inpainting = inpainting,
                Thresholding = Thresholding.Dynamic(0.6, 0.4),
                Threads = threads,
                RowsPerCall = cut
            )
        )

    let whole, cut = at 1 0, at 2 1
    Assert.Equal<float[]>(whole.Start, cut.Start)
    Assert.Equal<float[]>(whole.Known, cut.Known)
    Assert.Empty (sampler.Gradient(ReadOnlySpan starts, Differences.loss, null)).Known

let private refused (words: string list) (action: unit -> unit) =
    let failure = Assert.ThrowsAny<ArgumentException>(action)

    for word in words do
        Assert.Contains(word, failure.Message)

[<Fact>]
let ``masks and values that do not fit are named`` () =
    let sampler = VpSdeDpm2M(model, vp, six)

    let run (mask: float[]) (known: float[]) () =
        runWith (with' (Inpainting<float>(memory mask, memory known))) sampler starts
        |> ignore

    refused [ "Inpainting.Mask"; "2 values"; "3 rows"; "dimension is 3" ] (run [| 1.0; 0.0 |] known)
    refused [ "Inpainting.Known"; "4 values" ] (run mask [| 1.0; 0.0; 0.0; 0.0 |])
    refused [ "Inpainting.Mask[2]"; "1.5"; "[0, 1]" ] (run [| 1.0; 0.0; 1.5 |] known)
    refused [ "Inpainting.Mask[0]"; "NaN" ] (run [| nan; 0.0; 0.5 |] known)
    refused [ "Inpainting.Known[1]"; "NaN"; "mask is 0.5" ] (run [| 1.0; 0.5; 0.5 |] known)

    refused [ "AdjointDEIS"; "exact adjoint" ] (fun () ->
        sampler.GradientAdjointDeis(ReadOnlySpan starts, Differences.loss, null, with' inpainting)
        |> ignore)

[<Fact>]
let ``data go to the start time by the forward kernel, with the prior's noise`` () =
    let data = Array.init 9 (fun i -> 0.1 * float i)
    let started = Array.zeroCreate<float> 9
    let sampler = VpDdim(model, vp, six, from 0.5)
    sampler.AddNoise(ReadOnlySpan data, Span started, SampleOptions(Seed = 3UL))
    let point = sampler.Grid.Points[0]

    let expected =
        Array.init 9 (fun i -> point.Alpha * data[i] + point.Sigma * (once 3UL (i / 3)).[i % 3])

    Assert.True(Oracle.distance started expected < 1e-15)

    // In place; a slice gets what it has in the whole.
    let slice = data[3..8]
    sampler.AddNoise(ReadOnlySpan slice, Span slice, SampleOptions(Seed = 3UL, FirstSample = 1UL))
    Assert.Equal<float[]>(started[3..8], slice)

    // Where alpha is 0 nothing of the data is left.
    let flow = ItoSharp.RectifiedFlow()

    let whole =
        FlowDpm2M(GaussianMixtureModel<float>(law, flow, Prediction.Flow), flow, UniformTime.Steps 4)

    let prior = Array.zeroCreate<float> 9
    whole.AddNoise(ReadOnlySpan data, Span started, null)
    whole.DrawPrior(Span prior, null)
    Assert.Equal<float[]>(prior, started)

    let proc = IrSde()

    let reverting =
        IrSdeDpm2M(GaussianMixtureModel<float>(law, proc), proc, six, from 0.4)

    let options = SampleOptions<float>(Seed = 3UL, Mean = memory mean)
    reverting.AddNoise(ReadOnlySpan data, Span started, options)
    let point = reverting.Grid.Points[0]

    let expected =
        Array.init 9 (fun i ->
            mean[i % 3]
            + point.Alpha * (data[i] - mean[i % 3])
            + point.Sigma * (once 3UL (i / 3)).[i % 3])

    Assert.True(Oracle.distance started expected < 1e-14)

    refused [ "data has 6"; "start has 9" ] (fun () -> sampler.AddNoise(ReadOnlySpan data[0..5], Span started, null))

    refused [ "data[4]"; "NaN" ] (fun () ->
        sampler.AddNoise(ReadOnlySpan(Array.updateAt 4 nan data), Span started, null))
