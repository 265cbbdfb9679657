/// Samplers of every kind as functions of their node times, weights and mean, which the gradients are checked against.
module ItoSharp.Tests.Gradients.WeightCases

// IProcess<'p> is used for its parameters.
#nowarn "3536"

open System
open ItoSharp
open ItoSharp.Tests.Models
open ItoSharp.Tests.Models.Stages
open ItoSharp.Tests.Gradients

let law =
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

let starts = [| 0.7; -0.4; -1.1; 0.9; 0.2; 0.3 |]
let mean = [| 0.4; -0.3; 0.1; 0.2; -0.6; 0.5 |]

/// Nodes of no schedule, from the noise to the data.
let table = [| 0.9; 0.71; 0.5; 0.36; 0.2; 0.09; 0.03 |]

/// A sampler of a kind as a function of what is differentiated, and its gradient.
type Case =
    abstract Loss: times: float[] * coefficients: StepCoefficients * mean: float[] -> float

    abstract Gradient:
        times: float[] * coefficients: StepCoefficients * mean: float[] ->
            struct (float[] * StepCoefficients * float[] * float[])

let case<'p, 's when 'p: not struct and 'p :> IProcess<'p> and 's :> FieldSampler<'p, float>>
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

let vp = VpLinear()

let cases: (string * Case) list = [
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

let tolerance = 1e-7
