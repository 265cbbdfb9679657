/// Fits of step coefficients: exact where they must be, better on noise they have not seen, and honest about their rank.
module ItoSharp.Tests.Fitting.FitTests

// IProcess<'p> is used for its parameters.
#nowarn "3536"

open System
open System.Collections.Generic
open System.Threading
open Xunit
open ItoSharp
open ItoSharp.Tests.Models

let private vp = VpLinear()

/// Five clusters on no line, one of them long and thin.
let private clusters =
    GaussianMixture(
        [|
            GaussianComponent(0.25, [| -1.2; 0.4 |], [| 0.05; 0.02 |])
            GaussianComponent(0.2, [| 1.1; 0.9 |], [| 0.01; 0.08 |])
            GaussianComponent(0.15, [| 0.2; -1.3 |], [| 0.04; 0.04 |])
            GaussianComponent(0.3, [| 0.9; -0.6 |], [| 0.02; 0.02 |], Array2D.init 2 1 (fun i _ -> [| 0.4; 0.3 |].[i]))
            GaussianComponent(0.1, [| -0.3; 1.4 |], [| 0.02; 0.03 |])
        |]
    )

let private model = GaussianMixtureModel<float>(clusters, vp, Prediction.Data)

let private draw (sampler: FieldSampler<'p, float>) rows seed =
    let starts = Array.zeroCreate (rows * sampler.Model.Dimension)
    sampler.DrawPrior(Span starts, SampleOptions(Seed = seed))
    starts

let private sample (sampler: FieldSampler<'p, float>) (starts: float[]) =
    let samples = Array.zeroCreate starts.Length
    sampler.Sample(ReadOnlySpan starts, Span samples)
    samples

let private difference (a: float[]) (b: float[]) =
    sqrt ((Array.map2 (fun x y -> (x - y) * (x - y)) a b |> Array.sum) / float a.Length)

/// The exact solution, by two hundred steps of the third order.
let private solution starts =
    sample (VpAdams3(model, vp, UniformLambda.Steps 200)) starts

let private ddim steps =
    VpDdimMemory(model, vp, UniformLambda.Steps steps)

let private training = draw (ddim 5) 256 1UL
let private heldOut = draw (ddim 5) 2048 2UL
let private larger = draw (ddim 5) 1024 1UL
let private largerSolution = lazy (solution larger)
let private heldOutSolution = lazy (solution heldOut)

let private error sampler =
    difference (sample sampler heldOut) heldOutSolution.Value

[<Fact>]
let ``IIA on DDIM takes the error of unseen noise below 0.6 of its own`` () =
    for steps in [ 5; 10; 20 ] do
        let plain = ddim steps
        let fit = Iia.Fit(plain, ReadOnlySpan larger, IiaOptions(Terms = 1))
        let ratio = error (plain.With fit.Coefficients) / error plain
        Assert.True(ratio <= 0.6, sprintf "%d steps: %.3f" steps ratio)

        // It generalises: on the batch of the fit it is not much better. (Ratios: a few samples near the borders between the
        // clusters make most of an error, so that errors themselves differ between batches.)
        let trained =
            difference (sample (plain.With fit.Coefficients) larger) largerSolution.Value
            / difference (sample plain larger) largerSolution.Value

        Assert.True(ratio <= 1.2 * trained, sprintf "%d steps: %.3f trained, %.3f unseen" steps trained ratio)
        Assert.All(fit.Steps, (fun (s: StepFit) -> Assert.True(s.After <= s.Before)))

[<Fact>]
let ``D-ODE on DDIM halves the error of unseen noise`` () =
    for steps in [ 5; 10; 20 ] do
        let plain = ddim steps
        let fit = DOde.Fit(plain, ReadOnlySpan training, DOdeOptions(TeacherSteps = 20))
        let before, after = error plain, error (plain.With fit.Coefficients)
        Assert.True(after <= 0.5 * before, sprintf "%d steps: %.4f before, %.4f after" steps before after)

[<Fact>]
let ``both lower the error of a two-node plan and of Heun's, too`` () =
    let better (plain: FieldSampler<'p, float>) (fitted: FieldSampler<'p, float>) =
        let before, after = error plain, error fitted
        Assert.True(after <= 0.85 * before, sprintf "%s: %.4f before, %.4f after" (plain.GetType().Name) before after)

    let two = VpDpm2MMemory(model, vp, UniformLambda.Steps 10)
    better two (two.With (Iia.Fit(two, ReadOnlySpan larger, IiaOptions(FineSteps = 2, Terms = 3))).Coefficients)
    better two (two.With (DOde.Fit(two, ReadOnlySpan larger)).Coefficients)
    let euler = VpEulerMemory(model, vp, UniformLambda.Steps 20)
    let fitted = euler.With (DOde.Fit(euler, ReadOnlySpan training)).Coefficients

    Assert.True(
        error fitted <= 0.95 * error euler,
        sprintf "Euler: %.4f before, %.4f after" (error euler) (error fitted)
    )

    let heun = VpHeun(model, vp, UniformLambda.Steps 6)
    better heun (heun.With (Iia.Fit(heun, ReadOnlySpan training, IiaOptions(Terms = 1))).Coefficients)
    better heun (heun.With (DOde.Fit(heun, ReadOnlySpan training)).Coefficients)

[<Fact>]
let ``one sub-step or one teacher step gives the plan itself`` () =
    let zero (fit: CoefficientFit) =
        let table = fit.Coefficients
        Assert.Equal(StepCoefficients.Zero(table.StepCount, table.Memory), table)

    let one = IiaOptions(FineSteps = 1, Terms = 2)
    zero (Iia.Fit(ddim 6, ReadOnlySpan training, one))
    zero (Iia.Fit(VpDpm2MMemory(model, vp, UniformTime.Steps 6), ReadOnlySpan training, one))
    zero (Iia.Fit(VpRhoAB2KuttaMemory(model, vp, UniformLambda.Steps 6), ReadOnlySpan training, one))
    zero (DOde.Fit(ddim 6, ReadOnlySpan training, DOdeOptions(TeacherSteps = 1)))

/// Where every prediction is a multiple of the state, one number a step reaches the target, whatever it is.
[<Fact>]
let ``on a Gaussian around zero the fits are exact`` () =
    let law =
        GaussianMixture([| GaussianComponent(1.0, [| 0.0; 0.0; 0.0 |], [| 0.3; 0.3; 0.3 |]) |])

    for predicts in [ Prediction.Data; Prediction.Noise ] do
        let gaussian = GaussianMixtureModel<float>(law, vp, predicts)
        let plain = VpDdimMemory(gaussian, vp, UniformLambda.Steps 5)
        let starts = draw plain 20 3UL

        let fit = DOde.Fit(plain, ReadOnlySpan starts, DOdeOptions(TeacherSteps = 8))

        for step in fit.Steps do
            Assert.True(step.Before > 1e-5 && step.After <= 1e-14, string step)

        // On noise it has not seen it is its teacher: forty steps of DDIM.
        let unseen = draw plain 20 4UL
        let teacher = VpDdimMemory(gaussian, vp, UniformLambda.Steps 40)

        let off =
            difference (sample (plain.With fit.Coefficients) unseen) (sample teacher unseen)

        Assert.True(off <= 1e-14, string off)

        // Two differences are one direction: the second is left out, and the fit says so.
        let iia = Iia.Fit(plain, ReadOnlySpan starts, IiaOptions(FineSteps = 8, Terms = 2))

        for step in iia.Steps do
            Assert.Equal(1, step.Rank)
            Assert.Equal((if step.Step < 2 then 1 else 2), step.Terms)
            Assert.True(step.After <= 1e-14, string step)

    // In noise form, where the first step's regressor holds the state, too. At high noise the noise predictions of two steps
    // are the state but for a part in a thousand, and their difference has that much less precision.
    let noise = GaussianMixtureModel<float>(law, vp, Prediction.Noise)
    let rho = VpRhoAB2(noise, vp, UniformLambda.Steps 5)
    let starts = draw rho 20 3UL
    let fit = DOde.Fit(rho, ReadOnlySpan starts)
    Assert.All(fit.Steps, (fun (s: StepFit) -> Assert.True(s.After <= 2e-12, string s)))

    let teacher = VpRhoAB2(noise, vp, UniformLambda.Steps 50)

    Assert.True(
        difference (sample (rho.With fit.Coefficients) starts) (sample teacher starts)
        <= 2e-12
    )

[<Fact>]
let ``a mean and a condition are the run's`` () =
    let ir = IrSde()

    let law =
        GaussianMixture([| GaussianComponent(1.0, [| 0.0; 0.0 |], [| 0.3; 0.3 |]) |])

    let mean = [| 2.0; -1.0 |]

    let sampler =
        IrSdeDpm2MMemory(
            MeanShiftedModel<float>(GaussianMixtureModel<float>(law, ir, Prediction.Data), ReadOnlySpan mean),
            ir,
            UniformLambda.Steps 5,
            solver = SdeDpmSolverPP2M 0.0
        )

    let options = SampleOptions<float>(Mean = ReadOnlyMemory mean, Seed = 3UL)
    let starts = Array.zeroCreate 20
    sampler.DrawPrior(Span starts, options)
    let fit = DOde.Fit(sampler, ReadOnlySpan starts, DOdeOptions(Run = options))
    Assert.All(fit.Steps, (fun (s: StepFit) -> Assert.True(s.Before > 1e-6 && s.After <= 2e-14, string s)))

    Assert.Contains(
        "Mean",
        Assert.Throws<ArgumentException>(fun () -> DOde.Fit(sampler, ReadOnlySpan starts) |> ignore).Message
    )

[<Fact>]
let ``from alpha = 0 and to sigma = 0`` () =
    let flow = ItoSharp.RectifiedFlow()
    let m = GaussianMixtureModel<float>(clusters, flow, Prediction.Flow)
    let plain = FlowDdimMemory(m, flow, UniformTime.Steps 6)
    let starts = draw plain 128 1UL
    let unseen = draw plain 256 2UL
    let fine = sample (FlowDdimMemory(m, flow, UniformTime.Steps 600)) unseen

    for fit in [ Iia.Fit(plain, ReadOnlySpan starts); DOde.Fit(plain, ReadOnlySpan starts) ] do
        let before = difference (sample plain unseen) fine
        let after = difference (sample (plain.With fit.Coefficients) unseen) fine
        Assert.True(after <= 0.75 * before, sprintf "%.4f before, %.4f after" before after)

[<Fact>]
let ``the fit does not depend on threads or on how the batch is cut, but for rounding`` () =
    let fit threads rows =
        (Iia.Fit(ddim 5, ReadOnlySpan training, IiaOptions(Run = SampleOptions(Threads = threads, RowsPerCall = rows))))
            .Coefficients

    Assert.Equal(fit 1 0, fit 2 0)
    Assert.Equal(fit 1 50, fit 2 50)
    Assert.Equal(fit 1 0, fit 2 50)

[<Fact>]
let ``in float`` () =
    let model = GaussianMixtureModel<float32>(clusters, vp, Prediction.Data)
    let plain = VpDdimMemorySingle(model, vp, UniformLambda.Steps 5)
    let starts = training |> Array.map float32
    let fit = Iia.Fit(plain, ReadOnlySpan starts, IiaOptions(FineSteps = 20))
    let inDouble = Iia.Fit(ddim 5, ReadOnlySpan training, IiaOptions(FineSteps = 20))

    for n in 0..4 do
        Array.iter2
            (fun (a: float) b -> Assert.Equal(a, b, 1e-3))
            (inDouble.Coefficients.Predictions(n).ToArray())
            (fit.Coefficients.Predictions(n).ToArray())

[<Fact>]
let ``progress, cancellation and the count of evaluations`` () =
    let seen = List<float>()

    let progress = {
        new IProgress<SampleProgress> with
            member _.Report p = seen.Add p.Fraction
    }

    let fit =
        DOde.Fit(ddim 5, ReadOnlySpan training, DOdeOptions(TeacherSteps = 3, Run = SampleOptions(Progress = progress)))

    Assert.Equal<float list>([ 0.2; 0.4; 0.6; 0.8; 1.0 ], List.ofSeq seen)
    Assert.Equal(5 + 15, fit.Evaluations)
    Assert.Equal(5 + 5 * 4, (Iia.Fit(ddim 5, ReadOnlySpan training, IiaOptions(FineSteps = 4))).Evaluations)

    use stop = new CancellationTokenSource()
    stop.Cancel()

    Assert.ThrowsAny<OperationCanceledException>(fun () ->
        Iia.Fit(ddim 5, ReadOnlySpan training, IiaOptions(Run = SampleOptions(Cancellation = stop.Token)))
        |> ignore)
    |> ignore

[<Fact>]
let ``what cannot be fitted is refused`` () =
    let refused (part: string) (fit: unit -> CoefficientFit) =
        Assert.Contains(part, Assert.ThrowsAny<ArgumentException>(fun () -> fit () |> ignore).Message)

    let five = UniformLambda.Steps 5
    refused "Eta = 0.5" (fun () -> Iia.Fit(VpDdimMemory(model, vp, five, solver = Ddim 0.5), ReadOnlySpan training))
    let ir = IrSde()

    let churned =
        IrSdeChurnedHeun(GaussianMixtureModel<float>(clusters, ir, Prediction.Data), ir, five)

    let painted =
        SampleOptions<float>(
            Inpainting = Inpainting<float>(ReadOnlyMemory [| 1.0; 0.0 |], ReadOnlyMemory [| 0.0; 0.0 |])
        )

    refused "inpaints" (fun () -> DOde.Fit(ddim 5, ReadOnlySpan training, DOdeOptions(Run = painted)))
    refused "churns" (fun () -> DOde.Fit(churned, ReadOnlySpan training))
    refused "corrector" (fun () -> DOde.Fit(VpUniPC2(model, vp, five), ReadOnlySpan training))
    refused "Memory = 3" (fun () -> Iia.Fit(VpDpm2M(model, vp, five), ReadOnlySpan training))
    refused "2 stages" (fun () -> Iia.Fit(VpHeun(model, vp, five), ReadOnlySpan training))
    refused "With(null)" (fun () -> Iia.Fit((ddim 5).With(StepCoefficients.Zero(5, 1)), ReadOnlySpan training))
    refused "FineSteps is 0" (fun () -> Iia.Fit(ddim 5, ReadOnlySpan training, IiaOptions(FineSteps = 0)))
    refused "TeacherSteps" (fun () -> DOde.Fit(ddim 5, ReadOnlySpan training, DOdeOptions(TeacherSteps = 0)))
    refused "RankTolerance" (fun () -> DOde.Fit(ddim 5, ReadOnlySpan training, DOdeOptions(RankTolerance = -1.0)))
    refused "start" (fun () -> DOde.Fit(ddim 5, ReadOnlySpan [| 1.0 |]))

/// What a fit starts a gradient may go on with: the weights of all steps descend together.
[<Fact>]
let ``gradient descent on the coefficients`` () =
    let plain = ddim 5
    let reference = solution training

    let loss =
        Loss<float>(fun x gradient ->
            let mutable sum = 0.0

            for i in 0 .. x.Length - 1 do
                gradient.[i] <- 2.0 * (x.[i] - reference.[i]) / float x.Length
                sum <- sum + (x.[i] - reference.[i]) ** 2.0 / float x.Length

            sum)

    let at (table: StepCoefficients) =
        (plain.With table).Gradient(ReadOnlySpan training, loss)

    let rec descend (table: StepCoefficients) (g: Gradient<VpLinear, float>) rate count =
        if count = 0 then
            g.Loss
        else
            let candidate = table.Plus(g.Coefficients, -rate)
            let next = at candidate

            if next.Loss < g.Loss then
                descend candidate next (1.5 * rate) (count - 1)
            else
                descend table g (rate / 2.0) (count - 1)

    let fitted = (DOde.Fit(plain, ReadOnlySpan training)).Coefficients
    let before = at fitted
    let after = descend fitted before 0.05 60
    Assert.True(after < 0.85 * before.Loss, sprintf "%g before, %g after" before.Loss after)
