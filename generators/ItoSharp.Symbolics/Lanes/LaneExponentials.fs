namespace ItoSharp.Symbolics

open LaneNumbers

/// exp and expm1: the argument as k log 2 + r, a polynomial in r, and the power of two in two factors that are normal numbers.
module internal LaneExponentials =
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

    /// The two factors of 2^k, each a normal number for every k of a finite result.
    let scales (b: LaneBuilder) shifted =
        // k + offset is above 0, and so are its halves.
        let offset = b.Pick(512UL, 4096UL)
        let bias = b.Pick(127UL, 1023UL)

        let moved = b.LetBits("moved", Plus(Minus(BitsOf shifted, shifterBits b), offset))

        let first = b.LetBits("first", Right(moved, 1))
        let second = b.LetBits("second", Minus(moved, first))

        let centre =
            match offset, bias with
            | Whole o, Whole c -> Whole(o / 2UL - c)
            | _ -> offset

        let power bits =
            OfBits(Left(Minus(bits, centre), mantissa b))

        power first, power second

    /// The whole of exp for x in the range where the result does not leave the format by far.
    let exponential (b: LaneBuilder) x =
        // Beyond these the result is 0 or infinite anyway; what is no number passes as second.
        let bounded =
            b.Let("bounded", Least(b.Pick(89.0, 710.0), Greatest(b.Pick(-104.0, -746.0), x)))

        let shifted, r, lost = reduceExponent b bounded
        let square, series = exponentTail b r
        let value = b.Let("value", Add(one, Add(r, Fma(square, series, lost))))

        // The first factor leaves a normal number, so that only the second rounds.
        let scaling = {
            LaneScaling.Lets = b.Count
            Value = value
            Exponent = Value "k"
        }

        let first, second = scales b shifted

        {
            b.Finish(Multiply(Multiply(value, first), second)) with
                Scaling = Some scaling
        }

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
