namespace ItoSharp.Symbolics

/// Where a formula chooses between branches.
module Branches =
    /// Whether one of the names decides a choice somewhere in the formula.
    [<CompiledName("On")>]
    let rec on (names: Set<string>) (e: Expr) : bool =
        match e with
        | Choose(c, a, b) ->
            not (Set.intersect names (Condition.variables c)).IsEmpty
            || on names a
            || on names b
            || Condition.parts c |> List.exists (on names)
        | _ -> Expr.parts e |> List.exists (on names)
