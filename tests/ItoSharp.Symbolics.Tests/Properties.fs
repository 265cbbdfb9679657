/// How FsCheck runs here: plain facts, a fixed replay seed, the same cases on every machine.
module ItoSharp.Symbolics.Tests.Properties

open FsCheck
open FsCheck.FSharp
open ItoSharp.Symbolics

/// Formulas over x, y and p, all used at positive values.
let private leaf =
    Gen.frequency [
        3, Gen.constant (Var "x")
        2, Gen.constant (Var "y")
        1, Gen.constant (Var "p")
        1, Gen.constant Pi
        3, Gen.map2 Expr.rational (Gen.choose (-6, 6)) (Gen.choose (1, 5))
        1, Gen.map (fun n -> Expr.real (float n / 100.0)) (Gen.choose (1, 300))
    ]

let private functions = [
    Expr.exp
    Expr.sin
    Expr.cos
    Expr.tanh
    Expr.atan
    Expr.expm1
    Expr.sinh
    Expr.cosh
    (fun e -> Expr.log (Expr.one + e * e))
    (fun e -> Expr.log1p (e * e))
    (fun e -> Expr.sqrt (Expr.rational 1 4 + e * e))
    (fun e -> Expr.one / (Expr.integer 2 + Expr.cos e))
    Expr.phi 1
    Expr.phi 2
    Expr.phi 3
    (fun e -> Expr.power (Expr.exp e) (Var "y"))
    (fun e -> Expr.power (Expr.one + e * e) (Var "y"))
]

let rec private expression size =
    if size <= 0 then
        leaf
    else
        let half = expression (size / 2)

        Gen.frequency [
            1, leaf
            4, Gen.map2 (+) half half
            2, Gen.map2 (-) half half
            4, Gen.map2 (*) half half
            3, Gen.map2 (fun f e -> f e) (Gen.elements functions) (expression (size - 1))
            1, Gen.map2 (fun e n -> Expr.powi e n) half (Gen.choose (2, 3))
        ]

/// A formula that is smooth for positive variables.
type Smooth = Smooth of Expr

/// A number from 0.2 to 1.8.
type Positive = Positive of float

type Generators =
    static member Smooth() =
        Arb.fromGen (Gen.sized (fun size -> Gen.map Smooth (expression (min 8 (1 + size / 10)))))

    static member Positive() =
        Arb.fromGen (Gen.map (fun n -> Positive(float n / 1000.0)) (Gen.choose (200, 1800)))

let private config count =
    Config.QuickThrowOnFailure
        .WithMaxTest(count)
        .WithArbitrary([ typeof<Generators> ])
        .WithQuietOnSuccess(true)
        .WithReplay(Some { Rnd = Rnd(42UL, 1UL); Size = None })

/// 400 fixed cases of a property.
let check (property: 'a -> 'b) = Check.One(config 400, property)

/// Some fixed cases of a property.
let checkTimes count (property: 'a -> 'b) = Check.One(config count, property)

/// The value of e at x, y and p.
let value (Positive x) (Positive y) e =
    Evaluate.at (Map.ofList [ "x", x; "y", y; "p", 0.7 ]) e

/// Whether two numbers agree to a relative tolerance; values too large to say anything agree.
let close tolerance (a: float) (b: float) =
    if System.Double.IsNaN a || abs a > 1e12 then
        true
    else
        abs (a - b) <= tolerance * (1.0 + abs a + abs b)
