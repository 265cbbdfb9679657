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
    /// The first formula where the condition holds, the second elsewhere. The branches may disagree where they meet.
    | Choose of Condition * Expr * Expr

/// A test on the values of formulas; like in C#, a comparison with NaN does not hold. Build it with the functions of module
/// Condition: they decide what can be decided.
and [<RequireQualifiedAccess>] Condition =
    | Truth of bool
    | Less of Expr * Expr
    | AtMost of Expr * Expr
    | Equal of Expr * Expr
    | Both of Condition * Condition
    | Either of Condition * Condition
    | Not of Condition

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
        | Apply((Elementary.Expm1 | Elementary.Log1p | Elementary.Atan | Elementary.Sinh | Elementary.Tanh | Elementary.Sign),
                u) -> isNonNegative positive u
        | Apply(Elementary.Log, u) -> isAtLeastOne positive u
        | Apply(Elementary.Acos, _) -> true
        | Minimum(a, b) -> isNonNegative positive a && isNonNegative positive b
        | Maximum(a, b) -> isNonNegative positive a || isNonNegative positive b
        | Choose(_, a, b) -> isNonNegative positive a && isNonNegative positive b
        | _ -> isPositive positive e

    /// Whether the value is above 0 wherever it is defined.
    and isPositive (positive: Set<string>) (e: Expr) : bool =
        match e with
        | Const c -> c.Sign > 0
        | Pi -> true
        | Var name -> positive.Contains name
        | Sum terms ->
            List.forall (isNonNegative positive) terms
            && List.exists (isPositive positive) terms
        | Product factors -> List.forall (isPositive positive) factors
        | Power(b, _) -> isPositive positive b
        | GeneralPower _ -> true
        | Apply((Elementary.Exp | Elementary.Cosh), _) -> true
        | Apply((Elementary.Expm1 | Elementary.Log1p | Elementary.Atan | Elementary.Sinh | Elementary.Tanh | Elementary.Sign | Elementary.Abs),
                u) -> isPositive positive u
        | Minimum(a, b) -> isPositive positive a && isPositive positive b
        | Maximum(a, b) -> isPositive positive a || isPositive positive b
        | Choose(_, a, b) -> isPositive positive a && isPositive positive b
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

        let rebuilt = [
            for KeyValue(rest, c) in collected do
                if not c.IsZero then
                    scaleTerm c rest
        ]

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
                    | Const c :: others when c.Sign < 0 && not (-c).IsOne ->
                        Const(-c) :: positive, Const(Rational.Of -1) :: others
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
        elif
            c.Sign < 0
            || not (small r.Numerator)
            || r.Denominator > System.Numerics.BigInteger(64)
        then
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
            let powers = [
                for KeyValue(b, r) in bases do
                    if not r.IsZero then
                        // A base that is a power already was combined above; only a changed exponent needs rebuilding.
                        power b r
            ]

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

            let repeats =
                (powers |> List.map baseOf |> List.distinct |> List.length)
                <> List.length powers

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
            | r, Apply(Elementary.Log1p, x) when small r.Numerator && small r.Denominator ->
                Some(power (sum [ one; x ]) r)
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

type Expr with
    static member (+)(a: Expr, b: Expr) = Canonical.sum [ a; b ]
    static member (-)(a: Expr, b: Expr) = Canonical.sum [ a; Canonical.negate b ]
    static member (*)(a: Expr, b: Expr) = Canonical.product [ a; b ]

    static member (/)(a: Expr, b: Expr) =
        Canonical.product [ a; Canonical.power b (Rational.Of -1) ]

    static member (~-)(a: Expr) = Canonical.negate a
