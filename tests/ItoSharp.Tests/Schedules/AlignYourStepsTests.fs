/// Align Your Steps on oracles: the golden optimum, the bound's definition, estimates on data.
module ItoSharp.Tests.Schedules.AlignYourStepsTests

open System
open Xunit
open ItoSharp
open ItoSharp.Tests.Samplers.Fixtures
open ItoSharp.Tests.Schedules.GaussianClosure

[<Fact>]
let ``Align Your Steps' optimum for Gaussian data is the golden one`` () =
    let model = gaussian 0.5
    let reports = Reports()

    let found =
        AlignYourSteps.Optimise(model, 8, Nullable 80.0, Nullable 0.05, AlignYourStepsOptions(Progress = reports))

    let expected = [ 80.0; 0.5659; 0.3394; 0.2320; 0.1662; 0.1216; 0.0900; 0.0670; 0.05 ]

    for e, a in Seq.zip expected found.Times do
        Assert.True(abs (e - a) < 5e-5 * max 1.0 e, $"expected %A{expected}\ngot %A{List.ofSeq found.Times}")

    Assert.Equal(0.81439488, AlignYourSteps.Bound(model, SampleGrid.Build(edm, found)), 8)
    Assert.Equal(1.0, reports.All.[reports.All.Count - 1])
    // It is not the tangent law, which is better for the law of the samples and worse for the bound.
    let tangent =
        SampleGrid.Build(edm, TangentLaw.Steps(8, 0.5), Nullable 80.0, Nullable 0.05)

    Assert.True(AlignYourSteps.Bound(model, tangent) > 0.9)
    Assert.True(deviationError 0.5 found 80.0 0.05 > 1.5 * deviationError 0.5 (TangentLaw.Steps 8) 80.0 0.05)

[<Fact>]
let ``the bound is the integral of its definition, and above the true divergence`` () =
    let model =
        GaussianModel<float>(ReadOnlySpan [| 0.3; -0.2 |], array2D [ [ 0.5; 0.2 ]; [ 0.2; 0.4 ] ], vp)

    let grid = SampleGrid.Build(vp, UniformTime.Steps 7, Nullable 0.9, Nullable 0.02)
    let points = grid.Points.ToArray()
    let rho2 lambda = exp (-2.0 * lambda)

    let definition =
        Seq.sum (
            seq {
                for s, t in Array.pairwise points do
                    for v in model.Eigenvalues.ToArray() do
                        GaussLegendre.Integrate(
                            (fun l -> exp (2.0 * l) * v * v * (1.0 / (v + rho2 l) - 1.0 / (v + rho2 s.Lambda))),
                            s.Lambda,
                            t.Lambda
                        )
            }
        )

    let bound = AlignYourSteps.Bound(model, grid)
    Assert.True(abs (bound / definition - 1.0) < 1e-10, $"{bound} against {definition}")
    // The law of SDE-DPM-Solver++1 from the exact law at the start: its variance step by step (tau = 1, data form).
    let divergence =
        Seq.sum (
            seq {
                for v in model.Eigenvalues.ToArray() do
                    let mutable variance =
                        (Array.head points).Alpha ** 2.0 * v + (Array.head points).Sigma ** 2.0

                    for s, t in Array.pairwise points do
                        let h = t.Lambda - s.Lambda
                        let d = s.Alpha * v / (s.Alpha ** 2.0 * v + s.Sigma ** 2.0)
                        let gain = t.Sigma / s.Sigma * exp -h - t.Alpha * d * Special.Expm1(-2.0 * h)
                        variance <- gain * gain * variance - t.Sigma ** 2.0 * Special.Expm1(-2.0 * h)

                    let last = Array.last points
                    let ratio = (last.Alpha ** 2.0 * v + last.Sigma ** 2.0) / variance
                    0.5 * (ratio - 1.0 - log ratio)
            }
        )

    Assert.True(divergence > 0.0 && bound > divergence, $"bound {bound}, divergence {divergence}")

[<Fact>]
let ``estimated on data the optimum is that of the closed form to its resolution`` () =
    let c = 0.5
    let data = Array.zeroCreate<float> 4000
    FieldNoise.Fill(3UL, 1UL, 0u, Span data)
    let data = data |> Array.map (fun v -> c * v)
    let exact = AlignYourSteps.Optimise(gaussian c, 6, Nullable 80.0, Nullable 0.05)

    for predicts in [ Prediction.Data; Prediction.Noise ] do
        let model =
            GaussianModel<float>(ReadOnlySpan [| 0.0 |], array2D [ [ c * c ] ], edm, predicts)

        let estimate seed =
            AlignYourSteps.Optimise(
                model :> IModel<float>,
                edm,
                ReadOnlySpan data,
                6,
                Nullable 80.0,
                Nullable 0.05,
                ReadOnlySpan(),
                AlignYourStepsOptions(Candidates = 160, Seed = seed)
            )

        let found = estimate 5UL
        Assert.Equal<float seq>(found.Times, (estimate 5UL).Times)

        for i in 1..5 do
            Assert.True(
                abs (log (found.Times.[i] / exact.Times.[i])) < 0.06,
                $"%A{List.ofSeq found.Times} against %A{List.ofSeq exact.Times}"
            )

        let bound schedule =
            AlignYourSteps.Bound(gaussian c, SampleGrid.Build(edm, schedule))

        Assert.True(bound found < 1.01 * bound exact)

[<Fact>]
let ``Align Your Steps says what it cannot`` () =
    let has (text: string) (action: unit -> unit) =
        Assert.Contains(text, Assert.ThrowsAny<ArgumentException>(action).Message)

    let model = gaussian 0.5
    has "exchange them" (fun () -> AlignYourSteps.Optimise(model, 4, Nullable 0.1, Nullable 5.0) |> ignore)
    has "log-SNR" (fun () -> AlignYourSteps.Optimise(model, 4, Nullable 5.0, Nullable 0.0) |> ignore)

    has "no rows" (fun () ->
        try
            AlignYourSteps.Optimise(model :> IModel<float>, edm, ReadOnlySpan(), 4)
            |> ignore
        with :? ArgumentException as e when e.Message.Contains "at least one row" ->
            raise (ArgumentException "no rows"))

    has "Candidates" (fun () ->
        AlignYourSteps.Optimise(model :> IModel<float>, edm, ReadOnlySpan [| 1.0 |], 128)
        |> ignore)
