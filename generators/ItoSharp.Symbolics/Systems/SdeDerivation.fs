namespace ItoSharp.Symbolics

/// What follows from a declared equation.
type DerivedSde = {
    Declaration: SdeDeclaration
    Noise: NoiseClassification
    /// The Ito drift less the Stratonovich drift.
    Correction: Expr list
    Ito: SdeDeclaration
    Stratonovich: SdeDeclaration
    /// The equation driven by independent noises, in the declared calculus.
    Independent: IndependentSde
    /// What must be above 0, in this order, for the correlations to be possible; to be tested where they are run-time values.
    CorrelationPivots: Expr list
    /// a = g r g^T.
    Diffusion: Expr list list
    /// Rows are components of the declared drift, columns components of the state.
    DriftJacobian: Expr list list
    /// The same of each declared noise, in their order.
    NoiseJacobians: Expr list list list
} with

    /// All L^j g_k of the independent noises.
    member d.Milstein() =
        ItoOperators.milstein d.Independent.Equation

    /// The means and second moments; their number grows with the square of the components'.
    member d.Moments() = MomentEquations.derive d.Declaration

/// Everything that is derived from a declared equation.
module SdeDerivation =
    /// The faults of a declaration; none where it is sound.
    [<CompiledName("Faults")>]
    let faults (d: SdeDeclaration) : SdeFault list = SdeFaults.all d

    /// What follows from a sound declaration; the faults of any other.
    [<CompiledName("Derive")>]
    let derive (d: SdeDeclaration) : Result<DerivedSde, SdeFault list> =
        match SdeFaults.all d with
        | [] ->
            let independent = CorrelationMatrix.independent d

            let jacobian v =
                VectorFields.jacobian d.State v |> List.map (List.map (SdeTrials.tidy d))

            Ok {
                Declaration = d
                Noise = NoiseClassification.classify d
                Correction = Interpretations.correction d
                Ito = Interpretations.toIto d
                Stratonovich = Interpretations.toStratonovich d
                Independent = independent
                CorrelationPivots = (CorrelationMatrix.factor d).Pivots
                Diffusion = ItoOperators.diffusion d
                DriftJacobian = jacobian d.Drift
                NoiseJacobians = d.Noises |> List.map (fun g -> jacobian g.Components)
            }
        | faults -> Error faults
