/// The errors of every shipped plan on grids, from which its order is measured.
module ItoSharp.Tests.Samplers.ZooOrders

open System
open ItoSharp
open ItoSharp.Tests.Models
open ItoSharp.Tests.Samplers.Fixtures
open ItoSharp.Tests.Samplers.OrdersFit
open ItoSharp.Tests.Samplers.OrdersProblems
open ItoSharp.Tests.Samplers.OrdersGrids
open ItoSharp.Tests.Samplers.LawsClosure

let private usual = [ 64; 96; 128; 192; 256; 384; 512 ]

// The leading terms of P2C2's predictor and corrector nearly cancel, and two terms of DPM-Solver-3's published form do near 200
// steps of a grid uniform in t: their second order shows late.
let private late = [ 1024; 1448; 2048; 2896; 4096 ]

// Fourth order in t shows late.
let private later = [ 384; 512; 768; 1024; 1536 ]
let private lawGrids = [ 24; 36; 48; 64; 96; 128 ]

let private gridsOf (entry: ZooEntry) =
    match entry.Facts.Name with
    | "SaSolverP2C2"
    | "DpmSolver3MPublished" -> late
    | "DeisTAB3" -> later
    | _ -> usual

/// Adams-Bashforth numbers know no uneven steps: their order is that on smooth grids, with their own start.
let isUniform (entry: ZooEntry) =
    entry.Facts.Name.StartsWith("Ghvb", StringComparison.Ordinal)
    || entry.Facts.Name = "Ipndm4"
    || entry.Facts.Name = "IpndmV4"

let private sampler (entry: ZooEntry) (problem: Problem) schedule =
    entry.Make.Invoke(problem.Model, vp, schedule, problem.StartTime, problem.EndTime, entry.Quiet)

/// The errors with exact start values, without noise.
let withExactStart (entry: ZooEntry) (problem: Problem) spacing =
    let onGrid = if isUniform entry then plain else graded
    errorsOn (gridsOf entry) (fun n -> error problem (sampler entry problem (onGrid problem spacing n)))

/// The errors with the plan's own starter, without noise.
let withOwnStart (entry: ZooEntry) (problem: Problem) spacing =
    errorsOn (gridsOf entry) (fun n -> error problem (sampler entry problem (plain problem spacing n)))

/// The weak order that a plan with noise can have.
let weakOrder (entry: ZooEntry) = min 2 entry.Facts.Order

/// The error of the variance at the end of Gaussian data N(0.6, 1.5), from the exact marginal at the start: every member of the
/// reverse family then ends in the exact marginal.
let ofVariance (entry: ZooEntry) values =
    let variance = 1.5

    let law =
        GaussianMixture([| GaussianComponent(1.0, [| T2.mean |], [| variance |]) |])

    let model = GaussianMixtureModel<float>(law, vp, Prediction.Data)
    let s, t = vp.TimeOfLambda -2.0, vp.TimeOfLambda 1.6

    let marginal time =
        vp.Alpha time * T2.mean, vp.Alpha time ** 2.0 * variance + vp.Sigma time ** 2.0

    errorsOn lawGrids (fun n ->
        let map =
            closure (entry.Make.Invoke(model, vp, UniformLambda.Steps n, s, t, values))

        abs (snd (moments (marginal s) map) - snd (marginal t)))
