/// Weak order 2 on nonlinear equations without sampling: the variables of weak methods have three values, so that the expectation after
/// n steps is a sum over 3^n leaves.
module ItoSharp.Symbolics.Tests.Ensembles.NonlinearWeakTests

open System
open ItoSharp.Symbolics
open ItoSharp.Symbolics.Tests.Systems.Equations
open ItoSharp.Symbolics.Tests.Tableaux.Stochastic
open Xunit

let private root = Expr.sqrt (Expr.one + x * x)

/// X = sinh(m(t) + W) with m = t or, with time in the equation, t^2 (Roessler 2009, Analysis, section 6, takes m = t).
let private hyperbolic rate =
    declare "Hyperbolic" [ "x" ] [] [ Expr.rational 1 2 * x + rate * root ] [ noise "W" [ root ] ]

let private timeless = hyperbolic Expr.one
let private timed = hyperbolic (Expr.integer 2 * t)

/// E z^k of z = m + W(1), m = 1: one moment alone may have an error that changes its sign on the way.
let private moments = [| 1.0; 2.0; 4.0; 10.0 |]

/// A step as a function: time, state, normal to the next state.
let private stepOf (program: StepProgram) h =
    let before = [ program.Names.Step; "t" ]
    let after = program.Components @ program.Names.Normals

    // One array for all values, in the order in which they come.
    let names =
        before
        @ (program.Constants @ program.Timed |> List.map fst)
        @ after
        @ (program.Local |> List.map fst)

    let index = names |> List.mapi (fun i name -> name, i) |> Map.ofList
    let values = Array.zeroCreate<float> names.Length

    let compiled lets =
        lets
        |> List.map (fun (name, e) -> index.[name], Evaluate.compile names e)
        |> Array.ofList

    let outer = compiled (program.Constants @ program.Timed)
    let local = compiled program.Local
    let next = Evaluate.compile names (List.exactlyOne program.Next)
    let state = index.[List.exactlyOne program.Components]
    let normal = index.[List.exactlyOne program.Names.Normals]

    fun time x z ->
        values.[index.[program.Names.Step]] <- h
        values.[index.["t"]] <- time

        for i, f in outer do
            values.[i] <- f values

        values.[state] <- x
        values.[normal] <- z

        for i, f in local do
            values.[i] <- f values

        next values

/// How far the moments of arsinh X_n are from the solution's, exactly but for rounding.
let private distance program steps =
    let h = 1.0 / float steps
    let step = stepOf program h
    let sums = Array.zeroCreate<float> moments.Length

    let rec from k x weight =
        if k = steps then
            let z = Math.Asinh x
            let mutable power = weight

            for i in 0 .. sums.Length - 1 do
                power <- power * z
                sums.[i] <- sums.[i] + power
        else
            let time = float k * h
            from (k + 1) (step time x -2.0) (weight / 6.0)
            from (k + 1) (step time x 0.0) (weight * 2.0 / 3.0)
            from (k + 1) (step time x 2.0) (weight / 6.0)

    from 0 0.0 1.0

    Array.map2 (fun a b -> (a / b - 1.0) ** 2.0) sums moments
    |> Array.sum
    |> Math.Sqrt

let private cases = [
    "RI6", PublishedTableaux.ri6, timeless
    "RI6 with time", PublishedTableaux.ri6, timed
    "RI1 with time", PublishedTableaux.ri1, timed
    "RS1 on Ito's, with time", PublishedTableaux.rs1, timed
]

let names () =
    cases |> Seq.map (fun (name, _, _) -> [| box name |])

[<Theory>]
[<MemberData(nameof names)>]
let ``Weak order 2 holds on a nonlinear equation`` (name: string) =
    let _, method, equation = cases |> List.find (fun (n, _, _) -> n = name)

    match EnsembleStep.derive equation (EnsembleSolver.Stochastic method) None 0 StepLengths.Equal [] with
    | Error fault -> failwith fault.Message
    | Ok derived ->
        let points = [
            for n in [ 3; 4; 5; 6; 8; 10 ] -> Math.Log2(float n), Math.Log2(distance derived.Program n)
        ]

        let mx = points |> List.averageBy fst
        let my = points |> List.averageBy snd
        let sxx = points |> List.sumBy (fun (x, _) -> (x - mx) ** 2.0)
        let slope = (points |> List.sumBy (fun (x, y) -> (x - mx) * (y - my))) / sxx

        let error =
            Math.Sqrt(
                (points |> List.sumBy (fun (x, y) -> (y - my - slope * (x - mx)) ** 2.0))
                / (4.0 * sxx)
            )

        // Few steps are all that 3^n allows: they bend by as much.
        Assert.True(slope < -1.75 && slope > -3.0, $"{name}: slope {-slope:F3} +- {error:F3}, {points}")
