namespace ItoSharp.Symbolics

open System.Collections.Concurrent

/// A condition that a method does not fulfil.
type StochasticViolation = {
    Condition: StochasticCondition
    /// On every path, or in expectation.
    Pathwise: bool
    Found: Quantity
    /// Certainly; otherwise the decimals are too coarse to tell.
    Certain: bool
}

/// The proven orders of a method, doubled: one for each noise class.
type StochasticOrders = {
    /// Doubled, as all of them.
    Deterministic: int
    /// 0 for weak methods, whose random variables are no increments of a path.
    Strong: Map<NoiseClass, int>
    Weak: Map<NoiseClass, int>
    /// The largest difference of the sides of a condition that rounded decimals fulfil; 0 where all numbers are exact.
    Residual: float
} with

    /// The doubled order of a claim.
    member o.Of(claim: OrderClaim) =
        match claim with
        | OrderClaim.Deterministic -> o.Deterministic
        | OrderClaim.Strong c -> o.Strong.[c]
        | OrderClaim.Weak c -> o.Weak.[c]

/// Proves orders by the conditions of coloured trees.
module StochasticProofs =
    [<RequireQualifiedAccess>]
    type private Kind =
        | Pathwise
        | Mean
        | Moments
        | Deterministic

    /// Strong orders above 1.5 are not looked for.
    let private highestStrong = 3

    let private highestDeterministic = 10

    /// Nor weak orders above 2.
    let private highestWeak = 4

    /// The highest doubled order that is looked for.
    let highest (form: StochasticForm) (claim: OrderClaim) =
        match claim with
        | OrderClaim.Deterministic -> highestDeterministic
        | OrderClaim.Strong _ -> if StochasticForms.isWeak form then 0 else highestStrong
        | OrderClaim.Weak _ -> highestWeak

    let private known =
        ConcurrentDictionary<
            Kind * StochasticForm * Calculus * NoiseClass * int list * int,
            Lazy<StochasticCondition list>
         >(
            HashIdentity.Structural
        )

    /// The conditions, which are derived once: they depend on no number of a tableau.
    let private conditions kind form calculus noise content size =
        let make () =
            match kind, noise with
            | Kind.Deterministic, _ -> StochasticConditions.deterministicOf form size
            | Kind.Pathwise, NoiseClass.Commutative ->
                StochasticConditions.pathwiseCommutative form calculus content size
            | Kind.Mean, NoiseClass.Commutative -> StochasticConditions.meanCommutative form calculus content size
            | Kind.Moments, NoiseClass.Commutative -> StochasticConditions.momentsCommutative form calculus content size
            | Kind.Pathwise, _ -> StochasticConditions.pathwiseOf form calculus noise size
            | Kind.Mean, _ -> StochasticConditions.meanOf form calculus noise size
            | Kind.Moments, _ -> StochasticConditions.momentsOf form calculus noise size

        known.GetOrAdd((kind, form, calculus, noise, content, size), fun _ -> lazy (make ())).Value

    /// One method under proof.
    type private Proof(method: StochasticMethod) =
        let weights = StochasticWeights method
        let mutable residual = 0.0

        let check kind (condition: StochasticCondition) =
            let found = weights.Left condition
            let difference = found - Quantity.Of condition.Right
            let size = max 1.0 (abs (Rational.toDouble condition.Right))

            match Quantity.verdict size difference with
            | Verdict.Holds ->
                residual <-
                    match difference with
                    | Quantity.Exact _ -> residual
                    | Quantity.Near _ -> max residual (abs (Quantity.toDouble difference))

                None
            | verdict ->
                Some {
                    Condition = condition
                    Pathwise = (kind = Kind.Pathwise)
                    Found = found
                    Certain = (verdict = Verdict.Violated)
                }

        let violations kind noise content size =
            conditions kind method.Form method.Calculus noise content size
            |> List.choose (check kind)

        /// The first condition of a size that fails.
        let first kind noise size : StochasticViolation option =
            match noise with
            | NoiseClass.Commutative ->
                // Trees that do not commute are looked at only where some of them fail by themselves.
                violations kind NoiseClass.General [] size
                |> List.map (fun v -> v.Condition.Content)
                |> List.distinct
                |> List.tryPick (fun content -> violations kind NoiseClass.Commutative content size |> List.tryHead)
            | _ -> violations kind noise [] size |> List.tryHead

        let memo =
            System.Collections.Generic.Dictionary<Kind * NoiseClass * int, StochasticViolation option>()

        let firstOnce kind noise size =
            match memo.TryGetValue((kind, noise, size)) with
            | true, found -> found
            | _ ->
                let found = first kind noise size
                memo.[(kind, noise, size)] <- found
                found

        /// What keeps a method of the next lower order from a doubled order.
        let obstacle claim doubled =
            match claim with
            | OrderClaim.Deterministic ->
                if doubled % 2 = 0 then
                    firstOnce Kind.Deterministic NoiseClass.General doubled
                else
                    None
            | OrderClaim.Strong noise ->
                firstOnce Kind.Pathwise noise doubled
                |> Option.orElseWith (fun () -> firstOnce Kind.Mean noise (doubled + 1))
            | OrderClaim.Weak noise ->
                (if doubled = 1 then firstOnce Kind.Moments noise 1 else None)
                |> Option.orElseWith (fun () -> firstOnce Kind.Moments noise (doubled + 1))

        /// The first violated condition up to a doubled order, and the order below it.
        member _.Search claim upTo =
            let found =
                Seq.initInfinite (fun i -> i + 1)
                |> Seq.takeWhile (fun doubled -> doubled <= upTo)
                |> Seq.tryPick (fun doubled -> obstacle claim doubled |> Option.map (fun v -> doubled - 1, v))

            match found with
            | Some(order, violation) -> order, Some violation
            | None -> upTo, None

        /// The largest difference so far.
        member _.Residual = residual

    let rec private isRounded (c: Coefficient) =
        match c with
        | Coefficient.Exact _ -> false
        | Coefficient.Decimal _ -> true
        | Coefficient.Root(_, inner)
        | Coefficient.Free(_, inner) -> isRounded inner
        | Coefficient.Sum(a, b)
        | Coefficient.Product(a, b)
        | Coefficient.Quotient(a, b) -> isRounded a || isRounded b

    let private down claim order =
        match claim with
        | OrderClaim.Deterministic -> order - order % 2
        | _ -> order

    /// The orders of a method.
    [<CompiledName("Orders")>]
    let orders (method: StochasticMethod) : StochasticOrders =
        let proof = Proof method

        let order claim =
            proof.Search claim (highest method.Form claim) |> fst |> down claim

        let strong =
            StochasticForms.classes
            |> List.map (fun c -> c, order (OrderClaim.Strong c))
            |> Map.ofList

        let weak =
            StochasticForms.classes
            |> List.map (fun c -> c, order (OrderClaim.Weak c))
            |> Map.ofList

        {
            Deterministic = order OrderClaim.Deterministic
            Strong = strong
            Weak = weak
            // Roots are enclosed to more than a hundred digits; that is no residual to speak of.
            Residual =
                if
                    method.Blocks
                    |> Map.exists (fun _ rows -> List.exists (List.exists isRounded) rows)
                then
                    proof.Residual
                else
                    0.0
        }

    /// The first condition that keeps a method from a doubled order; None where it has that order or conditions of it are not known.
    let firstViolation (method: StochasticMethod) (claim: OrderClaim) (doubled: int) : StochasticViolation option =
        (Proof method).Search claim (min doubled (highest method.Form claim)) |> snd
