/// Orders of Runge-Kutta plans and of multistep plans that they start: slopes with standard errors, on the probability-flow ODE and
/// on the reverse SDE.
module ItoSharp.Tests.Samplers.RungeKuttaOrdersTests

open System
open Xunit
open ItoSharp
open ItoSharp.Tests.Models
open ItoSharp.Tests.Models.Orders
open ItoSharp.Tests.Models.Stages
open ItoSharp.Tests.Samplers.Fixtures
open ItoSharp.Tests.Samplers.OrdersFit
open ItoSharp.Tests.Samplers.OrdersProblems
open ItoSharp.Tests.Samplers.OrdersGrids
open ItoSharp.Tests.Samplers.LawsClosure
open ItoSharp.Tests.Samplers.LawsStrong

/// The facts of a plan, and its error on a problem for a schedule.
let private plans: Map<string, PlanFacts * (Problem -> Schedule -> float)> =
    Map [
        "DpmSolver1", (DpmSolver1.Facts, fun p s -> error p (VpDpmSolver1(p.Model, vp, s, p.StartTime, p.EndTime)))
        "DpmSolver2S", (DpmSolver2S.Facts, fun p s -> error p (VpDpmSolver2S(p.Model, vp, s, p.StartTime, p.EndTime)))
        "DpmSolver2STaylor",
        (DpmSolver2STaylor.Facts, fun p s -> error p (VpDpmSolver2STaylor(p.Model, vp, s, p.StartTime, p.EndTime)))
        "DpmSolver3S", (DpmSolver3S.Facts, fun p s -> error p (VpDpmSolver3S(p.Model, vp, s, p.StartTime, p.EndTime)))
        "DpmSolverPP2S",
        (DpmSolverPP2S.Facts, fun p s -> error p (VpDpmSolverPP2S(p.Model, vp, s, p.StartTime, p.EndTime)))
        "Etd3InData", (Etd3InData.Facts, fun p s -> error p (VpEtd3InData(p.Model, vp, s, p.StartTime, p.EndTime)))
        "RhoRkKutta3",
        (ItoSharp.RhoRkKutta3.Facts, fun p s -> error p (VpRhoRkKutta3(p.Model, vp, s, p.StartTime, p.EndTime)))
        "RhoRkRalston3",
        (RhoRkRalston3.Facts, fun p s -> error p (VpRhoRkRalston3(p.Model, vp, s, p.StartTime, p.EndTime)))
        "RhoRkHeun3", (RhoRkHeun3.Facts, fun p s -> error p (VpRhoRkHeun3(p.Model, vp, s, p.StartTime, p.EndTime)))
        "RhoRkSsp3", (RhoRkSsp3.Facts, fun p s -> error p (VpRhoRkSsp3(p.Model, vp, s, p.StartTime, p.EndTime)))
        "RhoRkVanDerHouwen3",
        (RhoRkVanDerHouwen3.Facts, fun p s -> error p (VpRhoRkVanDerHouwen3(p.Model, vp, s, p.StartTime, p.EndTime)))
        "RhoRk4", (ItoSharp.RhoRk4.Facts, fun p s -> error p (VpRhoRk4(p.Model, vp, s, p.StartTime, p.EndTime)))
        "Euler", (Euler.Facts, fun p s -> error p (VpEuler(p.Model, vp, s, p.StartTime, p.EndTime)))
        "EulerLambda", (EulerLambda.Facts, fun p s -> error p (VpEulerLambda(p.Model, vp, s, p.StartTime, p.EndTime)))
        "Kutta3InTime",
        (Kutta3InTime.Facts, fun p s -> error p (VpKutta3InTime(p.Model, vp, s, p.StartTime, p.EndTime)))
        "Ralston3InLambda",
        (Ralston3InLambda.Facts, fun p s -> error p (VpRalston3InLambda(p.Model, vp, s, p.StartTime, p.EndTime)))
        "Adams3From2S",
        (Adams3From2S.Facts, fun p s -> error p (VpAdams3From2S(p.Model, vp, s, p.StartTime, p.EndTime)))
        "NoiseAdams3From3S",
        (NoiseAdams3From3S.Facts, fun p s -> error p (VpNoiseAdams3From3S(p.Model, vp, s, p.StartTime, p.EndTime)))
        "Adams3FromKutta",
        (Adams3FromKutta.Facts, fun p s -> error p (VpAdams3FromKutta(p.Model, vp, s, p.StartTime, p.EndTime)))
    ]

let private grids = [ 64; 96; 128; 192; 256; 384 ]

/// The order of each plan, by the literature (samplers note F.5), evaluations a step, and the finest grids where it needs them.
[<Theory>]
[<InlineData("DpmSolver1", 1, 1)>]
[<InlineData("DpmSolver2S", 2, 2)>]
[<InlineData("DpmSolver2STaylor", 2, 2)>]
[<InlineData("DpmSolver3S", 3, 3)>]
[<InlineData("DpmSolverPP2S", 2, 2)>]
[<InlineData("Etd3InData", 3, 3)>]
[<InlineData("RhoRkKutta3", 3, 3)>]
[<InlineData("RhoRkRalston3", 3, 3)>]
[<InlineData("RhoRkHeun3", 3, 3)>]
[<InlineData("RhoRkSsp3", 3, 3)>]
[<InlineData("RhoRkVanDerHouwen3", 3, 3)>]
[<InlineData("RhoRk4", 4, 4)>]
[<InlineData("Euler", 1, 1)>]
[<InlineData("EulerLambda", 1, 1)>]
[<InlineData("Kutta3InTime", 3, 3)>]
[<InlineData("Ralston3InLambda", 3, 3)>]
let ``order on both grids, as the facts state it`` (name: string) (order: int) (evaluations: int) =
    let facts, error = plans.[name]
    Assert.Equal((order, order, evaluations), (facts.Order, facts.GlobalOrder, facts.EvaluationsPerStep))

    for problem in all do
        for spacing in [ Spacing.Lambda; Spacing.Time ] do
            errorsOn grids (fun n -> error problem.Value (plain problem.Value spacing n))
            |> assertSlope (sprintf "%s on %s, uniform in %O" name problem.Value.Name spacing) (float order) 0.2

// At T1's and T2's start a low-order first step errs too little to show; the non-autonomous problem shows it.
[<Theory>]
[<InlineData("Adams3From2S")>]
[<InlineData("NoiseAdams3From3S")>]
[<InlineData("Adams3FromKutta")>]
let ``a multistep plan keeps its order when Runge-Kutta steps start it`` (name: string) =
    let facts, error = plans.[name]
    Assert.Equal((3, 3), (facts.Order, facts.GlobalOrder))

    for spacing in [ Spacing.Lambda; Spacing.Time ] do
        let problem = nonautonomousT1.Value

        errorsOn [ 64; 96; 128; 192; 256; 384; 512 ] (fun n -> error problem (plain problem spacing n))
        |> assertSlope (sprintf "%s, uniform in %O" name spacing) 3.0 0.2

[<Fact>]
let ``the facts of Euler-Maruyama state its order`` () =
    for facts in [ EulerMaruyama.Facts; EulerMaruyamaLambda.Facts ] do
        Assert.Equal((1, 1, 1, true), (facts.Order, facts.GlobalOrder, facts.EvaluationsPerStep, facts.Stochastic))

let private sde (name: string) level (s: Schedule) =
    let model = T2.model ()

    let result sampler =
        closure sampler, sampler.Grid.Points.ToArray()

    match name with
    | "EulerMaruyama" -> result (VpEulerMaruyama(model, vp, s, T2.startTime, T2.endTime, EulerMaruyama level))
    | _ -> result (VpEulerMaruyamaLambda(model, vp, s, T2.startTime, T2.endTime, EulerMaruyamaLambda level))

[<Theory>]
[<InlineData("EulerMaruyama", 1.0)>]
[<InlineData("EulerMaruyama", 0.5)>]
[<InlineData("EulerMaruyamaLambda", 1.0)>]
[<InlineData("EulerMaruyamaLambda", 0.5)>]
let ``Euler-Maruyama has weak and strong order one`` (name: string) (level: float) =
    let s, t = t2Times
    let mean, variance = (t2 level).Law s t t2Start

    for spacing in [ Spacing.Lambda; Spacing.Time ] do
        let runs =
            [ 96; 128; 160; 192; 224; 256 ]
            |> List.map (fun n -> n, sde name level (plain gaussianT2.Value spacing n))

        let moment pick =
            runs |> List.map (fun (n, (map, _)) -> n, abs (pick (moments t2Start map)))

        let title = sprintf "%s at %g, uniform in %O" name level spacing
        moment (fun (m, _) -> m - mean) |> assertSlope ("mean of " + title) 1.0 0.2

        moment (fun (_, v) -> v - variance)
        |> assertSlope ("variance of " + title) 1.0 0.2

        // z sqrt(h) is the increment of w in the plan's own clock; in lambda dw = sqrt(dt/dlambda) dW.
        let weight lambda =
            if name = "EulerMaruyama" then
                let time = vp.TimeOfLambda lambda
                Math.Sqrt(2.0 * vp.Sigma time ** 2.0 / vp.DiffusionSquared time)
            else
                1.0

        runs
        |> List.map (fun (n, (map, points)) -> n, strongError (t2 level) (NoiseLaw.Weighted weight) points map t2Start)
        |> assertSlope ("strong error of " + title) 1.0 0.15
