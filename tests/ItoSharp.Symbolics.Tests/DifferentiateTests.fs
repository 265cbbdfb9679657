module ItoSharp.Symbolics.Tests.DifferentiateTests

open FsCheck.FSharp
open ItoSharp.Symbolics
open ItoSharp.Symbolics.Tests.Properties
open Xunit

/// The central difference of order 8.
let private difference (f: float -> float) x =
    let h = 4e-3

    let pair weight k =
        weight * (f (x + float k * h) - f (x - float k * h))

    (pair (4.0 / 5.0) 1 - pair (1.0 / 5.0) 2 + pair (4.0 / 105.0) 3
     - pair (1.0 / 280.0) 4)
    / h

[<Fact>]
let ``derivatives agree with differences`` () =
    check (fun (Smooth e) (Positive x) y ->
        let f x = value (Positive x) y e
        let exact = value (Positive x) y (Differentiate.wrt "x" e)

        let scale =
            [ -4 .. 4 ] |> List.map (fun k -> abs (f (x + 4e-3 * float k))) |> List.max

        let second = (f (x + 0.004) - 2.0 * f x + f (x - 0.004)) / 1.6e-5
        // A function that turns over within the stencil is no judge of the formula.
        (scale > 1e6
         || abs second > 1e4
         || close (1e-6 * (1.0 + scale)) exact (difference f x))
        |> Prop.label (Text.write e))

[<Fact>]
let ``differentiation is linear and follows the product rule`` () =
    check (fun (Smooth a) (Smooth b) x y ->
        let d = Differentiate.wrt "x"
        let v = value x y
        let left = v (d (a * b))
        let right = v (d a * b + a * d b)
        let scale = abs (v (d a * b)) + abs (v (a * d b))
        scale > 1e9 || close (1e-10 * (1.0 + scale)) left right)

[<Fact>]
let ``kinks`` () =
    let x = Var "x"
    let at v e = Evaluate.at (Map.ofList [ "x", v ]) e
    Assert.Equal(-1.0, at -2.0 (Differentiate.wrt "x" (Expr.abs x)))
    Assert.Equal(1.0, at 2.0 (Differentiate.wrt "x" (Expr.max x Expr.zero)))
    Assert.Equal(0.0, at -2.0 (Differentiate.wrt "x" (Expr.max x Expr.zero)))
    Assert.Equal(0.0, at 2.0 (Differentiate.wrt "x" (Expr.min x Expr.zero)))
