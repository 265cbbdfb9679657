namespace ItoSharp.Symbolics

open LaneNumbers

/// atan, and asin and acos by it.
module internal LaneArcs =
    /// The arc tangent of x: |x| is taken to [0, tan(pi/8)] by 1/x and (x - 1)/(x + 1).
    let arcTangent (b: LaneBuilder) x =
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

    /// asin x = atan(x / sqrt((1 - x)(1 + x))).
    let arcSine (b: LaneBuilder) x =
        Call(LaneFunction.Atan, Divide(x, Sqrt(Multiply(Subtract(one, x), Add(one, x)))))

    /// acos x = 2 atan(sqrt((1 - x) / (1 + x))).
    let arcCosine (b: LaneBuilder) x =
        Multiply(two, Call(LaneFunction.Atan, Sqrt(Divide(Subtract(one, x), Add(one, x)))))
