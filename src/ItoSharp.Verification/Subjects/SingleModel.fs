namespace ItoSharp.Verification

open System
open ItoSharp

/// A model of doubles as one of floats: each number is rounded once.
[<Sealed>]
type internal SingleModel(inner: IModel<float>) =
    let widen (values: ReadOnlySpan<float32>) =
        let wide = Array.zeroCreate<float> values.Length

        for i in 0 .. values.Length - 1 do
            wide.[i] <- float values.[i]

        wide

    let round (from: float[]) (into: Span<float32>) =
        for i in 0 .. into.Length - 1 do
            into.[i] <- float32 from.[i]

    let differentiable () = inner :?> IDifferentiableModel<float>

    interface IDifferentiableModel<float32> with
        member _.Predicts = inner.Predicts
        member _.Dimension = inner.Dimension
        member _.ConditionDimension = inner.ConditionDimension

        member _.ParameterCount =
            match inner with
            | :? IDifferentiableModel<float> as model -> model.ParameterCount
            | _ -> 0

        member _.DifferentiatesTime =
            match inner with
            | :? IDifferentiableModel<float> as model -> model.DifferentiatesTime
            | _ -> false

        member _.Evaluate(input, prediction) =
            let result = Array.zeroCreate<float> prediction.Length
            let x, z = widen input.X, widen input.Condition

            let mutable wide =
                ModelInput<float>(ReadOnlySpan x, input.Batch, input.Time, ReadOnlySpan z)

            inner.Evaluate(&wide, Span result)
            round result prediction

        member _.PullBack(input, cotangent, into) =
            let x, z, c = widen input.X, widen input.Condition, widen cotangent
            let byX = Array.zeroCreate<float> into.X.Length
            let byZ = Array.zeroCreate<float> into.Condition.Length
            let byTheta = Array.zeroCreate<float> into.Parameters.Length

            let mutable wide =
                ModelInput<float>(ReadOnlySpan x, input.Batch, input.Time, ReadOnlySpan z)

            let mutable target =
                ModelCotangents<float>(X = Span byX, Condition = Span byZ, Parameters = Span byTheta, Time = into.Time)

            differentiable().PullBack(&wide, ReadOnlySpan c, &target)
            round byX into.X
            round byZ into.Condition

            for i in 0 .. byTheta.Length - 1 do
                into.Parameters.[i] <- into.Parameters.[i] + float32 byTheta.[i]
