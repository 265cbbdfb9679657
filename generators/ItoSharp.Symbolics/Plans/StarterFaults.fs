namespace ItoSharp.Symbolics

/// What stands against a plan's starter.
module internal StarterFaults =
    let private fault rule memberName message = {
        Rule = rule
        Member = memberName
        Message = message
    }

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

    let faults (m: MultistepPlan) =
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
