namespace ItoSharp.Symbolics

/// A formula with the nodes for which it stands.
type PredictorFormula = { History: int; Program: Program }

type CorrectionFormula = {
    PredictorHistory: int
    CorrectorNodes: int
    Program: Program
}

/// All that the printers need of a plan.
type DerivedPlan = {
    Form: PlanForm
    Noise: PlanNoise
    /// The variable of the interpolation.
    Clock: PlanClock
    /// Whether the history holds damped predictions.
    Momentum: bool
    /// The terms of the left Riemann sums that its integrals are; 0: they are exact.
    LeftSums: int
    /// Whether a step may first go back towards noise.
    Churn: bool
    History: int
    Corrector: int
    /// Entry a - 1: the history used when a past nodes are there.
    StartHistory: int list
    Predictors: PredictorFormula list
    Corrections: CorrectionFormula list
    /// The abscissae and the formula of Runge-Kutta steps, where there are any.
    Stages: Coefficient list
    /// The variable of the abscissae.
    StageClock: PlanClock
    /// The equation that the stages integrate, for documentation.
    StageEquation: string
    RungeKutta: Program option
    /// Whether every regular step is a Runge-Kutta step.
    OnlyRungeKutta: bool
    /// Numbers of predictions that some multistep step combines.
    Terms: int list
    Order: int
    GlobalOrder: int
    EvaluationsPerStep: int
    /// The update, for documentation.
    Formula: string
}

module PlanDerivation =
    let private describe (m: MultistepPlan) =
        let letter = if m.Form = PlanForm.Data then "D" else "eps"

        let terms = [
            for j in 0 .. m.History - 1 -> sprintf "c%d %s_(s%s)" j letter (if j = 0 then "" else "-" + string j)
        ]

        let noise = if m.Noise = PlanNoise.Deterministic then "" else " + nu z"
        "x_t = a x_s + " + System.String.Join(" + ", terms) + noise

    let private equation (r: RungeKuttaPlan) =
        match r with
        | RungeKuttaPlan.Rho _ -> "d(x/alpha)/drho = eps"
        | RungeKuttaPlan.Exponential(PlanForm.Noise, _) -> "w' = w - eps, w = x/sigma, in lambda"
        | RungeKuttaPlan.Exponential(PlanForm.Data, _) -> "y' = -y + D, y = x/alpha, in lambda"
        | RungeKuttaPlan.Direct(PlanClock.Time, _, _) -> "dx/dt = sigma'/sigma x + (alpha' - alpha sigma'/sigma) D"
        | RungeKuttaPlan.Direct _ -> "dx/dlambda = dlog(sigma)/dlambda x + alpha D"

    /// A starter of the ER-SDE family with one node, written in any clock, takes the family's own step.
    let private sharing (m: MultistepPlan) (source: MultistepPlan) =
        if m.Form = PlanForm.Data && m.Clock = PlanClock.Rho && source.History = 1 then
            { source with Clock = PlanClock.Rho }
        else
            source

    let private multistep (m: MultistepPlan) (plan: PlanDeclaration) =
        let reach = max m.History (m.Corrector - 1)

        let choices = [ for available in 1..reach -> available, PlanProofs.historyFor m available ]

        let predictors =
            choices
            |> List.choose (fun (_, choice) ->
                match choice with
                | Choice1Of2(history, source) -> Some(history, source)
                | Choice2Of2 _ -> None)
            |> List.distinctBy fst
            |> List.map (fun (history, source) -> {
                History = history
                // The starter gives history, clock and weight; form and noise law are those of the plan it starts.
                Program = PlanFormulas.predictor m.Form m.Noise (sharing m source) history
            })

        let corrections =
            if m.Corrector = 0 then
                []
            else
                choices
                |> List.choose (fun (available, choice) ->
                    match choice with
                    | Choice1Of2(history, source) -> Some(history, min m.Corrector (available + 1), source)
                    | Choice2Of2 _ -> None)
                |> List.distinctBy (fun (history, corrector, _) -> history, corrector)
                |> List.map (fun (history, corrector, source) -> {
                    PredictorHistory = history
                    CorrectorNodes = corrector
                    Program = PlanFormulas.correction m source history corrector
                })

        let stages =
            choices
            |> List.tryPick (fun (_, choice) ->
                match choice with
                | Choice2Of2 r -> Some r
                | Choice1Of2 _ -> None)

        let folded =
            corrections |> List.map (fun c -> max c.CorrectorNodes (c.PredictorHistory + 1))

        {
            Form = m.Form
            Noise = m.Noise
            Clock = m.Clock
            Momentum = m.Momentum
            LeftSums = m.LeftSums
            Churn = plan.Churn
            History = m.History
            Corrector = m.Corrector
            StartHistory =
                choices
                |> List.map (fun (_, choice) ->
                    match choice with
                    | Choice1Of2(history, _) -> history
                    | Choice2Of2 _ -> 0)
            Predictors = predictors
            Corrections = corrections
            Stages = stages |> Option.map (fun r -> r.Stages) |> Option.defaultValue []
            StageClock = stages |> Option.map (fun r -> r.Clock) |> Option.defaultValue PlanClock.Lambda
            StageEquation = stages |> Option.map equation |> Option.defaultValue ""
            RungeKutta = stages |> Option.map RungeKuttaFormulas.rows
            OnlyRungeKutta = false
            Terms =
                1 :: (predictors |> List.map (fun p -> p.History)) @ folded
                |> List.distinct
                |> List.sort
            Order = PlanProofs.order plan
            GlobalOrder = PlanProofs.globalOrder plan
            EvaluationsPerStep = 1
            Formula = describe m
        }

    let private rungeKutta (r: RungeKuttaPlan) (plan: PlanDeclaration) = {
        Form = r.Form
        Noise = r.Noise
        // Nothing is interpolated; the stages have a clock of their own.
        Clock = PlanClock.Lambda
        Momentum = false
        LeftSums = 0
        Churn = plan.Churn
        History = 1
        Corrector = 0
        StartHistory = [ 1 ]
        Predictors = []
        Corrections = []
        Stages = r.Stages
        StageClock = r.Clock
        StageEquation = equation r
        RungeKutta = Some(RungeKuttaFormulas.rows r)
        OnlyRungeKutta = true
        Terms = [ 1 ]
        Order = PlanProofs.order plan
        GlobalOrder = PlanProofs.order plan
        EvaluationsPerStep = r.Stages.Length
        Formula =
            match r with
            | RungeKuttaPlan.Rho _ ->
                "x_t / alpha_t = x_s / alpha_s + (rho_t - rho_s) sum_i b_i eps_i, rho = sigma / alpha"
            | RungeKuttaPlan.Exponential(PlanForm.Noise, _) ->
                "x_t = alpha_t / alpha_s x_s - sigma_t h sum_i b_i(h) eps_i, h = lambda_t - lambda_s"
            | RungeKuttaPlan.Exponential(PlanForm.Data, _) ->
                "x_t = sigma_t / sigma_s x_s + alpha_t h sum_i b_i(-h) D_i, h = lambda_t - lambda_s"
            | RungeKuttaPlan.Direct _ -> "x_t = x_s + h sum_i b_i X'_i, " + equation r
    }

    /// The plan with updates for any number of predictions up to a sampler's memory, whose coefficient tables may weigh them all.
    [<CompiledName("WithMemory")>]
    let withMemory (memory: int) (plan: DerivedPlan) : DerivedPlan = {
        plan with
            Terms = plan.Terms @ [ 1..memory ] |> List.distinct |> List.sort
    }

    /// One stage of the equation for x is a step with one node: that shape carries its noise too.
    let private euler clock noise plan =
        let stages = RungeKuttaPlan.Direct(clock, noise, Tableau.Euler)

        {
            rungeKutta stages plan with
                Predictors = [
                    {
                        History = 1
                        Program = RungeKuttaFormulas.euler clock noise
                    }
                ]
                Stages = []
                RungeKutta = None
                OnlyRungeKutta = false
                Formula =
                    (if noise = PlanNoise.Deterministic then
                         "x_t = a x_s + c0 D_s: Euler's step on " + equation stages
                     else
                         "x_t = a x_s + c0 D_s + nu z: Euler's and Maruyama's step on the reverse SDE of level tau in "
                         + (if clock = PlanClock.Time then "t" else "lambda"))
        }

    /// What follows from a declaration, or the faults that stand against it.
    [<CompiledName("Derive")>]
    let derive (plan: PlanDeclaration) : Result<DerivedPlan, PlanFault list> =
        match PlanProofs.faults plan with
        | [] ->
            match plan.Method with
            | PlanMethod.Multistep m -> Ok(multistep m plan)
            | PlanMethod.RungeKutta(RungeKuttaPlan.Direct(clock, noise, t)) when t.Stages = 1 ->
                Ok(euler clock noise plan)
            | PlanMethod.RungeKutta r -> Ok(rungeKutta r plan)
        | faults -> Error faults
