/// The pull-backs of coefficient programs against differences of the programs.
module ItoSharp.Symbolics.Tests.Plans.PullBackTests

open System
open FsCheck.FSharp
open Xunit
open ItoSharp.Symbolics
open ItoSharp.Symbolics.Tests.Plans.RandomPlans
open ItoSharp.Symbolics.Tests.Plans.Interpreter

/// The gradient of sum_i seed_i output_i with respect to the inputs, by the program's reverse sweep.
let private reversed (program: Program) (values: float[]) (seeds: float[]) =
    let reverse = Program.reverse program

    let sweep: Program = {
        Inputs =
            program.Inputs
            @ (reverse.Seeds |> List.map (fun name -> name, ProgramInput.Level))
        Lets = reverse.Forward @ reverse.Lets
        Outputs = reverse.Gradient |> List.map snd
    }

    let gradient = compile sweep (Array.append values seeds)

    List.zip (reverse.Gradient |> List.map fst) (List.ofArray gradient)
    |> Map.ofList

/// A fourth-order difference quotient.
let private difference (f: float -> float) =
    let h = 1e-3
    (8.0 * (f h - f -h) - (f (2.0 * h) - f (-2.0 * h))) / (12.0 * h)

let private agree (program: Program) (nodes: Node[]) level (seeds: float[]) =
    let run = compile program
    let kinds = program.Inputs |> List.map snd |> Array.ofList

    let values =
        kinds
        |> Array.map (input nodes level [| 1.3; 1.9; 0.4; 0.21; 0.13; 0.08; 0.05 |])

    let seeds = seeds |> Array.truncate program.Outputs.Length
    let gradient = reversed program values seeds

    kinds
    |> Array.iteri (fun i kind ->
        let loss step =
            let moved = Array.copy values
            moved.[i] <- moved.[i] * (1.0 + step)
            Array.map2 (*) seeds (run moved) |> Array.sum

        // Relative steps, so that the quotient is the input times the derivative.
        let expected = difference loss
        let found = (Map.tryFind kind gradient |> Option.defaultValue 0.0) * values.[i]

        let scale =
            1.0 + abs expected + (Array.map2 (*) seeds (run values) |> Array.sumBy abs)

        Assert.True(
            abs (expected - found) <= 2e-7 * scale,
            sprintf "input %O of %A: %.12g by differences, %.12g reversed" kind program.Outputs expected found
        ))

let private spread count =
    gen {
        // Nodes well apart, so that differences of the weights are well conditioned.
        let! last = between -1.5 2.0
        let! steps = Gen.listOfLength count (between 0.25 0.8)

        return
            steps
            |> List.scan (-) last
            |> List.truncate count
            |> List.map vp
            |> Array.ofList
    }

let private seeds = Gen.listOfLength 8 (between -1.0 1.0) |> Gen.map Array.ofList

[<Fact>]
let ``the pull-backs of predictors and corrections are their derivatives`` () =
    let cases =
        gen {
            let! p = plan
            let! nodes = spread 7
            let! level = between 0.1 0.95
            let! seeds = seeds
            return p, nodes, level, seeds
        }

    check 12 cases (fun (p, nodes, level, seeds) ->
        match PlanDerivation.derive p with
        | Error _ -> Assert.Fail(PlanText.write p)
        | Ok d ->
            for f in d.Predictors do
                agree f.Program nodes level seeds

            for f in d.Corrections do
                agree f.Program nodes level seeds)

[<Fact>]
let ``the pull-backs of Runge-Kutta rows are their derivatives`` () =
    check 4 (Gen.zip (spread 6) seeds) (fun (nodes, seeds) ->
        for stages, _ in stagesOf PlanForm.Noise @ stagesOf PlanForm.Data do
            let seeds = Array.append seeds (Array.append seeds seeds)
            agree (RungeKuttaFormulas.rows stages) nodes 0.0 seeds)

[<Fact>]
let ``the pull-backs of Euler's and Maruyama's rows are their derivatives`` () =
    check 6 (Gen.zip3 (spread 2) seeds (between 0.1 0.95)) (fun (nodes, seeds, level) ->
        for clock in [ PlanClock.Time; PlanClock.Lambda ] do
            for noise in [ PlanNoise.Deterministic; PlanNoise.Tau ] do
                agree (RungeKuttaFormulas.euler clock noise) nodes level seeds)

[<Fact>]
let ``Euler's row is that of the direct method with one stage`` () =
    check 6 (spread 2) (fun nodes ->
        for clock in [ PlanClock.Time; PlanClock.Lambda ] do
            let direct =
                RungeKuttaPlan.Direct(clock, PlanNoise.Deterministic, Tableau.Euler)
                |> RungeKuttaFormulas.rows

            let row = onNodes direct nodes 0.0

            for level, noise in [ 0.0, PlanNoise.Deterministic; 0.0, PlanNoise.Tau ] do
                let euler = onNodes (RungeKuttaFormulas.euler clock noise) nodes level
                Assert.Equal(row.[0], euler.[0], 1e-14)
                Assert.Equal(row.[1], euler.[1], 1e-14)

                if noise = PlanNoise.Tau then
                    Assert.Equal(0.0, euler.[2]))
