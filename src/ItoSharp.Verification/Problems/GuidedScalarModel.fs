namespace ItoSharp.Verification

open System
open ItoSharp

/// A scalar noise prediction that is no denoiser of any law: nonlinear in the state, with its own dependence on time, a condition z
/// and a parameter theta. With y = x / r, r^2 = alpha^2 + sigma^2, and lambda the log-SNR:
/// eps = 0.8 tanh(y (1 + 0.3 sin 2 lambda)) + 0.4 cos(lambda - y / 2) + 0.25 z sin(lambda) cos(y) + 0.2 theta tanh(y) cos(lambda / 2).
[<Sealed>]
type internal GuidedScalarModel(p: IProcess, theta: float) =
    let place (t: float) =
        let at = p.At t
        let r = Math.Sqrt(at.Alpha * at.Alpha + at.Sigma * at.Sigma)
        let byTime = (at.Alpha * at.AlphaRate + at.Sigma * at.SigmaRate) / (r * r)
        at.Lambda, r, at.AlphaRate / at.Alpha - at.SigmaRate / at.Sigma, byTime

    interface IDifferentiableModel<float> with
        member _.Predicts = Prediction.Noise
        member _.Dimension = 1
        member _.ConditionDimension = 1
        member _.ParameterCount = 1
        member _.DifferentiatesTime = true

        member _.Evaluate(input, prediction) =
            let l, r, _, _ = place input.Time

            for i in 0 .. input.Batch - 1 do
                let y = input.X.[i] / r

                prediction.[i] <-
                    0.8 * Math.Tanh(y * (1.0 + 0.3 * Math.Sin(2.0 * l)))
                    + 0.4 * Math.Cos(l - 0.5 * y)
                    + 0.25 * input.Condition.[i] * Math.Sin l * Math.Cos y
                    + 0.2 * theta * Math.Tanh y * Math.Cos(0.5 * l)

        member _.PullBack(input, cotangent, into) =
            let l, r, lambdaRate, scaleRate = place input.Time

            for i in 0 .. input.Batch - 1 do
                let y = input.X.[i] / r
                let z = input.Condition.[i]
                let c = cotangent.[i]
                let inner = 1.0 + 0.3 * Math.Sin(2.0 * l)
                let outer = Math.Tanh(y * inner)
                let bend = 0.8 * (1.0 - outer * outer)
                let flat = Math.Tanh y

                let byY =
                    bend * inner + 0.2 * Math.Sin(l - 0.5 * y) - 0.25 * z * Math.Sin l * Math.Sin y
                    + 0.2 * theta * (1.0 - flat * flat) * Math.Cos(0.5 * l)

                let byLambda =
                    bend * y * 0.6 * Math.Cos(2.0 * l) - 0.4 * Math.Sin(l - 0.5 * y)
                    + 0.25 * z * Math.Cos l * Math.Cos y
                    - 0.1 * theta * flat * Math.Sin(0.5 * l)

                if not into.X.IsEmpty then
                    into.X.[i] <- c * byY / r

                if not into.Condition.IsEmpty then
                    into.Condition.[i] <- c * 0.25 * Math.Sin l * Math.Cos y

                if not into.Parameters.IsEmpty then
                    into.Parameters.[0] <- into.Parameters.[0] + c * 0.2 * flat * Math.Cos(0.5 * l)

                if not into.Time.IsEmpty then
                    into.Time.[i] <- c * (byLambda * lambdaRate - byY * y * scaleRate)
