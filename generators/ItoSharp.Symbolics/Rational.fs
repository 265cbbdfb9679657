namespace ItoSharp.Symbolics

open System
open System.Globalization
open System.Numerics

/// An exact fraction in lowest terms with a positive denominator. A class, not a struct: no value of it is 0/0.
[<CustomEquality; CustomComparison>]
type Rational = private {
    Top: BigInteger
    Bottom: BigInteger
} with

    /// The numerator; carries the sign.
    member r.Numerator = r.Top
    /// The denominator; always positive.
    member r.Denominator = r.Bottom
    /// Whether the value is a whole number.
    member r.IsInteger = r.Bottom.IsOne
    /// Whether the value is 0.
    member r.IsZero = r.Top.IsZero
    /// Whether the value is 1.
    member r.IsOne = r.Top.IsOne && r.Bottom.IsOne
    /// -1, 0 or 1.
    member r.Sign = r.Top.Sign

    /// The fraction top / bottom in lowest terms.
    static member Create(top: BigInteger, bottom: BigInteger) =
        if bottom.IsZero then
            raise (DivideByZeroException(String.Format(CultureInfo.InvariantCulture, "{0}/0 is not a fraction.", top)))

        let divisor = BigInteger.GreatestCommonDivisor(top, bottom)
        let divisor = if bottom.Sign < 0 then -divisor else divisor

        {
            Top = top / divisor
            Bottom = bottom / divisor
        }

    /// The whole number n.
    static member Of(n: int) = {
        Top = BigInteger(n)
        Bottom = BigInteger.One
    }

    /// The fraction p / q.
    static member Of(p: int, q: int) =
        Rational.Create(BigInteger(p), BigInteger(q))

    /// 0.
    static member Zero = Rational.Of 0
    /// 1.
    static member One = Rational.Of 1

    static member (+)(a: Rational, b: Rational) =
        Rational.Create(a.Top * b.Bottom + b.Top * a.Bottom, a.Bottom * b.Bottom)

    static member (-)(a: Rational, b: Rational) =
        Rational.Create(a.Top * b.Bottom - b.Top * a.Bottom, a.Bottom * b.Bottom)

    static member (*)(a: Rational, b: Rational) =
        Rational.Create(a.Top * b.Top, a.Bottom * b.Bottom)

    static member (/)(a: Rational, b: Rational) =
        Rational.Create(a.Top * b.Bottom, a.Bottom * b.Top)

    static member (~-)(a: Rational) = { Top = -a.Top; Bottom = a.Bottom }

    /// The absolute value.
    member r.Abs = if r.Top.Sign < 0 then -r else r

    /// The largest whole number that is not above the value.
    member r.Floor =
        let quotient = BigInteger.Divide(r.Top, r.Bottom)

        if r.Top.Sign < 0 && not r.Bottom.IsOne then
            quotient - BigInteger.One
        else
            quotient

    interface IComparable with
        member a.CompareTo(other) =
            match other with
            | :? Rational as b -> BigInteger.Compare(a.Top * b.Bottom, b.Top * a.Bottom)
            | _ -> invalidArg (nameof other) "A Rational compares with a Rational only."

    interface IEquatable<Rational> with
        member a.Equals(b) = a.Top = b.Top && a.Bottom = b.Bottom

    override a.Equals(other) =
        match other with
        | :? Rational as b -> a.Top = b.Top && a.Bottom = b.Bottom
        | _ -> false

    override a.GetHashCode() =
        a.Top.GetHashCode() * 397 ^^^ a.Bottom.GetHashCode()

    /// "7" or "-2/3", the same in every culture.
    override a.ToString() =
        let top = a.Top.ToString("R", CultureInfo.InvariantCulture)

        if a.IsInteger then
            top
        else
            top + "/" + a.Bottom.ToString("R", CultureInfo.InvariantCulture)
