/// Grids for order tests.
module ItoSharp.Tests.Samplers.OrdersGrids

open System
open ItoSharp
open ItoSharp.Tests.Samplers.OrdersProblems

[<RequireQualifiedAccess>]
type Spacing =
    | Lambda
    | Time

let private doublings = 12

/// Exact start values without a hook for them: the first of N equal steps H is divided at H/2^12, H/2^11, ..., H/2. The plan
/// starts up inside a step of H/4096, where its low-order formulas err by less than 1e-3 of what one regular step errs by, and
/// every further step at most doubles, so that it is a regular step of the full history. What remains is the order with exact
/// start values.
let graded (problem: Problem) spacing (n: int) : Schedule =
    let positions = [|
        yield 0.0
        for j in doublings .. -1 .. 1 do
            yield 2.0 ** float -j
        for i in 1..n do
            yield float i
    |]

    let p = problem.Process

    let time u =
        let w = u / float n

        if u = 0.0 then
            problem.StartTime
        elif u = float n then
            problem.EndTime
        else
            match spacing with
            | Spacing.Time -> problem.StartTime + w * (problem.EndTime - problem.StartTime)
            | Spacing.Lambda ->
                let first, last = p.Lambda problem.StartTime, p.Lambda problem.EndTime
                p.TimeOfLambda(first + w * (last - first))

    TimeTable.Of(ReadOnlySpan(positions |> Array.map time))

/// N equal steps: the shipped starter takes the first ones.
let plain (_: Problem) spacing (n: int) : Schedule =
    match spacing with
    | Spacing.Lambda -> UniformLambda.Steps n
    | Spacing.Time -> UniformTime.Steps n
