namespace ItoSharp.Symbolics

/// Time reversal of an equation (Anderson 1982), for noises that depend on the state too.
module ReverseTime =
    /// div a with (div a)_i = sum_j d a_ij / d x_j and a = g r g^T.
    [<CompiledName("Divergence")>]
    let divergence (d: SdeDeclaration) : Expr list =
        ItoOperators.diffusion d
        |> VectorFields.rowDivergence d.State
        |> List.map (SdeTrials.tidy d)

    // f - share (div a + a score), of the Ito equation.
    let private corrected (share: Expr) (d: SdeDeclaration) (score: Expr list) =
        if score.Length <> d.State.Length then
            invalidArg
                (nameof score)
                ("The score has "
                 + string score.Length
                 + " formulas; it needs one for each of the "
                 + string d.State.Length
                 + " components.")

        let ito = Interpretations.toIto d
        let a = ItoOperators.diffusion d
        let div = divergence d

        [
            for i in 0 .. d.State.Length - 1 ->
                let pull = List.map2 (*) a.[i] score |> Expr.sum
                ito.Drift.[i] - share * (div.[i] + pull) |> SdeTrials.tidy d
        ]

    /// f - div a - a score: the Ito drift of the process run backwards, dx = drift dt + g dW with dt < 0, where score is the
    /// gradient of the log-density at time t, one formula for each component.
    [<CompiledName("Drift")>]
    let drift (d: SdeDeclaration) (score: Expr list) : Expr list = corrected Expr.one d score

    /// f - 1/2 div a - 1/2 a score: the velocity of the ordinary equation whose densities are those of the process.
    [<CompiledName("ProbabilityFlow")>]
    let probabilityFlow (d: SdeDeclaration) (score: Expr list) : Expr list = corrected (Expr.rational 1 2) d score

    /// The backward process as an Ito equation in s = horizon - t, which grows: its drift is minus that of drift, and t is
    /// replaced throughout. The horizon must be above the first time of d, and finite.
    [<CompiledName("Reversed")>]
    let reversed (d: SdeDeclaration) (score: Expr list) (horizon: float) : SdeDeclaration =
        if not (Probe.isFinite horizon && horizon > d.MinTime) then
            invalidArg (nameof horizon) "The horizon must be finite and above the first time of the equation."

        let turned =
            Substitute.variable "t" (Expr.constant (Rational.ofDouble horizon) - Var "t")

        {
            d with
                Name = d.Name + "Reversed"
                Interpretation = Calculus.Ito
                Drift = drift d score |> List.map (fun e -> turned -e)
                Noises =
                    d.Noises
                    |> List.map (fun g -> {
                        g with
                            Components = g.Components |> List.map turned
                    })
                Correlations = d.Correlations |> List.map (fun c -> { c with Value = turned c.Value })
                MinTime = 0.0
                MaxTime = Some(horizon - d.MinTime)
        }
