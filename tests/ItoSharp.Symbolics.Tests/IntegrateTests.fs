module ItoSharp.Symbolics.Tests.IntegrateTests

open FsCheck.FSharp
open ItoSharp.Symbolics
open ItoSharp.Symbolics.Tests.Properties
open Xunit

let private x = Var "x"
let private a = Var "a"
let private b = Var "b"
let private n = Expr.integer
let private positive = Set.ofList [ "x"; "a"; "b" ]
let private numbers = Map.ofList [ "a", 0.83; "b", 1.37 ]

let private at e v = Evaluate.at (Map.add "x" v numbers) e

/// The closed integral against quadrature between 0.1 and 0.8.
let private agrees tolerance e =
    match Integrate.indefiniteUnder positive "x" e with
    | None -> false
    | Some found -> close tolerance (at found 0.8 - at found 0.1) (GaussLegendre.integrate 8 (at e) 0.1 0.8)

let private known = [
    n 3
    a * x + b
    Expr.powi (n 1 + a * x) 5
    Expr.exp (-a * x)
    (n 1 + x * x) * Expr.exp (a * x + b)
    x * Expr.sin (a * x)
    x * x * Expr.cos (a * x + b)
    Expr.exp (a * x) * Expr.sin (b * x)
    Expr.exp (-x) * Expr.cos (a * x)
    Expr.powi (Expr.sin (a * x)) 2
    Expr.powi (Expr.cos (a * x)) 2
    Expr.powi (Expr.tan (a * x)) 2
    Expr.tan (a * x + Expr.rational 1 10)
    Expr.tan x * Expr.powi (Expr.cos x) -2
    Expr.log (a * x + b)
    Expr.log1p (a * x)
    Expr.expm1 (a * x)
    Expr.sqrt (a * x + b)
    x * Expr.sqrt (a * x + b)
    n 1 / (n 1 - x)
    n 1 / Expr.powi (n 1 - x) 3
    x / Expr.powi (n 1 - x) 3
    n 2 * x / (n 1 - x)
    (b + (a - b) * x) * Expr.exp (b * x + (a - b) * x * x / n 2)
    (a + n 2 * x) / (a * x + x * x)
    Expr.power (a / b) x
    Expr.power (n 1 + x) b
    a * Expr.power b (n 2 * x) * Expr.exp (n 3 * x)
    x * Expr.exp (-(x * x))
    Expr.sinh (a * x) + Expr.cosh (b * x) + Expr.tanh x
    Expr.powi (Expr.cosh (a * x)) -2
    Expr.log x / x
    Expr.atan (a * x)
    Expr.powi (Expr.sin x) 3 * Expr.cos x
    Expr.sqrt x
    Expr.rational 1 2 / Expr.sqrt (x * a)
]

[<Fact>]
let ``integrals of the supported kinds are found and agree with quadrature`` () =
    let missing =
        known |> List.filter (agrees 1e-12 >> not) |> List.map FormulaPrinter.print

    Assert.Empty missing

[<Fact>]
let ``what is found differentiates back`` () =
    check (fun (Smooth e) x y ->
        match Integrate.indefiniteUnder (Set.ofList [ "x"; "y"; "p" ]) "x" e with
        | None -> true |> Prop.classify true "no closed form"
        | Some found ->
            let d = value x y (Differentiate.wrt "x" found)
            let scale = abs (value x y e)

            (scale > 1e6 || close (1e-6 * (1.0 + scale)) d (value x y e))
            |> Prop.label (Text.write e + " -> " + Text.write found))

[<Fact>]
let ``what has no elementary integral is not invented`` () =
    for e in
        [
            Expr.exp (-(x * x))
            Expr.sin x / x
            Expr.exp x / x
            Expr.exp (Expr.sin x)
            Expr.phi 2 x
        ] do
        Assert.Equal(None, Integrate.indefinite "x" e)

[<Fact>]
let ``the Gauss-Legendre rule is exact for polynomials`` () =
    for count in [ 2; 5; 16; 24 ] do
        let nodes = GaussLegendre.nodes count
        Assert.Equal(2.0, nodes |> Array.sumBy snd, 13)

        for degree in 0..2 .. 2 * count - 1 do
            let found = nodes |> Array.sumBy (fun (x, w) -> w * x ** float degree)
            Assert.Equal(2.0 / float (degree + 1), found, 13)

/// Monotone formulas of x on (0, 1) with their right hand sides.
let private invertible = [
    a * x + b
    b * x + a * x * x
    Expr.exp (-a * x)
    Expr.expm1 (b * x + a * x * x / n 2)
    a * Expr.power b x
    Expr.sqrt (a * x + b)
    (n 1 - x) / (n 1 + a * x)
    x / (n 1 - x)
    x * x / Expr.powi (n 1 - x) 2
    Expr.cos (Pi * x / n 2)
    Expr.sin (Pi * x / n 2)
    Expr.tan (x + Expr.rational 1 5)
    n 1 / Expr.powi (Expr.cos x) 2
    Expr.log (n 1 + a * x)
    Expr.log x - Expr.log (n 1 - x)
    Expr.atan (a * x)
    Expr.tanh (a * x)
    Expr.sinh (a * x)
    Expr.cosh (a * x)
    Expr.exp (n 2 * x) * Expr.exp (a * x)
    Expr.pow x (Rational.Of(3, 2))
    Expr.power x b
]

[<Fact>]
let ``inverses invert`` () =
    let fails e =
        match Invert.solve "x" e (Var "y") with
        | None -> Some("not inverted: " + FormulaPrinter.print e)
        | Some inverse ->
            let returns v =
                close 1e-9 (Evaluate.at (Map.add "y" (at e v) numbers) inverse) v

            if List.forall returns [ 0.05; 0.2; 0.5; 0.7; 0.9 ] then
                None
            else
                Some(FormulaPrinter.print e + " -> " + FormulaPrinter.print inverse)

    Assert.Empty(List.choose fails invertible)

[<Fact>]
let ``the quadratic inverse does not cancel`` () =
    let inverse = (Invert.solve "x" (b * x + a * x * x) (Var "y")).Value

    let value a y =
        Evaluate.at (Map.ofList [ "a", a; "b", 1.0; "y", y ]) inverse

    Assert.Equal(1.0, value 1.0 1e-17 / 1e-17, 14)
    Assert.Equal(0.5, value 0.0 0.5, 15)
    Assert.Equal(0.5, value 1e-18 0.5, 15)

[<Fact>]
let ``no inverse where there is none in closed form`` () =
    Assert.Equal(None, Invert.solve "x" (x - Expr.sin x) (Var "y"))
    Assert.Equal(None, Invert.solve "x" (x * Expr.exp x) (Var "y"))
