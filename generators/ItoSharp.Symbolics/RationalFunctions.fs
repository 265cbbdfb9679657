namespace ItoSharp.Symbolics

open System
open System.Globalization
open System.Numerics

/// Reading, rounding and powers of fractions.
[<CompilationRepresentation(CompilationRepresentationFlags.ModuleSuffix)>]
module Rational =
    let private two = BigInteger(2)
    let private ten = BigInteger(10)

    /// Fractions beyond this many bits are never built from powers or text: a guard against inputs such as 9^9^9.
    let maximumBits = 8192

    /// The number of bits of |n|.
    let bitLength (n: BigInteger) =
        let bytes = BigInteger.Abs(n).ToByteArray()
        let top = int bytes.[bytes.Length - 1]

        let rec width b =
            if b = 0 then 0 else 1 + width (b >>> 1)

        8 * (bytes.Length - 1) + width top

    /// b^n for a whole n (also negative), or None where the result would be huge or b = 0 and n < 0.
    let tryPower (b: Rational) (n: int) =
        let size = max (bitLength b.Numerator) (bitLength b.Denominator)

        if b.IsZero && n < 0 then
            None
        elif int64 size * abs (int64 n) > int64 maximumBits then
            None
        elif n >= 0 then
            Some(Rational.Create(BigInteger.Pow(b.Numerator, n), BigInteger.Pow(b.Denominator, n)))
        else
            Some(Rational.Create(BigInteger.Pow(b.Denominator, -n), BigInteger.Pow(b.Numerator, -n)))

    let internal rootOf (n: BigInteger) (degree: int) =
        // Newton from above; the result is floor(n^(1/degree)).
        if n.IsZero || n.IsOne then
            n
        else
            let d = BigInteger(degree)
            let start = BigInteger.One <<< ((bitLength n + degree - 1) / degree + 1)

            let rec iterate (x: BigInteger) =
                let next = ((d - BigInteger.One) * x + n / BigInteger.Pow(x, degree - 1)) / d
                if next >= x then x else iterate next

            iterate start

    /// The exact root of a non-negative fraction, where it is a fraction.
    let tryRoot (degree: int) (r: Rational) =
        if degree < 1 || degree > 64 || r.Sign < 0 then
            None
        else
            let p = rootOf r.Numerator degree
            let q = rootOf r.Denominator degree

            if
                BigInteger.Pow(p, degree) = r.Numerator
                && BigInteger.Pow(q, degree) = r.Denominator
            then
                Some(Rational.Create(p, q))
            else
                None

    let private exactDouble = BigInteger.Pow(two, 53)

    /// m * 2^e without double rounding for results in the normal range.
    let private scale (m: float) (e: int) =
        let rec go (m: float) e =
            if e > 1000 then
                go (m * Math.Pow(2.0, 1000.0)) (e - 1000)
            elif e < -1000 then
                go (m * Math.Pow(2.0, -1000.0)) (e + 1000)
            else
                m * Math.Pow(2.0, float e)

        go m e

    /// The nearest double, ties to even.
    [<CompiledName("ToDouble")>]
    let toDouble (r: Rational) : float =
        if r.IsZero then
            0.0
        elif BigInteger.Abs r.Numerator < exactDouble && r.Denominator < exactDouble then
            // Both are exact doubles, and one division rounds once.
            float r.Numerator / float r.Denominator
        else
            let negative = r.Sign < 0
            let top = BigInteger.Abs r.Numerator
            let shift = 66 - (bitLength top - bitLength r.Denominator)

            let quotient, rest =
                let mutable remainder = BigInteger.Zero

                let q =
                    if shift >= 0 then
                        BigInteger.DivRem(top <<< shift, r.Denominator, &remainder)
                    else
                        BigInteger.DivRem(top, r.Denominator <<< (-shift), &remainder)

                q, remainder

            // Keep 53 bits (fewer where the result is subnormal) and round the rest to even by hand.
            let exponent = bitLength quotient - 1 - shift
            let kept = if exponent < -1022 then 53 - (-1022 - exponent) else 53

            if kept < 0 then
                (if negative then -0.0 else 0.0)
            else
                let drop = bitLength quotient - kept
                let head = quotient >>> drop
                let tail = quotient - (head <<< drop)
                let half = BigInteger.One <<< (drop - 1)
                let order = BigInteger.Compare(tail, half)
                let up = order > 0 || (order = 0 && (not rest.IsZero || not head.IsEven))
                let head = if up then head + BigInteger.One else head
                let magnitude = scale (float (uint64 head)) (drop - shift)
                if negative then -magnitude else magnitude

    /// The exact value of "12", "-0.25", "1e-3" or "2/3"; None for anything else, and for exponents beyond +-400.
    [<CompiledName("TryParse")>]
    let tryParse (text: string) : Rational option =
        let isDigits (s: string) =
            s.Length > 0 && s |> Seq.forall (fun c -> c >= '0' && c <= '9')

        let whole (s: string) =
            if isDigits s && s.Length <= 2400 then
                Some(BigInteger.Parse(s, NumberStyles.None, CultureInfo.InvariantCulture))
            else
                None

        let decimal (s: string) =
            let mantissa, exponent =
                match s.IndexOfAny [| 'e'; 'E' |] with
                | -1 -> s, Some 0
                | at ->
                    let tail = s.Substring(at + 1)

                    let digits =
                        if
                            tail.StartsWith("+", StringComparison.Ordinal)
                            || tail.StartsWith("-", StringComparison.Ordinal)
                        then
                            tail.Substring 1
                        else
                            tail

                    let value =
                        if isDigits digits && digits.Length <= 3 then
                            let n =
                                int (BigInteger.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture))

                            if n > 400 then None
                            elif tail.[0] = '-' then Some(-n)
                            else Some n
                        else
                            None

                    s.Substring(0, at), value

            let before, after =
                match mantissa.IndexOf('.') with
                | -1 -> mantissa, ""
                | at -> mantissa.Substring(0, at), mantissa.Substring(at + 1)

            if before.Length + after.Length > 1200 then
                None
            else
                match exponent, whole (before + after) with
                | Some e, Some digits when mantissa.IndexOf('.') < 0 || after.Length > 0 || before.Length > 0 ->
                    let power = e - after.Length

                    if power >= 0 then
                        Some(Rational.Create(digits * BigInteger.Pow(ten, power), BigInteger.One))
                    else
                        Some(Rational.Create(digits, BigInteger.Pow(ten, -power)))
                | _ -> None

        if isNull text || text.Length = 0 then
            None
        else
            let negative = text.[0] = '-'
            let body = if negative then text.Substring 1 else text

            let value =
                match body.IndexOf('/') with
                | -1 -> decimal body
                | at ->
                    match whole (body.Substring(0, at)), whole (body.Substring(at + 1)) with
                    | Some p, Some q when not q.IsZero -> Some(Rational.Create(p, q))
                    | _ -> None

            if negative then Option.map (fun v -> -v) value else value

    /// The decimal number that the shortest round-trip text of d spells: 0.1 is 1/10, not its binary neighbour.
    [<CompiledName("OfDouble")>]
    let ofDouble (d: float) : Rational =
        if Double.IsNaN d || Double.IsInfinity d then
            invalidArg
                (nameof d)
                ("A symbolic constant must be finite, but it is "
                 + d.ToString("R", CultureInfo.InvariantCulture)
                 + ".")

        // "R" is the shortest round-trip text on .NET Core 3 and later; 17 digits stand in where it does not round-trip.
        let shortest = d.ToString("R", CultureInfo.InvariantCulture)

        match tryParse shortest with
        | Some r -> r
        | None -> invalidArg (nameof d) ("The constant " + shortest + " cannot be read as a decimal.")

    /// The decimal digits of a fraction whose denominator has no prime factor but 2 and 5, where they are at most 17.
    [<CompiledName("TryDecimal")>]
    let tryDecimal (r: Rational) : string option =
        let rec strip (n: BigInteger) (p: BigInteger) count =
            if BigInteger.Remainder(n, p).IsZero then
                strip (n / p) p (count + 1)
            else
                n, count

        let rest, twos = strip r.Denominator two 0
        let rest, fives = strip rest (BigInteger(5)) 0

        if not rest.IsOne then
            None
        else
            let places = max twos fives

            let digits =
                BigInteger.Abs(r.Numerator) * BigInteger.Pow(ten, places) / r.Denominator

            let text = digits.ToString("R", CultureInfo.InvariantCulture)

            let text =
                if text.Length <= places then
                    text.PadLeft(places + 1, '0')
                else
                    text

            if text.TrimStart('0').Length > 17 || text.Length > 22 then
                None
            else
                let sign = if r.Sign < 0 then "-" else ""

                if places = 0 then
                    Some(sign + text)
                else
                    Some(
                        sign
                        + text.Substring(0, text.Length - places)
                        + "."
                        + text.Substring(text.Length - places)
                    )
