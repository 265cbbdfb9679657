/// Node times at the ends of a process, what a gradient does not have, and a grid learned by its own gradient.
module ItoSharp.Tests.Gradients.NodeGradientTests

open System
open Xunit
open ItoSharp
open ItoSharp.Tests.Models
open ItoSharp.Tests.Models.Stages
open ItoSharp.Tests.Gradients
open ItoSharp.Tests.Gradients.WeightCases

[<Fact>]
let ``an end without noise and a start without signal`` () =
    let flow = ItoSharp.RectifiedFlow()
    let model = GaussianMixtureModel<float>(law, flow, Prediction.Flow)
    let times = [| 1.0; 0.8; 0.55; 0.3; 0.0 |]

    let lossAt (times: float[]) =
        let samples = Array.zeroCreate starts.Length

        FlowDdimMemory(model, flow, TimeTable.Of(ReadOnlySpan times)).Sample(ReadOnlySpan starts, Span samples, null)
        Differences.lossOf samples

    let g =
        FlowDdimMemory(model, flow, TimeTable.Of(ReadOnlySpan times)).Gradient(ReadOnlySpan starts, Differences.loss)

    // The one-node step is the same formula on both sides of such an end: one-sided differences of the fourth order.
    let inward i sign =
        let f k =
            lossAt (Differences.perturb times i (sign * 1e-3 * float k))

        sign * (-25.0 * f 0 + 48.0 * f 1 - 36.0 * f 2 + 16.0 * f 3 - 3.0 * f 4) / 12e-3

    let expected =
        Array.init times.Length (fun i ->
            if i = 0 then
                inward 0 -1.0
            elif i = 4 then
                inward 4 1.0
            else
                Differences.derivative 2e-3 (fun e -> lossAt (Differences.perturb times i e)))

    Differences.close "times" 1e-7 expected g.Times

[<Fact>]
let ``what a gradient does not have it says`` () =
    let sampler =
        VpUniPC2(ConditionedScalarModel(vp, 0.5), vp, UniformTime.Steps 4, Nullable 0.9, Nullable 0.02)

    let options = SampleOptions<float>(Condition = ReadOnlyMemory [| 0.4 |])
    let g = sampler.Gradient(ReadOnlySpan [| 0.7 |], Differences.loss, options)

    let failure = Assert.Throws<InvalidOperationException>(fun () -> g.Times |> ignore)

    Assert.Contains("DifferentiatesTime", failure.Message)
    // The nodes do not move with the parameters, which therefore have their gradient all the same.
    Assert.True(Double.IsFinite g.Process.BetaMax)
    Assert.Equal(4, g.Coefficients.StepCount)

    let deis =
        VpDpm2M(GaussianMixtureModel<float>(law, vp, Prediction.Data), vp, UniformTime.Steps 4)
            .GradientAdjointDeis(ReadOnlySpan starts, Differences.loss)

    let undefined: (string * (unit -> unit)) list = [
        "times", (fun () -> deis.Times |> ignore)
        "weights", (fun () -> deis.Coefficients |> ignore)
        "levels", (fun () -> deis.Levels |> ignore)
        "mean", (fun () -> deis.Mean |> ignore)
    ]

    for what, ask in undefined do
        Assert.Contains(what, Assert.Throws<InvalidOperationException>(ask).Message)

/// Gradient descent on the node times: the error of eight steps against the exact solution falls.
[<Fact>]
let ``a grid learned by its own gradient`` () =
    let model = GaussianMixtureModel<float>(law, vp, Prediction.Data)
    let random = Random 4

    let noise =
        Array.init 64 (fun _ ->
            sqrt (-2.0 * log (1.0 - random.NextDouble()))
            * cos (2.0 * Math.PI * random.NextDouble()))

    let reference = Array.zeroCreate noise.Length
    VpAdams3(model, vp, UniformLambda.Steps 400).Sample(ReadOnlySpan noise, Span reference)

    let loss =
        Loss<float>(fun x gradient ->
            let mutable sum = 0.0

            for i in 0 .. x.Length - 1 do
                gradient.[i] <- 2.0 * (x.[i] - reference.[i]) / float x.Length
                sum <- sum + (x.[i] - reference.[i]) ** 2.0 / float x.Length

            sum)

    let at (times: float[]) =
        VpDpm2M(model, vp, TimeTable.Of(ReadOnlySpan times)).Gradient(ReadOnlySpan noise, loss)

    let first =
        VpDpm2M(model, vp, UniformTime.Steps 8).Grid.Points.ToArray()
        |> Array.map (fun p -> p.Time)

    // A step that fails to lower the loss is halved; the ends stay.
    let rec descend (times: float[]) (g: Gradient<VpLinear, float>) rate count =
        if count = 0 then
            g.Loss
        else
            let candidate =
                times
                |> Array.mapi (fun i t ->
                    if i = 0 || i = times.Length - 1 then
                        t
                    else
                        t - rate * g.Times.[i])

            if candidate |> Array.pairwise |> Array.exists (fun (a, b) -> b >= a) then
                descend times g (rate / 2.0) (count - 1)
            else
                let next = at candidate

                if next.Loss < g.Loss then
                    descend candidate next (rate * 1.5) (count - 1)
                else
                    descend times g (rate / 2.0) (count - 1)

    let before = at first
    let after = descend first before 0.01 60
    Assert.True(after < 0.25 * before.Loss, sprintf "mean square error %g before, %g after" before.Loss after)
