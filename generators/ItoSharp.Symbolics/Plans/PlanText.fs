namespace ItoSharp.Symbolics

open System.Globalization

/// Plans as s-expressions: the text that travels in a compiled assembly. Untrusted input: reading never throws.
module PlanText =
    let private maximumDepth = 8

    let private atom (n: int) =
        n.ToString(CultureInfo.InvariantCulture)

    let private forms = [ PlanForm.Data, "data"; PlanForm.Noise, "noise" ]
    let private clocks = [ PlanClock.Lambda, "lambda"; PlanClock.Rho, "rho"; PlanClock.Time, "time" ]

    let private laws = [
        PlanNoise.Deterministic, "deterministic"
        PlanNoise.Tau, "tau"
        PlanNoise.Eta, "eta"
        PlanNoise.Scale, "scale"
        PlanNoise.Posterior, "posterior"
    ]

    let private weights = [
        PlanWeight.Exact, "exact"
        PlanWeight.HalfExponential, "half-exponential"
        PlanWeight.HalfStep, "half-step"
        PlanWeight.Uniform, "uniform"
        PlanWeight.Truncated, "truncated"
        PlanWeight.Regrouped, "regrouped"
    ]

    let private nameOf table value =
        table |> List.find (fun (x, _) -> x = value) |> snd

    let private valueOf table name =
        table |> List.tryFind (fun (_, text) -> text = name) |> Option.map fst

    /// The text of a plan.
    [<CompiledName("Write")>]
    let rec write (plan: PlanDeclaration) : string =
        let head =
            "(plan "
            + Text.quote plan.Name
            + " "
            + atom plan.Order
            + (if plan.Churn then " churn " else " ")

        match plan.Method with
        | PlanMethod.RungeKutta r -> head + RungeKuttaText.write r + ")"
        | PlanMethod.Multistep m ->
            let parts = [
                nameOf forms m.Form
                nameOf clocks m.Clock
                atom m.History
                atom m.Corrector
                nameOf weights m.Weight
                nameOf laws m.Noise
                if m.Momentum then
                    "heavy-ball"
                if m.LeftSums <> 0 then
                    "(left-sums " + atom m.LeftSums + ")"
                for e in m.Estimates do
                    "(estimate "
                    + atom e.Derivative
                    + " "
                    + atom e.Nodes
                    + " "
                    + e.Factor.ToString()
                    + " "
                    + e.Offset.ToString()
                    + ")"
            ]

            let start =
                match m.Start with
                | Some s -> " " + write s
                | None -> ""

            head + "(multistep " + System.String.Join(" ", parts) + start + "))"

    let private number (text: string) =
        match System.Int32.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) with
        | true, n -> Ok n
        | _ -> Error("'" + text + "' is not a whole number")

    let private named what table name =
        match valueOf table name with
        | Some value -> Ok value
        | None -> Error("'" + name + "' is not a " + what)

    let private fraction text =
        match Rational.tryParse text with
        | Some value -> Ok value
        | None -> Error("'" + text + "' is not a fraction")

    let private estimate node =
        match node with
        | Text.Nested [ Text.Atom "estimate"; Text.Atom derivative; Text.Atom nodes; Text.Atom factor; Text.Atom offset ] ->
            match number derivative, number nodes, fraction factor, fraction offset with
            | Ok derivative, Ok nodes, Ok factor, Ok offset ->
                Ok {
                    Derivative = derivative
                    Nodes = nodes
                    Factor = factor
                    Offset = offset
                }
            | Error e, _, _, _
            | _, Error e, _, _
            | _, _, Error e, _
            | _, _, _, Error e -> Error e
        | _ -> Error "an estimate is written as (estimate derivative nodes factor offset)"

    let private isEstimate node =
        match node with
        | Text.Nested(Text.Atom "estimate" :: _) -> true
        | _ -> false

    /// What may follow the six words of a multistep plan, in this order: heavy-ball, left sums, estimates, a starter.
    let private options (nodes: Text.Node list) =
        let momentum, rest =
            match nodes with
            | Text.Atom "heavy-ball" :: rest -> true, rest
            | _ -> false, nodes

        let sums, rest =
            match rest with
            | Text.Nested [ Text.Atom "left-sums"; Text.Atom terms ] :: rest -> number terms, rest
            | _ -> Ok 0, rest

        let estimates = rest |> List.takeWhile isEstimate |> List.map estimate

        let read =
            List.foldBack
                (fun e all ->
                    match e, all with
                    | Ok e, Ok all -> Ok(e :: all)
                    | Error e, _
                    | _, Error e -> Error e)
                estimates
                (Ok [])

        momentum, sums, read, List.skip estimates.Length rest

    let rec private plan depth (node: Text.Node) : Result<PlanDeclaration, string> =
        let declared name order churn body =
            match number order, methodOf depth body with
            | Ok order, Ok m ->
                Ok {
                    Name = name
                    Order = order
                    Method = m
                    Churn = churn
                }
            | Error e, _
            | _, Error e -> Error e

        match node with
        | _ when depth > maximumDepth -> Error "the chain of starters is too long"
        | Text.Nested [ Text.Atom "plan"; Text.Quoted name; Text.Atom order; body ] -> declared name order false body
        | Text.Nested [ Text.Atom "plan"; Text.Quoted name; Text.Atom order; Text.Atom "churn"; body ] ->
            declared name order true body
        | _ ->
            Error
                "a plan is written as (plan \"name\" order (multistep ...)) or (plan \"name\" order (runge-kutta ...))"

    and private methodOf depth node =
        match node with
        | RungeKuttaText.Method read -> read |> Result.map PlanMethod.RungeKutta
        | Text.Nested(Text.Atom "multistep" :: Text.Atom form :: Text.Atom clock :: Text.Atom history :: Text.Atom corrector :: Text.Atom weight :: Text.Atom noise :: rest) ->
            let momentum, sums, estimates, start = options rest

            let startPlan =
                match start with
                | [] -> Ok None
                | [ node ] -> plan (depth + 1) node |> Result.map Some
                | _ -> Error "a plan has at most one starter"

            match
                named "form" forms form,
                named "clock" clocks clock,
                number history,
                number corrector,
                named "weight" weights weight,
                named "noise law" laws noise,
                sums,
                estimates,
                startPlan
            with
            | Ok form, Ok clock, Ok history, Ok corrector, Ok weight, Ok noise, Ok sums, Ok estimates, Ok start ->
                Ok(
                    PlanMethod.Multistep {
                        Form = form
                        Clock = clock
                        History = history
                        Corrector = corrector
                        Weight = weight
                        Noise = noise
                        Momentum = momentum
                        LeftSums = sums
                        Estimates = estimates
                        Start = start
                    }
                )
            | Error e, _, _, _, _, _, _, _, _
            | _, Error e, _, _, _, _, _, _, _
            | _, _, Error e, _, _, _, _, _, _
            | _, _, _, Error e, _, _, _, _, _
            | _, _, _, _, Error e, _, _, _, _
            | _, _, _, _, _, Error e, _, _, _
            | _, _, _, _, _, _, Error e, _, _
            | _, _, _, _, _, _, _, Error e, _
            | _, _, _, _, _, _, _, _, Error e -> Error e
        | _ -> Error "the method of a plan is not one that is known here"

    /// The plan that write wrote, or what is wrong with the text.
    [<CompiledName("Read")>]
    let read (text: string) : Result<PlanDeclaration, string> =
        Text.readNode text |> Result.bind (plan 0)
