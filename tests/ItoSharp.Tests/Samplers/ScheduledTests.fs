/// Per-step schedules of methods (USF): a constant one is the method, mixed ones are what they say.
module ItoSharp.Tests.Samplers.ScheduledTests

open System
open Xunit
open ItoSharp
open ItoSharp.Tests.Models
open ItoSharp.Tests.Samplers.Fixtures
open ItoSharp.Tests.Samplers.Scheduled

[<Fact>]
let ``a constant schedule is its method, to the bit`` () =
    for entry in Zoo.All do
        for schedule in [ UniformLambda.Steps 6 :> Schedule; UniformTime.Steps 7 ] do
            let one = zoo data vp schedule entry.Facts.Name
            let all = scheduled (List.replicate one.Grid.StepCount one)
            Assert.Equal<float[]>(runWith options one starts, runWith options all starts)
            Assert.Equal(one.Evaluations, all.Evaluations)

/// The ramp that a plan's own starter is, written out as a schedule.
[<Fact>]
let ``a starter is a schedule whose first steps are another method's`` () =
    let zoo = zoo data vp (UniformLambda.Steps 6)

    let ramp names = names |> List.map zoo |> scheduled

    let twoM = ramp ("DpmSolver1" :: List.replicate 5 "DpmSolver2M")

    Assert.Equal<float[]>(runWith options (zoo "DpmSolver2M") starts, runWith options twoM starts)

    let three =
        ramp ("Ddim" :: "DpmSolverPP2MTaylor" :: List.replicate 4 "DpmSolverPP3M")

    Assert.Equal<float[]>(runWith options (zoo "DpmSolverPP3M") starts, runWith options three starts)

/// DPM-Solver's "fast" plan for 8 evaluations of order 3: [3; 3; 2] on three steps.
[<Fact>]
let ``singlestep orders may follow one another`` () =
    let grid = UniformLambda.Steps 3
    let zoo = zoo data vp grid

    let fast = scheduled [ zoo "DpmSolver3S"; zoo "DpmSolver3S"; zoo "DpmSolver2S" ]

    Assert.Equal(8, fast.Evaluations)

    let part name (a: int) (b: int) (x: float[]) =
        let points = fast.Grid.Points.ToArray()
        let entry = Zoo.All |> Seq.find (fun e -> e.Facts.Name = name)

        let table = TimeTable.Of(ReadOnlySpan [| for i in a..b -> points.[i].Time |])

        run (entry.Make.Invoke(data, vp, table, points.[a].Time, points.[b].Time, null)) x

    let expected = starts |> part "DpmSolver3S" 0 2 |> part "DpmSolver2S" 2 3
    Array.iter2 (fun (a: float) b -> Assert.Equal(a, b, 1e-13)) expected (run fast starts)

/// UniPC with a DDIM step in between, by hand: the corrector mends the state before the DDIM step.
[<Fact>]
let ``a corrector mends its step's result within another method's step`` () =
    let grid = UniformLambda.Steps 2
    let zoo = zoo data vp grid
    let mixed = scheduled [ zoo "UniPC1"; zoo "Ddim" ]
    let points = mixed.Grid.Points.ToArray()

    let predict x (p: ProcessPoint) =
        let y = [| 0.0 |]

        let mutable input =
            ModelInput<float>(ReadOnlySpan [| x |], 1, p.Time, ReadOnlySpan())

        data.Evaluate(&input, Span y)
        y.[0]

    let s, m, t = points.[0], points.[1], points.[2]
    let x0 = 0.7
    let d0 = predict x0 s
    let e = Math.Exp(-(m.Lambda - s.Lambda))
    let predicted = m.Sigma / s.Sigma * x0 + m.Alpha * (1.0 - e) * d0
    let d1 = predict predicted m
    // bh2: the difference has weight (1 - exp(-h)) / 2.
    let corrected = predicted + m.Alpha * (1.0 - e) * 0.5 * (d1 - d0)
    let f = Math.Exp(-(t.Lambda - m.Lambda))
    let expected = t.Sigma / m.Sigma * corrected + t.Alpha * (1.0 - f) * d1
    Assert.Equal(expected, (run mixed [| x0 |]).[0], 1e-13)

/// Every step of every method, written from the definitions over both forms of the past predictions: what a mixed schedule must equal.
[<Fact>]
let ``methods of data and of noise predictions share one history`` () =
    let grid = UniformLambda.Steps 4
    let zoo = zoo data vp grid

    let mixed =
        scheduled [ zoo "Ddim"; zoo "DpmSolver2M"; zoo "DpmSolverPP2MTaylor"; zoo "DpmSolver2M" ]

    let points = mixed.Grid.Points.ToArray()

    let predict x (p: ProcessPoint) =
        let y = [| 0.0 |]

        let mutable input =
            ModelInput<float>(ReadOnlySpan [| x |], 1, p.Time, ReadOnlySpan())

        data.Evaluate(&input, Span y)
        y.[0]

    let mutable x = 0.7
    let mutable past = []

    for n in 0..3 do
        let s, t = points.[n], points.[n + 1]
        let h = t.Lambda - s.Lambda
        let d = predict x s
        let eps = (x - s.Alpha * d) / s.Sigma

        x <-
            match n, past with
            | 0, _ -> t.Sigma / s.Sigma * x + t.Alpha * (1.0 - exp -h) * d
            | 2, (before: ProcessPoint, d0, _) :: _ ->
                let slope = (d - d0) / (s.Lambda - before.Lambda)

                t.Sigma / s.Sigma * x
                + t.Alpha * (1.0 - exp -h) * d
                + t.Alpha * (h - 1.0 + exp -h) * slope
            | _, (before, _, eps0) :: _ ->
                let slope = (eps - eps0) / (s.Lambda - before.Lambda)

                // DPM-Solver 2M: half the difference, as published.
                t.Alpha / s.Alpha * x
                - t.Sigma * (exp h - 1.0) * eps
                - t.Sigma * (exp h - 1.0) * 0.5 * h * slope
            | _ -> nan

        past <- (s, d, eps) :: past

    Assert.Equal(x, (run mixed [| 0.7 |]).[0], 1e-13)

/// UniPC before a method of noise predictions and before a Runge-Kutta step: the correction is done by itself, and the next step goes
/// from the corrected state with the prediction made at the uncorrected one.
[<Fact>]
let ``a corrector mends its step's result before any other method's step`` () =
    let grid = UniformLambda.Steps 2
    let zoo = zoo data vp grid

    let asked (sampler: Sampler) =
        use run = sampler.Start(ReadOnlySpan [| 0.7 |], options)
        let mutable asked = []

        while not run.IsFinished do
            let query = run.NextQuery
            query.Answer data
            asked <- query.X.Span.[0] :: asked
            run.Advance()

        asked, run.State.[0]

    let predict x (p: ProcessPoint) =
        let y = [| 0.0 |]

        let mutable input =
            ModelInput<float>(ReadOnlySpan [| x |], 1, p.Time, ReadOnlySpan())

        data.Evaluate(&input, Span y)
        y.[0]

    let noise = scheduled [ zoo "UniPC1"; zoo "DpmSolver1" ]
    let points = noise.Grid.Points.ToArray()
    let s, m, t = points.[0], points.[1], points.[2]
    let h, f = m.Lambda - s.Lambda, t.Lambda - m.Lambda
    let d0 = predict 0.7 s
    let predicted = m.Sigma / s.Sigma * 0.7 + m.Alpha * (1.0 - exp -h) * d0
    let d1 = predict predicted m
    let eps = (predicted - m.Alpha * d1) / m.Sigma
    let corrected = predicted + m.Alpha * (1.0 - exp -h) * 0.5 * (d1 - d0)

    let queries, result = asked noise
    Assert.Equal(predicted, queries.[0], 1e-14)
    let euler = t.Alpha / m.Alpha * corrected - t.Sigma * (exp f - 1.0) * eps
    Assert.Equal(euler, result, 1e-13)

    // Heun in rho first takes the same step.
    let queries, result = asked (scheduled [ zoo "UniPC1"; zoo "RhoRkHeun" ])
    Assert.Equal(predicted, queries.[1], 1e-14)
    Assert.Equal(euler, queries.[0], 1e-13)
    let eps2 = (euler - t.Alpha * predict euler t) / t.Sigma
    let rho (p: ProcessPoint) = p.Sigma / p.Alpha

    let expected =
        t.Alpha * (corrected / m.Alpha + (rho t - rho m) * 0.5 * (eps + eps2))

    Assert.Equal(expected, result, 1e-13)
