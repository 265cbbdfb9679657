namespace ItoSharp.Symbolics

open LaneNumbers

/// sin, cos and tan: the argument as k pi / 2 + r in three parts of pi / 2, and polynomials in r.
module internal LaneTrigonometry =
    /// x = k pi/2 + r: r and the word whose low bits are k.
    let reduceQuarter (b: LaneBuilder) x =
        let shifted = b.Let("shifted", Fma(x, Number(2.0 / System.Math.PI), shifter b))

        let k = b.Let("k", Subtract(shifted, shifter b))

        let r = b.Let("r", Fma(k, b.Pick(-1.5707963705062866, -1.5707963267948966), x))

        let r = b.Let("r", Fma(k, b.Pick(4.371138828673793e-08, -6.123233995736766e-17), r))

        let r =
            b.Let("r", Fma(k, b.Pick(1.7151245100058819e-15, 1.4973849048591698e-33), r))

        let n = b.LetBits("n", Minus(BitsOf shifted, shifterBits b))
        r, n

    let sineOf (b: LaneBuilder) r =
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

    let cosineOf (b: LaneBuilder) r =
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
    let ofQuarter (b: LaneBuilder) r n (quarter: uint64) =
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
    let counted (b: LaneBuilder) x result =
        Select(Less(Magnitude x, b.Pick(4194304.0, 2251799813685248.0)), result, Number System.Double.NaN)

    let trigonometric quarter (b: LaneBuilder) x =
        let r, n = reduceQuarter b x
        counted b x (ofQuarter b r n quarter)

    let tangent (b: LaneBuilder) x =
        let r, n = reduceQuarter b x
        let sine = sineOf b r
        let cosine = cosineOf b r
        let even = b.LetMask("even", NoBits(AndBits(n, Whole 1UL)))
        let above = b.Let("above", Select(even, sine, Negate cosine))
        let below = b.Let("below", Select(even, cosine, sine))
        let result = b.Let("result", Divide(above, below))
        counted b x result
