/// Conversions of predictions: what they mean, their round trips, their limits, their derivatives.
module ItoSharp.Tests.Processes.PredictionMapTests

open System
open Xunit
open ItoSharp
open ItoSharp.Tests.Processes.Zoo

let private forms = [
    Prediction.Noise
    Prediction.Data
    Prediction.Velocity
    Prediction.Score
    Prediction.Flow
]

/// Each form by its definition, from data and noise.
let private define (p: ProcessPoint) form d e =
    match form with
    | Prediction.Noise -> e
    | Prediction.Data -> d
    | Prediction.Velocity -> p.Alpha * e - p.Sigma * d
    | Prediction.Score -> -e / p.Sigma
    | _ -> p.AlphaRate * d + p.SigmaRate * e

[<Fact>]
let ``a conversion turns one definition into the other`` () =
    for c in closed do
        for t in times c.Process |> List.filter (fun t -> t > 0.0) do
            let mutable p = c.Process.At t
            let d, e = 0.7, -1.3
            let x = p.Alpha * d + p.Sigma * e

            for a in forms do
                for b in forms do
                    let map = PredictionMap.Between(&p, a, b)
                    let expected = define p b d e
                    let actual = map.State * x + map.Model * define p a d e
                    let size = abs expected + abs (map.State * x) + abs (map.Model * define p a d e)

                    Assert.True(
                        abs (expected - actual) <= 1e-12 * size,
                        $"{c.Name}, {a} to {b} at {t}: {actual:R}, not {expected:R}"
                    )

[<Fact>]
let ``there and back is the identity`` () =
    for c in closed do
        let mutable p = c.Process.At(List.item 4 (times c.Process))

        for a in forms do
            for b in forms do
                let there, back = PredictionMap.Between(&p, a, b), PredictionMap.Between(&p, b, a)
                // m_a = back.State x + back.Model (there.State x + there.Model m_a).
                Assert.Equal(1.0, back.Model * there.Model, 10)
                Assert.True(abs (back.State + back.Model * there.State) <= 1e-10 * (1.0 + abs back.State))

[<Fact>]
let ``rectified flow starts where alpha is 0`` () =
    let mutable start = (ItoSharp.RectifiedFlow() :> IProcess).At 1.0
    Assert.Equal(PredictionMap(1.0, -1.0), PredictionMap.Between(&start, Prediction.Flow, Prediction.Data))
    Assert.Equal(PredictionMap(0.0, -1.0), PredictionMap.Between(&start, Prediction.Velocity, Prediction.Data))
    Assert.Equal(PredictionMap(1.0, 0.0), PredictionMap.Between(&start, Prediction.Data, Prediction.Noise))

    let error =
        Assert.Throws<InvalidOperationException>(fun () ->
            let mutable p = (ItoSharp.RectifiedFlow() :> IProcess).At 1.0
            PredictionMap.Between(&p, Prediction.Noise, Prediction.Data) |> ignore)

    Assert.Contains("Noise prediction does not determine Data at t = 1 (alpha = 0", error.Message)

[<Fact>]
let ``the data end knows the data`` () =
    let mutable last = (ItoSharp.RectifiedFlow() :> IProcess).At 0.0
    Assert.Equal(PredictionMap(1.0, -0.0), PredictionMap.Between(&last, Prediction.Noise, Prediction.Data))
    Assert.Equal(PredictionMap(1.0, -0.0), PredictionMap.Between(&last, Prediction.Score, Prediction.Data))

    Assert.Throws<InvalidOperationException>(fun () ->
        let mutable p = (ItoSharp.RectifiedFlow() :> IProcess).At 0.0
        PredictionMap.Between(&p, Prediction.Data, Prediction.Noise) |> ignore)
    |> fun error -> Assert.Contains("sigma = 0", error.Message)

[<Fact>]
let ``an unknown form is named`` () =
    Assert.Throws<ArgumentOutOfRangeException>(fun () ->
        let mutable p = Edm.Default.At 1.0
        PredictionMap.Between(&p, enum<Prediction> 9, Prediction.Data) |> ignore)
    |> fun error -> Assert.Contains("Noise, Data, Velocity, Score or Flow", error.Message)

[<Fact>]
let ``the pull-back agrees with differences`` () =
    let build (v: float[]) =
        ProcessPoint(0.5, v.[0], v.[1], Math.Log(v.[0] / v.[1]), v.[2], v.[3])

    let at = [| 0.8; 0.45; -0.6; 0.9 |]
    let cotangent = PredictionMap(1.25, -0.75)

    for a in forms do
        for b in forms do
            let value v =
                let mutable p = build v
                let map = PredictionMap.Between(&p, a, b)
                cotangent.State * map.State + cotangent.Model * map.Model

            let mutable p = build at
            let mutable c = cotangent
            let gradient = PredictionMap.PullBack(&p, a, b, &c)
            let exact = [| gradient.Alpha; gradient.Sigma; gradient.AlphaRate; gradient.SigmaRate |]

            for i in 0..3 do
                let moved h =
                    let v = Array.copy at in
                    v.[i] <- v.[i] + h
                    value v

                let h = 1e-4
                let d h = (moved h - moved -h) / (2.0 * h)
                let difference = (4.0 * d (h / 2.0) - d h) / 3.0

                Assert.True(
                    abs (difference - exact.[i]) <= 1e-8 * (1.0 + abs difference),
                    $"{a} to {b}, component {i}: {exact.[i]}, differences say {difference}"
                )
