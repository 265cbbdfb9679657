namespace ItoSharp.Symbolics

/// The claim of an order with the starter, and what would cure it.
module PlanClaims =
    /// The order that may be claimed: that of the plan without its claim.
    [<CompiledName("Provable")>]
    let provable (plan: PlanDeclaration) : int option =
        if (PlanProofs.faults { plan with Order = 0 }).IsEmpty then
            Some(PlanProofs.order plan)
        else
            None

    /// The plan with another starter, and no claim of its own.
    [<CompiledName("WithStart")>]
    let withStart (start: PlanDeclaration) (plan: PlanDeclaration) : PlanDeclaration =
        match plan.Method with
        | PlanMethod.RungeKutta _ -> plan
        | PlanMethod.Multistep m -> {
            plan with
                Order = 0
                Method = PlanMethod.Multistep { m with Start = Some start }
          }

    let private ordinal n =
        match n with
        | 1 -> "first"
        | 2 -> "second"
        | 3 -> "third"
        | _ -> string n + "th"

    /// The fault of a claim above the proven order with the starter; none where it holds. The plan itself must hold.
    [<CompiledName("GlobalFault")>]
    let globalFault (claimed: int) (plan: PlanDeclaration) : PlanFault option =
        let proven = PlanOrders.globalOrder plan

        let message =
            if claimed < 0 then
                Some(sprintf "GlobalOrder is %d; claim a positive order or none" claimed)
            elif claimed <= proven then
                None
            else
                let limit =
                    PlanOrders.firstSteps plan
                    |> List.tryFind (fun step -> step.Order + 1 = proven && proven < PlanOrders.order plan)

                match limit with
                | Some step ->
                    Some(
                        sprintf
                            "order %d with the starter is claimed, but the %s step is taken by %s%s, of order %d, and leaves an error of size h^%d that no later step removes; with this starter the order is %d (%d with exact start values)"
                            claimed
                            (ordinal step.Available)
                            step.By
                            (if step.By = plan.Name then
                                 " itself with a shorter history"
                             else
                                 "")
                            step.Order
                            (step.Order + 1)
                            proven
                            (PlanOrders.order plan)
                    )
                | None ->
                    Some(
                        sprintf
                            "order %d with the starter is claimed, but even with exact start values the order is %d"
                            claimed
                            (PlanOrders.order plan)
                    )

        message
        |> Option.map (fun text -> {
            Rule = "global-claim"
            Member = "GlobalOrder"
            Message = text
        })
