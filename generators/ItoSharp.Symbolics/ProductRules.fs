namespace ItoSharp.Symbolics

/// Factors of a product that are better written as one.
module internal ProductRules =
    open Factors

    /// expm1(u)^r or sinh(u)^r times an exponential that makes it another such power:
    /// expm1(u) exp(-u) = -expm1(-u), expm1(u) exp(-u/2) = 2 sinh(u/2), sinh(u) exp(+-u) = +-expm1(+-2u)/2.
    let private mergeExponential factors =
        let half = Expr.rational 1 2

        let isZero w r u =
            Expr.sum [ w; Expr.product [ Expr.constant r; u ] ] = Expr.zero

        let merged w g =
            let choose f u r sign =
                // (sign f(u))^r exp(w)
                match f with
                | Elementary.Expm1 when isZero w r u -> Some(Expr.pow (sign * -(Expr.expm1 (-u))) r)
                | Elementary.Expm1 when isZero w (r / two) u ->
                    Some(Expr.pow (sign * Expr.integer 2 * Expr.sinh (half * u)) r)
                | Elementary.Sinh when isZero w r u ->
                    Some(Expr.pow (sign * Expr.rational -1 2 * Expr.expm1 (Expr.integer -2 * u)) r)
                | Elementary.Sinh when isZero w -r u -> Some(Expr.pow (sign * half * Expr.expm1 (Expr.integer 2 * u)) r)
                | _ -> None

            match g with
            | Apply(f, u) -> choose f u Rational.One Expr.one
            | Power(Apply(f, u), r) -> choose f u r Expr.one
            | Power(Product [ Const c; Apply(f, u) ], r) when (-c).IsOne -> choose f u r (Expr.integer -1)
            | _ -> None

        factors
        |> List.tryPick (fun f ->
            match f with
            | Apply(Elementary.Exp, w) ->
                factors
                |> List.tryPick (fun g ->
                    merged w g
                    |> Option.map (fun both -> Expr.product (both :: without f (without g factors))))
            | _ -> None)

    /// c (a - b) as a factor becomes c times (a - b) where all coefficients are +-c: equal factors then meet and cancel.
    let pullContent factors =
        let content e =
            match e with
            | Sum terms ->
                let coefficients = terms |> List.map (Canonical.split >> fst)
                let first = coefficients.Head

                if coefficients |> List.forall (fun c -> c.Abs = first.Abs) && not first.IsOne then
                    first
                elif coefficients |> List.forall (fun c -> c.Sign < 0) then
                    Rational.Of -1
                else
                    Rational.One
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
                Some [
                    Expr.pow (Expr.constant c) r
                    Expr.pow (b / Expr.constant c |> fun q -> Expr.sum [ q ]) r
                ]

        let changes = factors |> List.map (fun f -> f, pulled f)

        if changes |> List.exists (snd >> Option.isSome) then
            changes
            |> List.collect (fun (f, p) -> defaultArg p [ f ])
            |> Expr.product
            |> Some
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

    /// The product with one group of factors combined, where some rule applies.
    let tryCombine (factors: Expr list) : Expr option =
        [ mergeExponential; mergeTangent; pullContent ]
        |> List.tryPick (fun rule -> rule factors)
