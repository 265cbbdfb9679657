/// Iterative alpha-(de)blending (Heitz, Belcour and Chambon, SIGGRAPH 2023): Euler's method on the straight blend of two sets is DDIM
/// on rectified flow.
module ItoSharp.Tests.Samplers.DeblendingTests

open System
open Xunit
open ItoSharp
open ItoSharp.Tests.Models.Orders
open ItoSharp.Tests.Samplers.Fixtures

let private flow = ItoSharp.RectifiedFlow()

let private model =
    GaussianMixtureModel<float>(mixture1, flow, Prediction.Flow) :> IModel<float>

/// x <- x + dt E[x1 - x0 | x], from t = 1 down to 0.
let private deblend steps x =
    let velocity (x: float) t =
        let prediction = [| 0.0 |]
        let mutable input = ModelInput<float>(ReadOnlySpan [| x |], 1, t, ReadOnlySpan())
        model.Evaluate(&input, Span prediction)
        prediction.[0]

    let time i = 1.0 - float i / float steps

    (x, [ 0 .. steps - 1 ])
    ||> List.fold (fun x i -> x + (time (i + 1) - time i) * velocity x (time i))

[<Fact>]
let ``deblending is DDIM on rectified flow, uniform in t`` () =
    for steps in [ 1; 2; 7; 20 ] do
        for x in [ 0.7; -1.3; 0.02 ] do
            let sampler =
                RfDdim(model, flow, UniformTime.Steps steps, Nullable(), Nullable(), Ddim(Eta = 0.0))

            Assert.Equal(deblend steps x, (run sampler [| x |]).[0], 12)

[<Fact>]
let ``its order is 1`` () =
    let exact = deblend 40960 0.7 * 2.0 - deblend 20480 0.7
    let levels = [ for k in 0..5 -> 40 <<< k ]

    let points = [
        for n in levels -> Math.Log2(float n), Math.Log2(abs (deblend n 0.7 - exact))
    ]

    let mx, my = List.averageBy fst points, List.averageBy snd points
    let sxx = points |> List.sumBy (fun (x, _) -> (x - mx) ** 2.0)
    let slope = (points |> List.sumBy (fun (x, y) -> (x - mx) * (y - my))) / sxx

    let residual =
        points |> List.sumBy (fun (x, y) -> (y - my - slope * (x - mx)) ** 2.0)

    let error = sqrt (residual / float (points.Length - 2) / sxx)
    Assert.True(abs (slope + 1.0) < 0.1 && error < 0.05, $"slope {slope} +- {error}")
