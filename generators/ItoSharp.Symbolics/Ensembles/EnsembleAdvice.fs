namespace ItoSharp.Symbolics

/// What is said of equations that a method cannot advance, and which methods can.
module internal EnsembleAdvice =
    /// The classes an equation belongs to, each of which may be what a method needs.
    let classes (n: NoiseClassification) = [
        if n.IsAdditive then
            NoiseClass.Additive
        if n.IsDiagonal && not n.MixesStates then
            NoiseClass.Diagonal
        if n.IsScalar then
            NoiseClass.Scalar
        if n.IsCommutative then
            NoiseClass.Commutative
        NoiseClass.General
    ]

    let className (n: NoiseClassification) =
        (StochasticNames.noise n.Class).ToLowerInvariant()
        + (if n.Assumed then
               " (assumed, since a smaller class could not be decided)"
           else
               "")

    /// Methods that are shipped and fit.
    let fitting (n: NoiseClassification) =
        if n.IsAdditive then
            "Sra1, or any other"
        elif n.IsDiagonal && not n.MixesStates || n.IsScalar then
            "Sriw1, ItoMilstein, ItoEuler or, for weak order 2, PlatenWeak2"
        elif n.IsCommutative then
            "CommutativeMilstein, ItoEuler, StochasticHeun or, for weak order 2, Ri6"
        else
            "ItoEuler, EulerHeun, StochasticHeun or, for weak order 2, Ri6"

    /// Methods that are shipped, have strong order 1 and differ from Euler's.
    let fittingTolerance (d: SdeDeclaration) (n: NoiseClassification) =
        if d.Noises.IsEmpty then
            "use DormandPrince54, Tsit5 or BogackiShampine"
        elif n.IsAdditive then
            "use Sra1 or Sra3"
        elif n.IsDiagonal && not n.MixesStates || n.IsScalar then
            "use Sriw1 or ItoMilstein"
        elif n.IsCommutative then
            "use CommutativeMilstein or StochasticHeun"
        else
            "none that is shipped has it for such noise, which needs Levy areas; take Stepping.Fixed"

    let fault rule message =
        Error { Rule = rule; Message = message }

    /// Whether a method of a calculus converts the drift of an equation.
    let isConverted calculus (d: SdeDeclaration) =
        calculus <> d.Interpretation
        && (Interpretations.correction d |> List.exists (fun e -> e <> Expr.zero))
