/// The gradients of node times, of the weights of every step, of noise levels and of the mean, against differences.
module ItoSharp.Tests.Gradients.WeightGradientTests

// IProcess<'p> is used for its parameters.
#nowarn "3536"

open System
open Xunit
open ItoSharp
open ItoSharp.Tests.Models
open ItoSharp.Tests.Models.Stages
open ItoSharp.Tests.Gradients

let private law =
    GaussianMixture(
        [|
            GaussianComponent(0.4, [| -0.7; 0.3 |], [| 0.2; 0.1 |], Array2D.init 2 1 (fun i _ -> [| 0.3; -0.2 |].[i]))
            GaussianComponent(
                0.6,
                [| 0.8; -0.4 |],
                [| 0.15; 0.25 |],
                Array2D.init 2 1 (fun i _ -> [| -0.1; 0.35 |].[i])
            )
        |]
    )

let private starts = [| 0.7; -0.4; -1.1; 0.9; 0.2; 0.3 |]
let private mean = [| 0.4; -0.3; 0.1; 0.2; -0.6; 0.5 |]

/// Nodes of no schedule, from the noise to the data.
let private table = [| 0.9; 0.71; 0.5; 0.36; 0.2; 0.09; 0.03 |]

/// A sampler of a kind as a function of what is differentiated, and its gradient.
type private Case =
    abstract Loss: times: float[] * coefficients: StepCoefficients * mean: float[] -> float

    abstract Gradient:
        times: float[] * coefficients: StepCoefficients * mean: float[] ->
            struct (float[] * StepCoefficients * float[] * float[])

let private case<'p, 's when 'p: not struct and 'p :> IProcess<'p> and 's :> FieldSampler<'p, float>>
    (proc: 'p)
    (predicts: Prediction)
    (build: IModel<float> -> 'p -> Schedule -> 's)
    (apply: 's -> StepCoefficients -> 's)
    (gradient: 's -> SampleOptions -> Gradient<'p, float>)
    =
    let model = GaussianMixtureModel<float>(law, proc, predicts)

    let options (mean: float[]) =
        SampleOptions<float>(
            Seed = 5UL,
            Mean =
                (if proc.MeanReverting then
                     ReadOnlyMemory mean
                 else
                     ReadOnlyMemory())
        )

    let sampler (times: float[]) coefficients =
        apply (build model proc (TimeTable.Of(ReadOnlySpan times))) coefficients

    {
        new Case with
            member _.Loss(times, coefficients, mean) =
                let samples = Array.zeroCreate starts.Length
                (sampler times coefficients).Sample(ReadOnlySpan starts, Span samples, options mean)
                Differences.lossOf samples

            member _.Gradient(times, coefficients, mean) =
                let g = gradient (sampler times coefficients) (options mean)
                struct (g.Times, g.Coefficients, g.Levels, g.Mean)
    }

let private vp = VpLinear()

let private cases: (string * Case) list = [
    "DDIM with eta",
    case vp Prediction.Noise (fun m p s -> VpDdimMemory(m, p, s, solver = Ddim 0.4)) (fun s c -> s.With c) (fun s o ->
        s.Gradient(ReadOnlySpan starts, Differences.loss, o))
    "DPM-Solver++ 2M",
    case vp Prediction.Velocity (fun m p s -> VpDpm2MMemory(m, p, s)) (fun s c -> s.With c) (fun s o ->
        s.Gradient(ReadOnlySpan starts, Differences.loss, o))
    "UniPC-2",
    case vp Prediction.Noise (fun m p s -> VpUniPC2(m, p, s)) (fun s c -> s.With c) (fun s o ->
        s.Gradient(ReadOnlySpan starts, Differences.loss, o))
    "SA-Solver",
    case
        vp
        Prediction.Data
        (fun m p s -> VpSaMemory(m, p, s, solver = SaSolverP2C2 0.7))
        (fun s c -> s.With c)
        (fun s o -> s.Gradient(ReadOnlySpan starts, Differences.loss, o))
    "Heun",
    case vp Prediction.Data (fun m p s -> VpHeun(m, p, s)) (fun s c -> s.With c) (fun s o ->
        s.Gradient(ReadOnlySpan starts, Differences.loss, o))
    "Kutta, with stages inside the step",
    case vp Prediction.Flow (fun m p s -> VpKutta3(m, p, s)) (fun s c -> s.With c) (fun s o ->
        s.Gradient(ReadOnlySpan starts, Differences.loss, o))
    "three nodes started by Kutta",
    case vp Prediction.Score (fun m p s -> VpRhoAB2KuttaMemory(m, p, s)) (fun s c -> s.With c) (fun s o ->
        s.Gradient(ReadOnlySpan starts, Differences.loss, o))
    "mean-reverting, data form",
    case
        (IrSde())
        Prediction.Data
        (fun m p s -> IrSdeDpm2MMemory(m, p, s, solver = SdeDpmSolverPP2M 0.5))
        (fun s c -> s.With c)
        (fun s o -> s.Gradient(ReadOnlySpan starts, Differences.loss, o))
    "mean-reverting, noise form",
    case
        (IrSde())
        Prediction.Velocity
        (fun m p s -> IrSdeNoise1Memory(m, p, s, solver = SdeNoise1 0.6))
        (fun s c -> s.With c)
        (fun s o -> s.Gradient(ReadOnlySpan starts, Differences.loss, o))
    "mean-reverting, Heun",
    case (Ouve()) Prediction.Noise (fun m p s -> OuveHeun(m, p, s)) (fun s c -> s.With c) (fun s o ->
        s.Gradient(ReadOnlySpan starts, Differences.loss, o))
    "Euler and Maruyama",
    case
        vp
        Prediction.Noise
        (fun m p s -> VpEulerMaruyamaLambda(m, p, s, solver = EulerMaruyamaLambda 0.6))
        (fun s c -> s.With c)
        (fun s o -> s.Gradient(ReadOnlySpan starts, Differences.loss, o))
    "Kutta on x, in time",
    case vp Prediction.Data (fun m p s -> VpKutta3InTime(m, p, s)) (fun s c -> s.With c) (fun s o ->
        s.Gradient(ReadOnlySpan starts, Differences.loss, o))
    "exponential stages in data form",
    case vp Prediction.Velocity (fun m p s -> VpEtd3InData(m, p, s)) (fun s c -> s.With c) (fun s o ->
        s.Gradient(ReadOnlySpan starts, Differences.loss, o))
    "three nodes started by DPM-Solver++ 2S",
    case vp Prediction.Data (fun m p s -> VpAdams3From2S(m, p, s)) (fun s c -> s.With c) (fun s o ->
        s.Gradient(ReadOnlySpan starts, Differences.loss, o))
    "mean-reverting, Euler and Maruyama",
    case
        (IrSde())
        Prediction.Data
        (fun m p s -> IrEulerMaruyama(m, p, s, solver = EulerMaruyama 0.6))
        (fun s c -> s.With c)
        (fun s o -> s.Gradient(ReadOnlySpan starts, Differences.loss, o))
    "mean-reverting, exponential stages",
    case (IrSde()) Prediction.Noise (fun m p s -> IrDpmSolverPP2S(m, p, s)) (fun s c -> s.With c) (fun s o ->
        s.Gradient(ReadOnlySpan starts, Differences.loss, o))
    "mean-reverting, Ralston in log-SNR",
    case (Ouve()) Prediction.Velocity (fun m p s -> OuveRalston3InLambda(m, p, s)) (fun s c -> s.With c) (fun s o ->
        s.Gradient(ReadOnlySpan starts, Differences.loss, o))
    "heavy ball",
    case
        vp
        Prediction.Velocity
        (fun m p s -> VpGhvb2Memory(m, p, s, solver = Ghvb2 0.7))
        (fun s c -> s.With c)
        (fun s o -> s.Gradient(ReadOnlySpan starts, Differences.loss, o))
    "moments in time",
    case vp Prediction.Data (fun m p s -> VpTab2Weights(m, p, s)) (fun s c -> s.With c) (fun s o ->
        s.Gradient(ReadOnlySpan starts, Differences.loss, o))
    "mean-reverting, a noise scale",
    case (IrSde()) Prediction.Data (fun m p s -> IrSdeErSde2Memory(m, p, s)) (fun s c -> s.With c) (fun s o ->
        s.Gradient(ReadOnlySpan starts, Differences.loss, o))
    "mean-reverting, churn",
    case
        (IrSde())
        Prediction.Velocity
        (fun m p s -> IrSdeChurnedHeun(m, p, s, solver = EdmStochastic(4.0, 0.05, 50.0, 1.01)))
        (fun s c -> s.With c)
        (fun s o -> s.Gradient(ReadOnlySpan starts, Differences.loss, o))
    "a posterior variance",
    case
        vp
        Prediction.Data
        (fun m p s -> VpDiffVcMemory(m, p, s, solver = DiffVcMaximumLikelihood 0.1))
        (fun s c -> s.With c)
        (fun s o -> s.Gradient(ReadOnlySpan starts, Differences.loss, o))
]

let private tolerance = 1e-7

/// A table with an entry wherever the sampler may have one: its gradient's places, filled.
let private filled (places: StepCoefficients) (seed: int) =
    let random = Random seed

    (StepCoefficients.Zero(places.StepCount, places.Memory), [ 0 .. places.StepCount - 1 ])
    ||> Seq.fold (fun table n ->
        let weights =
            places.Predictions(n).ToArray()
            |> Array.map (fun g -> if g = 0.0 then 0.0 else 0.1 * (random.NextDouble() - 0.5))

        let noise =
            if places.Noise n = 0.0 then
                0.0
            else
                0.05 * random.NextDouble()

        table.WithStep(n, ReadOnlySpan weights, 0.05 * random.NextDouble(), noise))

let private moved (table: StepCoefficients) step (place: int) by =
    let weights = table.Predictions(step).ToArray()

    if place > 0 && place <= weights.Length then
        weights.[place - 1] <- weights.[place - 1] + by

    table.WithStep(
        step,
        ReadOnlySpan weights,
        table.State step + (if place = 0 then by else 0.0),
        table.Noise step + (if place > weights.Length then by else 0.0)
    )

[<Fact>]
let ``node times`` () =
    for name, case in cases do
        let struct (times, places, _, _) = case.Gradient(table, null, mean)

        let byDifferences coefficients =
            Array.init table.Length (fun i ->
                Differences.derivative 2e-3 (fun e -> case.Loss(Differences.perturb table i e, coefficients, mean)))

        Differences.close name tolerance (byDifferences null) times
        // With a table of coefficients, whose numbers stay while the plan's own weights move.
        let coefficients = filled places 3
        let struct (times, _, _, _) = case.Gradient(table, coefficients, mean)
        Differences.close (name + " with coefficients") tolerance (byDifferences coefficients) times

[<Fact>]
let ``the weights of every step`` () =
    for name, case in cases do
        let struct (_, places, _, _) = case.Gradient(table, null, mean)

        for coefficients in [ StepCoefficients.Zero(places.StepCount, places.Memory); filled places 7 ] do
            let struct (_, gradient, _, _) = case.Gradient(table, coefficients, mean)

            for n in 0 .. table.Length - 2 do
                let found =
                    Array.concat [
                        [| gradient.State n |]
                        gradient.Predictions(n).ToArray()
                        [| gradient.Noise n |]
                    ]

                let expected =
                    found
                    |> Array.mapi (fun place g ->
                        // Where a table may have no entry there is no gradient either.
                        if g = 0.0 then
                            0.0
                        else
                            Differences.derivative 1e-3 (fun e -> case.Loss(table, moved coefficients n place e, mean)))

                Assert.True(found.[0] <> 0.0 && found.[1] <> 0.0, name)
                Differences.close $"{name}, step {n}" tolerance expected found

[<Fact>]
let ``the mean`` () =
    for name, case in cases do
        let struct (_, places, _, g) = case.Gradient(table, null, mean)

        if name.StartsWith("mean-reverting", StringComparison.Ordinal) then
            for coefficients in [ null; filled places 11 ] do
                let struct (_, _, _, g) = case.Gradient(table, coefficients, mean)

                let expected =
                    Array.init mean.Length (fun i ->
                        Differences.derivative 2e-3 (fun e ->
                            case.Loss(table, coefficients, Differences.perturb mean i e)))

                Differences.close name tolerance expected g
        else
            Assert.Empty g

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

[<Fact>]
let ``an end without noise and a start without signal`` () =
    let flow = ItoSharp.RectifiedFlow()
    let model = GaussianMixtureModel<float>(law, flow, Prediction.Flow)
    let times = [| 1.0; 0.8; 0.55; 0.3; 0.0 |]

    let lossAt (times: float[]) =
        let samples = Array.zeroCreate starts.Length

        FlowDdimMemory(model, flow, TimeTable.Of(ReadOnlySpan times)).Sample(ReadOnlySpan starts, Span samples, null)
        Differences.lossOf samples

    let g =
        FlowDdimMemory(model, flow, TimeTable.Of(ReadOnlySpan times)).Gradient(ReadOnlySpan starts, Differences.loss)

    // The one-node step is the same formula on both sides of such an end: one-sided differences of the fourth order.
    let inward i sign =
        let f k =
            lossAt (Differences.perturb times i (sign * 1e-3 * float k))

        sign * (-25.0 * f 0 + 48.0 * f 1 - 36.0 * f 2 + 16.0 * f 3 - 3.0 * f 4) / 12e-3

    let expected =
        Array.init times.Length (fun i ->
            if i = 0 then
                inward 0 -1.0
            elif i = 4 then
                inward 4 1.0
            else
                Differences.derivative 2e-3 (fun e -> lossAt (Differences.perturb times i e)))

    Differences.close "times" 1e-7 expected g.Times

[<Fact>]
let ``what a gradient does not have it says`` () =
    let sampler =
        VpUniPC2(ConditionedScalarModel(vp, 0.5), vp, UniformTime.Steps 4, Nullable 0.9, Nullable 0.02)

    let options = SampleOptions<float>(Condition = ReadOnlyMemory [| 0.4 |])
    let g = sampler.Gradient(ReadOnlySpan [| 0.7 |], Differences.loss, options)

    let failure = Assert.Throws<InvalidOperationException>(fun () -> g.Times |> ignore)

    Assert.Contains("DifferentiatesTime", failure.Message)
    // The nodes do not move with the parameters, which therefore have their gradient all the same.
    Assert.True(Double.IsFinite g.Process.BetaMax)
    Assert.Equal(4, g.Coefficients.StepCount)

    let deis =
        VpDpm2M(GaussianMixtureModel<float>(law, vp, Prediction.Data), vp, UniformTime.Steps 4)
            .GradientAdjointDeis(ReadOnlySpan starts, Differences.loss)

    let undefined: (string * (unit -> unit)) list = [
        "times", (fun () -> deis.Times |> ignore)
        "weights", (fun () -> deis.Coefficients |> ignore)
        "levels", (fun () -> deis.Levels |> ignore)
        "mean", (fun () -> deis.Mean |> ignore)
    ]

    for what, ask in undefined do
        Assert.Contains(what, Assert.Throws<InvalidOperationException>(ask).Message)

/// Gradient descent on the node times: the error of eight steps against the exact solution falls.
[<Fact>]
let ``a grid learned by its own gradient`` () =
    let model = GaussianMixtureModel<float>(law, vp, Prediction.Data)
    let random = Random 4

    let noise =
        Array.init 64 (fun _ ->
            sqrt (-2.0 * log (1.0 - random.NextDouble()))
            * cos (2.0 * Math.PI * random.NextDouble()))

    let reference = Array.zeroCreate noise.Length
    VpAdams3(model, vp, UniformLambda.Steps 400).Sample(ReadOnlySpan noise, Span reference)

    let loss =
        Loss<float>(fun x gradient ->
            let mutable sum = 0.0

            for i in 0 .. x.Length - 1 do
                gradient.[i] <- 2.0 * (x.[i] - reference.[i]) / float x.Length
                sum <- sum + (x.[i] - reference.[i]) ** 2.0 / float x.Length

            sum)

    let at (times: float[]) =
        VpDpm2M(model, vp, TimeTable.Of(ReadOnlySpan times)).Gradient(ReadOnlySpan noise, loss)

    let first =
        VpDpm2M(model, vp, UniformTime.Steps 8).Grid.Points.ToArray()
        |> Array.map (fun p -> p.Time)

    // A step that fails to lower the loss is halved; the ends stay.
    let rec descend (times: float[]) (g: Gradient<VpLinear, float>) rate count =
        if count = 0 then
            g.Loss
        else
            let candidate =
                times
                |> Array.mapi (fun i t ->
                    if i = 0 || i = times.Length - 1 then
                        t
                    else
                        t - rate * g.Times.[i])

            if candidate |> Array.pairwise |> Array.exists (fun (a, b) -> b >= a) then
                descend times g (rate / 2.0) (count - 1)
            else
                let next = at candidate

                if next.Loss < g.Loss then
                    descend candidate next (rate * 1.5) (count - 1)
                else
                    descend times g (rate / 2.0) (count - 1)

    let before = at first
    let after = descend first before 0.01 60
    Assert.True(after < 0.25 * before.Loss, sprintf "mean square error %g before, %g after" before.Loss after)
