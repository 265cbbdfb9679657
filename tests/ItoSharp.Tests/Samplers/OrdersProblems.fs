/// Initial value problems with references that owe nothing to the samplers under test.
module ItoSharp.Tests.Samplers.OrdersProblems

open System
open ItoSharp
open ItoSharp.Tests.Models
open ItoSharp.Tests.Models.Orders
open ItoSharp.Tests.Samplers.Fixtures

/// The probability-flow ODE of a scalar model from one log-SNR to another, for several starts at a time: the root mean square
/// over them does not vanish by accident on one grid, as the error of a single start does when it changes its sign.
type Problem = {
    Name: string
    Process: IProcess
    Model: IModel<float>
    StartTime: float
    EndTime: float
    Starts: float[]
    Exact: float[]
}

/// The model's data prediction, whatever it predicts.
let dataPrediction (model: IModel<float>) (p: IProcess) (time: float) (x: float[]) =
    let raw = Array.zeroCreate x.Length

    let mutable input =
        ModelInput<float>(ReadOnlySpan x, x.Length, time, ReadOnlySpan())

    model.Evaluate(&input, Span raw)
    let alpha, sigma = p.Alpha time, p.Sigma time

    match model.Predicts with
    | Prediction.Data -> raw
    | Prediction.Noise -> Array.map2 (fun x e -> (x - sigma * e) / alpha) x raw
    | other -> invalidArg (nameof model) (sprintf "predicts %O" other)

/// Classical Runge-Kutta in log-SNR on d(x/sigma)/dlambda = exp(lambda) D: no coefficient of the library enters.
let reference (model: IModel<float>) (p: IProcess) startTime endTime steps (starts: float[]) =
    let first, last = p.Lambda startTime, p.Lambda endTime
    let h = (last - first) / float steps

    let slope lambda (y: float[]) =
        let time = p.TimeOfLambda lambda
        let sigma = p.Sigma time

        dataPrediction model p time (Array.map (fun v -> v * sigma) y)
        |> Array.map (fun d -> Math.Exp lambda * d)

    let move (y: float[]) step (k: float[]) =
        Array.map2 (fun a b -> a + step * b) y k

    let mutable y = starts |> Array.map (fun x -> x / p.Sigma startTime)

    for n in 0 .. steps - 1 do
        let lambda = first + float n * h
        let k1 = slope lambda y
        let k2 = slope (lambda + 0.5 * h) (move y (0.5 * h) k1)
        let k3 = slope (lambda + 0.5 * h) (move y (0.5 * h) k2)
        let k4 = slope (lambda + h) (move y h k3)
        y <- Array.init y.Length (fun i -> y.[i] + h / 6.0 * (k1.[i] + 2.0 * k2.[i] + 2.0 * k3.[i] + k4.[i]))

    y |> Array.map (fun v -> v * p.Sigma endTime)

let private starts = [| -1.9; -1.1; -0.6; 0.2; 0.7; 1.3; 2.1 |]

/// Gaussian data N(m, c^2): the flow carries quantiles, x_t = alpha_t m + sqrt(v_t / v_s) (x_s - alpha_s m), v = alpha^2 c^2 + sigma^2.
let gaussian (p: IProcess) mean variance startTime endTime =
    let v t =
        p.Alpha t ** 2.0 * variance + p.Sigma t ** 2.0

    let law = GaussianMixture([| GaussianComponent(1.0, [| mean |], [| variance |]) |])

    {
        Name = "Gaussian"
        Process = p
        Model = GaussianMixtureModel<float>(law, p, Prediction.Data)
        StartTime = startTime
        EndTime = endTime
        Starts = starts
        Exact =
            starts
            |> Array.map (fun x ->
                p.Alpha endTime * mean
                + Math.Sqrt(v endTime / v startTime) * (x - p.Alpha startTime * mean))
    }

let private byReference name p model startTime endTime steps = {
    Name = name
    Process = p
    Model = model
    StartTime = startTime
    EndTime = endTime
    Starts = starts
    Exact = reference model p startTime endTime steps starts
}

/// T1's mixture under any process.
let mixture (p: IProcess) startTime endTime =
    byReference "mixture" p (GaussianMixtureModel<float>(mixture1, p, Prediction.Data)) startTime endTime 4000

/// A prediction that is no denoiser of any law, nonlinear in x and with its own dependence on time.
let nonautonomous (p: IProcess) startTime endTime =
    let noise x t =
        let lambda = p.Lambda t

        0.8 * Math.Tanh(x * (1.0 + 0.3 * Math.Sin(2.0 * lambda)))
        + 0.4 * Math.Cos(lambda - 0.5 * x)

    byReference "non-autonomous" p (LawScalarModel(Prediction.Noise, noise)) startTime endTime 4000

let gaussianT2 =
    lazy (gaussian vp T2.mean T2.variance T2.startTime.Value T2.endTime.Value)

let mixtureT1 = lazy (mixture vp T1.startTime.Value T1.endTime.Value)
let nonautonomousT1 = lazy (nonautonomous vp T1.startTime.Value T1.endTime.Value)
let all = [ gaussianT2; mixtureT1; nonautonomousT1 ]

/// The root mean square error of a sampler of the problem.
let error (problem: Problem) (sampler: FieldSampler<'p, float>) =
    let got = run sampler problem.Starts

    Array.map2 (fun a b -> (a - b) * (a - b)) got problem.Exact
    |> Array.average
    |> Math.Sqrt
