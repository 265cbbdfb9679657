/// Order of every shipped plan, and of a few declared here, with exact start values and with the plan's own starter.
module ItoSharp.Tests.Samplers.OrdersTests

open System
open Xunit
open ItoSharp
open ItoSharp.Tests.Models
open ItoSharp.Tests.Models.Orders
open ItoSharp.Tests.Samplers.Fixtures
open ItoSharp.Tests.Samplers.OrdersFit
open ItoSharp.Tests.Samplers.OrdersProblems
open ItoSharp.Tests.Samplers.OrdersGrids
open ItoSharp.Tests.Samplers.OrdersPlans

[<Fact>]
let ``the reference solution is the published one on T1`` () =
    let at = Array.IndexOf(mixtureT1.Value.Starts, T1.start.[0])
    Assert.Equal(T1.reference, mixtureT1.Value.Exact.[at], 2e-12)

[<Fact>]
let ``the reference solution is the closed one on Gaussian data`` () =
    let p = gaussianT2.Value
    let got = reference p.Model vp p.StartTime p.EndTime 2000 p.Starts
    Array.iter2 (fun (a: float) b -> Assert.Equal(a, b, 1e-12)) p.Exact got

[<Fact>]
let ``the fit finds the order of an exact power and refuses a bent line`` () =
    let grids = [ 16; 32; 64; 128; 256 ]

    match fit (errorsOn grids (fun n -> 3.0 * float n ** -2.0)) with
    | Ok slope ->
        Assert.Equal(2.0, slope.Value, 1e-12)
        Assert.True(slope.StandardError < 1e-10)
    | Error fault -> Assert.Fail fault

    Assert.True((fit (errorsOn grids (fun n -> 1.0 / float n + 1e3 / float n ** 3.0))).IsError, "a change of slope")
    Assert.True((fit (errorsOn (List.tail grids) (fun n -> 1.0 / float n))).IsError, "four grids")

/// Checks a plan on both spacings of the given problems.
let private check name order onGrid problems =
    let plan = named.[name]

    for problem: Lazy<Problem> in problems do
        for spacing in [ Spacing.Lambda; Spacing.Time ] do
            errorsOn plan.Grids (fun n -> plan.Error problem.Value (onGrid problem.Value spacing n))
            |> assertSlope (sprintf "%s on %s, uniform in %O" name problem.Value.Name spacing) (float (order plan)) 0.2

[<Theory>]
[<InlineData("Ddim")>]
[<InlineData("DpmSolverPP2M")>]
[<InlineData("SdeDpmSolverPP2M")>]
[<InlineData("UniPC2")>]
[<InlineData("SaSolverP2C2")>]
[<InlineData("RhoRkHeun")>]
[<InlineData("DeisRhoAB1")>]
[<InlineData("DeisRhoAB2")>]
[<InlineData("RhoAB2FromHeun")>]
[<InlineData("UniPC2B1")>]
[<InlineData("Adams3")>]
[<InlineData("AdamsP2C3")>]
[<InlineData("AdamsP3C4")>]
[<InlineData("RhoRkKutta3")>]
[<InlineData("RhoRk4")>]
let ``order with exact start values`` (name: string) =
    check name (fun plan -> plan.Order) graded all

// At T1's and T2's start the low-order first step errs too little to show on these grids (their D hardly moves there); the
// non-autonomous problem shows it at once.
[<Theory>]
[<InlineData("Ddim")>]
[<InlineData("DpmSolverPP2M")>]
[<InlineData("SdeDpmSolverPP2M")>]
[<InlineData("UniPC2")>]
[<InlineData("SaSolverP2C2")>]
[<InlineData("RhoRkHeun")>]
[<InlineData("DeisRhoAB1")>]
[<InlineData("DeisRhoAB2")>]
[<InlineData("RhoAB2FromHeun")>]
[<InlineData("UniPC2B1")>]
[<InlineData("Adams3")>]
[<InlineData("AdamsP2C3")>]
[<InlineData("AdamsP3C4")>]
let ``order with the shipped starter`` (name: string) =
    check name (fun plan -> plan.FromStart) plain [ nonautonomousT1 ]

[<Fact>]
let ``the facts of every plan state these orders`` () =
    let same name (facts: PlanFacts) =
        let plan = named.[name]
        Assert.Equal((name, plan.Order, plan.FromStart), (name, facts.Order, facts.GlobalOrder))

    same "Ddim" Ddim.Facts
    same "DpmSolverPP2M" DpmSolverPP2M.Facts
    same "SdeDpmSolverPP2M" SdeDpmSolverPP2M.Facts
    same "UniPC2" UniPC2.Facts
    same "SaSolverP2C2" SaSolverP2C2.Facts
    same "RhoRkHeun" RhoRkHeun.Facts
    same "DeisRhoAB1" DeisRhoAB1.Facts
    same "DeisRhoAB2" DeisRhoAB2.Facts
    same "RhoAB2FromHeun" RhoAB2FromHeun.Facts
    same "UniPC2B1" UniPC2B1.Facts
    same "Adams3" Adams3.Facts
    same "AdamsP2C3" AdamsP2C3.Facts
    same "AdamsP3C4" AdamsP3C4.Facts
    same "RhoRkKutta3" RhoRkKutta3.Facts
    same "RhoRk4" RhoRk4.Facts
