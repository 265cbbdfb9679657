namespace ItoSharp.Symbolics

/// What is known of a plan before it runs: whether it is well formed, and its order.
module PlanProofs =
    let private fault rule memberName message = {
        Rule = rule
        Member = memberName
        Message = message
    }

    /// The order that the published deviations from the interpolation polynomial leave. The n-th derivative's term is O(h^(n+1)) of
    /// a step: a wrong factor is an error of that size, and its estimate from k nodes one of O(h^(k+1)). A shifted weight does
    /// not vanish with the step, so errors of the history come back undamped: such a plan need not converge at all. Adams-Bashforth numbers and half weights err by O(h^3) where the ratio of steps tends to one.
    let private deviationOrder (m: MultistepPlan) history =
        let estimates =
            m.Estimates
            |> List.filter (fun e -> e.Derivative < history)
            |> List.map (fun e ->
                if not e.Offset.IsZero then 0
                elif e.Factor <> Rational.One then e.Derivative
                else min e.Nodes history)

        let weight =
            match m.Weight with
            | PlanWeight.Uniform -> 2
            // Four nodes: the weights do not add up where the ratio of steps changes, an error of O(h^3).
            | PlanWeight.Regrouped when history > 3 -> 2
            | _ -> history

        // A sum of n terms errs by a 1/n-th part of the integrand's change over the step.
        let sums = if m.LeftSums > 0 && history > 1 then 1 else history
        List.fold min (min (min history weight) sums) estimates

    /// The order of a step with the given nodes: k nodes integrate a polynomial of degree k - 1 exactly (the half weights of two-node
    /// formulas differ from that by O(h^3) in the step). A corrector takes the predictor's place; it is exact to its own nodes, but
    /// the new one is a prediction at a predicted state, which bounds it by one above the predictor. A truncated corrector misses
    /// part of the first difference, O(h^2) of a step.
    let private stepOrder (m: MultistepPlan) history corrector =
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
    [<CompiledName("Order")>]
    let order (plan: PlanDeclaration) : int =
        match plan.Method with
        | PlanMethod.RungeKutta r -> RungeKuttaProofs.order r
        | PlanMethod.Multistep m -> stepOrder m m.History m.Corrector

    // The weight of a corrector is its plan's, also in the steps of a starter.
    let private startWeight (m: MultistepPlan) (source: MultistepPlan) =
        if m.Corrector > 0 then m.Weight else source.Weight

    /// The order with the starter: one step of order q at the start leaves an error O(h^(q+1)), which no later step removes.
    [<CompiledName("GlobalOrder")>]
    let globalOrder (plan: PlanDeclaration) : int =
        match plan.Method with
        | PlanMethod.RungeKutta _ -> order plan
        | PlanMethod.Multistep m ->
            let startOrder available =
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

            let needed = max m.History (m.Corrector - 1)

            [ for available in 1 .. needed - 1 -> startOrder available + 1 ]
            |> List.fold min (order plan)

    let private clockName clock =
        match clock with
        | PlanClock.Lambda -> "Lambda"
        | PlanClock.Rho -> "Rho"
        | PlanClock.Time -> "Time"

    /// Whether a starter's clock can take steps of the started plan, whose form and noise law they have. One node is no interpolation
    /// at all, so there any clock of the same weight will do.
    let private clockFits (started: MultistepPlan) (start: MultistepPlan) =
        let scaled (m: MultistepPlan) =
            m.Form = PlanForm.Data && m.Clock = PlanClock.Rho

        match started.Form, started.Noise with
        | PlanForm.Data, PlanNoise.Scale -> start.Clock = PlanClock.Rho
        | PlanForm.Data, PlanNoise.Deterministic ->
            start.Clock = PlanClock.Lambda || start.Clock = PlanClock.Rho && scaled started
        | PlanForm.Noise, PlanNoise.Deterministic -> true
        | _ -> start.Clock = PlanClock.Lambda

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
              Method = PlanMethod.Multistep s
              Name = name
          } when not (clockFits started s) ->
            Some(
                fault
                    "start-clock"
                    "Start"
                    (sprintf
                        "the starter %s interpolates in a clock that the plan's form and noise law do not have; name one in Clock.%s"
                        name
                        (clockName started.Clock))
            )
        | {
              Method = PlanMethod.Multistep { Momentum = true }
              Name = name
          } ->
            Some(
                fault
                    "start-momentum"
                    "Start"
                    (sprintf "the starter %s is a heavy-ball plan, whose history is its own; name another" name)
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
        | Some _ when m.Momentum -> [
            fault
                "start-momentum"
                "Start"
                "a heavy-ball plan starts itself: its history holds damped predictions, which no other plan writes; remove Start"
          ]
        | Some _ when m.History = 1 -> [
            fault "start-unused" "Start" "a plan with History = 1 needs no starter; remove Start"
          ]
        | start -> chainFaults m m.History start

    let private weightFaults (m: MultistepPlan) = [
        match m.Weight with
        | PlanWeight.HalfExponential
        | PlanWeight.HalfStep when m.Clock <> PlanClock.Lambda ->
            yield
                fault
                    "weight-clock"
                    "Weight"
                    "the half weights are those of the lambda clock; with another clock use DifferenceWeight.Exact"
        | PlanWeight.Uniform when
            m.Form <> PlanForm.Noise
            || m.Clock <> PlanClock.Rho
            || m.Noise <> PlanNoise.Deterministic
            || m.Corrector <> 0
            || not m.Estimates.IsEmpty
            ->
            yield
                fault
                    "weight-uniform"
                    "Weight"
                    "DifferenceWeight.Uniform is Adams-Bashforth in rho: it goes with Predict = Prediction.Noise, Clock = Clock.Rho, no noise, no corrector and no derivative estimates"
        | PlanWeight.Truncated when m.Corrector < 3 || m.Clock <> PlanClock.Lambda ->
            yield
                fault
                    "weight-truncated"
                    "Weight"
                    "DifferenceWeight.Truncated is UniPC's vary_coeff: it is about the corrector of a plan in Clock.Lambda with Corrector = 3 or more"
        | PlanWeight.Regrouped when
            m.Form <> PlanForm.Noise
            || m.Clock <> PlanClock.Rho
            || m.History < 3
            || m.Corrector <> 0
            || not m.Estimates.IsEmpty
            ->
            yield
                fault
                    "weight-regrouped"
                    "Weight"
                    "DifferenceWeight.Regrouped is diff-sampler's iPNDM_v: it goes with Predict = Prediction.Noise, Clock = Clock.Rho, History = 3 or 4, no corrector and no derivative estimates"
        | _ -> ()
        if m.LeftSums < 0 || m.LeftSums > 1000000 then
            yield
                fault
                    "left-sums-range"
                    "LeftSums"
                    (sprintf "LeftSums is %d; it counts the terms of a sum, 1 to 1000000, or is 0" m.LeftSums)
        elif
            m.LeftSums > 0
            && m.Clock <> PlanClock.Time
            && not (m.Form = PlanForm.Data && m.Clock = PlanClock.Rho)
        then
            yield
                fault
                    "left-sums-plan"
                    "LeftSums"
                    "the weights of this plan are closed forms, of which there is nothing to sum; LeftSums goes with Clock.Time, or with Prediction.Data in Clock.Rho"
        if m.Momentum && m.Weight <> PlanWeight.Uniform then
            yield
                fault
                    "momentum-weight"
                    "HeavyBall"
                    "a heavy-ball plan weighs its damped history by the uniform numbers: set Weight = DifferenceWeight.Uniform"
        if m.Corrector > 0 && m.Clock <> PlanClock.Lambda && m.Clock <> PlanClock.Rho then
            yield
                fault
                    "corrector-clock"
                    "Corrector"
                    "a plan in Clock.Time has no corrector; use Clock.Lambda or Clock.Rho"
        if m.Corrector > 0 && m.Clock = PlanClock.Rho && m.Form = PlanForm.Data then
            yield fault "corrector-clock" "Corrector" "a plan of the ER-SDE family has no corrector; use Clock.Lambda"
    ]

    let private estimateFaults (m: MultistepPlan) = [
        let repeated =
            m.Estimates
            |> List.countBy (fun e -> e.Derivative)
            |> List.filter (fun (_, count) -> count > 1)

        for derivative, _ in repeated do
            yield
                fault
                    "estimate-twice"
                    "DerivativeEstimate"
                    (sprintf "derivative %d has two estimates; keep one of them" derivative)

        for e in m.Estimates do
            if e.Derivative < 1 || e.Derivative >= m.History then
                yield
                    fault
                        "estimate-range"
                        "DerivativeEstimate"
                        (sprintf
                            "a polynomial through History = %d nodes has the derivatives 1 to %d, not %d"
                            m.History
                            (m.History - 1)
                            e.Derivative)
            elif e.Nodes <= e.Derivative || e.Nodes > m.History then
                yield
                    fault
                        "estimate-nodes"
                        "DerivativeEstimate"
                        (sprintf
                            "derivative %d is estimated from %d to %d nodes, not %d"
                            e.Derivative
                            (e.Derivative + 1)
                            m.History
                            e.Nodes)

            if not e.Offset.IsZero && m.Form <> PlanForm.Data then
                yield
                    fault
                        "estimate-offset"
                        "DerivativeEstimate"
                        "an Offset is a multiple of alpha and belongs to plans with Predict = Prediction.Data"

        if not m.Estimates.IsEmpty && m.Corrector > 0 then
            yield
                fault
                    "estimate-corrector"
                    "DerivativeEstimate"
                    "derivative estimates describe predictors; a plan with a corrector interpolates"

        if not m.Estimates.IsEmpty && m.Weight <> PlanWeight.Exact then
            yield
                fault
                    "estimate-weight"
                    "DerivativeEstimate"
                    "derivative estimates go with DifferenceWeight.Exact; a Factor says what the half weights would"
    ]

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
        if m.Form = PlanForm.Data && m.Clock = PlanClock.Time then
            yield
                fault
                    "clock-form"
                    "Clock"
                    "Clock.Time interpolates noise predictions; with Predict = Prediction.Data use Clock.Lambda or Clock.Rho"
        if
            m.Clock <> PlanClock.Lambda
            && m.Noise <> PlanNoise.Deterministic
            && m.Noise <> PlanNoise.Scale
        then
            yield
                fault
                    "clock-noise"
                    "Noise"
                    (sprintf
                        "Clock.%s integrates the probability-flow ODE%s; this noise law needs Clock.Lambda"
                        (if m.Clock = PlanClock.Rho then "Rho" else "Time")
                        (if m.Form = PlanForm.Data then
                             " or, with Stochasticity.Scale, ER-SDE's family"
                         else
                             ""))
        if
            m.Noise = PlanNoise.Scale
            && (m.Form <> PlanForm.Data || m.Clock <> PlanClock.Rho)
        then
            yield
                fault
                    "scale-form"
                    "Noise"
                    "Stochasticity.Scale is ER-SDE's: it goes with Predict = Prediction.Data and Clock = Clock.Rho"
        if
            m.Noise = PlanNoise.Posterior
            && (m.Form <> PlanForm.Data || m.History <> 1 || m.Corrector <> 0)
        then
            yield
                fault
                    "posterior-form"
                    "Noise"
                    "Stochasticity.Posterior is the one-node step of the data form: it goes with Predict = Prediction.Data, History = 1 and no corrector"
        if m.Form = PlanForm.Noise && m.Noise = PlanNoise.Eta then
            yield
                fault
                    "eta-form"
                    "Noise"
                    "eta is defined by the one-step posterior of the data form; use Predict = Prediction.Data or Stochasticity.Tau"
        yield! weightFaults m
        yield! estimateFaults m
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
