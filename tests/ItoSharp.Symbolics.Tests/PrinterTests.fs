module ItoSharp.Symbolics.Tests.PrinterTests

open System.Globalization
open System.Threading
open FsCheck.FSharp
open ItoSharp.Symbolics
open ItoSharp.Symbolics.Tests.Properties
open Xunit

let private x = Var "x"
let private y = Var "y"

let private under (culture: string) (action: unit -> unit) =
    let before = Thread.CurrentThread.CurrentCulture
    Thread.CurrentThread.CurrentCulture <- CultureInfo.GetCultureInfo culture

    try
        action ()
    finally
        Thread.CurrentThread.CurrentCulture <- before

[<Theory>]
[<InlineData("de-DE")>]
[<InlineData("fi-FI")>]
[<InlineData("ar-SA")>]
let ``no printer follows the culture`` (culture: string) =
    check (fun (Smooth e) ->
        let texts () =
            CSharpPrinter.print e, FormulaPrinter.print e, Text.write e

        let invariant = texts ()
        let mutable inside = "", "", ""
        under culture (fun () -> inside <- texts ())
        inside = invariant)

    under culture (fun () ->
        Assert.Equal("0.5 * x", CSharpPrinter.print (Expr.real 0.5 * x))
        Assert.Equal("-1.25", CSharpPrinter.print (Expr.real -1.25)))

[<Fact>]
let ``C# text`` () =
    let prints (expected: string) e =
        Assert.Equal(expected, CSharpPrinter.print e)

    prints "(1.0 / 3.0)" (Expr.rational 1 3)
    prints "0.1" (Expr.real 0.1)
    prints "x * x" (Expr.powi x 2)
    prints "1.0 - Math.Exp(-x)" (Expr.one - Expr.exp (-x))
    prints "Special.Expm1(x)" (Expr.expm1 x)
    prints "Special.Phi2(x)" (Expr.phi 2 x)
    prints "Special.Phi(4, x)" (Expr.phi 4 x)
    prints "x / y" (x / y)
    prints "x / (y * y)" (x / (y * y))
    prints "x * (x + y)" (x * (x + y))
    prints "1.0 / Math.Sqrt(x)" (Expr.pow x (Rational.Of(-1, 2)))
    prints "-x" (-x)
    prints "x - y" (x - y)
    prints "@in" (Var "in")
    prints "Math.Pow(x, y)" (Expr.power x y)

[<Fact>]
let ``formulas for people`` () =
    let prints (expected: string) e =
        Assert.Equal(expected, FormulaPrinter.print e)

    prints "alpha_t (1 - exp(-h))" (Var "alpha_t" * (Expr.one - Expr.exp (-(Var "h"))))
    prints "x^2 / 2" (Expr.rational 1 2 * Expr.powi x 2)
    prints "0.1 + 19.9 x" (Expr.real 0.1 + Expr.real 19.9 * x)
    prints "-x / y" (-x / y)
    prints "sqrt(1 - x)" (Expr.sqrt (Expr.one - x))

let private meansTheSame implicit (print: Expr -> string) =
    check (fun (Smooth e) (Positive x) (Positive y) ->
        let values = Map.ofList [ "x", x; "y", y; "p", 0.7 ]
        let text = print e

        let rec magnitude e =
            e
            |> Expr.parts
            |> List.map magnitude
            |> List.fold max (abs (Evaluate.at values e))

        let scale = magnitude e

        (scale > 1e9
         || close (1e-10 * (1.0 + scale)) (Evaluate.at values e) (PrintedText.evaluate implicit values text))
        |> Prop.label (Text.write e + " -> " + text))

[<Fact>]
let ``C# text means the formula`` () = meansTheSame false CSharpPrinter.print

[<Fact>]
let ``formulas for people mean the formula`` () = meansTheSame true FormulaPrinter.print

[<Fact>]
let ``shared subexpressions are named once and keep the value`` () =
    check (fun (Smooth e) x y ->
        let d = Differentiate.wrt "x" e
        let bindings, outputs = Cse.share [ "e", e; "d", d ]

        let table =
            (Map.ofList [ "x", (let (Positive v) = x in v); "y", (let (Positive v) = y in v); "p", 0.7 ], bindings)
            ||> List.fold (fun table (name, body) -> Map.add name (Evaluate.at table body) table)

        let before = value x y e, value x y d
        let after = Evaluate.at table (snd outputs.[0]), Evaluate.at table (snd outputs.[1])
        close 1e-9 (fst before) (fst after) && close 1e-9 (snd before) (snd after))
