/// Declared equations of known structure.
module ItoSharp.Symbolics.Tests.Systems.Equations

open ItoSharp.Symbolics

let x, y, z, v, t = Var "x", Var "y", Var "z", Var "v", Var "t"
let n = Expr.integer
let zero = Expr.zero

let parameter name : SdeParameter = {
    Name = name
    Default = None
    Positive = false
}

let positive name = { parameter name with Positive = true }

let noise name parts : SdeNoise = { Name = name; Components = parts }

let correlation first second value : SdeCorrelation = {
    First = first
    Second = second
    Value = value
}

let declare name state parameters drift noises : SdeDeclaration = {
    Name = name
    Interpretation = Calculus.Ito
    State = state
    Parameters = parameters
    Drift = drift
    Noises = noises
    Correlations = []
    Domains = []
    MinTime = 0.0
    MaxTime = None
}

let gbm =
    declare "Gbm" [ "x" ] [ parameter "Mu"; positive "Sigma" ] [ Var "Mu" * x ] [ noise "W" [ Var "Sigma" * x ] ]

let ou =
    declare "Ou" [ "x" ] [ positive "Rate"; parameter "Level"; positive "Sigma" ] [ Var "Rate" * (Var "Level" - x) ] [
        noise "W" [ Var "Sigma" ]
    ]

let heston =
    let s, v = Var "S", Var "V"

    {
        declare
            "Heston"
            [ "S"; "V" ]
            [
                parameter "Mu"
                positive "Kappa"
                positive "Theta"
                positive "Xi"
                parameter "Rho"
            ] [ Var "Mu" * s; Var "Kappa" * (Var "Theta" - v) ] [
                noise "Price" [ Expr.sqrt v * s; zero ]
                noise "Variance" [ zero; Var "Xi" * Expr.sqrt v ]
            ] with
            Correlations = [ correlation "Price" "Variance" (Var "Rho") ]
            Domains = [
                {
                    Component = "V"
                    Min = Some 0.0
                    Max = None
                    Boundary = Boundary.FullTruncation
                }
            ]
    }

let lorenz =
    declare "Lorenz" [ "x"; "y"; "z" ] [ positive "Alpha" ] [
        n 10 * (y - x)
        x * (n 28 - z) - y
        x * y - Expr.rational 8 3 * z
    ] [
        noise "A" [ Var "Alpha"; zero; zero ]
        noise "B" [ zero; Var "Alpha" * Expr.cos t; zero ]
        noise "C" [ zero; zero; Var "Alpha" ]
    ]

/// A rotation and a dilation.
let commuting =
    declare "Commuting" [ "x"; "y" ] [] [ zero; zero ] [ noise "Turn" [ -y; x ]; noise "Grow" [ x; y ] ]

/// The constant fields of (u, v) in the coordinates x = u, y = v + sin u.
let sheared =
    declare "Sheared" [ "x"; "y" ] [] [ -x; -y ] [ noise "A" [ n 1; Expr.cos x ]; noise "B" [ zero; n 1 ] ]

/// Two components share one Brownian motion, a second noise drives the third: one entry a row, and yet not diagonal.
let shared =
    declare "Shared" [ "x"; "y"; "z" ] [] [ -x; -y; -z ] [ noise "Both" [ x; y; zero ]; noise "Own" [ zero; zero; z ] ]

/// Diagonal by shape; each noise depends on the other component.
let mixing =
    declare "Mixing" [ "x"; "y" ] [] [ zero; zero ] [ noise "A" [ y; zero ]; noise "B" [ zero; x ] ]

let diagonal =
    declare "Diagonal" [ "x"; "y" ] [ positive "Sigma" ] [ -x; x - y ] [
        noise "A" [ Var "Sigma" * x * (n 1 + t); zero ]
        noise "B" [ zero; Expr.sqrt (n 1 + y * y) ]
    ]

/// Two assets with correlated noises: commutative, and no longer diagonal.
let basket = {
    (declare "Basket" [ "x"; "y" ] [ parameter "Rho" ] [ zero; zero ] [ noise "A" [ x; zero ]; noise "B" [ zero; y ] ]) with
        Correlations = [ correlation "A" "B" (Var "Rho") ]
}

/// Three noises, all pairs correlated.
let triple = {
    (declare "Triple" [ "x"; "y"; "z" ] [ parameter "P"; parameter "Q"; parameter "R" ] [ -x; -y; x - z ] [
        noise "A" [ x; y; zero ]
        noise "B" [ zero; Expr.sin x; n 1 ]
        noise "C" [ n 1; z; x * y ]
    ]) with
        Correlations = [
            correlation "A" "B" (Var "P")
            correlation "C" "A" (Var "Q")
            correlation "B" "C" (Var "R")
        ]
}

/// A linear equation whose noises do not commute.
let linear =
    declare "Linear" [ "x"; "y" ] [] [ -x + Expr.rational 1 2 * y + n 1; Expr.rational 1 5 * x - y ] [
        noise "A" [ Expr.rational 3 10 * y; Expr.rational 1 10 * x + Expr.rational 1 5 ]
        noise "B" [ Expr.rational 2 5 * x; Expr.rational -1 5 * y ]
    ]

let all = [
    gbm
    ou
    heston
    lorenz
    commuting
    sheared
    shared
    mixing
    diagonal
    basket
    triple
    linear
]
