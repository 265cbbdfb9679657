namespace ItoSharp.Symbolics

/// The coefficients of x_t = a x_s + sum_j c_j m_(s-j) + nu z as straight-line programs over the nodes' alpha, sigma and lambda.
/// Node 0 is the target t, node 1 the start s, node j + 1 the j-th before s. Samplers note A.4 and B.0.
module PlanFormulas =
    open StepSetting
    open HistoryWeights

    let private momentLets (s: Setting) count = [ for n in 0 .. count - 1 -> "moment" + string n, s.Moment n ]

    let private abscissaLets (s: Setting) count = [ for j in 1..count -> "r" + string j, s.Abscissa j ]

    /// The row [a, c_0 .. c_(k-1), nu] of a step with so many nodes, by the given plan's clock and weights and by the form and the
    /// noise of the plan that it starts.
    [<CompiledName("Predictor")>]
    let predictor (form: PlanForm) (noise: PlanNoise) (source: MultistepPlan) (history: int) : Program =
        // One node is no sum: its weight is a closed form.
        let s = setting form source.Clock noise (source.LeftSums > 0 && history > 1)
        let others = [ for j in 1 .. history - 1 -> "r" + string j, v ("r" + string j) ]
        let names = [ for j in 0 .. history - 1 -> "c" + string j ]
        let estimates = HistoryWeights.estimatesFor source history
        let weight = HistoryWeights.ofPredictor source.Weight
        let beta = if source.Momentum then Some(v "beta") else None

        {
            Inputs = inputs (history + 1) (levelName noise source.Momentum) @ s.Quadrature
            Lets =
                s.Lets
                @ momentLets s (momentsFor weight estimates history)
                @ abscissaLets s (history - 1)
                @ weights s weight estimates beta "predictor" others names
                @ [
                    "a", s.Gain
                    match s.Nu with
                    | Some nu -> "nu", nu
                    | None -> ()
                ]
            Outputs = [
                yield "a"
                yield! names
                if s.Nu.IsSome then
                    yield "nu"
            ]
        }
        |> Program.prune

    /// What a corrector adds to a predicted state: [d_0 ..], the new prediction first; its polynomial has the given number of
    /// nodes, the new one (u = 1) included, and replaces that of the predictor with its history.
    [<CompiledName("Correction")>]
    let correction (plan: MultistepPlan) (source: MultistepPlan) (history: int) (corrector: int) : Program =
        let s = setting plan.Form source.Clock plan.Noise false
        let past = System.Math.Max(history, corrector - 1)
        let others = [ for j in 1 .. history - 1 -> "r" + string j, v ("r" + string j) ]
        let predicted = [ for j in 0 .. history - 1 -> "predicted" + string j ]
        let corrected = [ for j in 0 .. corrector - 2 -> "corrected" + string j ]

        // Lagrange order: node 0 (s), the new node, then the past ones.
        let nodes =
            ("one", num 1)
            :: [ for j in 1 .. corrector - 2 -> "r" + string j, v ("r" + string j) ]

        let names =
            match corrected with
            | first :: rest -> first :: "d0" :: rest
            | [] -> [ "d0" ]

        let differences = [
            for j in 0 .. past - 1 ->
                let minus = if j < history then v predicted.[j] else num 0
                let plus = if j < corrector - 1 then v corrected.[j] else num 0
                "d" + string (j + 1), plus - minus
        ]

        let uncorrected = HistoryWeights.ofPredictor source.Weight

        let moments =
            System.Math.Max(momentsFor uncorrected [] history, momentsFor plan.Weight [] corrector)

        {
            Inputs = inputs (past + 1) (levelName plan.Noise false) @ s.Quadrature
            Lets =
                s.Lets
                @ momentLets s moments
                @ abscissaLets s (past - 1)
                @ weights s uncorrected [] None "predictor" others predicted
                @ weights s plan.Weight [] None "corrector" nodes names
                @ differences
            Outputs = [ for j in 0..past -> "d" + string j ]
        }
        |> Program.prune
