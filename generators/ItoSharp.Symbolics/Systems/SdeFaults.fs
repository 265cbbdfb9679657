namespace ItoSharp.Symbolics

open System.Globalization

/// What can be wrong with a declared equation. Every message says what was found, where, and what would be right.
module internal SdeFaults =
    let private fault rule memberName message : SdeFault = {
        Rule = rule
        Member = memberName
        Message = message
    }

    let private count (n: int) =
        n.ToString(CultureInfo.InvariantCulture)

    let private number (x: float) =
        x.ToString("R", CultureInfo.InvariantCulture)

    let private quoted names =
        names |> Seq.map (fun n -> "'" + n + "'") |> String.concat ", "

    let private parameterNames (d: SdeDeclaration) = d.Parameters |> List.map _.Name

    let private noiseNames (d: SdeDeclaration) = d.Noises |> List.map _.Name

    let private ofNames (d: SdeDeclaration) = [
        if d.State.IsEmpty then
            fault "no-state" d.Name "The state has no component; declare at least one."

        for what, names in [ "component", d.State; "parameter", parameterNames d; "noise", noiseNames d ] do
            for name, times in List.countBy id names do
                if name = "" then
                    fault "empty-name" d.Name ("A " + what + " has no name; every one needs a name of its own.")

                if times > 1 then
                    fault
                        "duplicate-name"
                        name
                        ("The " + what + " '" + name + "' is declared twice; rename one of them.")

        for name in d.State @ parameterNames d do
            if name = "t" then
                fault "reserved-name" name "Neither a component nor a parameter can be called 't', which is the time."

        for name in Set.intersect (Set.ofList d.State) (Set.ofList (parameterNames d)) do
            fault
                "duplicate-name"
                name
                ("'"
                 + name
                 + "' is both a component of the state and a parameter; rename one of them.")
    ]

    let private ofTimes (d: SdeDeclaration) = [
        let finite = Probe.isFinite d.MinTime && d.MaxTime |> Option.forall Probe.isFinite

        if not finite || d.MaxTime |> Option.exists (fun last -> last <= d.MinTime) then
            fault
                "time-interval"
                d.Name
                ("The times are "
                 + number d.MinTime
                 + " and "
                 + (d.MaxTime |> Option.map number |> Option.defaultValue "open")
                 + "; both must be finite and the first below the last.")
    ]

    let private ofDefaults (d: SdeDeclaration) = [
        for p in d.Parameters do
            match p.Default with
            | Some x when not (Probe.isFinite x) ->
                fault
                    "parameter-default"
                    p.Name
                    ("The default of '" + p.Name + "' is " + number x + "; it must be finite.")
            | Some x when p.Positive && x <= 0.0 ->
                fault
                    "parameter-default"
                    p.Name
                    ("The default of '"
                     + p.Name
                     + "' is "
                     + number x
                     + ", but it is declared positive; give it a positive default or drop the claim.")
            | _ -> ()
    ]

    let private unknown (known: Set<string>) memberName e = [
        for name in Set.difference (Expr.variables e) known do
            fault
                "unknown-name"
                memberName
                ("'"
                 + name
                 + "' is neither the time t nor "
                 + (if known.IsEmpty then
                        "declared"
                    else
                        "one of " + quoted (Set.remove "t" known))
                 + "; declare it as a parameter or correct the name.")
    ]

    let private ofComponents (d: SdeDeclaration) = [
        let known = Set.ofList ("t" :: d.State @ parameterNames d)

        for name, parts in ("Drift", d.Drift) :: (d.Noises |> List.map (fun n -> n.Name, n.Components)) do
            if parts.Length <> d.State.Length then
                fault
                    "component-count"
                    name
                    ("'"
                     + name
                     + "' has "
                     + count parts.Length
                     + " formulas, but the state has "
                     + count d.State.Length
                     + " components; it needs one for each of "
                     + quoted d.State
                     + ".")

            for e in parts do
                yield! unknown known name e

        for n in d.Noises do
            if not n.Components.IsEmpty && n.Components |> List.forall (fun e -> e = Expr.zero) then
                fault "noise-zero" n.Name ("The noise '" + n.Name + "' drives no component; remove it.")
    ]

    let private ofCorrelations (d: SdeDeclaration) = [
        let noises = noiseNames d
        let state = Set.ofList d.State
        let known = Set.ofList ("t" :: d.State @ parameterNames d)

        let pairOf (c: SdeCorrelation) =
            min c.First c.Second, max c.First c.Second

        for c in d.Correlations do
            let name = c.First + ", " + c.Second

            for noise in [ c.First; c.Second ] do
                if not (List.contains noise noises) then
                    fault
                        "correlation-unknown"
                        name
                        ("'"
                         + noise
                         + "' is no noise of this equation; its noises are "
                         + quoted noises
                         + ".")

            if c.First = c.Second then
                fault
                    "correlation-self"
                    name
                    ("A noise has the correlation 1 with itself; name two noises, or remove this one of '"
                     + c.First
                     + "'.")

            for used in Set.intersect (Expr.variables c.Value) state do
                fault
                    "correlation-of-state"
                    name
                    ("The correlation depends on the component '"
                     + used
                     + "'; it can depend on parameters and the time only. Write the dependence into the noises, as r g_1 + sqrt(1 - r^2) g_2.")

            yield! unknown known name c.Value

            match c.Value with
            | e when (Expr.variables e).IsEmpty ->
                let value = Evaluate.at Map.empty e

                if not (abs value < 1.0) then
                    fault
                        "correlation-range"
                        name
                        ("The correlation is "
                         + number value
                         + "; it must lie strictly between -1 and 1. Noises that are each other's multiples are one noise.")
            | _ -> ()

        for (first, second), times in d.Correlations |> List.countBy pairOf do
            if times > 1 then
                fault
                    "correlation-twice"
                    (first + ", " + second)
                    ("The correlation of '"
                     + first
                     + "' and '"
                     + second
                     + "' is declared twice; keep one.")
    ]

    /// Only for constant correlations of a declaration without other faults: others are run-time values.
    let private ofDefiniteness (d: SdeDeclaration) = [
        if d.Correlations |> List.forall (fun c -> (Expr.variables c.Value).IsEmpty) then
            let factor = CorrelationMatrix.factor d

            let step (values: Map<string, float>) (name, e) =
                Map.add name (Evaluate.at values e) values

            let values = List.fold step Map.empty factor.Lets

            let bad =
                List.zip d.Noises factor.Pivots
                |> List.tryFind (fun (_, e) ->
                    match e with
                    | Const c -> c.Sign <= 0
                    | e -> not (Evaluate.at values e > 1e-12))

            match bad with
            | Some(noise, pivot) ->
                fault
                    "correlation-not-positive-definite"
                    noise.Name
                    ("The correlations contradict each other: given the noises before it, '"
                     + noise.Name
                     + "' would have the variance "
                     + number (Evaluate.at values pivot)
                     + ", which must be above 0. Bring its correlations nearer to 0.")
            | None -> ()
    ]

    let private ofDomains (d: SdeDeclaration) = [
        for m in d.Domains do
            if not (List.contains m.Component d.State) then
                fault
                    "domain-unknown"
                    m.Component
                    ("'"
                     + m.Component
                     + "' is no component of the state; its components are "
                     + quoted d.State
                     + ".")

            let bounds = Option.toList m.Min @ Option.toList m.Max

            if bounds.IsEmpty then
                fault
                    "domain-empty"
                    m.Component
                    ("The domain of '"
                     + m.Component
                     + "' has neither Min nor Max; give it one, or remove it.")

            for x in bounds do
                if not (Probe.isFinite x) then
                    fault
                        "domain-bound"
                        m.Component
                        ("A bound of '"
                         + m.Component
                         + "' is "
                         + number x
                         + "; leave an infinite bound out.")

            match m.Min, m.Max with
            | Some low, Some high when low >= high ->
                fault
                    "domain-bound"
                    m.Component
                    ("The domain of '"
                     + m.Component
                     + "' runs from "
                     + number low
                     + " to "
                     + number high
                     + "; Min must be below Max.")
            | _ -> ()

        for name, times in d.Domains |> List.countBy _.Component do
            if times > 1 then
                fault "domain-twice" name ("'" + name + "' has two domains; keep one.")
    ]

    /// All faults; none where the declaration is sound.
    let all (d: SdeDeclaration) : SdeFault list =
        let shape =
            ofNames d
            @ ofTimes d
            @ ofDefaults d
            @ ofComponents d
            @ ofCorrelations d
            @ ofDomains d

        if shape.IsEmpty then ofDefiniteness d else shape
