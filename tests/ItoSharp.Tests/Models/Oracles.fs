namespace ItoSharp.Tests.Models

open System
open ItoSharp

/// Processes by hand, so that the models are tested without the generator.
[<AbstractClass>]
type HandMade() =
    /// alpha, alpha', alpha'', sigma, sigma', sigma''.
    abstract Jet: double -> struct (double * double * double * double * double * double)

    interface IProcess with
        member _.MinTime = 0.0
        member _.MaxTime = 1.0
        member _.MeanReverting = false

        member this.Alpha t =
            let struct (a, _, _, _, _, _) = this.Jet t
            a

        member this.Sigma t =
            let struct (_, _, _, s, _, _) = this.Jet t
            s

        member this.Lambda t =
            let struct (a, _, _, s, _, _) = this.Jet t
            log (a / s)

        member this.TimeOfLambda lambda =
            let own: IProcess = this
            SafeguardedInverse.Solve((fun t -> own.Lambda t), (fun _ -> 0.0), lambda, 1e-12, 1.0 - 1e-12)

        member this.LinearDrift t =
            let struct (a, a1, _, _, _, _) = this.Jet t
            a1 / a

        member this.DiffusionSquared t =
            let struct (a, a1, _, s, s1, _) = this.Jet t
            2.0 * s * (s1 - s * a1 / a)

        member this.At t =
            let struct (a, a1, _, s, s1, _) = this.Jet t
            ProcessPoint(t, a, s, log (a / s), a1, s1)

        member _.ParameterNames = [||]

        member this.PullBack(t, cotangent, _) =
            let struct (_, a1, a2, _, s1, s2) = this.Jet t

            cotangent.Alpha * a1
            + cotangent.AlphaRate * a2
            + cotangent.Sigma * s1
            + cotangent.SigmaRate * s2

/// beta(t) = 0.1 + 19.9 t.
type HandMadeVp() =
    inherit HandMade()

    override _.Jet t =
        let b, beta, slope = 0.1 * t + 9.95 * t * t, 0.1 + 19.9 * t, 19.9
        let a = exp (-0.5 * b)
        let s = sqrt (-Special.Expm1(-b))
        let s1 = beta * exp -b / (2.0 * s)
        let s2 = exp -b * (slope - beta * beta) / (2.0 * s) - s1 * s1 / s
        struct (a, -0.5 * beta * a, (0.25 * beta * beta - 0.5 * slope) * a, s, s1, s2)

/// alpha = 1 - t, sigma = t.
type HandMadeFlow() =
    inherit HandMade()

    override _.Jet t =
        struct (1.0 - t, -1.0, 0.0, t, 1.0, 0.0)

/// alpha = 1, sigma = 80 t.
type HandMadeVe() =
    inherit HandMade()

    override _.Jet t =
        struct (1.0, 0.0, 0.0, 80.0 * t, 80.0, 0.0)

/// What a pull-back gave.
type PulledBack = {
    X: double[]
    Condition: double[]
    Time: double[]
    Parameters: double[]
}

module Oracle =
    let predictions = [
        Prediction.Data
        Prediction.Noise
        Prediction.Velocity
        Prediction.Score
        Prediction.Flow
    ]

    let evaluate (model: IModel<double>) (x: double[]) (time: double) (z: double[]) =
        let result = Array.zeroCreate<double> x.Length

        let mutable input =
            ModelInput<double>(ReadOnlySpan x, x.Length / model.Dimension, time, ReadOnlySpan z)

        model.Evaluate(&input, Span result)
        result

    let evaluateSingle (model: IModel<float32>) (x: float32[]) (time: double) (z: float32[]) =
        let result = Array.zeroCreate<float32> x.Length

        let mutable input =
            ModelInput<float32>(ReadOnlySpan x, x.Length / model.Dimension, time, ReadOnlySpan z)

        model.Evaluate(&input, Span result)
        result

    let pullBack (model: IDifferentiableModel<double>) (x: double[]) (time: double) (z: double[]) (c: double[]) =
        let batch = x.Length / model.Dimension

        let result = {
            X = Array.create x.Length nan
            Condition = Array.create z.Length nan
            Time = Array.create batch nan
            Parameters = Array.zeroCreate model.ParameterCount
        }

        let mutable input = ModelInput<double>(ReadOnlySpan x, batch, time, ReadOnlySpan z)

        let mutable into =
            ModelCotangents<double>(
                X = Span result.X,
                Condition = Span result.Condition,
                Time = Span result.Time,
                Parameters = Span result.Parameters
            )

        model.PullBack(&input, ReadOnlySpan c, &into)
        result

    /// The derivative of f at x by the five-point formula, error of order step^4.
    let slope (step: double) (f: double -> double) (x: double) =
        (8.0 * (f (x + step) - f (x - step)) - (f (x + 2.0 * step) - f (x - 2.0 * step)))
        / (12.0 * step)

    let dot (a: double[]) (b: double[]) =
        Array.fold2 (fun s x y -> s + x * y) 0.0 a b

    /// The largest difference relative to the largest magnitude, at least 1.
    let distance (a: double[]) (b: double[]) =
        Xunit.Assert.Equal(b.Length, a.Length)
        let largest = Array.fold (fun m x -> max m (abs x)) 1.0 b
        Array.fold2 (fun m x y -> max m (if Double.IsNaN x then infinity else abs (x - y) / largest)) 0.0 a b

    let normals (seed: int) count =
        let values = Array.zeroCreate<double> count
        FieldNoise.Fill(uint64 seed, 0UL, 0u, Span values)
        values

    /// Every derivative of c'm against differences; relative to the largest of them.
    let checkPullBack tolerance (model: IDifferentiableModel<double>) (x: double[]) time (z: double[]) (c: double[]) =
        let got = pullBack model x time z c
        let d = model.Dimension
        let objective x time z = dot c (evaluate model x time z)

        let alongX =
            Array.init x.Length (fun i -> slope 1e-3 (fun v -> objective (Array.updateAt i v x) time z) x[i])

        let alongZ =
            Array.init z.Length (fun i -> slope 1e-3 (fun v -> objective x time (Array.updateAt i v z)) z[i])

        let alongTime =
            Array.init (x.Length / d) (fun row ->
                let own (a: double[]) = a[row * d .. row * d + d - 1]
                slope (1e-3 * min time (1.0 - time)) (fun t -> dot (own c) (own (evaluate model x t z))) time)

        for name, a, b in [ "x", got.X, alongX; "z", got.Condition, alongZ; "time", got.Time, alongTime ] do
            let miss = distance a b
            Xunit.Assert.True(miss <= tolerance, $"{model.Predicts}, along {name} at time {time}: {miss}\n%A{a}\n%A{b}")

        got
