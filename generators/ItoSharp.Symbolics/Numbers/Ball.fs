namespace ItoSharp.Symbolics

open System.Numerics

/// All real numbers within a radius of a centre, both as multiples of 2^-384 (115 digits): every operation encloses all results.
type Ball = {
    Centre: BigInteger
    Radius: BigInteger
} with

    /// Whether 0 is among the numbers.
    member b.ContainsZero = BigInteger.Abs b.Centre <= b.Radius

/// Arithmetic with enclosures.
[<RequireQualifiedAccess>]
module Ball =
    let private bits = 384
    let private scale = BigInteger.One <<< bits

    /// The quotient rounded up, of numbers that are not negative.
    let private above (top: BigInteger) (bottom: BigInteger) =
        (top + bottom - BigInteger.One) / bottom

    let zero = {
        Centre = BigInteger.Zero
        Radius = BigInteger.Zero
    }

    /// The smallest ball around the fraction.
    let ofRational (r: Rational) : Ball =
        let mutable rest = BigInteger.Zero
        let centre = BigInteger.DivRem(r.Numerator <<< bits, r.Denominator, &rest)

        {
            Centre = centre
            Radius = (if rest.IsZero then BigInteger.Zero else BigInteger.One)
        }

    /// The fractions within a distance of a fraction.
    let around (centre: Rational) (radius: Rational) : Ball =
        let ball = ofRational centre

        {
            ball with
                Radius = ball.Radius + above (radius.Numerator <<< bits) radius.Denominator
        }

    let add (a: Ball) (b: Ball) : Ball = {
        Centre = a.Centre + b.Centre
        Radius = a.Radius + b.Radius
    }

    let negate (a: Ball) : Ball = { a with Centre = -a.Centre }

    let multiply (a: Ball) (b: Ball) : Ball =
        let spread =
            BigInteger.Abs(a.Centre) * b.Radius
            + BigInteger.Abs(b.Centre) * a.Radius
            + a.Radius * b.Radius

        {
            Centre = (a.Centre * b.Centre) >>> bits
            // One unit for the shift of the spread, one for that of the centre.
            Radius = (spread >>> bits) + BigInteger(2)
        }

    /// 1/a; None where a may be zero.
    let tryInverse (a: Ball) : Ball option =
        let size = BigInteger.Abs a.Centre

        if size <= a.Radius then
            None
        else
            Some {
                Centre = (scale * scale) / a.Centre
                // |1/x - 1/m| <= r / (|m| (|m| - r))
                Radius = above (a.Radius * scale * scale) (size * (size - a.Radius)) + BigInteger.One
            }

    /// The root of a degree; None for an even root of what may be negative.
    let rec tryRoot (degree: int) (a: Ball) : Ball option =
        let low, high = a.Centre - a.Radius, a.Centre + a.Radius

        if low.Sign >= 0 then
            let root (n: BigInteger) =
                Rational.rootOf (n <<< (bits * (degree - 1))) degree

            let below, over = root low, root high + BigInteger.One
            let centre = (below + over) >>> 1

            Some {
                Centre = centre
                Radius = over - centre + BigInteger.One
            }
        elif high.Sign <= 0 && degree % 2 = 1 then
            tryRoot degree (negate a) |> Option.map negate
        else
            None

    let private ofSurdTerm (radicand: BigInteger, factor: Rational) =
        let root =
            if radicand.IsOne then
                ofRational Rational.One
            else
                (ofRational (Rational.Create(radicand, BigInteger.One)) |> tryRoot 2).Value

        multiply (ofRational factor) root

    /// An enclosure of an exact number.
    let ofSurd (s: Surd) : Ball =
        match s.AsRational with
        | Some value -> ofRational value
        | None -> s.Parts |> List.map ofSurdTerm |> List.fold add zero

    /// The centre as a fraction.
    let centre (a: Ball) = Rational.Create(a.Centre, scale)

    /// The radius as a fraction.
    let radius (a: Ball) = Rational.Create(a.Radius, scale)
