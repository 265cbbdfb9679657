namespace ItoSharp.Symbolics

open System

/// What can be wrong with a declared process. Every message says what was found, where, and what would be right.
module internal ProcessFaults =
    open ProcessForms

    let private fault rule memberName message = {
        Rule = rule
        Member = memberName
        Message = message
    }

    let private text = ProcessNumbers.text

    let private reserved = [ "t"; "lambda" ]

    /// What can be said without evaluating anything.
    let ofShape (d: ProcessDeclaration) : ProcessFault list =
        let names = d.Parameters |> List.map fst

        [
            if
                not (
                    Probe.isFinite d.MinTime
                    && Probe.isFinite d.MaxTime
                    && 0.0 <= d.MinTime
                    && d.MinTime < d.MaxTime
                )
            then
                fault
                    "time-interval"
                    d.Name
                    ("MinTime is "
                     + text d.MinTime
                     + " and MaxTime is "
                     + text d.MaxTime
                     + ", but 0 <= MinTime < MaxTime must hold and both must be finite.")

            for name in names |> List.filter (fun n -> List.contains n reserved) do
                fault
                    "reserved-name"
                    name
                    ("A parameter cannot be called '"
                     + name
                     + "': t is the time and lambda the log-SNR.")

            for name, count in names |> List.countBy id do
                if count > 1 then
                    fault "duplicate-parameter" name ("The parameter '" + name + "' is declared twice.")

            for name, value in d.Parameters do
                match value with
                | Some x when not (Probe.isFinite x) ->
                    fault
                        "parameter-default"
                        name
                        ("The default of '" + name + "' is " + text x + "; it must be finite.")
                | _ -> ()

            if d.Drift.IsNone && d.Alpha.IsNone then
                fault "missing-pair" d.Name "Neither Drift nor Alpha is declared; declare Drift(t) or Alpha(t)."

            if d.Diffusion.IsNone && d.Sigma.IsNone then
                fault "missing-pair" d.Name "Neither Diffusion nor Sigma is declared; declare Diffusion(t) or Sigma(t)."

            for memberName, e in
                [
                    "Drift", d.Drift
                    "Diffusion", d.Diffusion
                    "Alpha", d.Alpha
                    "Sigma", d.Sigma
                ] do
                match e with
                | Some e ->
                    let known = Set.ofList ("t" :: names)

                    for name in Set.difference (Expr.variables e) known do
                        fault
                            "unknown-name"
                            memberName
                            (memberName
                             + " uses '"
                             + name
                             + "', which is neither the time t nor a parameter ("
                             + String.Join(", ", names)
                             + ").")
                | None -> ()
        ]

    /// Where both of a pair are declared, they must agree.
    let ofDisagreement setting (d: ProcessDeclaration) : ProcessFault list =
        let wrt = Differentiate.wrt "t"

        let compare rule memberName declared derived what =
            let at = ProcessNumbers.at setting.Trials.Head
            let left, right = at declared, at derived

            let differs t =
                let a, b = left t, right t

                Probe.isFinite a
                && Probe.isFinite b
                && abs (a - b) > 1e-6 * (abs a + abs b) + 1e-9

            match setting.Times |> Array.tryFind differs with
            | Some t -> [
                fault
                    rule
                    memberName
                    (what
                     + " at t = "
                     + text t
                     + ": declared "
                     + text (left t)
                     + ", derived "
                     + text (right t)
                     + ".")
              ]
            | None -> []

        let driftFaults =
            match d.Drift, d.Alpha with
            | Some f, Some alpha ->
                compare "drift-disagrees" "Drift" f (wrt alpha / alpha) "Drift differs from Alpha'/Alpha"
            | _ -> []

        let diffusionFaults =
            match d.Diffusion, d.Sigma with
            | Some g, Some sigma ->
                let f =
                    match d.Drift, d.Alpha with
                    | Some f, _ -> f
                    | None, Some alpha -> wrt alpha / alpha
                    | None, None -> Expr.zero

                compare
                    "diffusion-disagrees"
                    "Diffusion"
                    (g * g)
                    (Expr.integer 2 * sigma * wrt sigma - Expr.integer 2 * f * sigma * sigma)
                    "Diffusion^2 differs from (Sigma^2)' - 2 f Sigma^2"
            | _ -> []

        driftFaults @ diffusionFaults

    /// What the numbers at the default parameters say.
    let ofValues setting (d: ProcessDeclaration) f g2 (logAlpha: float[], rhoSquared: float[]) : ProcessFault list =
        let parameters = setting.Trials.Head
        let at e = ProcessNumbers.at parameters e
        let times = setting.Times
        let noiseMember = if d.Sigma.IsSome then "Sigma" else "Diffusion"
        let first predicate = times |> Array.tryFind predicate
        let inside t = t > d.MinTime && t < d.MaxTime

        let firstIndex predicate =
            seq { 0 .. times.Length - 1 } |> Seq.tryFind predicate

        // An integral from 0 exists where t f(t) dies out towards 0; a pole of first or higher order keeps it up.
        let hasPoleAtZero e =
            let size t = abs (t * at e t)
            let near, far = size 1e-11, size 1e-5
            Probe.isFinite near && near > 1e-9 && near > 0.5 * far

        let poleFault rule memberName power =
            fault
                rule
                memberName
                (memberName
                 + power
                 + " grows like 1/t or faster towards t = 0, so its integral from 0 does not exist; mend it there, or declare Alpha and Sigma.")

        let alphaFaults =
            match d.Alpha with
            | None when hasPoleAtZero f -> [ poleFault "drift-not-integrable" "Drift" "" ]
            | Some alpha ->
                match first (fun t -> let a = at alpha t in not (a > 0.0) && not (t = d.MaxTime && abs a < 1e-12)) with
                | Some t -> [
                    fault
                        "alpha-not-positive"
                        "Alpha"
                        ("Alpha is "
                         + text (at alpha t)
                         + " at t = "
                         + text t
                         + "; it must be positive, and may reach 0 at MaxTime only.")
                  ]
                | None -> []
            | None ->
                match first (fun t -> inside t && not (Probe.isFinite (at f t))) with
                | Some t -> [
                    fault
                        "drift-not-finite"
                        "Drift"
                        ("Drift is "
                         + text (at f t)
                         + " at t = "
                         + text t
                         + "; it must be finite before MaxTime.")
                  ]
                | None ->
                    match firstIndex (fun i -> Double.IsNaN logAlpha.[i] && inside times.[i]) with
                    | Some i -> [
                        fault
                            "drift-not-integrable"
                            "Drift"
                            ("The integral of Drift from 0 to t = "
                             + text times.[i]
                             + " is not a number; Drift must be defined from t = 0.")
                      ]
                    | None -> []

        let sigmaFaults =
            match d.Sigma with
            | Some sigma ->
                match first (fun t -> let s = at sigma t in not (s > 0.0) && not (t = 0.0 && abs s < 1e-12)) with
                | Some t -> [
                    fault
                        "sigma-not-positive"
                        "Sigma"
                        ("Sigma is "
                         + text (at sigma t)
                         + " at t = "
                         + text t
                         + "; it must be positive, and may be 0 at t = 0 only.")
                  ]
                | None -> []
            | None when hasPoleAtZero g2 -> [ poleFault "diffusion-not-integrable" "Diffusion" "^2" ]
            | None ->
                match first (fun t -> inside t && not (Probe.isFinite (at d.Diffusion.Value t))) with
                | Some t -> [
                    fault
                        "diffusion-not-finite"
                        "Diffusion"
                        ("Diffusion is "
                         + text (at d.Diffusion.Value t)
                         + " at t = "
                         + text t
                         + "; it must be finite before MaxTime (the square root of a negative number?).")
                  ]
                | None -> []

        let squareFaults =
            let noise =
                1e-9
                * (times
                   |> Array.map (at g2)
                   |> Array.filter Probe.isFinite
                   |> Array.fold (fun m x -> max m (abs x)) 0.0)

            match first (fun t -> inside t && at g2 t < -noise) with
            | Some t -> [
                fault
                    "diffusion-negative"
                    noiseMember
                    ("The squared diffusion g^2 = (sigma^2)' - 2 f sigma^2 is "
                     + text (at g2 t)
                     + " at t = "
                     + text t
                     + "; no process has these Alpha and Sigma, because sigma/alpha falls there.")
              ]
            | None -> []

        let clockFaults =
            // lambda = -log(rho^2)/2 falls strictly where rho^2 rises strictly.
            // At MaxTime itself the rates may have no value.
            let falls i =
                not (rhoSquared.[i] > rhoSquared.[i - 1])
                && not (Double.IsInfinity rhoSquared.[i])
                && not (i = times.Length - 1 && Double.IsNaN rhoSquared.[i])

            match firstIndex (fun i -> i > 0 && falls i) with
            | Some i ->
                let lambda (x: float) = text (-0.5 * Math.Log x)

                [
                    fault
                        "lambda-not-monotone"
                        noiseMember
                        ("lambda = log(alpha/sigma) must fall strictly, but it goes from "
                         + lambda rhoSquared.[i - 1]
                         + " at t = "
                         + text times.[i - 1]
                         + " to "
                         + lambda rhoSquared.[i]
                         + " at t = "
                         + text times.[i]
                         + "; sigma/alpha must rise with t.")
                ]
            | None -> []

        match alphaFaults @ sigmaFaults with
        | [] ->
            match squareFaults with
            | [] -> clockFaults
            | found -> found
        | found -> found
