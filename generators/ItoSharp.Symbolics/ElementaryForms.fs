namespace ItoSharp.Symbolics

/// The canonical forms of functions: exact values, odd and even functions of arguments of one sign, inverses undone.
module internal ElementaryForms =
    open Canonical

    /// Whether an argument's first coefficient is negative, and the argument with that sign removed. Multiples of sums are
    /// distributed first, so that a sum and its negative turn the same way.
    let orient u =
        let flat =
            match u with
            | Product [ Const _; Sum _ ] -> sum [ u ]
            | _ -> u

        if leadsNegative flat then
            true, sum [ negate flat ]
        else
            false, flat

    let rec logarithm (x: Expr) : Expr =
        match x with
        | Const c when c.IsOne -> zero
        // log 4 = 2 log 2
        | Const c when (Rational.tryRoot 2 c).IsSome && c.Sign > 0 ->
            product [ Const(Rational.Of 2); logarithm (Const (Rational.tryRoot 2 c).Value) ]
        | Const c when c.Sign > 0 && c.Numerator.IsOne -> negate (logarithm (Const(Rational.One / c)))
        | Apply(Elementary.Exp, u) -> u
        // log(x^(p/q)) exists only where x > 0, unless p is even over an odd q.
        | Power(b, r) when r.Denominator.IsEven || not r.Numerator.IsEven -> product [ Const r; logarithm b ]
        | GeneralPower(a, b) -> product [ b; logarithm a ]
        | Product factors ->
            let exponents =
                factors
                |> List.choose (fun f ->
                    match f with
                    | Apply(Elementary.Exp, u) -> Some u
                    | _ -> None)

            if exponents.IsEmpty then
                Apply(Elementary.Log, x)
            else
                let rest =
                    factors
                    |> List.filter (fun f ->
                        match f with
                        | Apply(Elementary.Exp, _) -> false
                        | _ -> true)

                sum (logarithm (product rest) :: exponents)
        | _ -> Apply(Elementary.Log, x)

    /// u = r pi for a fraction r.
    let multipleOfPi u =
        match u with
        | Const c when c.IsZero -> Some Rational.Zero
        | Pi -> Some Rational.One
        | Product [ Const r; Pi ] -> Some r
        | _ -> None

    let sine u =
        match multipleOfPi u with
        | Some r when (r + r).IsInteger || (r * Rational.Of 6).IsInteger ->
            // sin(r pi) with r reduced to [0, 2)
            let turns =
                Rational.Create((r / Rational.Of 2).Floor, System.Numerics.BigInteger.One)

            let r = r - turns * Rational.Of 2
            let negative = r >= Rational.One
            let r = if negative then r - Rational.One else r

            let value =
                if r.IsZero then
                    Some zero
                elif r = Rational.Of(1, 2) then
                    Some one
                elif r = Rational.Of(1, 6) || r = Rational.Of(5, 6) then
                    Some(Const(Rational.Of(1, 2)))
                elif r = Rational.Of(1, 3) || r = Rational.Of(2, 3) then
                    Some(product [ Const(Rational.Of(1, 2)); power (Const(Rational.Of 3)) (Rational.Of(1, 2)) ])
                else
                    None

            match value with
            | Some v -> if negative then negate v else v
            | None -> Apply(Elementary.Sin, u)
        | _ ->
            match u with
            | Apply(Elementary.Asin, x) -> x
            | _ ->
                let negative, v = orient u
                let value = Apply(Elementary.Sin, v)
                if negative then negate value else value

    let cosine u =
        match multipleOfPi u with
        | Some r when (r * Rational.Of 6).IsInteger -> sine (sum [ u; Product [ Const(Rational.Of(1, 2)); Pi ] ])
        | _ ->
            match u with
            | Apply(Elementary.Acos, x) -> x
            | _ -> Apply(Elementary.Cos, snd (orient u))

    let odd f u =
        match u with
        | Const c when c.IsZero -> zero
        | _ ->
            let negative, v = orient u
            if negative then negate (Apply(f, v)) else Apply(f, v)

    let apply (f: Elementary) (u: Expr) : Expr =
        match f, u with
        | Elementary.Exp, _ -> exponential u
        | Elementary.Log, _ -> logarithm u
        | (Elementary.Expm1 | Elementary.Log1p), Const c when c.IsZero -> zero
        | Elementary.Expm1, Apply(Elementary.Log1p, x) -> x
        | Elementary.Log1p, Apply(Elementary.Expm1, x) -> x
        | (Elementary.Expm1 | Elementary.Log1p), _ -> Apply(f, u)
        | Elementary.Sin, _ -> sine u
        | Elementary.Cos, _ -> cosine u
        | Elementary.Tan, Apply(Elementary.Atan, x) -> x
        | Elementary.Tan, _ ->
            match multipleOfPi u with
            | Some r when r.IsInteger -> zero
            | _ -> odd f u
        | Elementary.Acos, Const c when c.IsOne -> zero
        | Elementary.Acos, _ -> Apply(f, u)
        | (Elementary.Asin | Elementary.Atan | Elementary.Sinh | Elementary.Tanh), _ -> odd f u
        | Elementary.Cosh, Const c when c.IsZero -> one
        | Elementary.Cosh, _ -> Apply(f, snd (orient u))
        | Elementary.Abs, Const c -> Const c.Abs
        | Elementary.Abs, _ when Signs.isNonNegative Set.empty u -> u
        | Elementary.Abs, _ ->
            let v = snd (orient u)
            if Signs.isNonNegative Set.empty v then v else Apply(f, v)
        | Elementary.Sign, Const c -> Const(Rational.Of c.Sign)
        | Elementary.Sign, _ when Signs.isPositive Set.empty u -> one
        | Elementary.Sign, _ -> odd f u

    let generalPower a b =
        match a, b with
        | _, Const r -> power a r
        | Const c, _ when c.IsOne -> one
        | Apply(Elementary.Exp, u), _ -> exponential (product [ u; b ])
        | _ -> GeneralPower(a, b)

    let minimum a b =
        match a, b with
        | Const x, Const y -> Const(if x < y then x else y)
        | _ when a = b -> a
        | _ -> Minimum(a, b)

    let maximum a b =
        match a, b with
        | Const x, Const y -> Const(if x > y then x else y)
        | _ when a = b -> a
        | _ -> Maximum(a, b)

    let factorial k =
        List.fold (fun (acc: Rational) (i: int) -> acc * Rational.Of i) Rational.One [ 1..k ]

    let phi k z =
        if k < 0 then
            invalidArg (nameof k) "The order of a phi function must be at least 0."

        match k, z with
        | 0, _ -> exponential z
        | _, Const c when c.IsZero -> Const(Rational.One / factorial k)
        | _ -> Phi(k, z)
