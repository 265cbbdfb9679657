/// Choices between branches: in values, derivatives, text, and where they are no formula of one piece.
module ItoSharp.Symbolics.Tests.ChoiceTests

open System
open FsCheck.FSharp
open ItoSharp.Symbolics
open ItoSharp.Symbolics.Tests.Properties
open ItoSharp.Symbolics.Tests.Systems.Equations
open Xunit

let private p, q = Expr.sin (Var "x"), Var "y" * Var "p"

/// Every relation and connective, over two formulas.
let private tests a b = [
    Condition.less a b
    Condition.atMost a b
    Condition.negation (Condition.less a b)
    Condition.negation (Condition.equal a b)
    Condition.both (Condition.less a b) (Condition.less q p)
    Condition.either (Condition.less a b) (Condition.negation (Condition.atMost q p))
    Condition.negation (Condition.both (Condition.less a b) (Condition.less p q))
]

let private holds at condition = Evaluate.holdsAt at condition

let private points = [
    for i in 1..6 -> Map.ofList [ "x", 0.23 * float i; "y", 1.9 - 0.31 * float i; "p", 0.7 ]
]

[<Fact>]
let ``the value is that of the branch that is taken`` () =
    checkTimes 100 (fun (Smooth a, Smooth b) ->
        [
            for test in tests a b do
                let e = Expr.choose test a b
                let compiled = Evaluate.compile [ "x"; "y"; "p" ] e

                for at in points do
                    let expected = Evaluate.at at (if holds at test then a else b)
                    let value = Evaluate.at at e
                    let again = compiled [| at.["x"]; at.["y"]; at.["p"] |]
                    value.Equals expected && again.Equals expected
        ]
        |> List.forall id)

[<Fact>]
let ``simplifying, differentiating and replacing go into the branches`` () =
    checkTimes 100 (fun (Smooth a, Smooth b) ->
        [
            for test in tests p q do
                let e = Expr.choose test (a * a) (a + b)
                let rate = Differentiate.wrt "x" e
                let simple = Simplify.simplify e
                let moved = Substitute.variable "y" (Var "x" + Var "p") e

                for at in points do
                    let branch = if holds at test then a * a else a + b

                    close 1e-9 (Evaluate.at at branch) (Evaluate.at at simple)
                    && close 1e-9 (Evaluate.at at (Differentiate.wrt "x" branch)) (Evaluate.at at rate)
                    && close 1e-9 (Evaluate.at (Map.add "y" (at.["x"] + 0.7) at) e) (Evaluate.at at moved)
        ]
        |> List.forall id)

[<Fact>]
let ``reading what was written gives the same choice`` () =
    checkTimes 100 (fun (Smooth a, Smooth b) ->
        [
            for test in tests a b do
                let e = Expr.choose test a b

                Text.read (Text.write e) = Ok e
                && Text.readCondition (Text.writeCondition test) = Ok test
        ]
        |> List.forall id)

[<Theory>]
[<InlineData("(if x 1 2)")>]
[<InlineData("(if (< x) 1 2)")>]
[<InlineData("(if (< x 1) 2)")>]
[<InlineData("(if (and true) 1 2)")>]
[<InlineData("(< x 1)")>]
let ``text that is no choice is refused`` (text: string) = Assert.True((Text.read text).IsError)

[<Fact>]
let ``what is known is decided, and nothing else`` () =
    let one, two = Expr.one, Expr.integer 2
    Assert.Equal(Condition.truth true, Condition.less one two)
    Assert.Equal(Condition.truth false, Condition.less x x)
    // x may be NaN, for which it does not hold.
    Assert.NotEqual(Condition.truth true, Condition.atMost x x)
    Assert.Equal(one, Expr.choose (Condition.equal one one) one x)
    Assert.Equal(x, Expr.choose (Condition.less x y) x x)

    Assert.Equal(
        Expr.choose (Condition.less x y) two one,
        Expr.choose (Condition.negation (Condition.less x y)) one two
    )

    Assert.Equal(Condition.less x y, Condition.both (Condition.truth true) (Condition.less x y))
    Assert.Equal(Condition.truth true, Condition.either (Condition.less x y) (Condition.truth true))
    Assert.True(Double.IsNaN(Evaluate.at (Map.ofList [ "x", nan ]) (Expr.choose (Condition.less x one) one x)))
    // Bounds decide nothing: what is positive inside may be 0 at the bound.
    let guarded = Expr.choose (Condition.less Expr.zero x) (Expr.powi x -1) Expr.zero
    Assert.Equal(guarded, Simplify.simplifyUnder (Set.singleton "x") guarded)

[<Fact>]
let ``a choice by the variable has no series, no integral and no inverse`` () =
    let jump = Expr.choose (Condition.less t Expr.one) t (t + Expr.one)
    Assert.Equal(None, Series.coefficients "t" 3 jump)
    Assert.Equal(None, Integrate.indefinite "t" jump)
    Assert.Equal(None, Invert.solve "t" jump (Var "w"))
    // By something else it is a constant among others.
    let fixedByX = Expr.choose (Condition.less x Expr.one) (n 2) (n 3)
    Assert.Equal(Some(fixedByX * t), Integrate.indefinite "t" fixedByX)

[<Fact>]
let ``printed text`` () =
    let chain =
        Expr.choose (Condition.less x (n 0)) (n 1) (Expr.choose (Condition.atMost (n 1) x) (n 2) (n 3))

    Assert.Equal("x < 0.0 ? 1.0 : 1.0 <= x ? 2.0 : 3.0", CSharpPrinter.print chain)
    Assert.Equal("2.0 * (x < 0.0 ? 1.0 : y)", CSharpPrinter.print (n 2 * Expr.choose (Condition.less x (n 0)) (n 1) y))

    let test =
        Condition.both
            (Condition.either (Condition.less x y) (Condition.equal x z))
            (Condition.negation (Condition.equal y z))

    Assert.Equal("(x < y || x == z) && y != z", CSharpPrinter.printCondition test)

    Assert.Equal(
        "!(x < y || x == z)",
        CSharpPrinter.printCondition (Condition.negation (Condition.either (Condition.less x y) (Condition.equal x z)))
    )

    Assert.Equal("z (x < 0 ? 1 : y)", FormulaPrinter.print (Expr.choose (Condition.less x (n 0)) (n 1) y * z))
    Assert.Equal("(x < y or x = z) and y != z", FormulaPrinter.printCondition test)

let private declared second =
    let branch = Expr.choose (Condition.less x (n 0)) (n 1) (n 1 + x)
    declare "Branching" [ "x"; "y" ] [] [ zero; zero ] [ noise "A" [ branch; branch ]; noise "B" second ]

[<Fact>]
let ``noise that branches on the state is assumed general unless it is shown to be`` () =
    let branch = Expr.choose (Condition.less x (n 0)) (n 1) (n 1 + x)
    let assumed = NoiseClassification.classify (declared [ n 2 * branch; n 2 * branch ])
    Assert.Equal(NoiseClass.General, assumed.Class)
    Assert.True assumed.Assumed
    Assert.Contains("branches on the state", assumed.Reason)
    Assert.Equal<string list>([ "A"; "B" ], assumed.Kinks)
    let shown = NoiseClassification.classify (declared [ zero; x ])
    Assert.Equal(NoiseClass.General, shown.Class)
    Assert.False shown.Assumed
    // One noise alone is scalar whatever it does; one that branches on the state is never additive.
    let one =
        declare "One" [ "x" ] [] [ zero ] [ noise "A" [ Expr.choose (Condition.less x (n 0)) (n 1) (n 2) ] ]

    Assert.Equal(NoiseClass.Scalar, (NoiseClassification.classify one).Class)

    let timed =
        declare "Timed" [ "x" ] [] [ zero ] [ noise "A" [ Expr.choose (Condition.less t (n 1)) (n 1) (n 2) ] ]

    Assert.Equal(NoiseClass.Additive, (NoiseClassification.classify timed).Class)
