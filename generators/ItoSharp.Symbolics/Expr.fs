namespace ItoSharp.Symbolics

/// The elementary functions of one argument.
[<RequireQualifiedAccess>]
type Elementary =
    | Exp
    | Log
    | Expm1
    | Log1p
    | Sin
    | Cos
    | Tan
    | Asin
    | Acos
    | Atan
    | Sinh
    | Cosh
    | Tanh
    | Abs
    | Sign

/// A formula. Build it with the operators and the functions of module Expr: they keep sums and products canonical (flat,
/// sorted, like terms collected, exact coefficient first), so equal formulas of simple shape are equal values.
type Expr =
    | Const of Rational
    | Pi
    | Var of name: string
    | Sum of Expr list
    | Product of Expr list
    /// base^exponent with an exact exponent; 1/2 is the square root.
    | Power of Expr * Rational
    /// a^b for a positive a.
    | GeneralPower of Expr * Expr
    | Apply of Elementary * Expr
    | Minimum of Expr * Expr
    | Maximum of Expr * Expr
    /// phi_k(z) of exponential integrators.
    | Phi of order: int * Expr

/// What the form of an expression says about its sign, given names that are known to be positive.
module Signs =
    /// Where a number stands: positive implies non-negative.
    let rec isNonNegative (positive: Set<string>) (e: Expr) : bool =
        match e with
        | Const c -> c.Sign >= 0
        | Power(_, r) when r.Denominator.IsEven || (r.IsInteger && r.Numerator.IsEven) -> true
        | Power(b, _) -> isNonNegative positive b
        | Sum terms
        | Product terms -> List.forall (isNonNegative positive) terms
        | Apply(Elementary.Abs, _) -> true
        | Apply((Elementary.Expm1 | Elementary.Log1p | Elementary.Atan | Elementary.Sinh | Elementary.Tanh | Elementary.Sign), u) ->
            isNonNegative positive u
        | Apply(Elementary.Log, u) -> isAtLeastOne positive u
        | Apply(Elementary.Acos, _) -> true
        | Minimum(a, b) -> isNonNegative positive a && isNonNegative positive b
        | Maximum(a, b) -> isNonNegative positive a || isNonNegative positive b
        | _ -> isPositive positive e

    /// Whether the value is above 0 wherever it is defined.
    and isPositive (positive: Set<string>) (e: Expr) : bool =
        match e with
        | Const c -> c.Sign > 0
        | Pi -> true
        | Var name -> positive.Contains name
        | Sum terms ->
            List.forall (isNonNegative positive) terms && List.exists (isPositive positive) terms
        | Product factors -> List.forall (isPositive positive) factors
        | Power(b, _) -> isPositive positive b
        | GeneralPower _ -> true
        | Apply((Elementary.Exp | Elementary.Cosh), _) -> true
        | Apply((Elementary.Expm1 | Elementary.Log1p | Elementary.Atan | Elementary.Sinh | Elementary.Tanh | Elementary.Sign | Elementary.Abs), u) ->
            isPositive positive u
        | Minimum(a, b) -> isPositive positive a && isPositive positive b
        | Maximum(a, b) -> isPositive positive a || isPositive positive b
        | Phi _ -> true
        | _ -> false

    and private isAtLeastOne positive e =
        match e with
        | Const c -> c >= Rational.One
        | Apply(Elementary.Exp, u) -> isNonNegative positive u
        | Apply(Elementary.Cosh, _) -> true
        | Sum(Const c :: rest) -> c >= Rational.One && List.forall (isNonNegative positive) rest
        | _ -> false

/// The canonical constructors behind the operators.
module internal Canonical =
    let zero = Const Rational.Zero
    let one = Const Rational.One

    /// e = coefficient * rest.
    let split e =
        match e with
        | Const c -> c, one
        | Product [ Const c; x ] -> c, x
        | Product(Const c :: rest) -> c, Product rest
        | _ -> Rational.One, e

    /// Whether the first coefficient is negative: the sign that odd functions pull out.
    let leadsNegative e =
        match e with
        | Const c -> c.Sign < 0
        | Sum(first :: _) -> (fst (split first)).Sign < 0
        | _ -> (fst (split e)).Sign < 0

    let small (n: System.Numerics.BigInteger) =
        System.Numerics.BigInteger.Abs n < System.Numerics.BigInteger(1000000)

    let isInteger (r: Rational) = r.IsInteger

    let scaleTerm (c: Rational) e =
        if c.IsZero then
            zero
        else
            let d, rest = split e

            match (c * d), rest with
            | p, Const _ -> Const p
            | p, r when p.IsOne -> r
            | p, Product factors -> Product(Const p :: factors)
            | p, r -> Product [ Const p; r ]

    /// The sum of terms: flattened, multiples of sums distributed, like terms collected.
    let sum (terms: Expr list) : Expr =
        let rec gather (c: Rational) (collected: Map<Expr, Rational>) e =
            match e with
            | Sum inner -> List.fold (gather c) collected inner
            | Product [ Const d; Sum inner ] -> List.fold (gather (c * d)) collected inner
            | _ ->
                let d, rest = split e

                match Map.tryFind rest collected with
                | Some old -> Map.add rest (old + c * d) collected
                | None -> Map.add rest (c * d) collected

        let collected = List.fold (gather Rational.One) Map.empty terms

        let rebuilt =
            [ for KeyValue(rest, c) in collected do
                  if not c.IsZero then
                      scaleTerm c rest ]

        match rebuilt with
        | [] -> zero
        | [ single ] -> single
        | several -> Sum several

    let rec power (b: Expr) (r: Rational) : Expr =
        if r.IsZero then
            one
        elif r.IsOne then
            b
        else
            match b with
            | Const c -> constantPower c r
            | Power(inner, s) when isInteger r || Signs.isNonNegative Set.empty inner -> power inner (s * r)
            | Apply(Elementary.Exp, u) -> exponential (product [ Const r; u ])
            | GeneralPower(a, c) -> GeneralPower(a, product [ Const r; c ])
            | Apply(Elementary.Abs, u) when isInteger r && r.Numerator.IsEven -> power u r
            | Product factors when isInteger r -> product (factors |> List.map (fun f -> power f r))
            | Product factors ->
                // (x y)^r = x^r y^r needs x >= 0; a negative coefficient leaves its sign inside.
                let positive, rest = factors |> List.partition (Signs.isPositive Set.empty)

                let positive, rest =
                    match rest with
                    | Const c :: others when c.Sign < 0 && not (-c).IsOne -> Const(-c) :: positive, Const(Rational.Of -1) :: others
                    | _ -> positive, rest

                match positive, rest with
                | [], _ -> Power(b, r)
                | _, [] -> product (positive |> List.map (fun f -> power f r))
                | _ -> product (power (product rest) r :: (positive |> List.map (fun f -> power f r)))
            | _ -> Power(b, r)

    /// c^r: exact where it is exact, else n^frac with a whole n > 1 and 0 < frac < 1 times a fraction.
    and constantPower (c: Rational) (r: Rational) : Expr =
        if c.IsOne then
            one
        elif c.IsZero then
            (if r.Sign > 0 then zero else Power(Const c, r))
        elif isInteger r then
            if small r.Numerator then
                match Rational.tryPower c (int r.Numerator) with
                | Some value -> Const value
                | None -> Power(Const c, r)
            else
                Power(Const c, r)
        elif c.Sign < 0 || not (small r.Numerator) || r.Denominator > System.Numerics.BigInteger(64) then
            Power(Const c, r)
        else
            let degree = int r.Denominator

            match Rational.tryRoot degree c with
            | Some root -> constantPower root (Rational.Create(r.Numerator, System.Numerics.BigInteger.One))
            | None ->
                let whole = r.Floor
                let fraction = r - Rational.Create(whole, System.Numerics.BigInteger.One)

                if isInteger c then
                    if whole.IsZero then
                        Power(Const c, r)
                    else
                        match Rational.tryPower c (int whole) with
                        | Some value -> product [ Const value; Power(Const c, fraction) ]
                        | None -> Power(Const c, r)
                else
                    let top = Const(Rational.Create(c.Numerator, System.Numerics.BigInteger.One))
                    let bottom = Const(Rational.Create(c.Denominator, System.Numerics.BigInteger.One))
                    product [ power top r; power bottom (-r) ]

    /// The product of factors: flattened, powers of one base collected, exponentials merged.
    and product (factors: Expr list) : Expr =
        let rec gather (coefficient: Rational, exponent: Expr list, bases: Map<Expr, Rational>) e =
            match e with
            | Const c -> coefficient * c, exponent, bases
            | Product inner -> List.fold gather (coefficient, exponent, bases) inner
            | Apply(Elementary.Exp, u) -> coefficient, u :: exponent, bases
            | _ ->
                let b, r =
                    match e with
                    | Power(b, r) -> b, r
                    | _ -> e, Rational.One

                match Map.tryFind b bases with
                | Some old -> coefficient, exponent, Map.add b (old + r) bases
                | None -> coefficient, exponent, Map.add b r bases

        let coefficient, exponent, bases =
            List.fold gather (Rational.One, [], Map.empty) factors

        if coefficient.IsZero then
            zero
        else
            let powers =
                [ for KeyValue(b, r) in bases do
                      if not r.IsZero then
                          // A base that is a power already was combined above; only a changed exponent needs rebuilding.
                          power b r ]

            let powers =
                match exponent with
                | [] -> powers
                | [ u ] -> Apply(Elementary.Exp, u) :: powers
                | several -> exponential (sum several) :: powers

            let isPlain e =
                match e with
                | Const _
                | Product _ -> false
                | _ -> true

            let exponentials =
                powers
                |> List.filter (fun e ->
                    match e with
                    | Apply(Elementary.Exp, _) -> true
                    | _ -> false)

            let repeats = (powers |> List.map baseOf |> List.distinct |> List.length) <> List.length powers

            if List.forall isPlain powers && exponentials.Length <= 1 && not repeats then
                match coefficient.IsOne, List.sort powers with
                | _, [] -> Const coefficient
                | true, [ single ] -> single
                | true, several -> Product several
                | false, several -> Product(Const coefficient :: several)
            else
                product (Const coefficient :: powers)

    and baseOf e =
        match e with
        | Power(b, _) -> b
        | _ -> e

    /// exp(u), with r log(x) terms of u pulled out as x^r, and r log1p(x) as (1 + x)^r.
    and exponential (u: Expr) : Expr =
        let rationalLog term =
            match split term with
            | r, Apply(Elementary.Log, x) when small r.Numerator && small r.Denominator -> Some(power x r)
            | r, Apply(Elementary.Log1p, x) when small r.Numerator && small r.Denominator -> Some(power (sum [ one; x ]) r)
            | _ -> None

        match u with
        | Const c when c.IsZero -> one
        | Product [ Const _; Sum _ ] -> exponential (sum [ u ])
        | Sum terms ->
            let pulled = terms |> List.choose rationalLog

            if pulled.IsEmpty then
                Apply(Elementary.Exp, u)
            else
                let rest = terms |> List.filter (fun t -> (rationalLog t).IsNone)
                product (exponential (sum rest) :: pulled)
        | _ ->
            match rationalLog u with
            | Some value -> value
            | None -> Apply(Elementary.Exp, u)

    let negate e = product [ Const(Rational.Of -1); e ]

    /// Whether an argument's first coefficient is negative, and the argument with that sign removed. Multiples of sums are
    /// distributed first, so that a sum and its negative turn the same way.
    let orient u =
        let flat =
            match u with
            | Product [ Const _; Sum _ ] -> sum [ u ]
            | _ -> u

        if leadsNegative flat then true, sum [ negate flat ] else false, flat

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
            let turns = Rational.Create((r / Rational.Of 2).Floor, System.Numerics.BigInteger.One)
            let r = r - turns * Rational.Of 2
            let negative = r >= Rational.One
            let r = if negative then r - Rational.One else r

            let value =
                if r.IsZero then Some zero
                elif r = Rational.Of(1, 2) then Some one
                elif r = Rational.Of(1, 6) || r = Rational.Of(5, 6) then Some(Const(Rational.Of(1, 2)))
                elif r = Rational.Of(1, 3) || r = Rational.Of(2, 3) then
                    Some(product [ Const(Rational.Of(1, 2)); power (Const(Rational.Of 3)) (Rational.Of(1, 2)) ])
                else None

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

type Expr with
    static member (+)(a: Expr, b: Expr) = Canonical.sum [ a; b ]
    static member (-)(a: Expr, b: Expr) = Canonical.sum [ a; Canonical.negate b ]
    static member (*)(a: Expr, b: Expr) = Canonical.product [ a; b ]
    static member (/)(a: Expr, b: Expr) = Canonical.product [ a; Canonical.power b (Rational.Of -1) ]
    static member (~-)(a: Expr) = Canonical.negate a
