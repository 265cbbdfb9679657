/// The step to the data, and runs that start inside a schedule.
module ItoSharp.Tests.Schedules.DenoiseTests

open System
open Xunit
open ItoSharp
open ItoSharp.Tests.Models
open ItoSharp.Tests.Gradients
open ItoSharp.Tests.Samplers.Fixtures

let private ve = VarianceExploding(0.02, 8.0)
let private starts = [| 3.7; -2.4; 0.9 |]

let private oracle (p: IProcess) predicts =
    GaussianMixtureModel<float>(mixture1, p, predicts)

let private dataAt (p: IProcess) time (x: float[]) =
    let prediction = Array.zeroCreate x.Length

    let mutable input =
        ModelInput<float>(ReadOnlySpan x, x.Length, time, ReadOnlySpan())

    (oracle p Prediction.Data).Evaluate(&input, Span prediction)
    prediction

[<Fact>]
let ``the last step is the model's data prediction, also where no time has sigma = 0`` () =
    for predicts in [ Prediction.Data; Prediction.Noise; Prediction.Velocity ] do
        let plain = VeDpm2M(oracle ve predicts, ve, UniformLambda.Steps 6)

        let denoised =
            VeDpm2M(oracle ve predicts, ve, (UniformLambda.Steps 6).DenoiseToZero())

        Assert.Equal(plain.Evaluations + 1, denoised.Evaluations)
        let last = denoised.Grid.Points.[7]
        Assert.Equal((1.0, 0.0, Double.PositiveInfinity), (last.Alpha, last.Sigma, last.Lambda))
        let expected = dataAt ve ve.MinTime (run plain starts)
        Array.iter2 (fun (e: float) a -> Assert.Equal(e, a, 12)) expected (run denoised starts)

    // EDM's own sampler has that step already.
    let onEdm (s: Schedule) =
        run (EdmHeun(oracle (Edm()) Prediction.Data, Edm(), s)) starts

    Assert.Equal<float[]>(onEdm (Karras.Steps(7, 7.0, true)), onEdm ((Karras.Steps 6).DenoiseToZero()))

[<Fact>]
let ``checkpoints carry a run over the step to the data`` () =
    let sampler =
        VeSdeDpm2M(oracle ve Prediction.Noise, ve, (Karras.Steps 4).DenoiseToZero())

    let options = SampleOptions(Seed = 6UL)
    let whole = runWith options sampler starts

    for stop in 0..4 do
        use first = sampler.Start(ReadOnlySpan starts, options)

        for _ in 1..stop do
            let query = first.NextQuery
            let mutable input = query.Input
            sampler.Model.Evaluate(&input, query.Prediction.Span)
            first.Advance()

        use second =
            sampler.Resume(SamplerCheckpoint.FromBytes(first.Save().Bytes.Span), options)

        second.Complete()
        Assert.Equal<float[]>(whole, second.State.ToArray())

[<Fact>]
let ``gradients through the step to the data, and through schedules that start inside, are exact`` () =
    let schedules: Schedule list = [
        (UniformTime.Steps 5).DenoiseToZero()
        (UniformLambda.Steps 5).DenoiseToZero()
        (TangentLaw.Steps(5, 0.8)).DenoiseToZero()
        (Karras.Steps 5).SkipFirst 2
        (VpSigma.Steps 5).SkipFirst(1).DenoiseToZero()
        (FlowShift.Steps(5, 3.0)).DenoiseToZero().SkipFirst 2
        (Polyexponential.Steps(4, 1.5))
        UniformRho.Steps 4
        PolynomialTime.Steps 4
        LambdaTable.Of(ReadOnlySpan [| -1.5; -0.3; 0.7; 2.0 |])
        SigmaTable.Of(ReadOnlySpan [| 6.0; 1.5; 0.4; 0.0 |])
    ]

    let options = SampleOptions(Seed = 2UL)

    for schedule in schedules do
        let model = oracle ve Prediction.Data

        let build (p: VarianceExploding) =
            VeSdeDpm2M(model, p, schedule) :> FieldSampler<_, _>

        let g =
            (VeSdeDpm2M(model, ve, schedule)).Gradient(ReadOnlySpan starts, Differences.loss, options)

        Differences.close $"{schedule}, start" 1e-8 (Differences.start 4e-3 (build ve) starts options) g.Start

        // The model is that of ve: its times move with the nodes.
        let expected =
            [|
                (fun e -> VarianceExploding(0.02 * (1.0 + e), 8.0))
                (fun e -> VarianceExploding(0.02, 8.0 * (1.0 + e)))
            |]
            |> Array.map (fun moved ->
                Differences.derivative 1e-3 (fun e -> Differences.lossOf (runWith options (build (moved e)) starts)))

        Differences.close $"{schedule}, process" 1e-7 expected [| g.Process.SigmaMin * 0.02; g.Process.SigmaMax * 8.0 |]

[<Fact>]
let ``a schedule that starts inside is the tail of the whole`` () =
    let whole = SampleGrid.Build(ve, UniformLambda.Steps 6, Nullable 0.9, Nullable 0.1)

    let tail =
        SampleGrid.Build(ve, (UniformLambda.Steps 6).SkipFirst 2, Nullable 0.9, Nullable 0.1)

    Assert.Equal<ProcessPoint[]>(whole.Points.Slice(2).ToArray(), tail.Points.ToArray())

    let table =
        SampleGrid.Build(AlphaBarTable.Ddpm(), (IndexSpacing.Trailing 10).SkipFirst 4)

    Assert.Equal<float list>(
        [ 599.0; 499.0; 399.0; 299.0; 199.0; 99.0; -1.0 ],
        [ for p in table.Points.ToArray() -> p.Time ]
    )

[<Fact>]
let ``times declared with a sampler give way to a table's own`` () =
    let p = Edm()
    let model = oracle p Prediction.Data

    let ends (s: Schedule) =
        let points = (EdmBetweenTimes(model, p, s)).Grid.Points
        points.[0].Time, points.[points.Length - 1].Time

    Assert.Equal((40.0, 0.01), ends (UniformTime.Steps 3))
    Assert.Equal((40.0, 0.0), ends ((UniformTime.Steps 3).DenoiseToZero()))
    Assert.Equal((5.0, 0.5), ends (TimeTable.Of(ReadOnlySpan [| 5.0; 0.5 |])))
    let start, stop = ends (SigmaTable.Of(ReadOnlySpan [| 5.0; 0.5; 0.0 |]))
    Assert.Equal(5.0, start, 12)
    Assert.Equal(0.0, stop)
