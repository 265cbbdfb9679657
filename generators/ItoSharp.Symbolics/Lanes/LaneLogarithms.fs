namespace ItoSharp.Symbolics

open LaneNumbers

/// log and log1p: the argument as (1 + f) 2^k with 1 + f near 1, and a polynomial in f or in f / (2 + f).
module internal LaneLogarithms =
    /// log(1 + f) + k log 2 + c for 1 + f in [sqrt(1/2), sqrt 2).
    let reducedLog (b: LaneBuilder) f k c =
        match b.Format with
        | LaneFormat.Single ->
            let square = b.Let("square", Multiply(f, f))

            let series =
                b.Horner(
                    "p",
                    f,
                    [
                        7.0376836292e-2
                        -1.1514610310e-1
                        1.1676998740e-1
                        -1.2420140846e-1
                        1.4249322787e-1
                        -1.6668057665e-1
                        2.0000714765e-1
                        -2.4999993993e-1
                        3.3333331174e-1
                    ]
                )

            let tail =
                b.Let("tail", Fma(k, Number -1.9046542121259336e-09, Multiply(Multiply(series, square), f)))

            let tail =
                match c with
                | Some c -> b.Let("tail", Add(tail, c))
                | None -> tail

            let tail = b.Let("tail", Fma(Number -0.5, square, tail))
            Fma(k, Number 0.6931471824645996, Add(f, tail))
        | LaneFormat.Double ->
            let s = b.Let("s", Divide(f, Add(two, f)))
            let z = b.Let("z", Multiply(s, s))

            let r =
                b.Horner(
                    "p",
                    z,
                    [
                        1.479819860511658591e-01
                        1.531383769920937332e-01
                        1.818357216161805012e-01
                        2.222219843214978396e-01
                        2.857142874366239149e-01
                        3.999999999940941908e-01
                        6.666666666666735130e-01
                    ]
                )

            let halfSquare = b.Let("halfSquare", Multiply(Multiply(half, f), f))

            let slip =
                match c with
                | Some c -> Fma(k, Number 1.90821492927058770002e-10, c)
                | None -> Multiply(k, Number 1.90821492927058770002e-10)

            let rest = b.Let("rest", Fma(s, Fma(r, z, halfSquare), slip))

            Fma(k, Number 6.93147180369123816490e-01, Subtract(f, Subtract(halfSquare, rest)))

    /// A positive normal number as m 2^k: f = m - 1 and k.
    let split (b: LaneBuilder) x =
        let rootHalf = b.Pick(0x3F3504F3UL, 0x3FE6A09E667F3BCDUL)

        let bias =
            b.Pick(0x3F800000UL - 0x3F3504F3UL, 0x3FF0000000000000UL - 0x3FE6A09E667F3BCDUL)

        let fraction = b.Pick(0x007FFFFFUL, 0x000FFFFFFFFFFFFFUL)
        let bits = b.LetBits("bits", Plus(BitsOf x, bias))

        // 2^23 (2^52) with the exponent field in its low bits.
        let exponent =
            OfBits(OrBits(Right(bits, mantissa b), b.Pick(0x4B000000UL, 0x4330000000000000UL)))

        let k =
            b.Let("k", Subtract(exponent, b.Pick(8388608.0 + 127.0, 4503599627370496.0 + 1023.0)))

        let f = b.Let("f", Subtract(OfBits(Plus(AndBits(bits, fraction), rootHalf)), one))

        f, k

    /// log of a positive normal number; what the noise needs.
    let logOfNormal (b: LaneBuilder) x =
        let f, k = split b x
        reducedLog b f k None

    /// log with its special values around the value for positive finite x.
    let withLogSpecials (b: LaneBuilder) x value =
        let special =
            Select(
                Equal(x, Number 0.0),
                Number System.Double.NegativeInfinity,
                Select(Less(Number 0.0, x), x, Number System.Double.NaN)
            )

        Select(Both(Less(Number 0.0, x), Less(x, infinity)), value, special)

    let logarithm (b: LaneBuilder) x =
        let tiny =
            b.LetMask("tiny", Less(x, b.Pick(1.1754943508222875e-38, 2.2250738585072014e-308)))

        let normal =
            b.Let("normal", Select(tiny, Multiply(x, b.Pick(33554432.0, 18014398509481984.0)), x))

        let f, k = split b normal

        let k = b.Let("k", Subtract(k, Select(tiny, b.Pick(25.0, 54.0), Number 0.0)))

        let value = b.Let("value", reducedLog b f k None)
        b.Finish(withLogSpecials b x value)

    /// log(1 + x): log u + (x - (u - 1)) / u with u = 1 + x rounded.
    let log1pOf (b: LaneBuilder) x =
        let u = b.Let("u", Add(one, x))

        // What 1 + x lost in rounding: exact by the order of the two.
        let lost =
            b.Let("gap", Select(LessOrEqual(one, x), Subtract(one, Subtract(u, x)), Subtract(x, Subtract(u, one))))

        let f, k = split b u

        let inside = b.LetMask("inside", Equal(k, Number 0.0))
        // Where 1 + x needs no power of two, x itself is the reduced argument and nothing is lost.
        let f = b.Let("argument", Select(inside, x, f))
        let c = b.Let("correction", Select(inside, Number 0.0, Divide(lost, u)))
        let value = b.Let("value", reducedLog b f k (Some c))
        let whole = b.Let("whole", withLogSpecials b u value)
        Select(Equal(x, Number 0.0), x, whole)
