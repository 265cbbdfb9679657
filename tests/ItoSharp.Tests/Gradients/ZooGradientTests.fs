/// The gradients of every shipped plan against differences, and AdjointDEIS against the exact adjoint.
module ItoSharp.Tests.Gradients.ZooGradientTests

open System
open Xunit
open ItoSharp
open ItoSharp.Tests.Models
open ItoSharp.Tests.Gradients
open ItoSharp.Tests.Samplers.Fixtures

let private law =
    let factor (a: float) (b: float) =
        Array2D.init 2 1 (fun i _ -> if i = 0 then a else b)

    GaussianMixture(
        [|
            GaussianComponent(0.4, [| -0.7; 0.3 |], [| 0.2; 0.1 |], factor 0.3 -0.2)
            GaussianComponent(0.6, [| 0.8; -0.4 |], [| 0.15; 0.25 |], factor -0.1 0.35)
        |],
        Array2D.init 2 2 (fun i j -> [| 0.5; -0.2; 0.1; 0.4 |].[2 * i + j])
    )

let private starts = [| 0.7; -0.4; -1.1; 0.9 |]

let private options =
    SampleOptions<float>(Seed = 5UL, Condition = ReadOnlyMemory [| 0.3; -0.5; 0.8; 0.1 |])

let private differs what (expected: float[]) (actual: float[]) =
    // The loss is of order one, so that its differences have a rounding noise of about 1e-11 however small the gradient.
    let scale = expected |> Array.fold (fun m x -> max m (abs x)) 5e-3

    Array.map2 (fun a b -> abs (a - b) / scale) expected actual
    |> Array.max
    |> fun worst ->
        if worst <= 2e-8 then
            None
        else
            Some(sprintf "%s: %.2g of %.6g" what worst scale)

let private check (name: string) (entry: ZooEntry) predicts schedule = [
    let model = GaussianMixtureModel<float>(law, vp, predicts)

    let build p =
        entry.Make.Invoke(model, p, schedule, 0.9, 0.02, null)

    let sampler = build vp
    let g = entry.Exact.Invoke(sampler, starts, Differences.loss, options)

    let parameters (p: VpLinear) =
        let values = Array.zeroCreate 2
        p.CopyParameters(Span values)
        values

    for found in
        [
            differs (name + " start") (Differences.start 4e-3 sampler starts options) g.Start
            differs (name + " condition") (Differences.condition 4e-3 sampler starts options) g.Condition
            differs
                (name + " process")
                (Differences.processParameters 1e-3 build vp starts options)
                (parameters g.Process)
        ] do
        match found with
        | Some fault -> fault
        | None -> ()
]

[<Fact>]
let ``the exact gradient of every plan`` () =
    let faults = [
        for entry in Zoo.All do
            yield! check (entry.Facts.Name + " on lambda") entry Prediction.Noise (UniformLambda.Steps 5)
            yield! check (entry.Facts.Name + " on t") entry Prediction.Flow (UniformTime.Steps 6)
    ]

    Assert.True(faults.IsEmpty, String.Join("\n", faults))

/// On many steps the continuous adjoint of the discrete path tends to the exact one.
[<Fact>]
let ``AdjointDEIS of every plan tends to the exact gradient`` () =
    let faults = [
        for entry in Zoo.All do
            if not (isNull entry.AdjointDeis) && entry.Facts.Order > 0 then
                let sampler =
                    entry.Make.Invoke(
                        T6.model (),
                        vp,
                        UniformLambda.Steps 256,
                        T1.startTime.Value,
                        T1.endTime.Value,
                        null
                    )

                let exact = entry.Exact.Invoke(sampler, T1.start, T6.loss, T6.options)
                let found = entry.AdjointDeis.Invoke(sampler, T1.start, T6.loss, T6.options)
                let error = abs (found.Start.[0] - exact.Start.[0]) / abs exact.Start.[0]

                // A first-order path on 256 steps.
                if not (error < 0.05) then
                    sprintf "%s: %.3g against %.6g" entry.Facts.Name error exact.Start.[0]
    ]

    Assert.True(faults.IsEmpty, String.Join("\n", faults))

[<Fact>]
let ``churn has the exact gradient on EDM's process, whose times it moves`` () =
    let edm = Edm()
    let model = GaussianMixtureModel<float>(law, edm, Prediction.Data)
    let values = EdmStochastic(SChurn = 2.0, SMin = 0.0, SMax = 100.0)

    for toZero in [ false; true ] do
        let sampler =
            EdmChurned(model, edm, Karras.Steps(6, 7.0, toZero), 10.0, 0.05, values)

        let g = sampler.Gradient(ReadOnlySpan starts, Differences.loss, options)
        Differences.close "start" 1e-8 (Differences.start 4e-3 sampler starts options) g.Start
        Differences.close "condition" 1e-8 (Differences.condition 4e-3 sampler starts options) g.Condition

[<Fact>]
let ``a noise scale that is the ODE's has the ODE's gradient`` () =
    let model = GaussianMixtureModel<float>(law, vp, Prediction.Data)

    let scaled = VpPowerScale(model, vp, UniformTime.Steps 6, PowerScale 1.0, 0.9, 0.02)

    let ddim = VpDdim(model, vp, UniformTime.Steps 6, 0.9, 0.02)
    let g = scaled.Gradient(ReadOnlySpan starts, Differences.loss, options)
    let expected = ddim.Gradient(ReadOnlySpan starts, Differences.loss, options)
    Differences.close "start" 1e-12 expected.Start g.Start
    Assert.Equal(expected.Process.BetaMax, g.Process.BetaMax, 1e-12)
    Assert.Equal(expected.Process.BetaMin, g.Process.BetaMin, 1e-12)

/// At beta = 1 nothing is damped, but the derivative along beta is there: one-sided differences, since beta ends at 1.
[<Fact>]
let ``a heavy ball's gradient along its damping holds at Adams-Bashforth, too`` () =
    let model = GaussianMixtureModel<float>(law, vp, Prediction.Noise)

    let sampler damping =
        ZooGhvb2(model, vp, UniformTime.Steps 6, 0.9, 0.02, Ghvb2 damping)

    let loss damping =
        runWith options (sampler damping) starts |> Differences.lossOf

    let h = 1e-3

    // Backward differences of fourth order.
    let expected =
        (25.0 * loss 1.0 - 48.0 * loss (1.0 - h) + 36.0 * loss (1.0 - 2.0 * h)
         - 16.0 * loss (1.0 - 3.0 * h)
         + 3.0 * loss (1.0 - 4.0 * h))
        / (12.0 * h)

    let g = (sampler 1.0).Gradient(ReadOnlySpan starts, Differences.loss, options)
    Assert.Equal(expected, Array.sum g.Levels, 1e-8)
