namespace ItoSharp.Symbolics

/// What is known of a plan before it runs: whether it is well formed, and its order.
module PlanProofs =
    let private fault rule memberName message = {
        Rule = rule
        Member = memberName
        Message = message
    }

    /// The order of a step with the given nodes: k nodes integrate a polynomial of degree k - 1 exactly (the half weights of two-node
    /// formulas differ from that by O(h^3) in the step). A corrector takes the predictor's place; it is exact to its own nodes, but
    /// the new one is a prediction at a predicted state, which bounds it by one above the predictor.
    let private stepOrder history corrector =
        if corrector = 0 then
            history
        else
            min corrector (history + 1)

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
    [<CompiledName("Order")>]
    let order (plan: PlanDeclaration) : int =
        match plan.Method with
        | PlanMethod.RungeKutta r -> RungeKuttaProofs.order r
        | PlanMethod.Multistep m -> stepOrder m.History m.Corrector

    /// The order with the starter: one step of order q at the start leaves an error O(h^(q+1)), which no later step removes.
    [<CompiledName("GlobalOrder")>]
    let globalOrder (plan: PlanDeclaration) : int =
        match plan.Method with
        | PlanMethod.RungeKutta _ -> order plan
        | PlanMethod.Multistep m ->
            let startOrder available =
                match historyFor m available with
                | Choice2Of2 stages -> RungeKuttaProofs.order stages
                | Choice1Of2(history, _) -> stepOrder history (min m.Corrector (available + 1))

            let needed = max m.History (m.Corrector - 1)

            [ for available in 1 .. needed - 1 -> startOrder available + 1 ]
            |> List.fold min (order plan)

    /// What stands against one starter of a plan; the form and the noise law are the started plan's, whatever the chain between.
    let private starterFault (started: MultistepPlan) (history: int) (start: PlanDeclaration) =
        match start with
        | {
              Method = PlanMethod.Multistep s
              Name = name
          } when s.History < 1 || s.History >= history ->
            Some(
                fault
                    "start-too-long"
                    "Start"
                    (sprintf
                        "the starter %s has History = %d; name a plan with a history between 1 and %d"
                        name
                        s.History
                        (history - 1))
            )
        | {
              Method = PlanMethod.Multistep { Clock = PlanClock.Rho }
              Name = name
          } when started.Noise <> PlanNoise.Deterministic || started.Form = PlanForm.Data ->
            Some(
                fault
                    "start-clock"
                    "Start"
                    (sprintf
                        "the starter %s interpolates in Clock.Rho, which belongs to deterministic plans in noise form; name one in Clock.Lambda"
                        name)
            )
        | {
              Method = PlanMethod.RungeKutta r
              Name = name
          } when
            started.Form <> r.Form
            || started.Noise <> PlanNoise.Deterministic
            || r.Noise <> PlanNoise.Deterministic
            ->
            Some(
                fault
                    "start-form"
                    "Start"
                    (sprintf
                        "the Runge-Kutta starter %s makes steps on %s predictions%s; it can start a plan with %s"
                        name
                        (if r.Form = PlanForm.Data then "data" else "noise")
                        (if r.Noise = PlanNoise.Deterministic then
                             ""
                         else
                             " with noise")
                        (if r.Noise <> PlanNoise.Deterministic then
                             "no history at all, since a stochastic step builds none"
                         elif r.Form = PlanForm.Data then
                             "Predict = Prediction.Data and Noise = Stochasticity.None"
                         else
                             "Predict = Prediction.Noise and Noise = Stochasticity.None"))
            )
        | _ -> None

    let rec private chainFaults (started: MultistepPlan) (history: int) (start: PlanDeclaration option) =
        match start with
        | None -> []
        | Some plan ->
            match starterFault started history plan, plan.Method with
            | Some found, _ -> [ found ]
            | None, PlanMethod.Multistep s -> chainFaults started s.History s.Start
            | None, PlanMethod.RungeKutta _ -> []

    let private startFaults (m: MultistepPlan) =
        match m.Start with
        | Some _ when m.History = 1 -> [
            fault "start-unused" "Start" "a plan with History = 1 needs no starter; remove Start"
          ]
        | start -> chainFaults m m.History start

    let private multistepFaults (m: MultistepPlan) = [
        if m.History < 1 || m.History > 4 then
            yield fault "history-range" "History" (sprintf "History is %d; it must be between 1 and 4" m.History)
        if m.Corrector <> 0 && (m.Corrector < 2 || m.Corrector > 5) then
            yield
                fault
                    "corrector-range"
                    "Corrector"
                    (sprintf
                        "Corrector is %d; it counts the corrector's nodes, the new one included: 2 to 5, or 0 for none"
                        m.Corrector)
        if m.Clock = PlanClock.Time then
            yield
                fault
                    "clock-multistep"
                    "Clock"
                    "Clock.Time belongs to [RungeKutta]; a multistep plan interpolates in Clock.Lambda or Clock.Rho"
        if m.Form = PlanForm.Data && m.Clock = PlanClock.Rho then
            yield
                fault
                    "clock-form"
                    "Clock"
                    "a plan in data form interpolates in Clock.Lambda; Clock.Rho goes with Predict = Prediction.Noise"
        if m.Clock = PlanClock.Rho && m.Noise <> PlanNoise.Deterministic then
            yield
                fault
                    "clock-noise"
                    "Noise"
                    "Clock.Rho integrates the probability-flow ODE; a stochastic plan needs Clock.Lambda"
        if m.Form = PlanForm.Noise && m.Noise = PlanNoise.Eta then
            yield
                fault
                    "eta-form"
                    "Noise"
                    "eta is defined by the one-step posterior of the data form; use Predict = Prediction.Data or Stochasticity.Tau"
        if m.Clock = PlanClock.Rho && m.Weight <> PlanWeight.Exact then
            yield
                fault
                    "weight-clock"
                    "Weight"
                    "the half weights are those of the lambda clock; with Clock.Rho use DifferenceWeight.Exact"
        yield! startFaults m
    ]

    /// All faults of a declaration; empty for one that holds.
    [<CompiledName("Faults")>]
    let faults (plan: PlanDeclaration) : PlanFault list =
        let shape =
            match plan.Method with
            | PlanMethod.RungeKutta r -> RungeKuttaProofs.faults r
            | PlanMethod.Multistep m -> multistepFaults m

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
                | PlanMethod.Multistep _ -> [
                    fault
                        "order-claim"
                        "Order"
                        (sprintf
                            "order %d is claimed, but with exact start values this plan has order %d; claim that, or use a longer History or Corrector"
                            plan.Order
                            (order plan))
                  ]

        shape @ claim
