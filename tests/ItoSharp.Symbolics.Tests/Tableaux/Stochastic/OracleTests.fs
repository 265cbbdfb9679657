/// The proven orders against one step of the method on polynomial equations, compared with the Ito-Taylor expansion: exactly on
/// every path for strong methods, over all outcomes of the random variables for weak ones.
module ItoSharp.Symbolics.Tests.Tableaux.Stochastic.OracleTests

open Xunit
open FsCheck
open FsCheck.FSharp
open ItoSharp.Symbolics
open ItoSharp.Symbolics.Tests.Tableaux.Stochastic.PublishedTableaux
open ItoSharp.Symbolics.Tests.Tableaux.Stochastic.Polynomials
open ItoSharp.Symbolics.Tests.Tableaux.Stochastic.Steps

let private difference a b =
    ItoWords.add a (ItoWords.scale (-Rational.One) b)

/// The doubled strong order, up to 1.5.
let private strongOrder (noise: NoiseClass) (m: StochasticMethod) =
    let e = equation noise (if noise = NoiseClass.Scalar then 1 else 2)
    let exact = inIto m.Calculus e
    let numeric = step (paths m.Form m.Calculus) 4 m e

    let errors grade =
        numeric
        |> List.mapi (fun i series -> difference series.[grade] (solution exact grade (i + 1)))

    let onEveryPath grade =
        errors grade
        |> List.forall (fun error -> (ItoWords.expectation (ItoWords.multiply error error)).IsZero)

    let inMean grade =
        errors grade |> List.forall (fun error -> (ItoWords.expectation error).IsZero)

    [ 1..3 ]
    |> List.takeWhile (fun order -> [ 1..order ] |> List.forall onEveryPath && inMean (order + 1))
    |> List.length

let private powers = [
    for i in 0..5 do
        for j in 0 .. 5 - i do
            if i + j > 0 then
                i, j
]

/// The first half power of the step at which a moment is wrong, up to 5, less two: the doubled weak order.
let private weakOrder isRight =
    let rightUpTo =
        [ 1..5 ]
        |> List.takeWhile (fun grade -> powers |> List.forall (isRight grade))
        |> List.length

    max 0 (rightUpTo - 1)

let private weakOrderOfOutcomes shared (noise: NoiseClass) (m: StochasticMethod) =
    let e = equation noise (if noise = NoiseClass.Scalar then 1 else 3)
    let exact = inIto m.Calculus e
    let variables, probabilities = outcomes shared m.Calculus
    let numeric = step variables 5 m e
    let r = variables.Ring

    let multiply (a: float[][]) (b: float[][]) =
        Array.init 6 (fun n ->
            [ 0..n ]
            |> List.fold (fun sum i -> r.Add sum (r.Multiply a.[i] b.[n - i])) r.Zero)

    let one = Array.init 6 (fun n -> if n = 0 then r.One else r.Zero)

    let power a n =
        List.fold (fun product _ -> multiply product a) one [ 1..n ]

    let products =
        powers
        |> List.map (fun (i, j) -> (i, j), multiply (power numeric.[0] i) (power numeric.[1] j))
        |> Map.ofList

    weakOrder (fun grade ij ->
        let found =
            Array.fold2 (fun sum p x -> sum + p * x) 0.0 probabilities products.[ij].[grade]

        let expected = Rational.toDouble (moment exact grade ij)
        abs (found - expected) < 1e-8 * (1.0 + abs expected))

let private agreesWeakly noise (m: StochasticMethod) =
    weakOrderOfOutcomes false noise m = (StochasticProofs.orders m).Weak.[noise]

let private strong =
    all |> List.filter (fun (_, m, _, _) -> not (StochasticForms.isWeak m.Form))

let private weak =
    all |> List.filter (fun (_, m, _, _) -> StochasticForms.isWeak m.Form)

[<Fact>]
let ``published strong methods have on polynomial equations the strong order that is proven`` () =
    for name, m, _, orders in strong do
        for noise, (order, _) in List.zip StochasticForms.classes orders do
            Assert.True(strongOrder noise m = order, sprintf "%s, %A: %d" name noise (strongOrder noise m))

[<Fact>]
let ``published weak methods have on polynomial equations the weak order that is proven`` () =
    for name, m, _, orders in weak do
        for noise, (_, order) in List.zip StochasticForms.classes orders do
            let found = weakOrderOfOutcomes false noise m
            Assert.True((found = order), sprintf "%s, %A: %d" name noise found)

[<Fact>]
let ``the published variables of weak methods make the areas of three noises dependent and lose an order`` () =
    Assert.Equal(4, weakOrderOfOutcomes false NoiseClass.General ri6)
    Assert.Equal(2, weakOrderOfOutcomes true NoiseClass.General ri6)

let private mutation (corpus: StochasticMethod list) =
    gen {
        let! m = Gen.elements corpus
        let! block, i, j = Gen.elements (places m)
        let! p, q = Gen.elements [ 0, 1; 1, 1; -1, 1; 1, 2; -1, 2; 3, 4; 2, 3; 2, 1 ]
        let! noise = Gen.elements StochasticForms.classes
        return noise, replaced block i j (Rational.Of(p, q)) m
    }

let private check count property =
    Check.One(
        Config.QuickThrowOnFailure
            .WithMaxTest(count)
            .WithQuietOnSuccess(true)
            .WithReplay(Some { Rnd = Rnd(5UL, 9UL); Size = None }),
        property
    )

[<Fact>]
let ``a strong method with one number changed has the order that its steps show`` () =
    check
        60
        (Prop.forAll
            (Arb.fromGen (
                mutation [
                    sra1
                    sra2
                    sra3
                    milstein
                    stratonovichMilstein
                    commutativeMilstein
                    areaMilstein
                    heun
                    sriw1
                    sriw2
                ]
            ))
            (fun (noise, m) -> strongOrder noise m = (StochasticProofs.orders m).Strong.[noise]))

[<Fact>]
let ``a weak method with one number changed has the order that its steps show`` () =
    check 60 (Prop.forAll (Arb.fromGen (mutation [ ri1; ri5; ri6; rs1; rs2 ])) (fun (noise, m) -> agreesWeakly noise m))
