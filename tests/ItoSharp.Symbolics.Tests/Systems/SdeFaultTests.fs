module ItoSharp.Symbolics.Tests.Systems.SdeFaultTests

open ItoSharp.Symbolics
open ItoSharp.Symbolics.Tests.Systems.Equations
open ItoSharp.Symbolics.Tests.Systems.RandomSystems
open Xunit

let private domain name low high : SdeDomain = {
    Component = name
    Min = low
    Max = high
    Boundary = Boundary.Reflection
}

let private three = { triple with Correlations = [] }

let private correlated values = {
    three with
        Correlations = [ for first, second, value in values -> correlation first second value ]
}

/// A wrong declaration, the rule and member of its only fault, and a piece of the cure.
let private wrong: (SdeDeclaration * string * string * string) list = [
    {
        gbm with
            State = []
            Drift = []
            Noises = []
    },
    "no-state",
    "Gbm",
    "at least one"
    {
        gbm with
            Parameters = gbm.Parameters @ [ parameter "Mu" ]
    },
    "duplicate-name",
    "Mu",
    "rename"
    {
        gbm with
            Parameters = gbm.Parameters @ [ parameter "x" ]
    },
    "duplicate-name",
    "x",
    "rename"
    {
        gbm with
            Parameters = gbm.Parameters @ [ parameter "t" ]
    },
    "reserved-name",
    "t",
    "the time"
    {
        gbm with
            Parameters = gbm.Parameters @ [ parameter "" ]
    },
    "empty-name",
    "Gbm",
    "name of its own"
    { gbm with MaxTime = Some -1.0 }, "time-interval", "Gbm", "first below the last"
    { gbm with MinTime = nan }, "time-interval", "Gbm", "finite"
    {
        gbm with
            Parameters = [
                parameter "Mu"
                {
                    positive "Sigma" with
                        Default = Some -1.0
                }
            ]
    },
    "parameter-default",
    "Sigma",
    "drop the claim"
    { mixing with Drift = [ zero ] }, "component-count", "Drift", "one for each of 'x', 'y'"
    {
        mixing with
            Noises = [ noise "A" [ zero; zero ]; noise "B" [ x; x ] ]
    },
    "noise-zero",
    "A",
    "remove it"
    { gbm with Drift = [ Var "q" * x ] }, "unknown-name", "Drift", "declare it as a parameter"
    correlated [ "A", "D", Expr.rational 1 2 ], "correlation-unknown", "A, D", "its noises are 'A', 'B', 'C'"
    correlated [ "A", "A", Expr.rational 1 2 ], "correlation-self", "A, A", "name two noises"
    correlated [ "A", "B", x * Expr.rational 1 2 ], "correlation-of-state", "A, B", "into the noises"
    correlated [ "A", "B", n 1 ], "correlation-range", "A, B", "strictly between"
    correlated [ "A", "B", Expr.sqrt (n 2) ], "correlation-range", "A, B", "strictly between"
    correlated [ "A", "B", zero; "B", "A", Expr.rational 1 2 ], "correlation-twice", "A, B", "keep one"
    correlated [
        "A", "B", Expr.rational 9 10
        "B", "C", Expr.rational 9 10
        "A", "C", Expr.rational -9 10
    ],
    "correlation-not-positive-definite",
    "C",
    "nearer to 0"
    // Exactly singular: the third noise is a sum of the others.
    correlated [ "A", "C", Expr.rational 3 5; "B", "C", Expr.rational 4 5 ],
    "correlation-not-positive-definite",
    "C",
    "variance 0"
    {
        gbm with
            Domains = [ domain "q" (Some 0.0) None ]
    },
    "domain-unknown",
    "q",
    "its components are 'x'"
    {
        gbm with
            Domains = [ domain "x" None None ]
    },
    "domain-empty",
    "x",
    "give it one"
    {
        gbm with
            Domains = [ domain "x" (Some 2.0) (Some 1.0) ]
    },
    "domain-bound",
    "x",
    "Min must be below Max"
    {
        gbm with
            Domains = [ domain "x" (Some infinity) None ]
    },
    "domain-bound",
    "x",
    "leave an infinite bound out"
    {
        gbm with
            Domains = [ domain "x" (Some 0.0) None; domain "x" None (Some 2.0) ]
    },
    "domain-twice",
    "x",
    "keep one"
]

[<Fact>]
let ``every fault names itself and the cure`` () =
    for d, rule, memberName, cure in wrong do
        match SdeDerivation.faults d with
        | [ fault ] ->
            Assert.Equal(rule, fault.Rule)
            Assert.Equal(memberName, fault.Member)
            Assert.Contains(cure, fault.Message)
        | other -> failwithf "%s: %A" rule other

        Assert.True(Result.isError (SdeDerivation.derive d))

[<Fact>]
let ``sound declarations have no fault`` () =
    for d in all do
        Assert.Empty(SdeDerivation.faults d)

    check 200 (fun (RandomSystem(d, _)) -> (SdeDerivation.faults d).IsEmpty)

[<Fact>]
let ``nearly singular constants are accepted to the last digit`` () =
    let almost =
        correlated [ "A", "C", Expr.rational 3 5; "B", "C", Expr.rational 799999999 1000000000 ]

    Assert.Empty(SdeDerivation.faults almost)
