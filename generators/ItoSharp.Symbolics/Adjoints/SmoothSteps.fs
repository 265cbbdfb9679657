namespace ItoSharp.Symbolics

/// Formulas that jump, with smooth steps in the place of the jumps: what is differentiated instead of them.
/// <remarks>
/// A comparison of gap u becomes the integral of Epanechnikov's kernel, 1/2 + (3 s - s^3) / 4 with s = u / width held between -1 and 1:
/// of all kernels that are nowhere negative the one with the least error for its width, with no function to compute, and nothing at all
/// for paths beyond the width. It is odd about its middle, so the derivative of a mean is wrong by a term in width^2.
/// </remarks>
module SmoothSteps =
    exception private Rough of string

    let private rough reason = raise (Rough reason)

    /// From 0 where the gap is -width to 1 where it is width.
    let private rise width gap =
        let s = Expr.max (Expr.integer -1) (Expr.min Expr.one (gap / width))

        Expr.rational 1 2 + Expr.rational 1 4 * s * (Expr.integer 3 - Expr.powi s 2)

    /// 1 where the condition holds with room to spare, 0 where it fails so.
    let rec private share names width c =
        let between x y =
            if Smoothness.jumps names (y - x) then
                rough "a side of a comparison jumps itself, which has no width of its own"

            rise width (y - x)

        match c with
        | _ when not (Smoothness.moves names c) -> Expr.choose c Expr.one Expr.zero
        | Condition.Truth _ -> Expr.choose c Expr.one Expr.zero
        | Condition.Less(x, y)
        | Condition.AtMost(x, y) -> between x y
        | Condition.Equal _ -> rough "it asks whether numbers that move are equal, which no step stands for"
        | Condition.Both(c, d) -> share names width c * share names width d
        | Condition.Either(c, d) -> Expr.one - (Expr.one - share names width c) * (Expr.one - share names width d)
        | Condition.Not c -> Expr.one - share names width c

    let rec private smooth names width e =
        match e with
        | _ when not (Smoothness.jumps names e) -> e
        | Apply(Elementary.Sign, u) -> Expr.integer 2 * share names width (Condition.Less(Expr.zero, u)) - Expr.one
        | Choose(c, a, b) when Smoothness.moves names c ->
            let a, b = smooth names width a, smooth names width b
            let part = share names width c

            // Beyond the width a branch counts for nothing, and need not be defined.
            Expr.choose
                (Condition.AtMost(part, Expr.zero))
                b
                (Expr.choose (Condition.AtMost(Expr.one, part)) a (b + part * (a - b)))
        | _ -> Expr.map (smooth names width) e

    /// The formula with steps of the width in the place of jumps where one of the names moves; or why it has none.
    [<CompiledName("Of")>]
    let ofFormula (names: Set<string>) (width: Expr) (e: Expr) : Result<Expr, string> =
        try
            Ok(smooth names width e)
        with Rough reason ->
            Error reason
