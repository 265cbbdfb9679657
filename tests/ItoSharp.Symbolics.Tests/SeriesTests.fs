module ItoSharp.Symbolics.Tests.SeriesTests

open FsCheck.FSharp
open ItoSharp.Symbolics
open ItoSharp.Symbolics.Tests.Properties
open Xunit

let private h = Var "h"
let private n = Expr.integer

let private factorial k =
    [ 1..k ]
    |> List.fold (fun (product: Rational) i -> product * Rational.Of(i: int)) Rational.One

let private coefficients order e =
    match Series.coefficients "h" order e with
    | Some c -> c |> List.map FormulaPrinter.print |> String.concat ", "
    | None -> "none"

[<Theory>]
[<InlineData(3)>]
[<InlineData(6)>]
let ``removable singularities are removed`` (order: int) =
    let inverseFactorials k = [ for j in 0..order -> Expr.constant (Rational.One / factorial (j + k)) ]
    let phi1 = Expr.expm1 h / h
    let phi2 = (Expr.exp h - n 1 - h) / Expr.powi h 2
    let phi3 = (phi2 - Expr.rational 1 2) / h
    Assert.Equal(Some(inverseFactorials 1), Series.coefficients "h" order phi1)
    Assert.Equal(Some(inverseFactorials 2), Series.coefficients "h" order phi2)
    Assert.Equal(Some(inverseFactorials 3), Series.coefficients "h" order phi3)
    Assert.Equal(Some(inverseFactorials 4), Series.coefficients "h" order (Expr.phi 4 h))

[<Fact>]
let ``textbook series`` () =
    let shows (expected: string) order e =
        Assert.Equal(expected, coefficients order e)

    shows "0, 1, 0, 1/3, 0, 2/15" 5 (Expr.tan h)
    shows "1, -1/2, 1/12, 0, -1/720" 4 (h / Expr.expm1 h)
    shows "1, 1/2, -1/8, 1/16" 3 (Expr.sqrt (n 1 + h))
    shows "0, 1, -1/2, 1/3" 3 (Expr.log1p h)
    shows "a, b" 1 (Var "a" + Var "b" * h)
    shows "exp(a), exp(a), exp(a) / 2" 2 (Expr.exp (Var "a" + h))
    shows "1, 0, -1/6" 2 (Expr.sin h / h)
    shows "1/3" 0 (n 1 / Expr.powi h 2 - Expr.one / (Expr.powi (Expr.sin h) 2) + Expr.rational 2 3)
    shows "1, 1, 1" 2 (n 1 / (n 1 - h))
    shows "log(a), 1 / a" 1 (Expr.log (Var "a" + h))
    shows "1, log(a)" 1 (Expr.power (Var "a") h)

[<Fact>]
let ``poles and kinks have no Taylor series`` () =
    for e in [ n 1 / h; Expr.log h; Expr.sqrt h; Expr.abs h; Expr.exp (n 1 / h) ] do
        Assert.Equal(None, Series.expand "h" 3 e)

[<Fact>]
let ``Laurent parts are reported`` () =
    match Series.laurent "h" 1 (Expr.exp h / Expr.powi h 2) with
    | Some(lowest, c) ->
        Assert.Equal(-2, lowest)
        Assert.Equal<Expr list>([ n 1; n 1; Expr.rational 1 2; Expr.rational 1 6 ], c)
    | None -> Assert.Fail "a double pole has a Laurent series"

[<Fact>]
let ``the remainder of a series has the next order`` () =
    checkTimes 150 (fun (Smooth e) y ->
        let order = 4

        match Series.expand "x" order e with
        | None -> true |> Prop.classify true "no series"
        | Some polynomial ->
            let error x =
                abs (value (Positive x) y polynomial - value (Positive x) y e)

            let scale = 1.0 + abs (value (Positive 0.01) y e)
            let coarse, fine = error 0.02, error 0.01
            // Halving h divides a remainder of order 5 by 32; 20 leaves room for the next terms.
            (scale > 1e6
             || fine < 1e-11 * scale
             || fine <= coarse / 20.0
             || coarse > 1e-2 * scale)
            |> Prop.label (Text.write e + " -> " + FormulaPrinter.print polynomial))
