namespace ItoSharp.Symbolics

open LaneNumbers

/// sinh, cosh and tanh by exp and expm1.
module internal LaneHyperbolics =
    /// (exp y - 1) and the like of a magnitude, then the sign of x.
    let hyperbolicSine (b: LaneBuilder) x =
        let size = b.Let("magnitude", Magnitude x)
        let e = b.Let("grown", Call(LaneFunction.Expm1, size))
        // Half of exp(size), taken as a square of exp(size / 2), where exp itself would overflow.
        let large = b.LetMask("large", Less(b.Pick(88.0, 709.0), size))
        let root = b.Let("root", Call(LaneFunction.Exp, Multiply(half, size)))
        let ordinary = Multiply(half, Add(e, Divide(e, Add(e, one))))
        withSign b x (Select(large, Multiply(Multiply(half, root), root), ordinary))

    let hyperbolicCosine (b: LaneBuilder) x =
        let root = b.Let("root", Call(LaneFunction.Exp, Multiply(half, Magnitude x)))
        // exp(|x|) / 2 without overflow, and its reciprocal's share.
        let grown = b.Let("grown", Multiply(Multiply(half, root), root))
        Add(grown, Divide(Number 0.25, grown))

    let hyperbolicTangent (b: LaneBuilder) x =
        let size = b.Let("magnitude", Least(b.Pick(10.0, 20.0), Magnitude x))

        let e = b.Let("grown", Call(LaneFunction.Expm1, Add(size, size)))
        withSign b x (Divide(e, Add(e, two)))
