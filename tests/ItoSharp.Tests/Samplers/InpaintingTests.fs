/// Inpainting by mask replacement: against a loop by hand, its ends and its bits.
module ItoSharp.Tests.Samplers.InpaintingTests

open System
open Xunit
open ItoSharp
open ItoSharp.Tests.Models
open ItoSharp.Tests.Samplers.Fixtures
open ItoSharp.Tests.Gradients
open ItoSharp.Tests.Samplers.Inpainted

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
