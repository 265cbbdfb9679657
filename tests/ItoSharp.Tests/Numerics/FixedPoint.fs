namespace ItoSharp.Tests.Numerics

open System
open System.Numerics

/// Fixed-point arithmetic of a chosen number of binary places: the reference that the double functions are measured against.
/// Nothing in it shares a formula, a table or a constant with the library.
type FixedPoint(places: int) =
    let one = BigInteger.One <<< places
    let mul (a: BigInteger) (b: BigInteger) = (a * b) >>> places

    let artanhOfInverse (n: int) =
        let square = BigInteger(n * n)

        let rec go (power: BigInteger) k total =
            if power.IsZero then
                total
            else
                go (power / square) (k + 2) (total + power / BigInteger(k: int))

        go (one / BigInteger n) 1 BigInteger.Zero

    let arctanOfInverse (n: int) =
        let square = BigInteger(-(n * n))

        let rec go (power: BigInteger) k total =
            if power.IsZero then
                total
            else
                go (power / square) (k + 2) (total + power / BigInteger(k: int))

        go (one / BigInteger n) 1 BigInteger.Zero

    let log2 = BigInteger 2 * artanhOfInverse 3
    let pi = BigInteger 4 * (BigInteger 4 * arctanOfInverse 5 - arctanOfInverse 239)

    /// sum_{j >= 0} x^j / (j + k)! * k!, by the definition.
    let taylor (x: BigInteger) (k: int) =
        let rec go (term: BigInteger) j total =
            let next = mul term x / BigInteger(j + k: int)

            if BigInteger.Abs next <= BigInteger.One then
                total + next
            else
                go next (j + 1) (total + next)

        go one 1 one

    member _.One = one
    member _.Pi = pi

    /// Exact, or an exception where the places do not suffice.
    member _.OfDouble(x: double) =
        let bits = BitConverter.DoubleToInt64Bits x
        let field = int ((bits >>> 52) &&& 0x7FFL)
        let fraction = bits &&& 0xFFFFFFFFFFFFFL

        let mantissa =
            if field = 0 then
                fraction
            else
                fraction ||| 0x10000000000000L

        let shift = max field 1 - 1075 + places

        let magnitude =
            if shift >= 0 then
                BigInteger mantissa <<< shift
            else
                BigInteger mantissa >>> -shift

        if shift < 0 && (magnitude <<< -shift) <> BigInteger mantissa then
            failwithf "%g needs more than %d places" x places

        if bits < 0L then -magnitude else magnitude

    /// |value - reference| in units of the last place of the double `value`.
    member this.Ulps (value: double) (reference: BigInteger) =
        let miss = BigInteger.Abs(this.OfDouble value - reference)
        let ulp = this.OfDouble(Math.BitIncrement(abs value) - abs value)
        double (miss * BigInteger 1000000 / ulp) / 1e6

    /// |value / reference - 1|.
    member this.RelativeError (value: double) (reference: BigInteger) =
        let miss = BigInteger.Abs(this.OfDouble value - reference)
        double ((miss <<< 100) / BigInteger.Abs reference) / 2.0 ** 100.0

    /// exp(x) 2^-k and the k that leaves it near 1.
    member this.ScaledExp(x: double) =
        let k = int (round (x / log 2.0))
        taylor (this.OfDouble x - BigInteger k * log2) 0, k

    /// exp(x) - 1.
    member this.Expm1(x: double) =
        let scaled, k = this.ScaledExp x
        (if k >= 0 then scaled <<< k else scaled >>> -k) - one

    /// log of a positive fixed-point number near 1 to 4.
    member private _.LogNearOne(y: BigInteger) =
        // One step of a series of order six from the double approximation: 16 digits become more than 90.
        let guess = log (double (y >>> (places - 60)) / 2.0 ** 60.0)
        let mantissa = BigInteger(guess * 2.0 ** 70.0)

        let start =
            if places >= 70 then
                mantissa <<< (places - 70)
            else
                mantissa >>> (70 - places)

        let d = mul y (taylor (-start) 0) - one
        let mutable power = d
        let mutable total = d

        for n in 2..7 do
            power <- -(mul power d)
            total <- total + power / BigInteger n

        start + total

    /// log(x) of a positive normal double.
    member this.Log(x: double) =
        let k = Math.ILogB x
        this.LogNearOne(this.OfDouble(Math.ScaleB(x, -k))) + BigInteger k * log2

    /// log(1 + x), x > -1.
    member this.Log1p(x: double) =
        let mutable y = this.OfDouble x + one
        let mutable k = 0

        while y < one do
            y <- y <<< 1
            k <- k - 1

        while y >= one + one do
            // Exact: the places below the last double bit are zero.
            y <- y >>> 1
            k <- k + 1

        this.LogNearOne y + BigInteger k * log2

    /// sin(2 pi u) and cos(2 pi u).
    member this.SinCosTurns(u: double) =
        let turn = this.OfDouble u

        let x =
            mul (BigInteger 2 * pi) (turn - (((turn <<< 1) + one) >>> (places + 1) <<< places))

        let mutable term = one
        let mutable sin = BigInteger.Zero
        let mutable cos = one
        let mutable n = 0

        while not (BigInteger.Abs term <= BigInteger.One) do
            n <- n + 1
            term <- mul term x / BigInteger n

            match n % 4 with
            | 0 -> cos <- cos + term
            | 1 -> sin <- sin + term
            | 2 -> cos <- cos - term
            | _ -> sin <- sin - term

        sin, cos

    /// phi_k(z); for z = -700 it wants some 1200 places.
    member this.Phi (k: int) (z: double) =
        let mutable value = taylor (this.OfDouble z) k

        for i in 1..k do
            value <- value / BigInteger i

        value
