module ItoSharp.Tests.Models.FunctionModelTests

open System
open ItoSharp
open Xunit

/// m = z tanh(x), by row; d = 1.
let private evaluation =
    ModelEvaluation<double>(fun input prediction ->
        for i in 0 .. input.Batch - 1 do
            prediction[i] <- input.Condition[i] * tanh input.X[i])

let private pullBack =
    ModelPullBack<double>(fun input cotangent into ->
        for i in 0 .. input.Batch - 1 do
            let value = tanh input.X[i]
            into.X[i] <- cotangent[i] * input.Condition[i] * (1.0 - value * value)
            into.Condition[i] <- cotangent[i] * value
            into.Time[i] <- 0.0)

[<Fact>]
let ``a lambda is a model`` () =
    let model =
        FunctionModel<double>(
            1,
            Prediction.Noise,
            evaluation,
            pullBack,
            conditionDimension = 1,
            differentiatesTime = true
        )

    Assert.Equal(Prediction.Noise, model.Predicts)
    Assert.Equal<double[]>([| 2.0 * tanh 0.3; -tanh 0.7 |], Oracle.evaluate model [| 0.3; 0.7 |] 0.5 [| 2.0; -1.0 |])

    Oracle.checkPullBack 1e-10 model [| 0.3; 0.7 |] 0.5 [| 2.0; -1.0 |] [| 1.0; 0.4 |]
    |> ignore

[<Fact>]
let ``shapes are checked before the lambda runs, and gradients need a pull-back`` () =
    let model =
        FunctionModel<double>(1, Prediction.Noise, evaluation, conditionDimension = 1)

    let shapes =
        Assert.ThrowsAny<ArgumentException>(fun () -> Oracle.evaluate model [| 0.3 |] 0.5 [||] |> ignore)

    Assert.Contains("input.Condition has 0 entries; 1 x 1 = 1 are right", shapes.Message)

    let missing =
        Assert.Throws<InvalidOperationException>(fun () ->
            Oracle.pullBack model [| 0.3 |] 0.5 [| 1.0 |] [| 1.0 |] |> ignore)

    Assert.Contains("without a pull-back", missing.Message)

    let kind =
        Assert.Throws<ArgumentOutOfRangeException>(fun () ->
            FunctionModel<double>(1, enum<Prediction> 9, evaluation) |> ignore)

    Assert.Contains("Not a declared prediction", kind.Message)
