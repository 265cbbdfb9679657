namespace ItoSharp.Symbolics

/// Pairs of terms of a sum that are better written as one. A rule looks at one term and, where it could be half of a pair,
/// says what it makes of another: sums have many pairs but few such terms.
module internal SumRules =
    open Factors

    type private Rule = Expr -> (Expr -> Expr option) option

    /// A rule for terms with a factor f(u): m is the rest of the term.
    let private ofFactor choose (combine: Expr -> Expr -> Expr -> Expr option) : Rule =
        fun a -> pick choose a |> Option.map (fun (u, m) -> combine u m)

    let private opposite m b result =
        if m = -b then Some(result ()) else None

    /// c m exp(u) - c m = c m expm1(u).
    let private foldExpm1 =
        ofFactor (argument Elementary.Exp) (fun u m b -> opposite m b (fun () -> m * Expr.expm1 u))

    /// c m expm1(u) + c m = c m exp(u), and c m expm1(u) - c m exp(u) = -c m.
    let private unfoldExpm1 =
        ofFactor (argument Elementary.Expm1) (fun u m b ->
            if m = b then Some(m * Expr.exp u)
            elif m * Expr.exp u = -b then Some(-m)
            else None)

    /// 1 - sin^2 = cos^2 and sin^2 + cos^2 = 1, each times c m.
    let private sineSquare =
        ofFactor (argumentOfPower Elementary.Sin two) (fun u m b ->
            if m = -b then
                Some(b * Expr.powi (Expr.cos u) 2)
            else
                match pick (argumentOfPower Elementary.Cos two) b with
                | Some(w, n) when u = w && m = n -> Some m
                | _ -> None)

    /// 1 - cos^2 = sin^2, times c m.
    let private cosineSquare =
        ofFactor (argumentOfPower Elementary.Cos two) (fun u m b ->
            opposite m b (fun () -> b * Expr.powi (Expr.sin u) 2))

    /// 1 + tan^2 = cos^-2, times c m.
    let private tangentSquare =
        ofFactor (argumentOfPower Elementary.Tan two) (fun u m b ->
            if m = b then Some(m * Expr.powi (Expr.cos u) -2) else None)

    /// cos^-2 - 1 = tan^2, times c m.
    let private secantSquare =
        ofFactor (argumentOfPower Elementary.Cos -two) (fun u m b ->
            opposite m b (fun () -> m * Expr.powi (Expr.tan u) 2))

    /// a - b with what the two have in common taken out, so that equal parts cancel.
    let private difference a b =
        let factor, rest = commonFactor (a - b)
        factor * rest

    /// c m - c m cos(a)^2/cos(b)^2 = c m sin(a - b) sin(a + b)/cos(b)^2, which does not cancel as a nears b.
    let private cosineDifference: Rule =
        fun term ->
            match pick (argumentOfPower Elementary.Cos two) term with
            | None -> None
            | Some(a, rest) ->
                pick (argumentOfPower Elementary.Cos -two) rest
                |> Option.map (fun (b, m) ->
                    fun plain ->
                        opposite m plain (fun () ->
                            Expr.product [
                                plain
                                Expr.sin (difference a b)
                                Expr.sin (difference a (-b))
                                Expr.powi (Expr.cos b) -2
                            ]))

    /// c m cosh(u) - c m = 2 c m sinh(u/2)^2 and c m cos(u) - c m = -2 c m sin(u/2)^2, which do not cancel at u = 0.
    let private halfAngle f square sign =
        ofFactor (argument f) (fun u m b ->
            opposite m b (fun () ->
                Expr.product [ Expr.integer sign; m; Expr.powi (square (Expr.rational 1 2 * u)) 2 ]))

    /// a + b/S = (a S + b)/S where the numerator is a single term: 1 - 1/(1 + x) = x/(1 + x), without the cancellation.
    let private mergeFraction =
        let denominator e =
            match e with
            | Power(Sum _ as s, r) when r = Rational.Of -1 -> Some s
            | _ -> None

        ofFactor denominator (fun s rest plain ->
            if factorsOf plain |> List.exists (fun f -> (denominator f).IsSome) then
                None
            else
                match Expr.sum (rest :: (Expr.parts s |> List.map (fun t -> t * plain))) with
                | Sum _ -> None
                | numerator -> Some(numerator / s))

    let private pairRules: Rule list = [
        foldExpm1
        unfoldExpm1
        sineSquare
        cosineSquare
        tangentSquare
        secantSquare
        cosineDifference
        halfAngle Elementary.Cosh Expr.sinh 2
        halfAngle Elementary.Cos Expr.sin -2
        mergeFraction
    ]

    /// c m exp(a) - c m exp(b) = c m exp(b) expm1(a - b), for sums of these two terms only: longer sums have no best pair.
    let private exponentialDifference =
        ofFactor (argument Elementary.Exp) (fun u m b ->
            match pick (argument Elementary.Exp) b with
            | Some(w, n) when m = -n && not (Canonical.leadsNegative (u - w)) ->
                Some(Expr.product [ m; Expr.exp w; Expr.expm1 (u - w) ])
            | _ -> None)

    /// c m exp(u) + c m exp(-u) - 2 c m = 4 c m sinh(u/2)^2.
    let private hyperbolic terms =
        match terms with
        | [ _; _; _ ] ->
            seq {
                for a in terms do
                    for b in terms do
                        match pick (argument Elementary.Exp) a, pick (argument Elementary.Exp) b with
                        | Some(u, m), Some(w, n) when
                            m = n
                            && u + w = Expr.zero
                            && List.contains (Expr.integer -2 * m) terms
                            && not (Canonical.leadsNegative u)
                            ->
                            yield Expr.product [ Expr.integer 4; m; Expr.powi (Expr.sinh (Expr.rational 1 2 * u)) 2 ]
                        | _ -> ()
            }
            |> Seq.tryHead
        | _ -> None

    let private tryRule (terms: Expr list) (rule: Rule) : Expr list option =
        let indexed = List.indexed terms

        indexed
        |> List.tryPick (fun (i, a) ->
            match rule a with
            | None -> None
            | Some combine ->
                indexed
                |> List.tryPick (fun (j, b) ->
                    if i = j then
                        None
                    else
                        combine b
                        |> Option.map (fun both ->
                            both
                            :: (indexed |> List.filter (fun (k, _) -> k <> i && k <> j) |> List.map snd))))

    /// The sum of the terms with every pair combined.
    let rec combine (terms: Expr list) : Expr =
        let rules =
            match terms with
            | [ _; _ ] -> pairRules @ [ exponentialDifference ]
            | _ -> pairRules

        match rules |> List.tryPick (tryRule terms) with
        | Some fewer ->
            match Expr.sum fewer with
            | Sum again when again.Length < terms.Length -> combine again
            | result -> result
        | None -> hyperbolic terms |> Option.defaultWith (fun () -> Expr.sum terms)
