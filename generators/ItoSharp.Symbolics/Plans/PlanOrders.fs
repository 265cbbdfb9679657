namespace ItoSharp.Symbolics

/// The order of a plan's steps, and with its starter of the whole.
module PlanOrders =
    /// The order of the predictor's weights on smooth grids, from their moments. A shifted weight does not vanish with the step, so
    /// errors of the history come back undamped: such a plan need not converge at all.
    let deviationOrder (m: MultistepPlan) history =
        if
            m.Estimates
            |> List.exists (fun e -> e.Derivative < history && not e.Offset.IsZero)
        then
            0
        else
            MultistepMoments.smoothOrder m history

    /// The order of a step with the given nodes (the half weights of two-node formulas differ from the exact ones by O(h^3) in the step).
    /// A corrector takes the predictor's place; it is exact to its own nodes, but
    /// the new one is a prediction at a predicted state, which bounds it by one above the predictor. A truncated corrector misses
    /// part of the first difference, O(h^2) of a step.
    let stepOrder (m: MultistepPlan) history corrector =
        let predictor = deviationOrder m history

        if corrector = 0 then predictor
        elif m.Weight = PlanWeight.Truncated && corrector > 2 then 1
        else min corrector (predictor + 1)

    /// Which formula takes a step when so many past nodes are there: a history, or a Runge-Kutta step.
    let rec historyFor (plan: MultistepPlan) (available: int) : Choice<int * MultistepPlan, RungeKuttaPlan> =
        if available >= plan.History then
            Choice1Of2(plan.History, plan)
        else
            match plan.Start with
            | None -> Choice1Of2(available, plan)
            | Some {
                       Method = PlanMethod.RungeKutta stages
                   } -> Choice2Of2 stages
            | Some { Method = PlanMethod.Multistep start } -> historyFor start available

    /// The order with exact start values.
    let order (plan: PlanDeclaration) : int =
        match plan.Method with
        | PlanMethod.RungeKutta r -> RungeKuttaProofs.order r
        | PlanMethod.Multistep m -> stepOrder m m.History m.Corrector

    // The weight of a corrector is its plan's, also in the steps of a starter.
    let private startWeight (m: MultistepPlan) (source: MultistepPlan) =
        if m.Corrector > 0 then m.Weight else source.Weight

    /// One of the first steps, for which the history is too short: who takes it, and the order of that step.
    type FirstStep = {
        /// The past nodes that are there.
        Available: int
        /// The starter's name, or the plan's own.
        By: string
        Order: int
    }

    let rec private takenBy (plan: PlanDeclaration) (available: int) =
        match plan.Method with
        | PlanMethod.Multistep {
                                   History = history
                                   Start = Some start
                               } when available < history -> takenBy start available
        | _ -> plan.Name

    /// The first steps of a plan, in their order.
    let firstSteps (plan: PlanDeclaration) : FirstStep list =
        match plan.Method with
        | PlanMethod.RungeKutta _ -> []
        | PlanMethod.Multistep m -> [
            for available in 1 .. max m.History (m.Corrector - 1) - 1 do
                let order =
                    match historyFor m available with
                    | Choice2Of2 stages -> RungeKuttaProofs.order stages
                    | Choice1Of2(history, source) ->
                        stepOrder
                            {
                                source with
                                    Weight = startWeight m source
                            }
                            history
                            (min m.Corrector (available + 1))

                {
                    Available = available
                    By = takenBy plan available
                    Order = order
                }
          ]

    /// The order with the starter: one step of order q at the start leaves an error O(h^(q+1)), which no later step removes.
    let globalOrder (plan: PlanDeclaration) : int =
        firstSteps plan
        |> List.map (fun step -> step.Order + 1)
        |> List.fold min (order plan)

    /// The order of the predictor's weights where the ratio of neighbouring steps is free, if that is less; 0: none.
    [<CompiledName("FreeRatioOrder")>]
    let freeRatioOrder (plan: PlanDeclaration) : int option =
        match plan.Method with
        | PlanMethod.Multistep m when m.History > 1 && deviationOrder m m.History > 0 ->
            let free = MultistepMoments.freeOrder m m.History

            if free < deviationOrder m m.History then
                Some free
            else
                None
        | _ -> None
