namespace ItoSharp.Symbolics

/// Runge-Kutta methods as the s-expressions of PlanText. Untrusted input: reading never throws.
module internal RungeKuttaText =
    let private forms = [ PlanForm.Data, "data"; PlanForm.Noise, "noise" ]
    let private clocks = [ PlanClock.Lambda, "lambda"; PlanClock.Rho, "rho"; PlanClock.Time, "time" ]

    let private laws = [
        PlanNoise.Deterministic, "deterministic"
        PlanNoise.Tau, "tau"
        PlanNoise.Eta, "eta"
        PlanNoise.Scale, "scale"
        PlanNoise.Posterior, "posterior"
    ]

    let private nameOf table value =
        table |> List.find (fun (x, _) -> x = value) |> snd

    let private valueOf what table name =
        match table |> List.tryFind (fun (_, text) -> text = name) with
        | Some(value, _) -> Ok value
        | None -> Error("'" + name + "' is not a " + what)

    /// The text of a method.
    let write (plan: RungeKuttaPlan) : string =
        match plan with
        | RungeKuttaPlan.Rho tableau -> "(runge-kutta " + Text.quote (TableauText.write tableau) + ")"
        | RungeKuttaPlan.Exponential(form, tableau) ->
            "(exponential-runge-kutta "
            + nameOf forms form
            + " "
            + Text.quote (PhiText.write tableau)
            + ")"
        | RungeKuttaPlan.Direct(clock, noise, tableau) ->
            "(direct-runge-kutta "
            + nameOf clocks clock
            + " "
            + nameOf laws noise
            + " "
            + Text.quote (TableauText.write tableau)
            + ")"

    /// The method of a node; None for a node that is none of these.
    let (|Method|_|) (node: Text.Node) : Result<RungeKuttaPlan, string> option =
        match node with
        | Text.Nested [ Text.Atom "runge-kutta"; Text.Quoted text ] ->
            TableauText.read text |> Result.map RungeKuttaPlan.Rho |> Some
        | Text.Nested [ Text.Atom "exponential-runge-kutta"; Text.Atom form; Text.Quoted text ] ->
            match valueOf "form" forms form, PhiText.read text with
            | Ok form, Ok tableau -> Some(Ok(RungeKuttaPlan.Exponential(form, tableau)))
            | Error e, _
            | _, Error e -> Some(Error e)
        | Text.Nested [ Text.Atom "direct-runge-kutta"; Text.Atom clock; Text.Atom noise; Text.Quoted text ] ->
            match valueOf "clock" clocks clock, valueOf "noise law" laws noise, TableauText.read text with
            | Ok clock, Ok noise, Ok tableau -> Some(Ok(RungeKuttaPlan.Direct(clock, noise, tableau)))
            | Error e, _, _
            | _, Error e, _
            | _, _, Error e -> Some(Error e)
        | _ -> None
