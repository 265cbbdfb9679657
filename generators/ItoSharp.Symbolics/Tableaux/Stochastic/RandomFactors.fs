namespace ItoSharp.Symbolics

open System.Collections.Concurrent

/// The laws of random factors, on a step of length 1. Factors come divided by that power of the step which leaves one half power
/// for a noise and a whole one for the drift, so that every term of a tree scales as the tree does.
[<RequireQualifiedAccess>]
module RandomFactors =
    let private half = Rational.Of(1, 2)

    /// Twice the power of the step by which a factor scales before it is divided.
    let degree (factor: RandomFactor) =
        match factor with
        | RandomFactor.Root
        | RandomFactor.Wiener _ -> 1
        | RandomFactor.Step
        | RandomFactor.Double _
        | RandomFactor.Area _ -> 2
        | RandomFactor.Time _
        | RandomFactor.Triple _ -> 3

    /// The factor as iterated Ito integrals; Root is 1 beside its own count.
    let words (form: StochasticForm) (calculus: Calculus) (factor: RandomFactor) : ItoWords =
        let rec integrals letters =
            letters
            |> List.fold (fun inner letter -> ItoWords.integrate calculus letter inner) ItoWords.one

        match factor with
        | RandomFactor.Root -> ItoWords.one
        | RandomFactor.Step -> integrals [ 0 ]
        | RandomFactor.Wiener k -> integrals [ k ]
        | RandomFactor.Time k -> integrals [ k; 0 ]
        | RandomFactor.Triple k -> integrals [ k; k; k ]
        | RandomFactor.Double(l, k) when form = StochasticForm.Products ->
            let product = ItoWords.multiply (integrals [ l ]) (integrals [ k ])

            let correction =
                if l = k && calculus = Calculus.Ito then
                    ItoWords.scale (-Rational.One) (integrals [ 0 ])
                else
                    ItoWords.zero

            ItoWords.scale half (ItoWords.add product correction)
        | RandomFactor.Double(l, k) -> integrals [ l; k ]
        | RandomFactor.Area _ -> invalidOp "The factors of weak methods are no iterated integrals."

    // Polynomials as powers by variable. Of noise k: the increment, and the time integral of strong methods; of two noises: the
    // sign of weak methods.

    type private Polynomial = Map<Map<int * int, int>, Rational>

    let private monomial (powers: ((int * int) * int) list) factor : Map<int * int, int> * Rational =
        Map.ofList powers, factor

    let private first k = (k, 0)
    let private second k = (k, -1)

    let private area l k size =
        monomial [ (min l k, max l k), 1 ] (if l < k then size else -size)

    let private polynomial (form: StochasticForm) calculus factor : Polynomial =
        let ito = (calculus = Calculus.Ito)

        Map.ofList (
            match factor with
            | RandomFactor.Step
            | RandomFactor.Root -> [ monomial [] Rational.One ]
            | RandomFactor.Wiener k -> [ monomial [ first k, 1 ] Rational.One ]
            | RandomFactor.Time k -> [ monomial [ second k, 1 ] Rational.One ]
            | RandomFactor.Triple k -> [
                yield monomial [ first k, 3 ] (Rational.Of(1, 6))

                if ito then
                    yield monomial [ first k, 1 ] (-half)
              ]
            | RandomFactor.Double(l, k) when l = k -> [
                yield monomial [ first k, 2 ] half

                if ito then
                    yield monomial [] (-half)
              ]
            | RandomFactor.Double(l, k) -> [
                yield monomial [ first l, 1; first k, 1 ] half

                if StochasticForms.isWeak form then
                    yield area l k half
              ]
            | RandomFactor.Area(l, k) -> [ area l k Rational.One ]
        )

    let private multiply (x: Polynomial) (y: Polynomial) : Polynomial =
        [
            for KeyValue(a, f) in x do
                for KeyValue(b, g) in y do
                    let powers =
                        b
                        |> Map.fold
                            (fun (sum: Map<int * int, int>) variable power ->
                                sum.Add(variable, power + (sum.TryFind variable |> Option.defaultValue 0)))
                            a

                    yield powers, f * g
        ]
        |> List.groupBy fst
        |> List.map (fun (powers, terms) -> powers, terms |> List.fold (fun sum (_, f) -> sum + f) Rational.Zero)
        |> Map.ofList

    /// E[W^a Z^b] of the increment over a unit step (variance 1) and its time integral (variance 1/3, covariance 1/2).
    let rec private gaussian a b : Rational =
        if a < 0 || b < 0 || (a + b) % 2 = 1 then
            Rational.Zero
        elif a = 0 && b = 0 then
            Rational.One
        elif a > 0 then
            Rational.Of(a - 1) * gaussian (a - 2) b
            + Rational.Of(b, 2) * gaussian (a - 1) (b - 1)
        else
            Rational.Of(b - 1, 3) * gaussian 0 (b - 2)

    /// The moments of +-sqrt(3) (1/6 each) or 0.
    let private threePoint a : Rational =
        if a % 2 = 1 then
            Rational.Zero
        elif a = 0 then
            Rational.One
        else
            List.fold (fun power _ -> power * Rational.Of 3) Rational.One [ 2 .. a / 2 ]

    let private expected form (x: Polynomial) =
        let ofNoise a b =
            if StochasticForms.isWeak form then
                threePoint a
            else
                gaussian a b

        let ofMonomial (powers: Map<int * int, int>) =
            let power variable =
                powers.TryFind variable |> Option.defaultValue 0

            powers
            |> Map.toList
            |> List.map (fun ((k, other), power) -> if other > 0 then (k, other), power else (k, 0), 0)
            |> List.distinct
            |> List.fold
                (fun product ((k, other), signs) ->
                    if other = 0 then
                        product * ofNoise (power (first k)) (power (second k))
                    elif signs % 2 = 1 then
                        Rational.Zero
                    else
                        product)
                Rational.One

        x
        |> Map.fold (fun sum powers factor -> sum + factor * ofMonomial powers) Rational.Zero

    let private known =
        ConcurrentDictionary<StochasticForm * Calculus * RandomFactor list, Rational>(HashIdentity.Structural)

    let private compute (form: StochasticForm, calculus, factors) =
        if form = StochasticForm.Areas then
            factors
            |> List.map (words form calculus)
            |> List.fold ItoWords.multiply ItoWords.one
            |> ItoWords.expectation
        else
            factors
            |> List.map (polynomial form calculus)
            |> List.fold multiply (Map.ofList [ Map.empty, Rational.One ])
            |> expected form

    /// The noise of a factor that has one, and the factor with that noise called 1; None for a factor of two noises.
    let private ofOne factor =
        match factor with
        | RandomFactor.Wiener k -> Some(k, RandomFactor.Wiener 1)
        | RandomFactor.Time k -> Some(k, RandomFactor.Time 1)
        | RandomFactor.Triple k -> Some(k, RandomFactor.Triple 1)
        | RandomFactor.Double(l, k) when l = k -> Some(k, RandomFactor.Double(1, 1))
        | _ -> None

    /// The expectation of a product of factors.
    let moment (form: StochasticForm) (calculus: Calculus) (factors: RandomFactor list) : Rational =
        let random =
            factors
            |> List.filter (fun factor -> factor <> RandomFactor.Step && factor <> RandomFactor.Root)

        let single = random |> List.map ofOne

        // Noises are independent.
        let groups =
            if single |> List.forall Option.isSome then
                single
                |> List.map Option.get
                |> List.groupBy fst
                |> List.map (snd >> List.map snd)
            else
                [ random ]

        groups
        |> List.fold
            (fun product group -> product * known.GetOrAdd((form, calculus, List.sort group), compute))
            Rational.One
