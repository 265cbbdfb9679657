namespace ItoSharp.Symbolics

/// What is known of a plan before it runs: whether it is well formed, and its order.
module PlanProofs =
    let private fault rule memberName message = {
        Rule = rule
        Member = memberName
        Message = message
    }

    /// Which formula takes a step when so many past nodes are there: a history, or a Runge-Kutta step.
    let historyFor (plan: MultistepPlan) (available: int) : Choice<int * MultistepPlan, RungeKuttaPlan> =
        PlanOrders.historyFor plan available

    /// The order with exact start values.
    [<CompiledName("Order")>]
    let order (plan: PlanDeclaration) : int = PlanOrders.order plan

    /// The order with the starter.
    [<CompiledName("GlobalOrder")>]
    let globalOrder (plan: PlanDeclaration) : int = PlanOrders.globalOrder plan

    /// All faults of a declaration; empty for one that holds.
    [<CompiledName("Faults")>]
    let faults (plan: PlanDeclaration) : PlanFault list =
        let shape =
            match plan.Method with
            | PlanMethod.RungeKutta r -> RungeKuttaProofs.faults r
            | PlanMethod.Multistep m -> MultistepFaults.faults m

        let claim =
            if plan.Order < 0 then
                [
                    fault "order-negative" "Order" (sprintf "Order is %d; claim a positive order or none" plan.Order)
                ]
            elif not shape.IsEmpty || plan.Order = 0 || plan.Order <= order plan then
                []
            else
                match plan.Method with
                | PlanMethod.RungeKutta r -> [ RungeKuttaProofs.claimFault plan.Order r ]
                | PlanMethod.Multistep m -> [ MultistepClaims.fault plan.Order (order plan) m ]

        let churn = [
            if plan.Churn then
                match plan.Method with
                | PlanMethod.RungeKutta r when r.Noise = PlanNoise.Deterministic -> ()
                | PlanMethod.Multistep m when m.History = 1 && m.Corrector = 0 && m.Noise = PlanNoise.Deterministic ->
                    ()
                | _ ->
                    yield
                        fault
                            "churn-history"
                            "Churn"
                            "churn moves the start of a step, which a history of predictions would not follow: it goes with deterministic Runge-Kutta plans and deterministic plans of History = 1"
        ]

        shape @ churn @ claim
