namespace ItoSharp.Symbolics

/// Exact derivatives.
module Differentiate =
    let private outer f u =
        let square x = Expr.powi x 2

        match f with
        | Elementary.Exp
        | Elementary.Expm1 -> Expr.exp u
        | Elementary.Log -> Expr.powi u -1
        | Elementary.Log1p -> Expr.powi (Expr.one + u) -1
        | Elementary.Sin -> Expr.cos u
        | Elementary.Cos -> -(Expr.sin u)
        | Elementary.Tan -> Expr.one + square (Expr.tan u)
        | Elementary.Asin -> Expr.one / Expr.sqrt (Expr.one - square u)
        | Elementary.Acos -> -(Expr.one / Expr.sqrt (Expr.one - square u))
        | Elementary.Atan -> Expr.one / (Expr.one + square u)
        | Elementary.Sinh -> Expr.cosh u
        | Elementary.Cosh -> Expr.sinh u
        | Elementary.Tanh -> Expr.one - square (Expr.tanh u)
        | Elementary.Abs -> Expr.sign u
        | Elementary.Sign -> Expr.zero

    /// The derivative of e by the variable v. |u|, min and max take the one-sided mean at a kink; a choice has the derivative of
    /// the branch that it takes, and a jump where it changes over is not seen.
    [<CompiledName("WithRespectTo")>]
    let rec wrt (v: string) (e: Expr) : Expr =
        if not (Expr.contains v e) then
            Expr.zero
        else
            match e with
            | Const _
            | Pi -> Expr.zero
            | Var name -> if name = v then Expr.one else Expr.zero
            | Sum terms -> terms |> List.map (wrt v) |> Expr.sum
            | Product factors ->
                factors
                |> List.mapi (fun i f ->
                    let rate = wrt v f

                    Expr.product (
                        rate
                        :: (factors |> List.indexed |> List.filter (fun (j, _) -> j <> i) |> List.map snd)
                    ))
                |> Expr.sum
            | Power(b, r) -> Expr.product [ Expr.constant r; Expr.pow b (r - Rational.One); wrt v b ]
            | GeneralPower(a, b) -> e * (wrt v b * Expr.log a + b * wrt v a / a)
            | Apply(f, u) -> outer f u * wrt v u
            | Minimum(a, b) -> kink (Expr.integer -1) a b v
            | Maximum(a, b) -> kink Expr.one a b v
            | Phi(k, z) -> (Expr.phi k z - Expr.integer k * Expr.phi (k + 1) z) * wrt v z
            | Choose(c, a, b) -> Expr.choose c (wrt v a) (wrt v b)

    /// max(a, b) = (a + b + |a - b|)/2, and min with a minus.
    and private kink direction a b v =
        let da = wrt v a
        let db = wrt v b
        Expr.rational 1 2 * (da + db + direction * Expr.sign (a - b) * (da - db))
