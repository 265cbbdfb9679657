/// The plans under test on VP-linear, by name: what they claim, and their error on a problem for a schedule.
module ItoSharp.Tests.Samplers.OrdersPlans

open ItoSharp
open ItoSharp.Tests.Models
open ItoSharp.Tests.Models.Orders
open ItoSharp.Tests.Samplers.Fixtures
open ItoSharp.Tests.Samplers.OrdersProblems

type Plan = {
    /// The order with exact start values, by the literature (samplers note F.5).
    Order: int
    /// The order with the shipped starter.
    FromStart: int
    /// Grids on which the error falls like its leading term.
    Grids: int list
    Error: Problem -> Schedule -> float
}

let private usual = [ 64; 96; 128; 192; 256; 384; 512 ]

// SA-Solver's P2C2: the leading terms of predictor and corrector nearly cancel, so its second order shows late.
let private late = [ 1024; 1448; 2048; 2896; 4096 ]

// On Gaussian data and a grid uniform in t the errors of exponential Adams change their sign at about 100 steps.
let private later3 = [ 448; 640; 896; 1280; 1792 ]
let private later4 = [ 256; 384; 512; 768; 1024 ]

let private plan order fromStart grids error = {
    Order = order
    FromStart = fromStart
    Grids = grids
    Error = error
}

let private shippedPlans = [
    "Ddim", plan 1 1 usual (fun p s -> error p (VpDdim(p.Model, vp, s, p.StartTime, p.EndTime)))
    "DpmSolverPP2M", plan 2 2 usual (fun p s -> error p (VpDpm2M(p.Model, vp, s, p.StartTime, p.EndTime)))
    "SdeDpmSolverPP2M",
    plan 2 2 usual (fun p s -> error p (VpSdeDpm2M(p.Model, vp, s, p.StartTime, p.EndTime, SdeDpmSolverPP2M 0.0)))
    "UniPC2", plan 3 3 usual (fun p s -> error p (VpUniPC2(p.Model, vp, s, p.StartTime, p.EndTime)))
    "SaSolverP2C2", plan 2 2 late (fun p s -> error p (VpSa(p.Model, vp, s, p.StartTime, p.EndTime, SaSolverP2C2 0.0)))
    "RhoRkHeun", plan 2 2 usual (fun p s -> error p (VpHeun(p.Model, vp, s, p.StartTime, p.EndTime)))
    "DeisRhoAB1", plan 2 2 usual (fun p s -> error p (VpRhoAB1(p.Model, vp, s, p.StartTime, p.EndTime)))
    "DeisRhoAB2", plan 3 2 usual (fun p s -> error p (VpRhoAB2(p.Model, vp, s, p.StartTime, p.EndTime)))
]

let private declaredPlans = [
    "RhoAB2FromHeun", plan 3 3 usual (fun p s -> error p (VpRhoAB2FromHeun(p.Model, vp, s, p.StartTime, p.EndTime)))
    "UniPC2B1", plan 3 3 usual (fun p s -> error p (VpUniPC2B1(p.Model, vp, s, p.StartTime, p.EndTime)))
    "Adams3", plan 3 2 later3 (fun p s -> error p (VpAdams3(p.Model, vp, s, p.StartTime, p.EndTime)))
    "AdamsP2C3", plan 3 3 usual (fun p s -> error p (VpAdamsP2C3(p.Model, vp, s, p.StartTime, p.EndTime)))
    "AdamsP3C4", plan 4 3 later4 (fun p s -> error p (VpAdamsP3C4(p.Model, vp, s, p.StartTime, p.EndTime)))
    "RhoRkKutta3", plan 3 3 usual (fun p s -> error p (VpKutta3(p.Model, vp, s, p.StartTime, p.EndTime)))
    "RhoRk4", plan 4 4 usual (fun p s -> error p (VpRk4(p.Model, vp, s, p.StartTime, p.EndTime)))
]

let shipped = Map.ofList shippedPlans
let named = Map.ofList (shippedPlans @ declaredPlans)
