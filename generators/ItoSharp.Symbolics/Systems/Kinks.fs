namespace ItoSharp.Symbolics

/// Branches of a formula: places where it is not smooth, at which a vanishing derivative proves nothing.
module Kinks =
    /// Whether one of the names stands under an absolute value, a sign, a minimum or a maximum, or decides a choice.
    [<CompiledName("On")>]
    let rec on (names: Set<string>) (e: Expr) : bool =
        let touches u =
            not (Set.intersect names (Expr.variables u)).IsEmpty

        match e with
        | Apply((Elementary.Abs | Elementary.Sign), u) when touches u -> true
        | Minimum(a, b)
        | Maximum(a, b) when touches a || touches b -> true
        | Choose(c, _, _) when Condition.parts c |> List.exists touches -> true
        | _ -> Expr.parts e |> List.exists (on names)
