namespace ItoSharp.Verification

open System
open ItoSharp

/// A velocity prediction of three coupled entries whose Jacobian is not symmetric, so that a transposed product shows:
/// v_i = 0.9 tanh(sum_j A_ij y_j + 0.4 sin(lambda + i) + 0.1 theta_i), y = x / r, r^2 = alpha^2 + sigma^2.
[<Sealed>]
type internal CoupledModel(p: IProcess, theta: float[]) =
    static let coupling =
        array2D [ [ 0.7; -0.5; 0.2 ]; [ 0.6; 0.4; -0.7 ]; [ -0.1; 0.8; 0.5 ] ]

    let place (t: float) =
        let at = p.At t
        let r = Math.Sqrt(at.Alpha * at.Alpha + at.Sigma * at.Sigma)
        let byTime = (at.Alpha * at.AlphaRate + at.Sigma * at.SigmaRate) / (r * r)
        at.Lambda, r, at.AlphaRate / at.Alpha - at.SigmaRate / at.Sigma, byTime

    let bent (x: ReadOnlySpan<float>) row r lambda i =
        let mutable sum = 0.4 * Math.Sin(lambda + float i) + 0.1 * theta.[i]

        for j in 0..2 do
            sum <- sum + coupling.[i, j] * x.[3 * row + j] / r

        Math.Tanh sum

    interface IDifferentiableModel<float> with
        member _.Predicts = Prediction.Velocity
        member _.Dimension = 3
        member _.ParameterCount = 3
        member _.DifferentiatesTime = true

        member _.Evaluate(input, prediction) =
            let l, r, _, _ = place input.Time

            for row in 0 .. input.Batch - 1 do
                for i in 0..2 do
                    prediction.[3 * row + i] <- 0.9 * bent input.X row r l i

        member _.PullBack(input, cotangent, into) =
            let l, r, lambdaRate, scaleRate = place input.Time

            for row in 0 .. input.Batch - 1 do
                let slope = Array.zeroCreate<float> 3
                let mutable byTime = 0.0

                for i in 0..2 do
                    let b = bent input.X row r l i
                    slope.[i] <- cotangent.[3 * row + i] * 0.9 * (1.0 - b * b)
                    let mutable pulled = 0.0

                    for j in 0..2 do
                        pulled <- pulled + coupling.[i, j] * input.X.[3 * row + j] / r

                    byTime <-
                        byTime
                        + slope.[i] * (0.4 * Math.Cos(l + float i) * lambdaRate - pulled * scaleRate)

                for j in 0..2 do
                    if not into.X.IsEmpty then
                        let mutable sum = 0.0

                        for i in 0..2 do
                            sum <- sum + coupling.[i, j] * slope.[i]

                        into.X.[3 * row + j] <- sum / r

                    if not into.Parameters.IsEmpty then
                        into.Parameters.[j] <- into.Parameters.[j] + 0.1 * slope.[j]

                if not into.Time.IsEmpty then
                    into.Time.[row] <- byTime
