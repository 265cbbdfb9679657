namespace ItoSharp.Symbolics

/// Rewriting to a smaller and numerically stable formula of the same value.
module Simplify =
    open Factors

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
        | Sum terms -> SumRules.combine terms
        | Product [ Const _; Sum _ ] -> e
        | Product factors -> ProductRules.tryCombine factors |> Option.defaultValue e
        | Power(Sum _ as b, r) when r.IsInteger ->
            ProductRules.pullContent [ e ]
            |> Option.defaultWith (fun () -> powerRules positive b r)
        | Power(b, r) -> powerRules positive b r
        | Apply(Elementary.Log, x) -> logRules positive x
        | Apply(Elementary.Log1p, x) when (Expr.one + x |> fun s -> Expr.size s < Expr.size x) ->
            Expr.log (Expr.one + x)
        | Apply(Elementary.Abs, x) when Signs.isNonNegative positive x -> x
        | Apply(Elementary.Sign, x) when Signs.isPositive positive x -> Expr.one
        | _ -> e

    /// Simplified, taking the named quantities to be positive: sqrt(t^2) = t where t is named.
    [<CompiledName("SimplifyUnder")>]
    let simplifyUnder (positive: Set<string>) (e: Expr) : Expr =
        let rec pass e = rule positive (Expr.map pass e)

        let rec settle e count =
            let next = pass e

            if next = e || count = 0 then
                next
            else
                settle next (count - 1)

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
