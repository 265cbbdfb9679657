module ItoSharp.Symbolics.Tests.SimplifyTests

open FsCheck.FSharp
open ItoSharp.Symbolics
open ItoSharp.Symbolics.Tests.Properties
open Xunit

let private t = Var "t"
let private u = Var "u"

/// The largest intermediate value: it bounds what rounding can do to a result.
let rec private magnitude x y e =
    e |> Expr.parts |> List.map (magnitude x y) |> List.fold max (abs (value x y e))

[<Fact>]
let ``simplifying keeps the value`` () =
    check (fun (Smooth e) x y ->
        let simple = Simplify.simplifyUnder (Set.ofList [ "x"; "y"; "p" ]) e
        let scale = max (magnitude x y e) (magnitude x y simple)

        (scale > 1e9 || close (1e-11 * (1.0 + scale)) (value x y e) (value x y simple))
        |> Prop.label (Text.write e + " -> " + Text.write simple))

[<Fact>]
let ``simplifying twice changes nothing`` () =
    check (fun (Smooth e) ->
        let once = Simplify.simplify e

        Simplify.simplify once = once
        |> Prop.label (Text.write e + " -> " + Text.write once))

[<Fact>]
let ``like terms and powers are collected`` () =
    Assert.Equal(Expr.zero, (t + u) - t - u)
    Assert.Equal(Expr.integer 2 * t, t + t)
    Assert.Equal(Expr.powi t 5, Expr.powi t 2 * Expr.powi t 3)
    Assert.Equal(t, Expr.sqrt t * Expr.sqrt t)
    Assert.Equal(Expr.exp (t + u), Expr.exp t * Expr.exp u)
    Assert.Equal(Expr.one, t / t)
    Assert.Equal(Expr.integer 2, Expr.sqrt (Expr.integer 2) * Expr.sqrt (Expr.integer 2))

[<Fact>]
let ``a square root of a square needs the sign`` () =
    let root = Expr.sqrt (Expr.powi t 2)
    Assert.NotEqual(t, Simplify.simplify root)
    Assert.Equal(t, Simplify.simplifyUnder (Set.singleton "t") root)

[<Fact>]
let ``cancelling differences become stable forms`` () =
    let simplify = Simplify.simplifyUnder (Set.ofList [ "t"; "u" ])
    Assert.Equal(-(Expr.expm1 t), simplify (Expr.one - Expr.exp t))
    Assert.Equal(Expr.powi (Expr.sin t) 2, simplify (Expr.one - Expr.powi (Expr.cos t) 2))
    Assert.Equal(-(Expr.expm1 (-t)), simplify (Expr.exp (-t) * Expr.expm1 t))
    Assert.Equal(Expr.sqrt (-(Expr.expm1 (-t))), simplify (Expr.exp (-t / Expr.integer 2) * Expr.sqrt (Expr.expm1 t)))
    Assert.Equal(Expr.tan t, simplify (Expr.sin t / Expr.cos t))
    Assert.Equal(Expr.exp t, simplify (Expr.expm1 t + Expr.one))
    Assert.Equal(Expr.log1p (Expr.exp t), simplify (Expr.log (Expr.one + Expr.exp t)))

[<Fact>]
let ``long sums pair off completely`` () =
    let pairs = [ for i in 1..60 -> Var("a" + string i), Var("b" + string i) ]
    let sum = pairs |> List.collect (fun (a, b) -> [ a * Expr.exp b; -a ]) |> Expr.sum
    Assert.Equal(pairs |> List.map (fun (a, b) -> a * Expr.expm1 b) |> Expr.sum, Simplify.simplify sum)

[<Fact>]
let ``half angles and fractions do not cancel`` () =
    let at v e =
        Evaluate.at (Map.ofList [ "t", v ]) (Simplify.simplify e)

    let near expected found =
        Assert.True(abs (found / expected - 1.0) < 1e-14, string found)

    near 5e-21 (at 1e-10 (Expr.one - Expr.cos t))
    near 5e-21 (at 1e-10 (Expr.cosh t - Expr.one))
    near 1e-20 (at 1e-20 (Expr.one - Expr.one / (Expr.one + t)))
    near 1e-20 (at 1e-10 (Expr.exp t + Expr.exp (-t) - Expr.integer 2))
