namespace ItoSharp.Symbolics

/// Why a multistep plan does not have the order it claims: the first moment that its step misses, with both sides.
module internal MultistepClaims =
    let private remedy proven =
        if proven > 0 then
            "claim that, or use a longer History or Corrector"
        else
            "claim none"

    /// The fault of a claim above the proven order.
    let fault (claimed: int) (proven: int) (m: MultistepPlan) : PlanFault =
        let violated =
            if m.Corrector > 0 && m.Weight = PlanWeight.Truncated && m.Corrector > 2 then
                "the corrector's coefficients of the differences are one row of the exact ones short, so that the moment of u^1 fails already"
            elif m.Corrector > 0 then
                let bound =
                    if m.Corrector <= PlanOrders.deviationOrder m m.History then
                        sprintf
                            "its corrector interpolates %d nodes and is exact to u^%d only"
                            m.Corrector
                            (m.Corrector - 1)
                    else
                        sprintf
                            "its corrector evaluates the model at a predicted state of order %d, which allows one more"
                            (PlanOrders.deviationOrder m m.History)

                bound
            else
                let shifted =
                    m.Estimates
                    |> List.tryFind (fun e -> not e.Offset.IsZero && e.Derivative < m.History)

                match shifted with
                | Some e ->
                    sprintf
                        "the estimate of derivative %d adds %s alpha to a weight of size h, which does not vanish with the step (residual %s alpha)"
                        e.Derivative
                        (e.Offset.ToString())
                        ((e.Factor * e.Offset).ToString())
                | None ->

                    match MultistepMoments.firstViolated m claimed with
                    | Some(k, grid, found, expected) ->
                        sprintf
                            "the condition of the moment u^%d fails: with %s the weights give %s where the integral over the step is %s (residual %s)"
                            k
                            grid
                            (found.ToString())
                            (expected.ToString())
                            (((found - expected).ToString())
                             + (if m.LeftSums > 0 && m.History > 1 && k = 1 then
                                    sprintf ", a left sum of %d terms" m.LeftSums
                                else
                                    ""))
                    | None -> "an estimate of the history is not that of the interpolation"

        {
            Rule = "order-claim"
            Member = "Order"
            Message =
                sprintf
                    "order %d is claimed, but %s; with exact start values this plan has order %d: %s"
                    claimed
                    violated
                    proven
                    (remedy proven)
        }
