namespace ItoSharp.Symbolics

/// Rewriting to a smaller and numerically stable formula of the same value.
module Simplify =
    let private two = Rational.Of 2

    let private factorsOf e =
        match e with
        | Product factors -> factors
        | _ -> [ e ]

    let private without item items =
        let rec go items =
            match items with
            | [] -> []
            | x :: rest when x = item -> rest
            | x :: rest -> x :: go rest

        go items

    /// The factor of the form f(u)^r that choose accepts, with the product of the others (coefficient included).
    let private pick (choose: Expr -> 'a option) (e: Expr) : ('a * Expr) option =
        let factors = factorsOf e

        factors
        |> List.tryPick (fun f -> choose f |> Option.map (fun found -> found, Expr.product (without f factors)))

    let private function1 f e =
        match e with
        | Apply(g, u) when g = f -> Some u
        | _ -> None

    let private squareOf f e =
        match e with
        | Power(Apply(g, u), r) when g = f && r = two -> Some u
        | _ -> None

    /// Two terms of a sum replaced by one expression where combine finds a pair.
    let private combinePairs (combine: Expr -> Expr -> Expr option) (terms: Expr list) : Expr list option =
        let indexed = List.indexed terms

        Seq.tryHead (
            seq {
                for i, a in indexed do
                    for j, b in indexed do
                        if i <> j then
                            match combine a b with
                            | Some both ->
                                let rest = indexed |> List.filter (fun (k, _) -> k <> i && k <> j) |> List.map snd
                                yield both :: rest
                            | None -> ()
            }
        )

    /// c m exp(u) - c m = c m expm1(u).
    let private foldExpm1 a b =
        match pick (function1 Elementary.Exp) a with
        | Some(u, m) when m = -b -> Some(m * Expr.expm1 u)
        | _ -> None

    /// c m expm1(u) + c m = c m exp(u), and c m expm1(u) - c m exp(u) = -c m.
    let private unfoldExpm1 a b =
        match pick (function1 Elementary.Expm1) a with
        | Some(u, m) when m = b -> Some(m * Expr.exp u)
        | Some(u, m) when m * Expr.exp u = -b -> Some(-m)
        | _ -> None

    /// sin^2 + cos^2 = 1, 1 - cos^2 = sin^2, 1 - sin^2 = cos^2, 1 + tan^2 = cos^-2, each times c m.
    let private pythagoras a b =
        let sine = pick (squareOf Elementary.Sin)
        let cosine = pick (squareOf Elementary.Cos)

        match sine a, cosine b with
        | Some(u, m), Some(w, n) when u = w && m = n -> Some m
        | _ ->
            let secant =
                pick (fun f ->
                    match f with
                    | Power(Apply(Elementary.Cos, u), r) when r = -two -> Some u
                    | _ -> None)

            match sine a, cosine a, pick (squareOf Elementary.Tan) a with
            | Some(u, m), _, _ when m = -b -> Some(b * Expr.powi (Expr.cos u) 2)
            | _, Some(u, m), _ when m = -b -> Some(b * Expr.powi (Expr.sin u) 2)
            | _, _, Some(u, m) when m = b -> Some(m * Expr.powi (Expr.cos u) -2)
            | _ ->
                match secant a with
                | Some(u, m) when m = -b -> Some(m * Expr.powi (Expr.tan u) 2)
                | _ -> None

    /// The factor common to all terms of a sum (powers of equal bases), with the cofactor.
    let commonFactor (e: Expr) : Expr * Expr =
        match e with
        | Sum(first :: rest) ->
            let powers term =
                factorsOf term
                |> List.choose (fun f ->
                    match f with
                    | Const _ -> None
                    | Power(b, r) -> Some(b, r)
                    | _ -> Some(f, Rational.One))
                |> Map.ofList

            let shared =
                rest
                |> List.fold
                    (fun (acc: Map<Expr, Rational>) term ->
                        let other = powers term

                        acc
                        |> Map.toList
                        |> List.choose (fun (b, r) ->
                            Map.tryFind b other
                            |> Option.bind (fun s ->
                                if r.Sign = s.Sign then
                                    Some(b, (if r.Sign > 0 then min r s else max r s))
                                else
                                    None))
                        |> Map.ofList)
                    (powers first)

            let factor = shared |> Map.toList |> List.map (fun (b, r) -> Expr.pow b r) |> Expr.product

            if factor = Expr.one then
                Expr.one, e
            else
                factor, Expr.sum (first :: rest |> List.map (fun t -> t / factor))
        | _ -> Expr.one, e

    /// a - b with what the two have in common taken out, so that equal parts cancel.
    let private difference a b =
        let factor, rest = commonFactor (a - b)
        factor * rest

    /// c m - c m cos(a)^2/cos(b)^2 = c m sin(a - b) sin(a + b)/cos(b)^2, which does not cancel as a nears b.
    let private cosineDifference term plain =
        let square e =
            match e with
            | Power(Apply(Elementary.Cos, u), r) when r = two -> Some u
            | _ -> None

        let inverse e =
            match e with
            | Power(Apply(Elementary.Cos, u), r) when r = -two -> Some u
            | _ -> None

        match pick square term with
        | Some(a, rest) ->
            match pick inverse rest with
            | Some(b, m) when m = -plain ->
                Some(Expr.product [ plain; Expr.sin (difference a b); Expr.sin (difference a (-b)); Expr.powi (Expr.cos b) -2 ])
            | _ -> None
        | None -> None

    /// c m exp(a) - c m exp(b) = c m exp(b) expm1(a - b): the difference of two exponentials without cancellation.
    let private exponentialDifference a b =
        match pick (function1 Elementary.Exp) a, pick (function1 Elementary.Exp) b with
        | Some(u, m), Some(w, n) when m = -n && not (Canonical.leadsNegative (u - w)) ->
            Some(Expr.product [ m; Expr.exp w; Expr.expm1 (u - w) ])
        | _ -> None

    /// c m exp(u) + c m exp(-u) - 2 c m = c m exp(-u) expm1(u)^2.
    let private hyperbolic terms =
        match terms with
        | [ _; _; _ ] ->
            seq {
                for a in terms do
                    for b in terms do
                        match pick (function1 Elementary.Exp) a, pick (function1 Elementary.Exp) b with
                        | Some(u, m), Some(w, n) when
                            m = n && u + w = Expr.zero && List.contains (Expr.integer -2 * m) terms
                            && not (Canonical.leadsNegative u)
                            ->
                            yield Expr.product [ m; Expr.exp (-u); Expr.powi (Expr.expm1 u) 2 ]
                        | _ -> ()
            }
            |> Seq.tryHead
        | _ -> None

    let private sumRules terms =
        let pairs =
            [ foldExpm1; unfoldExpm1; pythagoras; cosineDifference ]
            |> List.tryPick (fun rule -> combinePairs rule terms)

        match pairs with
        | Some rewritten -> Expr.sum rewritten
        | None ->
            match terms with
            | [ a; b ] ->
                match combinePairs exponentialDifference terms with
                | Some rewritten -> Expr.sum rewritten
                | None -> Expr.sum [ a; b ]
            | _ -> hyperbolic terms |> Option.defaultWith (fun () -> Expr.sum terms)

    /// expm1(u)^r exp(-r u) = (-expm1(-u))^r.
    let private mergeExpm1 factors =
        factors
        |> List.tryPick (fun f ->
            match f with
            | Apply(Elementary.Exp, w) ->
                factors
                |> List.tryPick (fun g ->
                    let merged u r =
                        let flips = Expr.sum [ w; Expr.product [ Expr.constant r; u ] ] = Expr.zero
                        if flips then Some(Expr.pow (-(Expr.expm1 (-u))) r) else None

                    let result =
                        match g with
                        | Apply(Elementary.Expm1, u) -> merged u Rational.One
                        | Power(Apply(Elementary.Expm1, u), r) -> merged u r
                        | Power(Product [ Const c; Apply(Elementary.Expm1, u) ], r) when (-c).IsOne ->
                            // (-expm1(u))^r exp(-r u) = expm1(-u)^r
                            let flips = Expr.sum [ w; Expr.product [ Expr.constant r; u ] ] = Expr.zero
                            if flips then Some(Expr.pow (Expr.expm1 (-u)) r) else None
                        | _ -> None

                    result
                    |> Option.map (fun both -> Expr.product (both :: without f (without g factors))))
            | _ -> None)

    /// c (a - b) as a factor becomes c times (a - b) where all coefficients are +-c: equal factors then meet and cancel.
    let private pullContent factors =
        let content e =
            match e with
            | Sum terms ->
                let coefficients = terms |> List.map (Canonical.split >> fst)
                let first = coefficients.Head

                if coefficients |> List.forall (fun c -> c.Abs = first.Abs) && not first.IsOne then first
                elif coefficients |> List.forall (fun c -> c.Sign < 0) then Rational.Of -1
                else Rational.One
            | _ -> Rational.One

        let pulled f =
            let b, r =
                match f with
                | Power(b, r) when r.IsInteger -> b, r
                | _ -> f, Rational.One

            let c = content b

            if c.IsOne then
                None
            else
                Some [ Expr.pow (Expr.constant c) r; Expr.pow (b / Expr.constant c |> fun q -> Expr.sum [ q ]) r ]

        let changes = factors |> List.map (fun f -> f, pulled f)

        if changes |> List.exists (snd >> Option.isSome) then
            changes |> List.collect (fun (f, p) -> defaultArg p [ f ]) |> Expr.product |> Some
        else
            None

    let private exponentOf f u factors =
        factors
        |> List.tryPick (fun e ->
            match e with
            | Apply(g, w) when g = f && w = u -> Some Rational.One
            | Power(Apply(g, w), r) when g = f && w = u -> Some r
            | _ -> None)

    /// tan^a cos^b = sin^a cos^(b - a), and sin^a cos^-a = tan^a.
    let private mergeTangent factors =
        factors
        |> List.tryPick (fun f ->
            let angle =
                match f with
                | Apply(Elementary.Cos, u)
                | Power(Apply(Elementary.Cos, u), _) -> Some u
                | _ -> None

            match angle with
            | None -> None
            | Some u ->
                let power g r = Expr.pow (Expr.apply g u) r
                let cosine = (exponentOf Elementary.Cos u factors).Value

                match exponentOf Elementary.Tan u factors, exponentOf Elementary.Sin u factors with
                | Some r, _ ->
                    let rest = factors |> without f |> without (power Elementary.Tan r)
                    Some(Expr.product (power Elementary.Sin r :: power Elementary.Cos (cosine - r) :: rest))
                | None, Some r when r = -cosine ->
                    let rest = factors |> without f |> without (power Elementary.Sin r)
                    Some(Expr.product (power Elementary.Tan r :: rest))
                | _ -> None)

    let private powerRules positive b r =
        match b with
        | Power(inner, s) when Signs.isNonNegative positive inner -> Expr.pow inner (s * r)
        | Product factors when not r.IsInteger ->
            let good, rest = factors |> List.partition (Signs.isNonNegative positive)

            if good.IsEmpty then
                Expr.pow b r
            else
                Expr.product (Expr.pow (Expr.product rest) r :: (good |> List.map (fun f -> Expr.pow f r)))
        | Sum _ ->
            let factor, rest = commonFactor b

            if factor <> Expr.one && (r.IsInteger || Signs.isNonNegative positive factor) then
                Expr.product [ Expr.pow factor r; Expr.pow rest r ]
            else
                Expr.pow b r
        | _ -> Expr.pow b r

    let private logRules positive x =
        match x with
        | Product factors ->
            let good, rest = factors |> List.partition (Signs.isPositive positive)

            if good.IsEmpty then
                Expr.log x
            else
                Expr.sum (Expr.log (Expr.product rest) :: (good |> List.map Expr.log))
        | Power(b, r) when Signs.isPositive positive b -> Expr.constant r * Expr.log b
        | Sum _ ->
            let factor, rest = commonFactor x

            if factor <> Expr.one && Signs.isPositive positive factor then
                Expr.log factor + Expr.log rest
            else
                match x with
                | Sum(Const c :: others) when c.IsOne -> Expr.log1p (Expr.sum others)
                | _ -> Expr.log x
        | _ -> Expr.log x

    let private rule positive e =
        match e with
        | Sum terms -> sumRules terms
        | Product [ Const _; Sum _ ] -> e
        | Product factors ->
            [ mergeExpm1; mergeTangent; pullContent ]
            |> List.tryPick (fun rule -> rule factors)
            |> Option.defaultValue e
        | Power(Sum _, r) when r.IsInteger ->
            match pullContent [ e ] with
            | Some pulled -> pulled
            | None ->
                match e with
                | Power(b, r) -> powerRules positive b r
                | _ -> e
        | Power(b, r) -> powerRules positive b r
        | Apply(Elementary.Log, x) -> logRules positive x
        | Apply(Elementary.Log1p, x) when (Expr.one + x |> fun s -> Expr.size s < Expr.size x) -> Expr.log (Expr.one + x)
        | Apply(Elementary.Abs, x) when Signs.isNonNegative positive x -> x
        | Apply(Elementary.Sign, x) when Signs.isPositive positive x -> Expr.one
        | _ -> e

    /// Simplified, taking the named quantities to be positive: sqrt(t^2) = t where t is named.
    [<CompiledName("SimplifyUnder")>]
    let simplifyUnder (positive: Set<string>) (e: Expr) : Expr =
        let rec pass e = rule positive (Expr.map pass e)

        let rec settle e count =
            let next = pass e
            if next = e || count = 0 then next else settle next (count - 1)

        settle e 12

    /// Simplified without assumptions.
    [<CompiledName("Simplify")>]
    let simplify (e: Expr) : Expr = simplifyUnder Set.empty e

    /// c (x + y) as c x + c y, everywhere; for formulas that are known to survive it.
    [<CompiledName("DistributeConstants")>]
    let rec distributeConstants (e: Expr) : Expr =
        match Expr.map distributeConstants e with
        | Product [ Const _; Sum _ ] as p -> Expr.sum [ p ]
        | other -> other

    /// a^b written as exp(b log a), for formulas that are to be integrated or inverted.
    [<CompiledName("PowersAsExponentials")>]
    let rec powersAsExponentials (e: Expr) : Expr =
        match e with
        | GeneralPower(a, b) -> Expr.exp (powersAsExponentials b * Expr.log (powersAsExponentials a))
        | _ -> Expr.map powersAsExponentials e
