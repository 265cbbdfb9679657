namespace ItoSharp.Symbolics

/// One equation read in the sense of Ito and of Stratonovich.
module Interpretations =
    /// The Ito drift less the Stratonovich drift, 1/2 sum_jk r_jk (Dg_k) g_j: the derivative of each noise along each noise,
    /// Jacobian times vector, weighed with the noises' correlations.
    [<CompiledName("Correction")>]
    let correction (d: SdeDeclaration) : Expr list =
        let half = Expr.rational 1 2

        let terms = [
            for j, k, r in CorrelationMatrix.pairs d ->
                VectorFields.along d.State j.Components k.Components
                |> List.map (fun e -> half * r * e)
        ]

        match terms with
        | [] -> d.State |> List.map (fun _ -> Expr.zero)
        | _ -> terms |> List.transpose |> List.map (Expr.sum >> SdeTrials.tidy d)

    // The drift is added to and never rewritten, so that there and back gives the same drift.
    let private shift (sign: int) calculus (d: SdeDeclaration) = {
        d with
            Interpretation = calculus
            Drift = List.map2 (fun f c -> f + Expr.integer sign * c) d.Drift (correction d)
    }

    /// The Ito equation of the same process.
    [<CompiledName("ToIto")>]
    let toIto (d: SdeDeclaration) : SdeDeclaration =
        match d.Interpretation with
        | Calculus.Ito -> d
        | Calculus.Stratonovich -> shift 1 Calculus.Ito d

    /// The Stratonovich equation of the same process.
    [<CompiledName("ToStratonovich")>]
    let toStratonovich (d: SdeDeclaration) : SdeDeclaration =
        match d.Interpretation with
        | Calculus.Stratonovich -> d
        | Calculus.Ito -> shift -1 Calculus.Stratonovich d
