namespace ItoSharp.Symbolics

/// The canonical forms of conditions, and of the choice that they make.
module internal Conditions =
    /// Two constants are compared here and now. Equal formulas are left alone: they may be NaN, which no comparison holds for.
    let private decided decide build a b =
        match a, b with
        | Const x, Const y -> Condition.Truth(decide (compare x y))
        | _ -> build (a, b)

    let less a b =
        if a = b then
            Condition.Truth false
        else
            decided (fun sign -> sign < 0) Condition.Less a b

    let atMost a b =
        decided (fun sign -> sign <= 0) Condition.AtMost a b

    let equal a b =
        decided (fun sign -> sign = 0) Condition.Equal a b

    let negation c =
        match c with
        | Condition.Truth value -> Condition.Truth(not value)
        | Condition.Not inner -> inner
        | _ -> Condition.Not c

    let both c d =
        match c, d with
        | Condition.Truth false, _
        | _, Condition.Truth false -> Condition.Truth false
        | Condition.Truth true, other
        | other, Condition.Truth true -> other
        | _ when c = d -> c
        | _ -> Condition.Both(c, d)

    let either c d =
        match c, d with
        | Condition.Truth true, _
        | _, Condition.Truth true -> Condition.Truth true
        | Condition.Truth false, other
        | other, Condition.Truth false -> other
        | _ when c = d -> c
        | _ -> Condition.Either(c, d)

    let choose c a b =
        match c with
        | Condition.Truth value -> if value then a else b
        | _ when a = b -> a
        | Condition.Not inner -> Choose(inner, b, a)
        | _ -> Choose(c, a, b)

    let rec map (f: Expr -> Expr) c =
        match c with
        | Condition.Truth _ -> c
        | Condition.Less(a, b) -> less (f a) (f b)
        | Condition.AtMost(a, b) -> atMost (f a) (f b)
        | Condition.Equal(a, b) -> equal (f a) (f b)
        | Condition.Both(c, d) -> both (map f c) (map f d)
        | Condition.Either(c, d) -> either (map f c) (map f d)
        | Condition.Not inner -> negation (map f inner)

    let rec parts c : Expr list =
        match c with
        | Condition.Truth _ -> []
        | Condition.Less(a, b)
        | Condition.AtMost(a, b)
        | Condition.Equal(a, b) -> [ a; b ]
        | Condition.Both(c, d)
        | Condition.Either(c, d) -> parts c @ parts d
        | Condition.Not inner -> parts inner
