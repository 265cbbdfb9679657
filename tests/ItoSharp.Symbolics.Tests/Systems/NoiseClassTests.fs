module ItoSharp.Symbolics.Tests.Systems.NoiseClassTests

open FsCheck.FSharp
open ItoSharp.Symbolics
open ItoSharp.Symbolics.Tests.Systems.Equations
open ItoSharp.Symbolics.Tests.Systems.RandomSystems
open Xunit

let private classify = NoiseClassification.classify

let private isOf expected d =
    let c = classify d
    Assert.True((c.Class = expected), d.Name + ": " + string c.Class + ". " + c.Reason)
    Assert.False(c.Assumed, c.Reason)
    c

[<Fact>]
let ``known equations have their classes`` () =
    for expected, d in
        [
            NoiseClass.Scalar, gbm
            NoiseClass.Additive, ou
            NoiseClass.General, heston
            NoiseClass.Additive, lorenz
            NoiseClass.Commutative, commuting
            NoiseClass.Commutative, sheared
            NoiseClass.Commutative, shared
            NoiseClass.General, mixing
            NoiseClass.Diagonal, diagonal
            NoiseClass.Commutative, basket
            NoiseClass.General, triple
            NoiseClass.General, linear
        ] do
        isOf expected d |> ignore

[<Fact>]
let ``the bracket of Heston`` () =
    let c = isOf NoiseClass.General heston
    let bracket = c.Evidence.Value
    Assert.Equal("Price", bracket.First)
    Assert.Equal("Variance", bracket.Second)
    Assert.Equal("S", bracket.Component)
    // [g1, g2] = (Dg2) g1 - (Dg1) g2 = -(S/(2 sqrt V)) xi sqrt V.
    Assert.Equal(Expr.rational -1 2 * Var "S" * Var "Xi", bracket.Bracket)
    Assert.Equal(bracket.Value, Evaluate.at bracket.Point bracket.Bracket, 12)
    Assert.Contains("'Price' and 'Variance'", c.Reason)
    Assert.False c.MixesStates

[<Fact>]
let ``columns are counted as well as rows`` () =
    let c = classify shared
    Assert.False c.IsDiagonal
    Assert.Equal<(string * string) list>([ "Both", "x"; "Both", "y"; "Own", "z" ], c.Drives)
    Assert.Contains("'Both' drives several components", c.Reason)

    let row =
        declare "Row" [ "x"; "y" ] [] [ zero; zero ] [ noise "A" [ x; zero ]; noise "B" [ x; zero ] ]

    let c = isOf NoiseClass.Commutative row
    Assert.Contains("several noises drive 'x'", c.Reason)

[<Fact>]
let ``a diagonal with mixing is not diagonal`` () =
    let c = isOf NoiseClass.General mixing
    Assert.True c.MixesStates
    Assert.False c.IsDiagonal

    // A volatility without noise of its own: Milstein has no cross terms, which commutative says.
    let driven =
        declare "Driven" [ "x"; "v" ] [] [ zero; -v ] [ noise "A" [ v * x; zero ]; noise "B" [ zero; zero + n 1 ] ]

    Assert.True((isOf NoiseClass.General driven).MixesStates)

    let quiet = {
        (declare "Quiet" [ "x"; "y"; "v" ] [] [ zero; zero; -v ] [
            noise "A" [ v * x; zero; zero ]
            noise "B" [ zero; v; zero ]
        ]) with
            MinTime = 0.0
    }

    let c = isOf NoiseClass.Commutative quiet
    Assert.True c.MixesStates
    Assert.Contains("'A' depends on 'v', which it does not drive", c.Reason)

[<Fact>]
let ``components may be permuted and some quiet`` () =
    let d =
        declare "Crossed" [ "x"; "y"; "z" ] [] [ zero; zero; zero ] [
            noise "A" [ zero; zero; z ]
            noise "B" [ x; zero; zero ]
        ]

    let c = isOf NoiseClass.Diagonal d
    Assert.Equal<(string * string) list>([ "A", "z"; "B", "x" ], c.Drives)

[<Fact>]
let ``correlation takes away diagonal and nothing else`` () =
    Assert.False (classify basket).IsDiagonal
    Assert.True (classify basket).IsCommutative
    Assert.Contains("correlated", (classify basket).Reason)

    let off = {
        basket with
            Correlations = [ correlation "A" "B" (Var "Rho" - Var "Rho") ]
    }

    Assert.True (isOf NoiseClass.Diagonal off).IsDiagonal

[<Fact>]
let ``what only looks like the state does not count`` () =
    let hidden =
        Expr.powi (Expr.sin x) 2 + Expr.powi (Expr.cos x) 2 + (x + y) * (x - y) - x * x
        + y * y

    let d =
        declare "Hidden" [ "x"; "y" ] [] [ zero; zero ] [ noise "A" [ hidden; n 1 ]; noise "B" [ Expr.cos t; hidden ] ]

    isOf NoiseClass.Additive d |> ignore

[<Fact>]
let ``no noise is additive`` () =
    let c = isOf NoiseClass.Additive { gbm with Noises = [] }
    Assert.Equal("There is no noise.", c.Reason)

let private isAssumed (part: string) d =
    let c = classify d
    Assert.Equal(NoiseClass.General, c.Class)
    Assert.True(c.Assumed, c.Reason)
    Assert.True(c.Evidence.IsNone)
    Assert.Contains(part, c.Reason)

[<Fact>]
let ``branches on the state are assumed general`` () =
    for f in [ Expr.abs; Expr.sign; Expr.max zero; Expr.min (n 1) ] do
        declare "Branch" [ "x"; "y" ] [] [ zero; zero ] [ noise "A" [ f x; f x ]; noise "B" [ n 2 * f x; n 2 * f x ] ]
        |> isAssumed "branches on the state"

    // A sign has no derivative to show, and yet it is no constant.
    let c =
        classify (
            declare "Sign" [ "x"; "y" ] [] [ zero; zero ] [
                noise "A" [ Expr.sign x; Expr.sign x ]
                noise "B" [ n 1; n 2 ]
            ]
        )

    Assert.False c.IsAdditive
    Assert.True c.Assumed
    Assert.Equal<string list>([ "A" ], c.Kinks)

    // Which noise drives what needs no derivative.
    let c =
        isOf
            NoiseClass.Diagonal
            (declare "Floor" [ "x"; "y" ] [] [ zero; zero ] [
                noise "A" [ Expr.max x zero; zero ]
                noise "B" [ zero; y ]
            ])

    Assert.Equal<string list>([ "A" ], c.Kinks)

    // A bracket that is seen not to vanish proves what it proves, with branches or without.
    let c =
        isOf
            NoiseClass.General
            (declare "Broken" [ "x"; "y" ] [] [ zero; zero ] [
                noise "A" [ Expr.abs y; zero ]
                noise "B" [ zero; Expr.abs x ]
            ])

    Assert.True c.Evidence.IsSome

[<Fact>]
let ``what algebra cannot decide is assumed general`` () =
    // gd(x) = 2 atan(tanh(x/2)) = atan(sinh(x)): equal numbers, and no rule that says so.
    let first = n 2 * Expr.atan (Expr.tanh (x / n 2))
    let second = Expr.atan (Expr.sinh x)

    declare "Gudermann" [ "x"; "y" ] [] [ zero; zero ] [ noise "A" [ first; first ]; noise "B" [ second; second ] ]
    |> isAssumed "vanishes at all"

[<Fact>]
let ``brackets agree with differences`` () =
    check 250 (fun (RandomSystem(d, at)) ->
        let c = classify d
        let x = Oracle.stateOf d at

        let bracketAt (at: Map<string, float>) (a: SdeNoise) (b: SdeNoise) =
            let x = Oracle.stateOf d at

            let f (g: SdeNoise) x =
                Oracle.vector d at at.["t"] x g.Components

            Array.map2 (-) (Oracle.along (f b) x (f a x)) (Oracle.along (f a) x (f b x))

        let consistent =
            if c.IsCommutative then
                List.allPairs d.Noises d.Noises
                |> List.forall (fun (a, b) -> bracketAt at a b |> Array.forall (fun e -> abs e < 1e-7))
            else
                match c.Evidence with
                | None -> c.Assumed
                | Some e ->
                    let find name =
                        d.Noises |> List.find (fun g -> g.Name = name)

                    let point = (at, e.Point) ||> Map.fold (fun acc name v -> Map.add name v acc)
                    let i = List.findIndex ((=) e.Component) d.State
                    let found = (bracketAt point (find e.First) (find e.Second)).[i]
                    Oracle.close 1e-6 e.Value found && abs found > 1e-9

        let additive =
            not c.IsAdditive
            || d.Noises
               |> List.forall (fun g ->
                   let f x =
                       Oracle.vector d at at.["t"] x g.Components

                   Array.forall2 (fun (a: float) b -> abs (a - b) < 1e-10) (f x) (f (Array.map (fun v -> v + 0.37) x)))

        (consistent && additive && not c.Assumed)
        |> Prop.label (SdeText.write d + " " + c.Reason))

[<Fact>]
let ``factoring the correlation does not change the class`` () =
    check 120 (fun (RandomSystem(d, _)) ->
        let before = classify d
        let after = classify (CorrelationMatrix.independent d).Equation

        (before.IsAdditive = after.IsAdditive
         && before.IsCommutative = after.IsCommutative
         && before.IsDiagonal = after.IsDiagonal)
        |> Prop.label (SdeText.write d + " " + before.Reason + " " + after.Reason))
