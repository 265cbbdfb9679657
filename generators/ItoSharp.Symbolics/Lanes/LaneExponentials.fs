namespace ItoSharp.Symbolics

open LaneNumbers

/// exp and expm1: the argument as k log 2 + r, a polynomial in r, and the power of two in two factors that are normal numbers.
/// exp in double has k in eighths: a look-up instead of half the polynomial, whose numbers would not leave registers to the caller.
module internal LaneExponentials =
    /// 2^(j/8), rounded by at most 0.44 ulp.
    let eighthPowers = {
        LaneTable.Name = "EighthPowers"
        Meaning = "2^(j / 8), j the low three bits"
        Entries = [
            1.0
            1.0905077326652577
            1.189207115002721
            1.2968395546510096
            1.4142135623730951
            1.5422108254079407
            1.681792830507429
            1.8340080864093424
        ]
    }

    /// x = k log 2 + r: the sum k + shifter, r, and what rounding took from r.
    let reduceExponent (b: LaneBuilder) x =
        let shifted =
            b.Let("shifted", Fma(x, b.Pick(1.4426950216293335, 1.4426950408889634), shifter b))

        let k = b.Let("k", Subtract(shifted, shifter b))

        let high =
            b.Let("high", Fma(k, b.Pick(-0.6931471824645996, -0.6931471805599453), x))

        let low =
            b.Let("low", Multiply(k, b.Pick(-1.9046542121259336e-09, 2.3190468138462996e-17)))

        let r = b.Let("r", Subtract(high, low))
        let lost = b.Let("lost", Subtract(Subtract(high, r), low))
        shifted, r, lost

    /// exp(r) - 1 - r for |r| below log(2) / 2, without what rounding took from r.
    let exponentTail (b: LaneBuilder) r =
        let square = b.Let("square", Multiply(r, r))

        let series =
            match b.Format with
            | LaneFormat.Single ->
                b.Horner(
                    "p",
                    r,
                    [
                        1.9875691500e-4
                        1.3981999507e-3
                        8.3334519073e-3
                        4.1665795894e-2
                        1.6666665459e-1
                        5.0000001201e-1
                    ]
                )
            | LaneFormat.Double ->
                b.Horner(
                    "p",
                    r,
                    [
                        1.6059043836821613e-10
                        2.08767569878681e-09
                        2.505210838544172e-08
                        2.755731922398589e-07
                        2.7557319223985893e-06
                        2.48015873015873e-05
                        0.0001984126984126984
                        0.001388888888888889
                        0.008333333333333333
                        0.041666666666666664
                        0.16666666666666666
                        0.5
                    ]
                )

        square, series

    // k + offset is above 0, and so are its halves.
    let private offset (b: LaneBuilder) = b.Pick(512UL, 4096UL)

    /// The two factors of 2^k by the whole number k + offset, each a normal number for every k of a finite result.
    let private powers (b: LaneBuilder) moved =
        let bias = b.Pick(127UL, 1023UL)
        let moved = b.LetBits("moved", moved)
        let first = b.LetBits("first", Right(moved, 1))
        let second = b.LetBits("second", Minus(moved, first))

        let centre =
            match offset b, bias with
            | Whole o, Whole c -> Whole(o / 2UL - c)
            | whole, _ -> whole

        let power bits =
            OfBits(Left(Minus(bits, centre), mantissa b))

        power first, power second

    /// The two factors of 2^k.
    let scales (b: LaneBuilder) shifted =
        powers b (Plus(Minus(BitsOf shifted, shifterBits b), offset b))

    // Beyond these the result is 0 or infinite anyway; what is no number passes as second.
    let private boundedArgument (b: LaneBuilder) x =
        b.Let("bounded", Least(b.Pick(89.0, 710.0), Greatest(b.Pick(-104.0, -746.0), x)))

    /// A value times 2^floor(k): the first factor leaves a normal number, so that only the second rounds.
    let private scaled (b: LaneBuilder) lets value k (first, second) = {
        b.Finish(Multiply(Multiply(value, first), second)) with
            Scaling =
                Some {
                    LaneScaling.Lets = lets
                    Value = value
                    Exponent = k
                }
    }

    let private exponentialOfSingle (b: LaneBuilder) x =
        let shifted, r, lost = reduceExponent b (boundedArgument b x)
        let square, series = exponentTail b r
        let value = b.Let("value", Add(one, Add(r, Fma(square, series, lost))))
        let lets = b.Count
        scales b shifted |> scaled b lets value (Value "k")

    /// x = k log 2 + r with k in eighths, 2^k = 2^floor(k) 2^(j/8), exp(r) - 1 below 0.045: no rounding in r or of the polynomial counts.
    let private exponentialOfDouble (b: LaneBuilder) x =
        let x = boundedArgument b x
        // 1.5 2^49: adding it leaves eighths in the low bits.
        let shifter = Number 844424930131968.0
        let shifterBits = Whole 0x4308000000000000UL
        let shifted = b.Let("shifted", Fma(x, Number 1.4426950408889634, shifter))
        let k = b.Let("k", Subtract(shifted, shifter))
        let high = b.Let("high", Fma(k, Number -0.6931471805599453, x))
        let r = b.Let("r", Fma(k, Number -2.3190468138462996e-17, high))
        let square = b.Let("square", Multiply(r, r))

        // Minimax on |r| <= log(2) / 16: relative error of exp(r) at most 2.9e-18.
        let series =
            b.Horner(
                "p",
                r,
                [
                    0.00019840565909371536
                    0.0013889780494650745
                    0.00833333337111216
                    0.041666666570112164
                    0.16666666666663726
                    0.5000000000000296
                ]
            )

        let growth = b.Let("growth", Fma(square, series, r))
        let power = b.Let("power", Entry(eighthPowers, BitsOf shifted))
        let value = b.Let("value", Fma(power, growth, power))
        let lets = b.Count

        powers b (Right(Plus(Minus(BitsOf shifted, shifterBits), Whole(8UL * 4096UL)), 3))
        |> scaled b lets value k

    /// The whole of exp for x in the range where the result does not leave the format by far.
    let exponential (b: LaneBuilder) x =
        match b.Format with
        | LaneFormat.Single -> exponentialOfSingle b x
        | LaneFormat.Double -> exponentialOfDouble b x

    /// exp(x) - 1: 2^k (exp(r) - 1) + (2^k - 1), the large parts first.
    let expm1Of (b: LaneBuilder) x =
        let bounded =
            b.Let("bounded", Least(b.Pick(89.0, 710.0), Greatest(b.Pick(-18.0, -38.0), x)))

        let shifted, r, lost = reduceExponent b bounded
        let square, series = exponentTail b r
        let rest = b.Let("rest", Fma(square, series, lost))
        let first, second = scales b shifted
        let first = b.Let("firstPower", first)
        let second = b.Let("secondPower", second)

        // (2^k - 1) + 2^k (r + rest), with 2^k in two factors: (first - 1/second) + first (r + rest), times second.
        let part = b.Let("part", Subtract(first, Divide(one, second)))

        let sum = b.Let("sum", Fma(first, r, part))
        let slip = b.Let("slip", Fma(first, r, Subtract(part, sum)))
        let result = b.Let("result", Multiply(Add(sum, Fma(first, rest, slip)), second))
        // Keeps the sign of zero and passes what is no number.
        Select(Equal(x, Number 0.0), x, result)
