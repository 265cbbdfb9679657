/// References that owe nothing to the samplers under test: classical Runge-Kutta on d((x - mu) / sigma) / dlambda = exp(lambda) (D - mu).
module internal ItoSharp.Verification.Reference

open System
open ItoSharp

/// The data prediction relative to the mean, whatever the model of x - mu predicts.
let dataPrediction (model: IModel<float>) (p: IProcess) time (condition: float[]) (x: float[]) =
    let raw = Array.zeroCreate<float> x.Length

    let mutable input =
        ModelInput<float>(ReadOnlySpan x, x.Length / model.Dimension, time, ReadOnlySpan condition)

    model.Evaluate(&input, Span raw)
    let at = p.At time
    let a, s = at.Alpha, at.Sigma

    match model.Predicts with
    | Prediction.Data -> raw
    | Prediction.Noise -> Array.map2 (fun x e -> (x - s * e) / a) x raw
    | Prediction.Score -> Array.map2 (fun x g -> (x + s * s * g) / a) x raw
    | Prediction.Velocity -> Array.map2 (fun x v -> (a * x - s * v) / (a * a + s * s)) x raw
    | Prediction.Flow ->
        let rate = at.SigmaRate / s
        Array.map2 (fun x u -> (u - rate * x) / (at.AlphaRate - a * rate)) x raw
    | other -> raise (ArgumentException($"the problem's model predicts {other}, of which there is no reference"))

let private classical (model: IModel<float>) (p: IProcess) startTime endTime condition steps (starts: float[]) =
    let first, last = p.Lambda startTime, p.Lambda endTime
    let h = (last - first) / float steps

    let slope lambda (y: float[]) =
        let time = p.TimeOfLambda lambda
        let sigma = p.Sigma time
        let growth = Math.Exp lambda

        dataPrediction model p time condition (Array.map (fun v -> v * sigma) y)
        |> Array.map (fun d -> growth * d)

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

let private root (a: float[]) (b: float[]) =
    Array.map2 (fun x y -> (x - y) * (x - y)) a b |> Array.average |> Math.Sqrt

/// The probability-flow solution of a model of x - mu, extrapolated from two step sizes, with an estimate of its error.
let solve model p startTime endTime condition (starts: float[]) =
    let coarse = classical model p startTime endTime condition 1200 starts
    let fine = classical model p startTime endTime condition 2400 starts
    let best = Array.map2 (fun f c -> f + (f - c) / 15.0) fine coarse
    // The extrapolation gains another power of the step, of which there are hundreds.
    best, 0.01 * root best fine + 1e-15
