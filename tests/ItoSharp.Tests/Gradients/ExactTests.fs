/// The exact adjoint of every plan against differences: start, condition, model and process parameters.
module ItoSharp.Tests.Gradients.ExactTests

// IProcess<'p> is used for its parameters.
#nowarn "3536"

open System
open Xunit
open ItoSharp
open ItoSharp.Tests.Models
open ItoSharp.Tests.Gradients

/// A two-dimensional conditional mixture with correlated components, so that no Jacobian is diagonal.
let law =
    let factor (a: float) (b: float) =
        Array2D.init 2 1 (fun i _ -> if i = 0 then a else b)

    GaussianMixture(
        [|
            GaussianComponent(0.4, [| -0.7; 0.3 |], [| 0.2; 0.1 |], factor 0.3 -0.2)
            GaussianComponent(0.6, [| 0.8; -0.4 |], [| 0.15; 0.25 |], factor -0.1 0.35)
        |],
        Array2D.init 2 2 (fun i j -> [| 0.5; -0.2; 0.1; 0.4 |].[2 * i + j])
    )

let starts = [| 0.7; -0.4; -1.1; 0.9; 0.2; 0.3 |]
let conditions = [| 0.3; -0.5; 0.8; 0.1; -0.2; 0.6 |]
let mean = [| 0.4; -0.3; 0.1; 0.2; -0.6; 0.5 |]

let options (proc: IProcess) =
    SampleOptions<float>(
        Seed = 5UL,
        Condition = ReadOnlyMemory conditions,
        Mean =
            (if proc.MeanReverting then
                 ReadOnlyMemory mean
             else
                 ReadOnlyMemory())
    )

let tolerance = 1e-8

let check<'p when 'p: not struct and 'p :> IProcess<'p>>
    (proc: 'p)
    (predicts: Prediction)
    (build: IModel<float> -> 'p -> FieldSampler<'p, float>)
    (gradient: FieldSampler<'p, float> -> SampleOptions -> Gradient<'p, float>)
    =
    // The model belongs to the process of the declaration: perturbing the sampler's parameters leaves it as it is.
    let model = GaussianMixtureModel<float>(law, proc, predicts)
    let options = options proc
    let sampler = build model proc
    let g = gradient sampler options
    Differences.close "start" tolerance (Differences.start 4e-3 sampler starts options) g.Start
    Differences.close "condition" tolerance (Differences.condition 4e-3 sampler starts options) g.Condition

    let expected = Differences.processParameters 1e-3 (build model) proc starts options
    let values = Array.zeroCreate<float> expected.Length
    g.Process.CopyParameters(Span values)
    Differences.close "process" tolerance expected values

let start () = ReadOnlySpan starts
let six = UniformLambda.Steps 6
let private from t = Nullable<float> t

[<Theory>]
[<InlineData(Prediction.Noise)>]
[<InlineData(Prediction.Data)>]
[<InlineData(Prediction.Velocity)>]
[<InlineData(Prediction.Score)>]
[<InlineData(Prediction.Flow)>]
let ``DDIM, any prediction`` (kind: Prediction) =
    check (VpLinear()) kind (fun m p -> VpDdim(m, p, six, from 0.9, from 0.02, Ddim 0.4)) (fun s o ->
        (s :?> VpDdim).Gradient(start (), Differences.loss, o))

[<Fact>]
let ``DPM-Solver++ 2M on nodes uniform in time`` () =
    check (VpLinear()) Prediction.Flow (fun m p -> VpDpm2M(m, p, UniformTime.Steps 7, from 0.95, from 0.03)) (fun s o ->
        (s :?> VpDpm2M).Gradient(start (), Differences.loss, o))

[<Fact>]
let ``DPM-Solver++ 2M on Karras' nodes`` () =
    check (VpLinear()) Prediction.Noise (fun m p -> VpDpm2M(m, p, Karras.Steps 7, from 0.95, from 0.03)) (fun s o ->
        (s :?> VpDpm2M).Gradient(start (), Differences.loss, o))

[<Fact>]
let ``SDE-DPM-Solver++ 2M`` () =
    check
        (VpLinear(0.2, 15.0))
        Prediction.Velocity
        (fun m p -> VpSdeDpm2M(m, p, six, from 0.9, from 0.02, SdeDpmSolverPP2M 0.8))
        (fun s o -> (s :?> VpSdeDpm2M).Gradient(start (), Differences.loss, o))

[<Fact>]
let ``UniPC-2`` () =
    check (VpLinear()) Prediction.Noise (fun m p -> VpUniPC2(m, p, six, from 0.9, from 0.02)) (fun s o ->
        (s :?> VpUniPC2).Gradient(start (), Differences.loss, o))

[<Fact>]
let ``SA-Solver with a window of noise`` () =
    check
        (VpLinear())
        Prediction.Data
        (fun m p -> VpWindowedSa(m, p, six, from 0.9, from 0.02, WindowedSa 0.7))
        (fun s o -> (s :?> VpWindowedSa).Gradient(start (), Differences.loss, o))

[<Fact>]
let ``Heun`` () =
    check (VpLinear()) Prediction.Data (fun m p -> VpHeun(m, p, six, from 0.9, from 0.02)) (fun s o ->
        (s :?> VpHeun).Gradient(start (), Differences.loss, o))

[<Fact>]
let ``Kutta, whose stages move with the parameters`` () =
    check
        (VpLinear())
        Prediction.Velocity
        (fun m p -> VpKutta3(m, p, UniformTime.Steps 5, from 0.9, from 0.02))
        (fun s o -> (s :?> VpKutta3).Gradient(start (), Differences.loss, o))

[<Fact>]
let ``rhoAB-2`` () =
    check (VpLinear()) Prediction.Score (fun m p -> VpRhoAB2(m, p, six, from 0.9, from 0.02)) (fun s o ->
        (s :?> VpRhoAB2).Gradient(start (), Differences.loss, o))

[<Fact>]
let ``rhoAB-2 started by Kutta's method`` () =
    check (VpLinear()) Prediction.Noise (fun m p -> VpRhoAB2Kutta(m, p, six, from 0.9, from 0.02)) (fun s o ->
        (s :?> VpRhoAB2Kutta).Gradient(start (), Differences.loss, o))

[<Fact>]
let ``stochastic noise form`` () =
    check
        (VpLinear())
        Prediction.Data
        (fun m p -> VpSdeNoise1(m, p, six, from 0.9, from 0.02, SdeNoise1 0.6))
        (fun s o -> (s :?> VpSdeNoise1).Gradient(start (), Differences.loss, o))

[<Fact>]
let ``a cosine process`` () =
    check (VpCosine()) Prediction.Flow (fun m p -> CosineUniPC2(m, p, six, from 0.95, from 0.02)) (fun s o ->
        (s :?> CosineUniPC2).Gradient(start (), Differences.loss, o))

[<Fact>]
let ``a variance-exploding process`` () =
    check
        (VarianceExploding())
        Prediction.Velocity
        (fun m p -> VeSa(m, p, six, from 0.9, from 0.1, SaSolverP2C2 0.9))
        (fun s o -> (s :?> VeSa).Gradient(start (), Differences.loss, o))

[<Theory>]
[<InlineData(Prediction.Noise)>]
[<InlineData(Prediction.Data)>]
let ``a mean-reverting process with noise`` (kind: Prediction) =
    check (IrSde()) kind (fun m p -> IrSdeDpm2M(m, p, six, from 0.9, from 0.05, SdeDpmSolverPP2M 0.5)) (fun s o ->
        (s :?> IrSdeDpm2M).Gradient(start (), Differences.loss, o))

[<Fact>]
let ``a mean-reverting process in noise form`` () =
    check (Ouve()) Prediction.Data (fun m p -> OuveRhoAB2(m, p, six, from 0.9, from 0.05)) (fun s o ->
        (s :?> OuveRhoAB2).Gradient(start (), Differences.loss, o))

    check (Ouve()) Prediction.Data (fun m p -> OuveHeun(m, p, six, from 0.9, from 0.05)) (fun s o ->
        (s :?> OuveHeun).Gradient(start (), Differences.loss, o))

[<Fact>]
let ``from alpha = 0 and to sigma = 0`` () =
    check
        (ItoSharp.RectifiedFlow())
        Prediction.Flow
        (fun m p -> FlowSdeDpm2M(m, p, UniformTime.Steps 6, solver = SdeDpmSolverPP2M 0.8))
        (fun s o -> (s :?> FlowSdeDpm2M).Gradient(start (), Differences.loss, o))

    check
        (Edm())
        Prediction.Data
        (fun m p -> EdmHeun(m, p, Karras.Steps(6, 7.0, true), from 10.0, from 0.05))
        (fun s o -> (s :?> EdmHeun).Gradient(start (), Differences.loss, o))

[<Fact>]
let ``encoding, from the data to the noise`` () =
    check (VpLinear()) Prediction.Noise (fun m p -> VpDpm2M(m, p, six, from 0.02, from 0.9)) (fun s o ->
        (s :?> VpDpm2M).Gradient(start (), Differences.loss, o))

[<Fact>]
let ``model parameters`` () =
    let options = SampleOptions<float>(Condition = ReadOnlyMemory [| 0.4 |])

    let build theta =
        VpUniPC2(ConditionedScalarModel(VpLinear(), theta), VpLinear(), six, from 0.9, from 0.02)

    let g =
        (build 0.5).Gradient(ReadOnlySpan [| 0.7; -0.2 |], Differences.loss, options)

    let expected =
        Differences.derivative 2e-3 (fun e ->
            let samples = Array.zeroCreate 2
            (build (0.5 + e)).Sample(ReadOnlySpan [| 0.7; -0.2 |], Span samples, options)
            Differences.lossOf samples)

    Differences.close "model" tolerance [| expected |] g.Model

[<Fact>]
let ``a gradient that needs the model's time derivative says so`` () =
    let options = SampleOptions<float>(Condition = ReadOnlyMemory [| 0.4 |])

    let sampler =
        VpUniPC2(ConditionedScalarModel(VpLinear(), 0.5), VpLinear(), six, from 0.9, from 0.02)

    let g = sampler.Gradient(ReadOnlySpan [| 0.7 |], Differences.loss, options)

    let failure =
        Assert.Throws<InvalidOperationException>(fun () -> g.Process |> ignore)

    Assert.Contains("DifferentiatesTime", failure.Message)

[<Fact>]
let ``gradients do not depend on threads or on how the batch is cut`` () =
    let model = GaussianMixtureModel<float>(law, VpLinear(), Prediction.Data)
    let sampler = VpSdeDpm2M(model, VpLinear(), six, from 0.9, from 0.02)

    let at threads rows =
        sampler.Gradient(
            start (),
            Differences.loss,
            SampleOptions<float>(
                Seed = 5UL,
                Condition = ReadOnlyMemory conditions,
                Threads = threads,
                RowsPerCall = rows
            )
        )

    let whole = at 1 0
    let cut = at 2 1
    Assert.Equal<float[]>(whole.Samples, cut.Samples)
    Assert.Equal<float[]>(whole.Start, cut.Start)
    Assert.Equal<float[]>(whole.Condition, cut.Condition)
    Assert.Equal<float[]>((at 1 1).Model, cut.Model)
