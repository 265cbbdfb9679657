namespace ItoSharp.Symbolics

open System

/// From a declared process to its closed forms, or to what is wrong with it.
module ProcessDerivation =
    open ProcessForms

    let private fault rule memberName message =
        { Rule = rule
          Member = memberName
          Message = message }

    let private text = ProcessNumbers.text

    let private reserved = [ "t"; "lambda" ]

    /// What can be said without evaluating anything.
    let private shapeFaults (d: ProcessDeclaration) : ProcessFault list =
        let names = d.Parameters |> List.map fst

        [ if not (Probe.isFinite d.MinTime && Probe.isFinite d.MaxTime && 0.0 <= d.MinTime && d.MinTime < d.MaxTime) then
              fault
                  "time-interval"
                  d.Name
                  ("MinTime is "
                   + text d.MinTime
                   + " and MaxTime is "
                   + text d.MaxTime
                   + ", but 0 <= MinTime < MaxTime must hold and both must be finite.")

          for name in names |> List.filter (fun n -> List.contains n reserved) do
              fault "reserved-name" name ("A parameter cannot be called '" + name + "': t is the time and lambda the log-SNR.")

          for name, count in names |> List.countBy id do
              if count > 1 then
                  fault "duplicate-parameter" name ("The parameter '" + name + "' is declared twice.")

          for name, value in d.Parameters do
              match value with
              | Some x when not (Probe.isFinite x) ->
                  fault "parameter-default" name ("The default of '" + name + "' is " + text x + "; it must be finite.")
              | _ -> ()

          if d.Drift.IsNone && d.Alpha.IsNone then
              fault "missing-pair" d.Name "Neither Drift nor Alpha is declared; declare Drift(t) or Alpha(t)."

          if d.Diffusion.IsNone && d.Sigma.IsNone then
              fault "missing-pair" d.Name "Neither Diffusion nor Sigma is declared; declare Diffusion(t) or Sigma(t)."

          for memberName, e in [ "Drift", d.Drift; "Diffusion", d.Diffusion; "Alpha", d.Alpha; "Sigma", d.Sigma ] do
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
              | None -> () ]

    /// The two rates f and g^2, from whichever pair is declared.
    let private rates setting (d: ProcessDeclaration) : Expr * Expr =
        let wrt = Differentiate.wrt "t"

        let drift =
            match d.Drift, d.Alpha with
            | Some f, _ -> polish setting f
            | None, Some alpha -> polish setting (wrt (logarithm setting alpha))
            | None, None -> Expr.zero

        let diffusionSquared =
            match d.Diffusion, d.Sigma with
            | Some g, _ -> polish setting (g * g)
            | None, Some sigma ->
                let direct = Expr.integer 2 * sigma * wrt sigma - Expr.integer 2 * drift * sigma * sigma

                let forms =
                    match d.Alpha with
                    | Some alpha ->
                        // alpha^2 (rho^2)' has no difference of like terms.
                        // For variance-preserving pairs it is just -2f.
                        let rho = polish setting (polish setting sigma / alpha)
                        let byRatio = polish setting (alpha * alpha * wrt (polish setting (rho * rho)))
                        [ polish setting (Expr.integer -2 * drift); byRatio; together byRatio; polish setting direct ]
                    | None -> [ polish setting direct ]

                forms
                |> List.filter (fun e -> agrees setting 1e-6 e direct)
                |> function
                    | [] -> direct
                    | right -> List.minBy Expr.size right
            | None, None -> Expr.zero

        drift, diffusionSquared

    /// Where both of a pair are declared, they must agree.
    let private disagreements setting (d: ProcessDeclaration) : ProcessFault list =
        let wrt = Differentiate.wrt "t"

        let compare rule memberName declared derived what =
            let at = ProcessNumbers.at setting.Trials.Head
            let left, right = at declared, at derived

            let differs t =
                let a, b = left t, right t
                Probe.isFinite a && Probe.isFinite b && abs (a - b) > 1e-6 * (abs a + abs b) + 1e-9

            match setting.Times |> Array.tryFind differs with
            | Some t ->
                [ fault rule memberName (what + " at t = " + text t + ": declared " + text (left t) + ", derived " + text (right t) + ".") ]
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

    /// log alpha at the times.
    let private logAlphaNumbers setting (d: ProcessDeclaration) f parameters =
        match d.Alpha with
        | Some alpha -> setting.Times |> Array.map (ProcessNumbers.at parameters alpha >> Math.Log)
        | None -> ProcessNumbers.cumulative (ProcessNumbers.at parameters f) setting.Times

    /// rho^2 at the times; log alpha by its formula where there is one, else by quadrature inside the quadrature.
    let private rhoSquaredNumbers setting (d: ProcessDeclaration) f g2 logAlpha (logAlphaNumbers: float[]) parameters =
        let at e = ProcessNumbers.at parameters e

        match d.Sigma with
        | Some sigma ->
            let sigma = at sigma
            Array.map2 (fun t a -> Math.Pow(sigma t, 2.0) * Math.Exp(-2.0 * a)) setting.Times logAlphaNumbers
        | None ->
            let logAlphaAt =
                match logAlpha with
                | Closed formula -> at formula
                | Numeric _ ->
                    let f = at f

                    fun t ->
                        // From the last tabulated time before t.
                        let index = Array.BinarySearch(setting.Times, t)
                        let index = if index >= 0 then index else ~~~index - 1
                        let start, value = if index < 0 then 0.0, 0.0 else setting.Times.[index], logAlphaNumbers.[index]
                        value + GaussLegendre.integrate 1 f start t

            let g2 = at g2
            ProcessNumbers.cumulative (fun t -> g2 t * Math.Exp(-2.0 * logAlphaAt t)) setting.Times

    /// What the numbers at the default parameters say.
    let private valueFaults setting (d: ProcessDeclaration) f g2 (logAlpha: float[], rhoSquared: float[]) : ProcessFault list =
        let parameters = setting.Trials.Head
        let at e = ProcessNumbers.at parameters e
        let times = setting.Times
        let noiseMember = if d.Sigma.IsSome then "Sigma" else "Diffusion"
        let first predicate = times |> Array.tryFind predicate
        let inside t = t > d.MinTime && t < d.MaxTime
        let firstIndex predicate = seq { 0 .. times.Length - 1 } |> Seq.tryFind predicate

        let alphaFaults =
            match d.Alpha with
            | Some alpha ->
                match first (fun t -> let a = at alpha t in not (a > 0.0) && not (t = d.MaxTime && abs a < 1e-12)) with
                | Some t ->
                    [ fault "alpha-not-positive" "Alpha"
                          ("Alpha is " + text (at alpha t) + " at t = " + text t
                           + "; it must be positive, and may reach 0 at MaxTime only.") ]
                | None -> []
            | None ->
                match first (fun t -> inside t && not (Probe.isFinite (at f t))) with
                | Some t -> [ fault "drift-not-finite" "Drift" ("Drift is " + text (at f t) + " at t = " + text t + "; it must be finite before MaxTime.") ]
                | None ->
                    match firstIndex (fun i -> Double.IsNaN logAlpha.[i] && inside times.[i]) with
                    | Some i -> [ fault "drift-not-integrable" "Drift" ("The integral of Drift from 0 to t = " + text times.[i] + " is not a number; Drift must be defined from t = 0.") ]
                    | None -> []

        let sigmaFaults =
            match d.Sigma with
            | Some sigma ->
                match first (fun t -> let s = at sigma t in not (s > 0.0) && not (t = 0.0 && abs s < 1e-12)) with
                | Some t ->
                    [ fault "sigma-not-positive" "Sigma"
                          ("Sigma is " + text (at sigma t) + " at t = " + text t
                           + "; it must be positive, and may be 0 at t = 0 only.") ]
                | None -> []
            | None ->
                match first (fun t -> inside t && not (Probe.isFinite (at d.Diffusion.Value t))) with
                | Some t -> [ fault "diffusion-not-finite" "Diffusion" ("Diffusion is " + text (at d.Diffusion.Value t) + " at t = " + text t + "; it must be finite before MaxTime (the square root of a negative number?).") ]
                | None -> []

        let squareFaults =
            let noise = 1e-9 * (times |> Array.map (at g2) |> Array.filter Probe.isFinite |> Array.fold (fun m x -> max m (abs x)) 0.0)

            match first (fun t -> inside t && at g2 t < -noise) with
            | Some t ->
                [ fault "diffusion-negative" noiseMember
                      ("The squared diffusion g^2 = (sigma^2)' - 2 f sigma^2 is " + text (at g2 t) + " at t = " + text t
                       + "; no process has these Alpha and Sigma, because sigma/alpha falls there.") ]
            | None -> []

        let clockFaults =
            // lambda = -log(rho^2)/2 falls strictly where rho^2 rises strictly.
            match firstIndex (fun i -> i > 0 && not (rhoSquared.[i] > rhoSquared.[i - 1]) && not (Double.IsInfinity rhoSquared.[i])) with
            | Some i ->
                let lambda (x: float) = text (-0.5 * Math.Log x)

                [ fault "lambda-not-monotone" noiseMember
                      ("lambda = log(alpha/sigma) must fall strictly, but it goes from " + lambda rhoSquared.[i - 1] + " at t = "
                       + text times.[i - 1] + " to " + lambda rhoSquared.[i] + " at t = " + text times.[i]
                       + "; sigma/alpha must rise with t.") ]
            | None -> []

        match alphaFaults @ sigmaFaults with
        | [] ->
            match squareFaults with
            | [] -> clockFaults
            | found -> found
        | found -> found

    let private orNumeric reason form =
        match form with
        | Some e -> Closed e
        | None -> Numeric reason

    let private noDriftIntegral = "the integral of the drift f(t) has no closed form that the integrator finds"
    let private noRatioIntegral = "the integral of g(t)^2/alpha(t)^2 has no closed form that the integrator finds"
    let private noInverse = "lambda(t) has no closed inverse that the solver finds and that holds on the whole interval"

    let private logAlphaForm setting (d: ProcessDeclaration) f numbers =
        match d.Alpha with
        | Some alpha -> Closed(logarithm setting alpha)
        | None -> integral setting numbers f |> Option.map fst |> orNumeric noDriftIntegral

    let private forms setting (d: ProcessDeclaration) f g2 logAlpha (rhoSquaredNumbers: float[] list) : DerivedProcess =
        let alpha =
            match d.Alpha, logAlpha with
            | Some alpha, _ -> Closed(polish setting alpha)
            | None, Closed a -> Closed(polish setting (Expr.exp a))
            | None, Numeric reason -> Numeric reason

        // rho^2, rho and the plain forms that the inverter may try.
        let rhoSquared, rho, plain =
            match d.Sigma, alpha, logAlpha with
            | Some sigma, Closed a, _ ->
                let rho = polish setting (polish setting sigma / a)
                Closed(polish setting (rho * rho)), Closed rho, [ Expand.expand (sigma * sigma / (a * a)) ]
            | None, Closed _, Closed la ->
                match integral setting rhoSquaredNumbers (polish setting (g2 * Expr.exp (Expr.integer -2 * la))) with
                | Some(form, raw) -> Closed form, Closed(root setting form), [ raw ]
                | None -> Numeric noRatioIntegral, Numeric noRatioIntegral, []
            | _ -> Numeric noDriftIntegral, Numeric noDriftIntegral, []

        let sigma =
            match d.Sigma, alpha, rho with
            | Some sigma, _, _ -> Closed(polish setting sigma)
            | None, Closed a, Closed r -> Closed(polish setting (a * r))
            | _, Numeric reason, _
            | _, _, Numeric reason -> Numeric reason

        let logSigma =
            match sigma with
            | Closed s -> Closed(logarithm setting s)
            | Numeric reason -> Numeric reason

        let lambda =
            match rhoSquared with
            | Closed r -> Closed(simplify setting (Expr.rational -1 2 * logarithm setting r))
            | Numeric reason -> Numeric reason

        let timeOfLambda =
            match lambda, rhoSquared, rho with
            | Closed l, Closed r2, Closed r ->
                let y = Var "lambda"
                let square = Expr.exp (Expr.integer -2 * y)
                let equations = (l, y) :: (r2, square) :: (r, Expr.exp (-y)) :: (plain |> List.map (fun p -> p, square))

                let preserving =
                    // alpha^2 + sigma^2 = 1: alpha alone tells lambda.
                    match alpha, sigma with
                    | Closed a, Closed s when agrees setting 1e-10 (a * a + s * s) Expr.one ->
                        [ a, Expr.pow (Expr.one + square) (Rational.Of(-1, 2))
                          s, Expr.pow (Expr.one + Expr.exp (Expr.integer 2 * y)) (Rational.Of(-1, 2)) ]
                    | _ -> []

                timeOfLambda setting l (equations @ preserving) |> orNumeric noInverse
            | Numeric reason, _, _
            | _, Numeric reason, _
            | _, _, Numeric reason -> Numeric reason

        { LogAlpha = logAlpha
          Alpha = alpha
          Sigma = sigma
          LogSigma = logSigma
          Rho = rho
          RhoSquared = rhoSquared
          Lambda = lambda
          TimeOfLambda = timeOfLambda
          Drift = f
          DiffusionSquared = g2 }

    /// The closed forms of a declared process, or its faults. The formulas take t and every parameter whose default is
    /// positive (or absent) to be positive.
    [<CompiledName("Derive")>]
    let derive (d: ProcessDeclaration) : Result<DerivedProcess, ProcessFault list> =
        match shapeFaults d with
        | [] ->
            // A general power is an exponential in here: it integrates, inverts and differentiates by the same rules.
            let plain = Option.map Simplify.powersAsExponentials

            let d =
                { d with
                    Drift = plain d.Drift
                    Diffusion = plain d.Diffusion
                    Alpha = plain d.Alpha
                    Sigma = plain d.Sigma }

            let positive =
                d.Parameters
                |> List.filter (fun (_, value) -> defaultArg value 1.0 > 0.0)
                |> List.map fst
                |> Set.ofList

            let setting =
                { Positive = Set.add "t" positive
                  Trials = ProcessNumbers.trials d
                  Times = ProcessNumbers.times d }

            match disagreements setting d with
            | [] ->
                let f, g2 = rates setting d
                let trials = setting.Trials |> List.truncate 3
                let logAlphas = trials |> List.map (logAlphaNumbers setting d f)
                let logAlpha = logAlphaForm setting d f logAlphas

                let rhoSquareds =
                    List.map2 (rhoSquaredNumbers setting d f g2 logAlpha) logAlphas trials

                match valueFaults setting d f g2 (logAlphas.Head, rhoSquareds.Head) with
                | [] -> Ok(forms setting d f g2 logAlpha rhoSquareds)
                | faults -> Error faults
            | faults -> Error faults
        | faults -> Error faults
