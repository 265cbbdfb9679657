namespace ItoSharp.Symbolics

/// The elementary functions as straight-line code without branches, so that scalar code, lanes and devices give the same bits.
///
/// exp: x = k log 2 + r, 2^k exp(r) by its series. log: x = 2^k m, m in [sqrt(1/2), sqrt 2), log m by an odd series in
/// (m - 1) / (m + 1). sin, cos: x = k pi/2 + r, minimax polynomials. The others follow from these by identities that do not cancel.
/// Polynomials of single precision are those of Cephes, of double precision those of FreeBSD's msun (both free to use).
module LaneFunctions =
    let private one = Number 1.0
    let private half = Number 0.5
    let private two = Number 2.0

    let private infinity = Number System.Double.PositiveInfinity

    // Adding it leaves a whole number in the low bits: 1.5 2^23, 1.5 2^52.
    let private shifter (b: LaneBuilder) = b.Pick(12582912.0, 6755399441055744.0)

    let private shifterBits (b: LaneBuilder) =
        b.Pick(0x4B400000UL, 0x4338000000000000UL)

    let private mantissa (b: LaneBuilder) = b.Pick(23, 52)

    let private signBit (b: LaneBuilder) =
        b.Pick(0x80000000UL, 0x8000000000000000UL)

    let private signOf b x = AndBits(BitsOf x, signBit b)

    /// |value| with the sign of x.
    let private withSign b x value =
        OfBits(OrBits(BitsOf value, signOf b x))

    /// x = k log 2 + r: the sum k + shifter, r, and what rounding took from r.
    let private reduceExponent (b: LaneBuilder) x =
        let shifted =
            b.Let("shifted", Fma(x, b.Pick(1.4426950216293335, 1.4426950408889634), shifter b))

        let k = b.Let("k", Subtract(shifted, shifter b))

        let high =
            b.Let("high", Fma(Negate k, b.Pick(0.6931471824645996, 0.6931471805599453), x))

        let low =
            b.Let("low", Multiply(k, b.Pick(-1.9046542121259336e-09, 2.3190468138462996e-17)))

        let r = b.Let("r", Subtract(high, low))
        let lost = b.Let("lost", Subtract(Subtract(high, r), low))
        shifted, r, lost

    /// exp(r) - 1 - r for |r| below log(2) / 2, without what rounding took from r.
    let private exponentTail (b: LaneBuilder) r =
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
    let private scales (b: LaneBuilder) shifted =
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
    let private exponential (b: LaneBuilder) x =
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
    let private expm1Of (b: LaneBuilder) x =
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

    /// log(1 + f) + k log 2 + c for 1 + f in [sqrt(1/2), sqrt 2).
    let private reducedLog (b: LaneBuilder) f k c =
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
    let private split (b: LaneBuilder) x =
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
    let private logOfNormal (b: LaneBuilder) x =
        let f, k = split b x
        reducedLog b f k None

    /// log with its special values around the value for positive finite x.
    let private withLogSpecials (b: LaneBuilder) x value =
        let special =
            Select(
                Equal(x, Number 0.0),
                Number System.Double.NegativeInfinity,
                Select(Less(Number 0.0, x), x, Number System.Double.NaN)
            )

        Select(Both(Less(Number 0.0, x), Less(x, infinity)), value, special)

    let private logarithm (b: LaneBuilder) x =
        let tiny =
            b.LetMask("tiny", Less(x, b.Pick(1.1754943508222875e-38, 2.2250738585072014e-308)))

        let normal =
            b.Let("normal", Select(tiny, Multiply(x, b.Pick(33554432.0, 18014398509481984.0)), x))

        let f, k = split b normal

        let k = b.Let("k", Subtract(k, Select(tiny, b.Pick(25.0, 54.0), Number 0.0)))

        let value = b.Let("value", reducedLog b f k None)
        b.Finish(withLogSpecials b x value)

    /// log(1 + x): log u + (x - (u - 1)) / u with u = 1 + x rounded.
    let private log1pOf (b: LaneBuilder) x =
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

    /// x = k pi/2 + r: r and the word whose low bits are k.
    let private reduceQuarter (b: LaneBuilder) x =
        let shifted = b.Let("shifted", Fma(x, Number(2.0 / System.Math.PI), shifter b))

        let k = b.Let("k", Subtract(shifted, shifter b))

        let r = b.Let("r", Fma(Negate k, b.Pick(1.5707963705062866, 1.5707963267948966), x))

        let r =
            b.Let("r", Fma(Negate k, b.Pick(-4.371138828673793e-08, 6.123233995736766e-17), r))

        let r =
            b.Let("r", Fma(Negate k, b.Pick(-1.7151245100058819e-15, -1.4973849048591698e-33), r))

        let n = b.LetBits("n", Minus(BitsOf shifted, shifterBits b))
        r, n

    let private sineOf (b: LaneBuilder) r =
        let square = b.Let("square", Multiply(r, r))

        let p =
            match b.Format with
            | LaneFormat.Single -> b.Horner("p", square, [ -1.9515295891e-4; 8.3321608736e-3; -1.6666654611e-1 ])
            | LaneFormat.Double ->
                b.Horner(
                    "p",
                    square,
                    [
                        1.58969099521155010221e-10
                        -2.50507602534068634195e-08
                        2.75573137070700676789e-06
                        -1.98412698298579493134e-04
                        8.33333333332248946124e-03
                        -1.66666666666666324348e-01
                    ]
                )

        b.Let("sine", Fma(Multiply(p, square), r, r))

    let private cosineOf (b: LaneBuilder) r =
        let square = b.Let("square", Multiply(r, r))

        let q =
            match b.Format with
            | LaneFormat.Single ->
                b.Horner("q", square, [ 2.443315711809948e-005; -1.388731625493765e-003; 4.166664568298827e-002 ])
            | LaneFormat.Double ->
                b.Horner(
                    "q",
                    square,
                    [
                        -1.13596475577881948265e-11
                        2.08757232129817482790e-09
                        -2.75573143513906633035e-07
                        2.48015872894767294178e-05
                        -1.38888888888741095749e-03
                        4.16666666666666019037e-02
                    ]
                )

        let halfSquare = b.Let("halfSquare", Multiply(half, square))
        let top = b.Let("top", Subtract(one, halfSquare))
        let slip = b.Let("slip", Subtract(Subtract(one, top), halfSquare))
        b.Let("cosine", Add(top, Fma(Multiply(square, square), q, slip)))

    /// The sine (quarter 0) or the cosine (quarter 1) of k pi/2 + r.
    let private ofQuarter (b: LaneBuilder) r n (quarter: uint64) =
        let sine = sineOf b r
        let cosine = cosineOf b r

        let n =
            if quarter = 0UL then
                n
            else
                b.LetBits("turned", Plus(n, Whole quarter))

        let even = NoBits(AndBits(n, Whole 1UL))
        let size = b.Let("size", Select(even, sine, cosine))
        let sign = Left(AndBits(n, Whole 2UL), b.Pick(30, 62))
        b.Let("result", OfBits(XorBits(BitsOf size, sign)))

    /// No number where the quarter could not be counted.
    let private counted (b: LaneBuilder) x result =
        Select(Less(Magnitude x, b.Pick(4194304.0, 2251799813685248.0)), result, Number System.Double.NaN)

    let private trigonometric quarter (b: LaneBuilder) x =
        let r, n = reduceQuarter b x
        counted b x (ofQuarter b r n quarter)

    let private tangent (b: LaneBuilder) x =
        let r, n = reduceQuarter b x
        let sine = sineOf b r
        let cosine = cosineOf b r
        let even = b.LetMask("even", NoBits(AndBits(n, Whole 1UL)))
        let above = b.Let("above", Select(even, sine, Negate cosine))
        let below = b.Let("below", Select(even, cosine, sine))
        let result = b.Let("result", Divide(above, below))
        counted b x result

    /// The arc tangent of x: |x| is taken to [0, tan(pi/8)] by 1/x and (x - 1)/(x + 1).
    let private arcTangent (b: LaneBuilder) x =
        let size = b.Let("size", Magnitude x)

        let large =
            b.LetMask("large", Less(b.Pick(2.414213562373095, 2.414213562373095), size))

        let middle = b.LetMask("middle", Less(b.Pick(0.4142135623730950, 0.66), size))

        let above =
            b.Let("above", Select(large, Number -1.0, Select(middle, Subtract(size, one), size)))

        let below = b.Let("below", Select(large, size, Select(middle, Add(size, one), one)))

        let argument = b.Let("argument", Divide(above, below))
        let z = b.Let("z", Multiply(argument, argument))

        let tail =
            match b.Format with
            | LaneFormat.Single ->
                let p =
                    b.Horner("p", z, [ 8.05374449538e-2; -1.38776856032e-1; 1.99777106478e-1; -3.33329491539e-1 ])

                Multiply(Multiply(p, z), argument)
            | LaneFormat.Double ->
                let p =
                    b.Horner(
                        "p",
                        z,
                        [
                            -8.750608600031904122785e-1
                            -1.615753718733365076637e1
                            -7.500855792314704667340e1
                            -1.228866684490136173410e2
                            -6.485021904942025371773e1
                        ]
                    )

                let q =
                    b.Horner(
                        "q",
                        z,
                        [
                            1.0
                            2.485846490142306297962e1
                            1.650270098316988542046e2
                            4.328810604912902668951e2
                            4.853903996359136964868e2
                            1.945506571482613964425e2
                        ]
                    )

                Multiply(Multiply(z, Divide(p, q)), argument)

        let tail = b.Let("tail", tail)

        let start =
            Select(
                large,
                b.Pick(1.5707963705062866, 1.5707963267948966),
                Select(middle, b.Pick(0.7853981852531433, 0.7853981633974483), Number 0.0)
            )

        let slip =
            Select(
                large,
                b.Pick(-4.371138828673793e-08, 6.123233995736766e-17),
                Select(middle, b.Pick(-2.1855694143368964e-08, 3.061616997868383e-17), Number 0.0)
            )

        withSign b x (Add(start, Add(argument, Add(tail, slip))))

    /// (exp y - 1) and the like of a magnitude, then the sign of x.
    let private hyperbolicSine (b: LaneBuilder) x =
        let size = b.Let("magnitude", Magnitude x)
        let e = b.Let("grown", Call(LaneFunction.Expm1, size))
        // Half of exp(size), taken as a square of exp(size / 2), where exp itself would overflow.
        let large = b.LetMask("large", Less(b.Pick(88.0, 709.0), size))
        let root = b.Let("root", Call(LaneFunction.Exp, Multiply(half, size)))
        let ordinary = Multiply(half, Add(e, Divide(e, Add(e, one))))
        withSign b x (Select(large, Multiply(Multiply(half, root), root), ordinary))

    let private hyperbolicCosine (b: LaneBuilder) x =
        let root = b.Let("root", Call(LaneFunction.Exp, Multiply(half, Magnitude x)))
        // exp(|x|) / 2 without overflow, and its reciprocal's share.
        let grown = b.Let("grown", Multiply(Multiply(half, root), root))
        Add(grown, Divide(Number 0.25, grown))

    let private hyperbolicTangent (b: LaneBuilder) x =
        let size = b.Let("magnitude", Least(b.Pick(10.0, 20.0), Magnitude x))

        let e = b.Let("grown", Call(LaneFunction.Expm1, Add(size, size)))
        withSign b x (Divide(e, Add(e, two)))

    /// asin x = atan(x / sqrt((1 - x)(1 + x))).
    let private arcSine (b: LaneBuilder) x =
        Call(LaneFunction.Atan, Divide(x, Sqrt(Multiply(Subtract(one, x), Add(one, x)))))

    /// acos x = 2 atan(sqrt((1 - x) / (1 + x))).
    let private arcCosine (b: LaneBuilder) x =
        Multiply(two, Call(LaneFunction.Atan, Sqrt(Divide(Subtract(one, x), Add(one, x)))))

    /// The name of the parameter of every function.
    [<Literal>]
    let Argument = "x"

    /// The code of a function; its argument is Value Argument.
    [<CompiledName("Body")>]
    let body (format: LaneFormat) (f: LaneFunction) : LaneBody =
        let b = LaneBuilder(format)
        let x = Value Argument

        match f with
        | LaneFunction.Exp -> exponential b x
        | LaneFunction.Log -> logarithm b x
        | LaneFunction.Expm1 -> b.Finish(expm1Of b x)
        | LaneFunction.Log1p -> b.Finish(log1pOf b x)
        | LaneFunction.Sin -> b.Finish(trigonometric 0UL b x)
        | LaneFunction.Cos -> b.Finish(trigonometric 1UL b x)
        | LaneFunction.Tan -> b.Finish(tangent b x)
        | LaneFunction.Asin -> b.Finish(arcSine b x)
        | LaneFunction.Acos -> b.Finish(arcCosine b x)
        | LaneFunction.Atan -> b.Finish(arcTangent b x)
        | LaneFunction.Sinh -> b.Finish(hyperbolicSine b x)
        | LaneFunction.Cosh -> b.Finish(hyperbolicCosine b x)
        | LaneFunction.Tanh -> b.Finish(hyperbolicTangent b x)

    /// All functions, each after those that it calls.
    [<CompiledName("All")>]
    let all = [
        LaneFunction.Exp
        LaneFunction.Log
        LaneFunction.Expm1
        LaneFunction.Log1p
        LaneFunction.Sin
        LaneFunction.Cos
        LaneFunction.Tan
        LaneFunction.Atan
        LaneFunction.Asin
        LaneFunction.Acos
        LaneFunction.Sinh
        LaneFunction.Cosh
        LaneFunction.Tanh
    ]

    /// Box and Muller: the normals of two words of random bits, named low and high.
    [<CompiledName("Normals")>]
    let normals (format: LaneFormat) : LaneLet list * Lane * Lane =
        let b = LaneBuilder(format)
        let spare = b.Pick(9, 12)
        let unit = b.Pick(0x3F800000UL, 0x3FF0000000000000UL)

        let between bits =
            OfBits(OrBits(Right(Word bits, spare), unit))
        // (0, 1]: zero would give an infinite radius.
        let uniform = b.Let("uniform", Subtract(two, between "low"))
        let log = b.Let("log", logOfNormal b uniform)
        let radius = b.Let("radius", Sqrt(Multiply(Number -2.0, log)))
        // A turn in [0, 1): quarters come off without rounding.
        let turn = b.Let("turn", Subtract(between "high", one))
        let shifted = b.Let("shifted", Fma(Number 4.0, turn, shifter b))
        let n = b.LetBits("n", BitsOf shifted)
        let quarter = b.Let("quarter", Subtract(shifted, shifter b))
        let rest = b.Let("rest", Fma(Number -0.25, quarter, turn))
        let angle = b.Let("angle", Multiply(Number(2.0 * System.Math.PI), rest))
        let sine = sineOf b angle
        let cosine = cosineOf b angle
        let even = b.LetMask("even", NoBits(AndBits(n, Whole 1UL)))

        let signed value count =
            OfBits(XorBits(BitsOf value, Left(AndBits(count, Whole 2UL), b.Pick(30, 62))))

        let first =
            Multiply(radius, signed (Select(even, cosine, sine)) (Plus(n, Whole 1UL)))

        let second = Multiply(radius, signed (Select(even, sine, cosine)) n)
        let body = b.Finish first
        body.Lets, first, second
