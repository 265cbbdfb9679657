/// Inpainting by mask replacement: exact gradients go through it.
module ItoSharp.Tests.Samplers.InpaintingGradientTests

open System
open Xunit
open ItoSharp
open ItoSharp.Tests.Models
open ItoSharp.Tests.Gradients
open ItoSharp.Tests.Samplers.Fixtures
open ItoSharp.Tests.Samplers.Inpainted

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
