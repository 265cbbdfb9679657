/// Random equations of polynomials and smooth functions, with points to judge them at. The seed is fixed.
module ItoSharp.Symbolics.Tests.Systems.RandomSystems

open FsCheck
open FsCheck.FSharp
open ItoSharp.Symbolics
open ItoSharp.Symbolics.Tests.Systems.Equations

/// A sound declaration of 1 to 3 components and noises, and values for all of its names.
type RandomSystem = RandomSystem of SdeDeclaration * Map<string, float>

/// A smooth function of the state, which may depend on the time.
type Observable = Observable of (string list -> Expr)

let private number = Gen.map2 Expr.rational (Gen.choose (-4, 4)) (Gen.choose (1, 4))

let private wave = [
    Expr.sin
    Expr.cos
    Expr.tanh
    (fun e -> Expr.exp (-(e * e)))
    (fun e -> Expr.sqrt (n 2 + e * e))
]

let private term state =
    let pick = Gen.elements (List.map Var state)

    Gen.frequency [
        2, number
        2, Gen.map2 (*) number pick
        3, Gen.map3 (fun a b c -> a * b * c) number pick pick
        2, Gen.map3 (fun f a b -> f (a + Expr.rational 1 2 * b)) (Gen.elements wave) pick pick
        1, Gen.map2 (fun a f -> f (a * t)) pick (Gen.elements wave)
        1, Gen.map (fun a -> Var "p" * a) pick
    ]

let private field state =
    Gen.frequency [
        1, Gen.constant zero
        4, Gen.map Expr.sum (Gen.listOfLength 1 (term state))
        3, Gen.map Expr.sum (Gen.listOfLength 2 (term state))
    ]

let private rho =
    Gen.elements [
        zero
        Expr.rational 2 5
        Expr.rational -1 3
        Var "r"
        Expr.rational 2 5 * Expr.sin t
    ]

let private nonZero parts =
    parts |> List.exists (fun e -> e <> zero)

let private system =
    gen {
        let! dimension = Gen.choose (1, 3)
        let! noises = Gen.choose (1, 3)
        let state = List.take dimension [ "x"; "y"; "z" ]
        let! drift = Gen.listOfLength dimension (field state)

        let! fields =
            Gen.listOfLength noises (Gen.filter nonZero (Gen.listOfLength dimension (field state)))

        let named = fields |> List.mapi (fun i parts -> noise (string "ABC".[i]) parts)
        let names = named |> List.map _.Name
        let pairs = List.allPairs names names |> List.filter (fun (a, b) -> a < b)
        let! values = Gen.listOfLength pairs.Length rho
        let! calculus = Gen.elements [ Calculus.Ito; Calculus.Stratonovich ]
        let! units = Gen.listOfLength 6 (Gen.choose (-1000, 1000))
        let u i = float (List.item i units) / 1000.0

        let declaration = {
            declare "Random" state [ positive "p"; parameter "r" ] drift named with
                Interpretation = calculus
                Correlations =
                    List.zip pairs values
                    |> List.filter (fun (_, value) -> value <> zero)
                    |> List.map (fun ((a, b), value) -> correlation a b value)
        }

        let at =
            Map.ofList [
                "x", 1.1 * u 0
                "y", 1.1 * u 1
                "z", 1.1 * u 2
                "t", 0.5 + 0.4 * u 3
                "p", 0.8 + 0.5 * u 4
                "r", 0.4 * u 5
            ]

        return RandomSystem(declaration, at)
    }

let private observable =
    gen {
        let! a = Gen.choose (0, 4)
        let! b = Gen.choose (1, 3)

        return
            Observable(fun state ->
                let all =
                    state |> List.mapi (fun i x -> Expr.rational (i + 1) b * Var x) |> Expr.sum

                (List.item a wave) (all + t) + Var(List.head state) * all)
    }

type Generators =
    static member System() = Arb.fromGen system
    static member Observable() = Arb.fromGen observable

/// Some fixed cases of a property.
let check count (property: 'a -> 'b) =
    Check.One(
        Config.QuickThrowOnFailure
            .WithMaxTest(count)
            .WithArbitrary([ typeof<Generators> ])
            .WithQuietOnSuccess(true)
            .WithReplay(Some { Rnd = Rnd(1234UL, 5UL); Size = None }),
        property
    )
