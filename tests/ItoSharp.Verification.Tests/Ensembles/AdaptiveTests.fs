/// Ensembles whose paths have steps of their own.
module ItoSharp.Verification.Tests.Ensembles.AdaptiveTests

open System
open Xunit
open ItoSharp
open ItoSharp.Tests.Models.Adaptive

let private one = EnsembleOptions(Threads = 1)

/// Slope of the line through points and its standard error.
let private slope (points: (float * float) list) =
    let mx = points |> List.averageBy fst
    let my = points |> List.averageBy snd
    let sxx = points |> List.sumBy (fun (x, _) -> (x - mx) ** 2.0)
    let b = (points |> List.sumBy (fun (x, y) -> (x - mx) * (y - my))) / sxx

    let residual =
        points |> List.sumBy (fun (x, y) -> (y - my - b * (x - mx)) ** 2.0)

    b, Math.Sqrt(residual / float (points.Length - 2) / sxx)

[<Fact>]
let ``Errors of embedded pairs are in proportion to the tolerance, with time in the equation`` () =
    let exact t = [| 1.0 / (1.0 + t * t); cos (t ** 3.0); sin (t ** 3.0) |]
    let start = Turning.State(1.0, 1.0, 0.0)

    let check name (run: StepTolerance -> EnsemblePaths<float>) tolerances =
        let errors =
            tolerances
            |> List.map (fun tolerance ->
                let p = run (StepTolerance(tolerance, tolerance))

                let error =
                    Array.map2 (fun a b -> abs (a - b)) [| p.["X"].[0]; p.["Y"].[0]; p.["Z"].[0] |] (exact 2.0)
                    |> Array.max

                Math.Log10 tolerance, Math.Log10 error)

        let b, se = slope errors
        let text = String.Join(", ", errors |> List.map (fun (t, e) -> sprintf "%.0f: %.2f" t e))
        printfn $"{name} slope {b:F3} +- {se:F3}: {text}"
        Assert.True(abs (b - 1.0) < 0.2 + 3.0 * se, $"{name}: slope {b:F3} +- {se:F3}: {text}")
        Assert.True(errors |> List.forall (fun (t, e) -> e < t + 2.0), $"{name}: {text}")

    let tolerances first last = [ for k in first..last -> 10.0 ** -(float k) ]

    check "Bogacki-Shampine" (fun t -> TurningBogackiShampine(Turning(), t, 2.0).Terminal(start, 1L, 1UL, one)) (tolerances 3 9)
    check "Dormand-Prince" (fun t -> TurningDormandPrince(Turning(), t, 2.0).Terminal(start, 1L, 1UL, one)) (tolerances 3 12)
    check "Tsit5" (fun t -> TurningTsit5(Turning(), t, 2.0).Terminal(start, 1L, 1UL, one)) (tolerances 3 12)

let private motion steps paths seed =
    MotionPaths(Motion(), steps, 1.0).Terminal(Motion.State 0.0, paths, seed, one).["W"].ToArray()

[<Fact>]
let ``Adaptive Milstein on geometric Brownian motion has no bias at any tolerance, and adaptive Euler has`` () =
    let paths = 1L <<< 16
    let seed = 20261123UL
    let mu, sigma = 0.1, 0.8
    let steps = 4
    let w = motion steps paths seed
    let exact = w |> Array.map (fun w -> Math.Exp(mu - 0.5 * sigma * sigma + sigma * w))

    for k in 2..9 do
        let tolerance = StepTolerance(2.0 ** -(float k) , 1e-3 * 2.0 ** -(float k))

        let report name (s: float[]) =
            let d = Array.map2 (-) s exact
            let mean = Array.average d
            let se = Math.Sqrt(Array.averageBy (fun x -> (x - mean) ** 2.0) d / float d.Length)
            let rms = Math.Sqrt(Array.averageBy (fun x -> x * x) d)
            let m = Array.average s
            let sem = Math.Sqrt(Array.averageBy (fun x -> (x - m) ** 2.0) s / float s.Length)
            printfn $"{k} {name}: bias on the path {mean:G4} +- {se:G3} ({mean / se:F2}), of the mean {(m - exp mu) / sem:F2} SE, rms {rms:G4}"

        let clock = Diagnostics.Stopwatch.StartNew()
        report "Milstein" (GeometricMilstein(Geometric(mu, sigma), tolerance, 1.0, 0.0, steps).Terminal(Geometric.State 1.0, paths, seed, one).["S"].ToArray())
        printfn $"{clock.Elapsed.TotalSeconds}"
        report "Sriw1" (GeometricSriw1(Geometric(mu, sigma), tolerance, 1.0, 0.0, steps).Terminal(Geometric.State 1.0, paths, seed, one).["S"].ToArray())
        let greedy = Ensemble<float>(GreedyEuler(), steps, 1.0)
        report "Euler" (greedy.Terminal(ReadOnlySpan [| mu; sigma; tolerance.Relative; tolerance.Absolute |], EnsembleStart.At(ReadOnlySpan [| 1.0 |]), paths, seed, one).["S"].ToArray())

[<Fact>]
let ``All precisions and methods run`` () =
    let t = StepTolerance(1e-5, 1e-5)
    let l = LorenzTsit5Single(Lorenz(), t, 2.0).Terminal(Lorenz.State(1.0, 1.0, 20.0), 100L, 1UL, one)
    printfn $"""{l.["X"].[0]} {l.["X"].[99]}"""
    let l = LorenzTsit5(Lorenz(), StepTolerance(1e-9,1e-9), 2.0).Terminal(Lorenz.State(1.0, 1.0, 20.0), 100L, 1UL, one)
    printfn $"""{l.["X"].[0]} {l.["X"].[99]}"""
    let th = ThrownPaths(Thrown(), StepTolerance(1e-9,1e-9), 3.0, 0.0, 30).Run(Thrown.State(0.0, 10.0), 100L, 1UL, 9.81, one)
    printfn $"{th} {th.Down.MeanTime} {th.Down.FirstTime}"
    let e = Assert.Throws<ToleranceNotReachedException>(fun () -> ExplodingPaths(Exploding(), StepTolerance(1e-9,1e-9), 3.0, 0.0, 30).Run(Exploding.State(1.0), 100L, 1UL, one) |> ignore)
    printfn $"{e.Message}"
    let p = PendulousSra1(Pendulous(), StepTolerance(1e-3,1e-3), 1.0, 0.0, 4).Run(Pendulous.State(1.0, 0.0), 1000L, 1UL, one)
    let q = PendulousFixed(Pendulous(), 4096, 1.0).Run(Pendulous.State(1.0, 0.0), 1000L, 1UL, EnsembleOptions(Refinement = 1))
    printfn $"{p}\n{q}"
    let p = PairHeun(Pair(), StepTolerance(1e-3,1e-3), 1.0, 0.0, 4).Run(Pair.State(0.1, 0.2), 1000L, 1UL, 0.7, one)
    printfn $"{p}"
