/// GITS and the tangent law on oracles: brute force, closure of the Gaussian law.
module ItoSharp.Tests.Schedules.GitsTests

open System
open System.Threading
open Xunit
open ItoSharp
open ItoSharp.Tests.Models
open ItoSharp.Tests.Samplers.Fixtures
open ItoSharp.Tests.Schedules.GaussianClosure

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
