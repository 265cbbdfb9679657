namespace ItoSharp.Verification.Generators

open System
open System.Numerics

/// <summary>An exact fraction in lowest terms.</summary>
/// <param name="numerator">The numerator.</param>
/// <param name="denominator">The denominator, not 0.</param>
[<Struct; CustomEquality; NoComparison>]
type Fraction private (numerator: BigInteger, denominator: BigInteger) =
    /// <summary>A fraction in lowest terms.</summary>
    /// <param name="numerator">The numerator.</param>
    /// <param name="denominator">The denominator, not 0.</param>
    /// <exception cref="T:System.DivideByZeroException">The denominator is 0.</exception>
    static member Of(numerator: BigInteger, denominator: BigInteger) =
        if denominator.IsZero then
            raise (DivideByZeroException $"{numerator}/0 is no fraction")

        let common = BigInteger.GreatestCommonDivisor(numerator, denominator)
        let sign = BigInteger denominator.Sign
        Fraction(sign * numerator / common, sign * denominator / common)

    /// <summary>A fraction of small numbers.</summary>
    /// <param name="numerator">The numerator.</param>
    /// <param name="denominator">The denominator, not 0.</param>
    static member Of(numerator: int, denominator: int) =
        Fraction.Of(BigInteger numerator, BigInteger denominator)

    /// <summary>A whole number.</summary>
    /// <param name="value">The number.</param>
    static member Of(value: int) =
        Fraction(BigInteger value, BigInteger.One)

    /// <summary>The numerator.</summary>
    member _.Numerator = numerator

    /// <summary>The denominator, positive; 1 of <c>default</c>, which is 0.</summary>
    member _.Denominator = if denominator.IsZero then BigInteger.One else denominator

    /// <summary>Whether it is 0.</summary>
    member _.IsZero = numerator.IsZero

    /// <summary>The nearest double.</summary>
    member f.Value = float f.Numerator / float f.Denominator

    /// <summary>The sum.</summary>
    static member (+)(a: Fraction, b: Fraction) =
        Fraction.Of(a.Numerator * b.Denominator + b.Numerator * a.Denominator, a.Denominator * b.Denominator)

    /// <summary>The difference.</summary>
    static member (-)(a: Fraction, b: Fraction) =
        Fraction.Of(a.Numerator * b.Denominator - b.Numerator * a.Denominator, a.Denominator * b.Denominator)

    /// <summary>The product.</summary>
    static member (*)(a: Fraction, b: Fraction) =
        Fraction.Of(a.Numerator * b.Numerator, a.Denominator * b.Denominator)

    /// <summary>The quotient.</summary>
    static member (/)(a: Fraction, b: Fraction) =
        Fraction.Of(a.Numerator * b.Denominator, a.Denominator * b.Numerator)

    /// <summary>Whether both are the same number.</summary>
    member f.Equals(other: Fraction) =
        f.Numerator = other.Numerator && f.Denominator = other.Denominator

    override f.Equals(other: obj) =
        match other with
        | :? Fraction as fraction -> f.Equals fraction
        | _ -> false

    override f.GetHashCode() =
        HashCode.Combine(f.Numerator, f.Denominator)

    /// <summary>As a tableau spells it: 7/24 or 3.</summary>
    override f.ToString() =
        if f.Denominator.IsOne then
            f.Numerator.ToString()
        else
            $"{f.Numerator}/{f.Denominator}"

    interface IEquatable<Fraction> with
        member f.Equals other = f.Equals other
