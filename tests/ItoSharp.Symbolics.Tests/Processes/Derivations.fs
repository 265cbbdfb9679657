/// Declared processes derived and evaluated, as every test of processes needs it.
module ItoSharp.Symbolics.Tests.Processes.Derivations

open System
open ItoSharp.Symbolics
open ItoSharp.Symbolics.Tests
open Xunit

let derive (d: ProcessDeclaration) =
    match ProcessDerivation.derive d with
    | Ok p -> p
    | Error faults -> failwith (d.Name + ": " + (faults |> List.map _.Message |> String.concat "; "))

let formula what f =
    match f with
    | Closed e -> e
    | Numeric reason -> failwith (what + ": " + reason)

let defaults (d: ProcessDeclaration) =
    d.Parameters
    |> List.map (fun (name, value) -> name, defaultArg value 1.3)
    |> Map.ofList

let at d e t =
    Evaluate.at (Map.add "t" t (defaults d)) e

/// Times of the interval, near the data too.
let times (d: ProcessDeclaration) =
    [ 1e-6; 1e-4 ]
    @ [ for i in 0..20 -> d.MinTime + (d.MaxTime - d.MinTime) * float i / 20.5 ]

let near tolerance (expected: float) (found: float) what =
    let scale = max 1e-300 (abs expected)

    Assert.True(
        abs (found - expected) <= tolerance * scale,
        what + ": expected " + string expected + ", found " + string found
    )
