namespace ItoSharp.Symbolics

open System
open System.Globalization
open System.Numerics

/// A coefficient as it was written. Integers, fractions, square roots of fractions and what is made of them are exact, and so are
/// short decimals: 0.9 is 9/10. A long decimal is a rounded number and stands for half a unit of its last digit. Short are those of
/// fewer than ten significant digits, or of fewer than half as many as the longest of their tableau (0.0069931640625 beside numbers
/// of 40 digits): taken as an interval they would prove anything.
[<RequireQualifiedAccess>]
type Coefficient =
    | Exact of Surd
    /// digits * 10^exponent, rounded in its last digit.
    | Decimal of digits: BigInteger * exponent: int
    /// A root that is no sum of square roots.
    | Root of degree: int * Coefficient
    | Sum of Coefficient * Coefficient
    | Product of Coefficient * Coefficient
    | Quotient of Coefficient * Coefficient
    /// A number that a run is given under a name, declared as this one: proofs are about the declared number, formulas have the name.
    | Free of name: string * declared: Coefficient

    /// Whether the value is exactly 0.
    member c.IsZero =
        match c with
        | Exact s -> s.IsZero
        | _ -> false

    static member Of(r: Rational) = Exact(Surd.ofRational r)
    static member Zero = Coefficient.Of Rational.Zero
    static member One = Coefficient.Of Rational.One

    /// The text that reads back as this coefficient.
    override c.ToString() =
        let nested (c: Coefficient) =
            match c with
            | Decimal(digits, _) when digits.Sign >= 0 -> c.ToString()
            | Root _ -> c.ToString()
            | _ -> "(" + c.ToString() + ")"

        match c with
        | Exact s -> Surd.show s
        | Decimal(digits, exponent) ->
            let sign = if digits.Sign < 0 then "-" else ""
            let text = BigInteger.Abs(digits).ToString("R", CultureInfo.InvariantCulture)

            if exponent >= 0 || exponent < -60 then
                sign + text + "e" + exponent.ToString(CultureInfo.InvariantCulture)
            else
                let padded = text.PadLeft(1 - exponent, '0')
                let point = padded.Length + exponent
                sign + padded.Substring(0, point) + "." + padded.Substring point
        | Root(degree, inner) ->
            "root("
            + degree.ToString(CultureInfo.InvariantCulture)
            + ","
            + inner.ToString()
            + ")"
        | Sum(a, b) -> nested a + "+" + nested b
        | Product(a, b) -> nested a + "*" + nested b
        | Quotient(a, b) -> nested a + "/" + nested b
        | Free(_, declared) -> declared.ToString()

/// Values of coefficients.
[<RequireQualifiedAccess>]
module Coefficient =
    /// Decimals of fewer significant digits are exact numbers.
    let roundedFrom = 10

    let private ten = BigInteger(10)

    let private power exponent =
        if exponent >= 0 then
            Rational.Create(BigInteger.Pow(ten, exponent), BigInteger.One)
        else
            Rational.Create(BigInteger.One, BigInteger.Pow(ten, -exponent))

    /// The value, with decimals by the given rule; None where a divisor may be zero or an even root's argument negative.
    let rec private evaluate decimal (c: Coefficient) : Quantity option =
        let both f a b =
            match evaluate decimal a, evaluate decimal b with
            | Some x, Some y -> f x y
            | _ -> None

        match c with
        | Coefficient.Exact s -> Some(Quantity.Exact s)
        | Coefficient.Decimal(digits, exponent) ->
            let unit = power exponent
            Some(decimal (Rational.Create(digits, BigInteger.One) * unit) unit)
        | Coefficient.Root(degree, inner) -> evaluate decimal inner |> Option.bind (Quantity.tryRoot degree)
        | Coefficient.Sum(a, b) -> both (fun x y -> Some(x + y)) a b
        | Coefficient.Product(a, b) -> both (fun x y -> Some(x * y)) a b
        | Coefficient.Quotient(a, b) -> both (fun x y -> Quantity.tryInverse y |> Option.map (fun inv -> x * inv)) a b
        | Coefficient.Free(_, declared) -> evaluate decimal declared

    /// The value, each rounded decimal being any number within half a unit of its last digit.
    let tryValue =
        evaluate (fun value unit -> Quantity.Near(Ball.around value (unit / Rational.Of 2)))

    /// The value with the decimals as they are written.
    let tryMiddle = evaluate (fun value _ -> Quantity.Of value)

    // The constructors below make no coefficient without value.
    let private sure (value: Quantity option) =
        value
        |> Option.defaultWith (fun () ->
            invalidOp "The coefficient divides by zero or has an even root of a negative number.")

    /// The value of a coefficient that was made by the functions of this module.
    let value (c: Coefficient) : Quantity = sure (tryValue c)

    /// That with decimals as they are written.
    let middle (c: Coefficient) : Quantity = sure (tryMiddle c)

    let private folded (c: Coefficient) exact =
        match exact with
        | Some(Quantity.Exact s) -> Coefficient.Exact s
        | _ -> c

    let private isExact c =
        match c with
        | Coefficient.Exact _ -> true
        | _ -> false

    let private fold parts (c: Coefficient) =
        if parts |> List.forall isExact then
            folded c (tryValue c)
        else
            c

    let private isOne (c: Coefficient) = c = Coefficient.One

    let add (a: Coefficient) (b: Coefficient) =
        if a.IsZero then b
        elif b.IsZero then a
        else fold [ a; b ] (Coefficient.Sum(a, b))

    let multiply (a: Coefficient) (b: Coefficient) =
        if a.IsZero || b.IsZero then Coefficient.Zero
        elif isOne a then b
        elif isOne b then a
        else fold [ a; b ] (Coefficient.Product(a, b))

    let negate (c: Coefficient) =
        match c with
        | Coefficient.Exact s -> Coefficient.Exact(Surd.negate s)
        | Coefficient.Decimal(digits, exponent) -> Coefficient.Decimal(-digits, exponent)
        | _ -> multiply (Coefficient.Of(Rational.Of -1)) c

    /// a/b; None where b is or may be zero.
    let tryDivide (a: Coefficient) (b: Coefficient) =
        if b.IsZero then
            None
        elif a.IsZero then
            tryValue (Coefficient.Quotient(Coefficient.One, b)) |> Option.map (fun _ -> a)
        elif isOne b then
            Some a
        else
            let quotient = Coefficient.Quotient(a, b)
            tryValue quotient |> Option.map (fun _ -> fold [ a; b ] quotient)

    /// The root of a degree from 2 to 16; None where it is not real.
    let tryRoot (degree: int) (c: Coefficient) =
        let root = Coefficient.Root(degree, c)
        tryValue root |> Option.map (fun _ -> fold [ c ] root)

    /// Digits and decimal exponent of a decimal: exact where the significant digits are few.
    let ofDecimal (digits: BigInteger) (exponent: int) (significant: int) =
        if significant < roundedFrom then
            Coefficient.Of(Rational.Create(digits, BigInteger.One) * power exponent)
        else
            Coefficient.Decimal(digits, exponent)

    /// The significant digits of the longest rounded decimal; 0 without one.
    let rec longestDecimal (c: Coefficient) : int =
        match c with
        | Coefficient.Exact _ -> 0
        | Coefficient.Decimal(digits, _) -> BigInteger.Abs(digits).ToString("R", CultureInfo.InvariantCulture).Length
        | Coefficient.Root(_, inner)
        | Coefficient.Free(_, inner) -> longestDecimal inner
        | Coefficient.Sum(a, b)
        | Coefficient.Product(a, b)
        | Coefficient.Quotient(a, b) -> max (longestDecimal a) (longestDecimal b)

    /// Whether a coefficient is made of more parts than a limit, what it has twice counted twice. Looks at no more than that many.
    let hasMoreParts (limit: int) (c: Coefficient) : bool =
        // What is left of the limit; below 0 nothing is looked at.
        let rec left limit c =
            if limit <= 0 then
                -1
            else
                match c with
                | Coefficient.Exact _
                | Coefficient.Decimal _ -> limit - 1
                | Coefficient.Root(_, inner)
                | Coefficient.Free(_, inner) -> left (limit - 1) inner
                | Coefficient.Sum(a, b)
                | Coefficient.Product(a, b)
                | Coefficient.Quotient(a, b) ->
                    match left (limit - 1) a with
                    | rest when rest < 0 -> rest
                    | rest -> left rest b

        left limit c < 0

    let rec private withExactBelow limit (c: Coefficient) : Coefficient =
        let inside = withExactBelow limit

        match c with
        | Coefficient.Decimal(digits, exponent) when longestDecimal c < limit ->
            Coefficient.Of(Rational.Create(digits, BigInteger.One) * power exponent)
        | Coefficient.Exact _
        | Coefficient.Decimal _ -> c
        | Coefficient.Root(degree, inner) ->
            let inner = inside inner in fold [ inner ] (Coefficient.Root(degree, inner))
        | Coefficient.Sum(a, b) -> add (inside a) (inside b)
        | Coefficient.Product(a, b) -> multiply (inside a) (inside b)
        | Coefficient.Quotient(a, b) ->
            let a, b = inside a, inside b
            tryDivide a b |> Option.defaultValue c
        | Coefficient.Free(name, declared) -> Coefficient.Free(name, inside declared)

    /// The coefficients of one tableau, of which the longest decimal tells which ones are short and so exact.
    let settled (all: Coefficient list) : Coefficient -> Coefficient =
        match all |> List.map longestDecimal |> List.fold max 0 with
        | 0 -> id
        | longest -> withExactBelow ((longest + 1) / 2)

    /// Whether two coefficients are the same number, decimals as they are written.
    let same (a: Coefficient) (b: Coefficient) =
        a = b
        || (match tryMiddle a, tryMiddle b with
            | Some(Quantity.Exact x), Some(Quantity.Exact y) -> x = y
            | _ -> false)

    /// The nearest double, of decimals as they are written.
    [<CompiledName("ToDouble")>]
    let toDouble (c: Coefficient) : float = Quantity.toDouble (middle c)

    /// The formula of the value, decimals as they are written.
    [<CompiledName("ToExpr")>]
    let rec toExpr (c: Coefficient) : Expr =
        match c with
        | Coefficient.Exact s ->
            s.Parts
            |> List.map (fun (radicand, factor) ->
                Expr.product [
                    Expr.constant factor
                    Expr.sqrt (Expr.constant (Rational.Create(radicand, BigInteger.One)))
                ])
            |> Expr.sum
        | Coefficient.Decimal(digits, exponent) ->
            Expr.constant (Rational.Create(digits, BigInteger.One) * power exponent)
        | Coefficient.Root(degree, inner) -> Expr.pow (toExpr inner) (Rational.Of(1, degree))
        | Coefficient.Sum(a, b) -> Expr.sum [ toExpr a; toExpr b ]
        | Coefficient.Product(a, b) -> Expr.product [ toExpr a; toExpr b ]
        | Coefficient.Quotient(a, b) -> Expr.product [ toExpr a; Expr.pow (toExpr b) (Rational.Of -1) ]
        | Coefficient.Free(name, _) -> Var name
