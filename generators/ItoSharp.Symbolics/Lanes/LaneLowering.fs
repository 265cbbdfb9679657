namespace ItoSharp.Symbolics

open System.Numerics

/// Formulas as floating-point operations: which products are fused into sums, and in which order sums are taken. The one place
/// that decides it, so that every back end executes the same operations.
module LaneLowering =
    let private one = Number 1.0

    let private isBare e =
        match e with
        | Product _ -> false
        | _ -> true

    /// Values that are no number in either argument pass, as Math.Max has it: the operation returns its second argument then.
    let private propagating (operation: Lane * Lane -> Lane) a b =
        let holdsNumber e =
            match e with
            | Number _ -> true
            | _ -> false

        if holdsNumber a then operation (a, b)
        elif holdsNumber b then operation (b, a)
        else Select(Equal(a, a), operation (a, b), a)

    /// The operations of a formula in named values.
    [<CompiledName("Lower")>]
    let rec lower (e: Expr) : Lane =
        match e with
        | Const c -> Number(Rational.toDouble c)
        | Pi -> Number System.Math.PI
        | Var name -> Value name
        | Sum terms -> sum terms
        | Product _ -> product e
        | Power(_, r) when r.Sign < 0 -> product e
        | Power(b, r) -> power b r
        | GeneralPower(a, b) -> Call(LaneFunction.Exp, Multiply(lower b, Call(LaneFunction.Log, lower a)))
        | Apply(Elementary.Abs, u) -> Magnitude(lower u)
        | Apply(Elementary.Sign, u) ->
            let x = lower u
            Select(Less(Number 0.0, x), one, Select(Less(x, Number 0.0), Number -1.0, x))
        | Apply(f, u) -> Call(call f, lower u)
        | Minimum(a, b) -> propagating Least (lower a) (lower b)
        | Maximum(a, b) -> propagating Greatest (lower a) (lower b)
        | Phi(k, z) -> phi k (lower z)
        | Choose(condition, a, b) -> Select(mask condition, lower a, lower b)

    /// The truth of a condition in every lane.
    and [<CompiledName("Mask")>] mask (condition: Condition) : LaneMask =
        match condition with
        | Condition.Truth holds -> Equal(Number 0.0, Number(if holds then 0.0 else 1.0))
        | Condition.Less(a, b) -> Less(lower a, lower b)
        | Condition.AtMost(a, b) -> LessOrEqual(lower a, lower b)
        | Condition.Equal(a, b) -> Equal(lower a, lower b)
        | Condition.Both(a, b) -> Both(mask a, mask b)
        | Condition.Either(a, b) -> Either(mask a, mask b)
        | Condition.Not a -> Not(mask a)

    and private call f =
        match f with
        | Elementary.Exp -> LaneFunction.Exp
        | Elementary.Log -> LaneFunction.Log
        | Elementary.Expm1 -> LaneFunction.Expm1
        | Elementary.Log1p -> LaneFunction.Log1p
        | Elementary.Sin -> LaneFunction.Sin
        | Elementary.Cos -> LaneFunction.Cos
        | Elementary.Tan -> LaneFunction.Tan
        | Elementary.Asin -> LaneFunction.Asin
        | Elementary.Acos -> LaneFunction.Acos
        | Elementary.Atan -> LaneFunction.Atan
        | Elementary.Sinh -> LaneFunction.Sinh
        | Elementary.Cosh -> LaneFunction.Cosh
        | Elementary.Tanh -> LaneFunction.Tanh
        | Elementary.Abs
        | Elementary.Sign -> invalidOp "Abs and Sign are operations, not calls."

    /// Terms that are no products first, then every product fused onto them.
    and private sum terms =
        let bare, products = terms |> List.partition isBare

        // A product that is only a number times a value or a negated value fuses like any other.
        let start, rest =
            match bare with
            | first :: others -> lower first, others @ products
            | [] -> lower products.Head, products.Tail

        (start, rest)
        ||> List.fold (fun acc term ->
            match term with
            | Product [ Const c; x ] when (-c).IsOne -> Subtract(acc, lower x)
            | Product _ ->
                match parts term with
                | [], _ -> Add(acc, lower term)
                | [ single ], [] -> Add(acc, single)
                | several, [] ->
                    let last = List.last several
                    Fma(multiply (several |> List.take (several.Length - 1)), last, acc)
                | several, below -> Add(acc, Divide(multiply several, multiply below))
            | _ -> Add(acc, lower term))

    and private multiply (factors: Lane list) =
        match factors with
        | [] -> one
        | first :: rest -> (first, rest) ||> List.fold (fun a b -> Multiply(a, b))

    /// The factors above and below the bar, the number last. The sign is the number's: a negation would be an operation. Without a
    /// number it is the first factor's.
    and private parts e =
        let factors =
            match e with
            | Product factors -> factors
            | _ -> [ e ]

        let coefficient, factors =
            match factors with
            | Const c :: rest -> c, rest
            | _ -> Rational.One, factors

        let above =
            factors
            |> List.choose (fun f ->
                match f with
                | Power(_, r) when r.Sign < 0 -> None
                | _ -> Some(lower f))

        let below =
            factors
            |> List.choose (fun f ->
                match f with
                | Power(b, r) when r.Sign < 0 -> Some(power b (-r))
                | _ -> None)

        let size = coefficient.Abs

        let above =
            match above with
            | [] when size.IsOne -> [ Number(Rational.toDouble coefficient) ]
            | first :: rest when coefficient.Sign < 0 && size.IsOne -> Negate first :: rest
            | _ when size.IsOne -> above
            | _ -> above @ [ Number(Rational.toDouble coefficient) ]

        above, below

    and private product e =
        match parts e with
        | above, [] -> multiply above
        | above, below -> Divide(multiply above, multiply below)

    /// b^r for r > 0: roots and whole powers by multiplication, any other by exp and log.
    and private power b (r: Rational) =
        let x = lower b
        let whole = r.Floor
        let rest = r - Rational.Create(whole, BigInteger.One)

        let rec raised n =
            if n = 1 then
                x
            elif n % 2 = 0 then
                let half = raised (n / 2)
                Multiply(half, half)
            else
                Multiply(raised (n - 1), x)

        if whole > BigInteger 64 then
            Call(LaneFunction.Exp, Multiply(Number(Rational.toDouble r), Call(LaneFunction.Log, x)))
        else
            match int whole, rest with
            | n, rest when rest.IsZero -> raised n
            | 0, rest when rest = Rational.Of(1, 2) -> Sqrt x
            | 0, rest when rest = Rational.Of(1, 4) -> Sqrt(Sqrt x)
            | n, rest when rest = Rational.Of(1, 2) -> Multiply(raised n, Sqrt x)
            | _ -> Call(LaneFunction.Exp, Multiply(Number(Rational.toDouble r), Call(LaneFunction.Log, x)))

    /// phi_0 = exp, phi_1 = expm1(z) / z, then the recurrence; 1/k! at 0.
    and private phi k z =
        let rec value k =
            match k with
            | 0 -> Call(LaneFunction.Exp, z)
            | 1 -> Divide(Call(LaneFunction.Expm1, z), z)
            | _ ->
                let factorial = List.fold (fun product i -> product * float i) 1.0 [ 1 .. k - 1 ]
                Divide(Subtract(value (k - 1), Number(1.0 / factorial)), z)

        let atZero = 1.0 / List.fold (fun product i -> product * float i) 1.0 [ 1..k ]
        Select(Equal(z, Number 0.0), Number atZero, value k)
