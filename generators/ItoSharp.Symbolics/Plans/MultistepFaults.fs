namespace ItoSharp.Symbolics

/// What stands against a multistep plan, its claims of an order apart.
module internal MultistepFaults =
    let private fault rule memberName message = {
        Rule = rule
        Member = memberName
        Message = message
    }

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

    let faults (m: MultistepPlan) : PlanFault list = [
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
        yield! StarterFaults.faults m
    ]
