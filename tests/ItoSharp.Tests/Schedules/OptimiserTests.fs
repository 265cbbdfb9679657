/// GITS and Align Your Steps on oracles: brute force, closed forms, closure of the Gaussian law.
module ItoSharp.Tests.Schedules.OptimiserTests

open System
open System.Threading
open Xunit
open ItoSharp
open ItoSharp.Tests.Models
open ItoSharp.Tests.Samplers.Fixtures

let private edm = Edm()

let private gaussian (c: float) =
    GaussianModel<float>(ReadOnlySpan [| 0.0 |], array2D [ [ c * c ] ], edm)

/// |final deviation / exact - 1| of Euler (DDIM) runs on Gaussian data: the run is linear, one row tells all.
let private deviationError c (schedule: Schedule) start stop =
    let sampler =
        EdmDdim(gaussian c, edm, schedule, Nullable start, Nullable stop, Ddim(Eta = 0.0))

    let exact = sqrt ((c * c + stop * stop) / (c * c + start * start))
    abs ((run sampler [| 1.0 |]).[0] / exact - 1.0)

[<Fact>]
let ``the tangent law is the best grid of Euler's method on Gaussian data`` () =
    let c, start, stop = 0.5, 80.0, 0.05
    // The final deviation's logarithm, as the reference page has it.
    let logError schedule =
        abs (log (1.0 - deviationError c schedule start stop))

    Assert.Equal(0.134873, logError (TangentLaw.Steps(8, c)), 6)
    // The page rounds .2938604 up.
    Assert.Equal(0.293860, logError (Karras.Steps 8), 6)
    Assert.Equal(0.228500, logError (UniformLambda.Steps 8), 6)
    // No neighbour is better.
    let best =
        SampleGrid.Build(edm, TangentLaw.Steps(8, c), Nullable start, Nullable stop)

    let times = [| for p in best.Points.ToArray() -> p.Time |]

    for i in 1..7 do
        for e in [ -1e-3; 1e-3 ] do
            let moved = Array.updateAt i (times.[i] * (1.0 + e)) times
            Assert.True(logError (TimeTable.Of(ReadOnlySpan moved)) > logError (TangentLaw.Steps(8, c)))

let private law2 =
    GaussianMixture(
        [|
            GaussianComponent(0.4, [| -0.7; 0.3 |], [| 0.2; 0.1 |])
            GaussianComponent(0.6, [| 0.8; -0.4 |], [| 0.15; 0.05 |])
        |]
    )

/// Rows of a two-dimensional mixture at high noise.
let private starts rows =
    let x = Array.zeroCreate<float>(2 * rows)
    FieldNoise.Fill(11UL, 0UL, 0u, Span x)
    x |> Array.map (fun v -> 20.0 * v)

[<Fact>]
let ``dynamic programming finds what brute force finds`` () =
    let model = GaussianMixtureModel<float>(law2, edm, Prediction.Noise)
    let x0 = starts 5
    let teacher = EdmHeun(model, edm, Karras.Steps 9, Nullable 20.0, Nullable 0.05)
    let points = teacher.Grid.Points.ToArray()

    // The trajectory again, by running the teacher up to every node.
    let state node =
        if node = 0 then
            x0
        else
            let part = [| for p in points.[..node] -> p.Time |]
            run (EdmHeun(model, edm, TimeTable.Of(ReadOnlySpan part))) x0

    let states = Array.init 10 state

    let noise node =
        let prediction = Array.zeroCreate x0.Length

        let mutable input =
            ModelInput<float>(ReadOnlySpan states.[node], 5, points.[node].Time, ReadOnlySpan())

        (model :> IModel<float>).Evaluate(&input, Span prediction)
        prediction

    let rates = Array.init 9 noise

    for norm in [ GitsNorm.L1; GitsNorm.L2 ] do
        for gamma in [ 0.8; 1.0; 1.15 ] do
            let cost i j =
                Seq.sum (
                    seq {
                        for row in 0..4 do
                            let miss k =
                                states.[i].[k] + (points.[j].Time - points.[i].Time) * rates.[i].[k]
                                - states.[j].[k]

                            let a, b = miss (2 * row), miss (2 * row + 1)

                            if norm = GitsNorm.L1 then
                                abs a + abs b
                            else
                                sqrt (a * a + b * b)
                    }
                )

            // Later steps count gamma, gamma^2, ...
            let rec total weight path =
                match path with
                | i :: j :: rest -> weight * cost i j + total (weight * gamma) (j :: rest)
                | _ -> 0.0

            let rec choose n (items: int list) =
                match n, items with
                | 0, _ -> [ [] ]
                | _, [] -> []
                | _, x :: rest -> (choose (n - 1) rest |> List.map (fun c -> x :: c)) @ choose n rest

            for steps in 1..9 do
                let best =
                    choose (steps - 1) [ 1..8 ]
                    |> List.map (fun inner -> 0 :: inner @ [ 9 ])
                    |> List.minBy (total 1.0)

                let found =
                    Gits.Optimise(teacher, ReadOnlySpan x0, steps, GitsOptions(Norm = norm, Gamma = gamma))
                    :?> TimeTable

                Assert.Equal<float list>([ for i in best -> points.[i].Time ], List.ofSeq found.Times)

[<Fact>]
let ``GITS has at most .6 of Karras' error on Gaussian data`` () =
    let c = 0.5

    for start, stop in [ 80.0, 0.002; 80.0, 0.05 ] do
        let teacher =
            EdmHeun(gaussian c, edm, Karras.Steps 60, Nullable start, Nullable stop)

        for steps in [ 5; 10; 20 ] do
            let found = Gits.Optimise(teacher, ReadOnlySpan [| 70.0; -30.0; 12.0 |], steps)

            let mine, karras =
                deviationError c found start stop, deviationError c (Karras.Steps steps) start stop

            Assert.True(mine <= 0.6 * karras, $"{steps} steps from {start} to {stop}: {mine} against Karras' {karras}")
            // Nothing is better than the tangent law.
            Assert.True(mine >= deviationError c (TangentLaw.Steps(steps, c)) start stop)

type private Reports() =
    let all = ResizeArray<float>()
    member _.All = all

    interface IProgress<float> with
        member _.Report value = all.Add value

[<Fact>]
let ``GITS reports progress, can be cancelled, ends at the data with its teacher, and says what it cannot`` () =
    let model = gaussian 0.5
    let teacher = EdmHeun(model, edm, Karras.Steps(12, 7.0, true))
    let x0 = ReadOnlyMemory [| 70.0; -30.0 |]
    let reports = Reports()
    let found = Gits.Optimise(teacher, x0.Span, 4, GitsOptions(Progress = reports))
    Assert.Equal(12, reports.All.Count)
    Assert.Equal(1.0, reports.All.[11])
    let points = (EdmHeun(model, edm, found)).Grid.Points.ToArray()
    Assert.Equal((4, 80.0, 0.0), (points.Length - 1, points.[0].Time, points.[4].Sigma))
    use source = new CancellationTokenSource()
    source.Cancel()

    Assert.Throws<OperationCanceledException>(fun () ->
        Gits.Optimise(teacher, x0.Span, 4, GitsOptions(Cancellation = source.Token))
        |> ignore)
    |> ignore

    let has (text: string) (action: unit -> unit) =
        Assert.Contains(text, Assert.ThrowsAny<ArgumentException>(action).Message)

    has "13 candidate nodes allow 1 to 12 steps" (fun () -> Gits.Optimise(teacher, x0.Span, 13) |> ignore)
    has "Gamma must be positive" (fun () -> Gits.Optimise(teacher, x0.Span, 3, GitsOptions(Gamma = 0.0)) |> ignore)
    let flow = RectifiedFlow()

    let flowModel =
        GaussianModel<float>(ReadOnlySpan [| 0.0 |], array2D [ [ 0.25 ] ], flow)

    let fromNoise = FlowDpm2M(flowModel, flow, UniformTime.Steps 9)
    has "alpha is 0" (fun () -> Gits.Optimise(fromNoise, ReadOnlySpan [| 1.0 |], 3) |> ignore)

    let sde =
        VeSdeDpm2M(
            GaussianModel<float>(ReadOnlySpan [| 0.0 |], array2D [ [ 0.25 ] ], VarianceExploding.Default),
            VarianceExploding.Default,
            Karras.Steps 9
        )

    has "stochastic" (fun () -> Gits.Optimise(sde, ReadOnlySpan [| 1.0 |], 3) |> ignore)

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
