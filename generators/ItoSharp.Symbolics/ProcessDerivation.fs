namespace ItoSharp.Symbolics

open System

/// From a declared process to its closed forms, or to what is wrong with it.
module ProcessDerivation =
    open ProcessForms

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
                let direct =
                    Expr.integer 2 * sigma * wrt sigma - Expr.integer 2 * drift * sigma * sigma

                let plain = polish setting direct

                let forms =
                    match d.Alpha with
                    | Some alpha ->
                        // alpha^2 (rho^2)' has no difference of like terms.
                        // For variance-preserving pairs it is just -2f.
                        let rho = polish setting (polish setting sigma / alpha)
                        let byRatio = polish setting (alpha * alpha * wrt (polish setting (rho * rho)))
                        [ polish setting (Expr.integer -2 * drift); byRatio; together plain; plain ]
                    | None -> [ together plain; plain ]

                forms
                |> List.filter (fun e -> agrees setting 1e-6 e direct)
                |> function
                    | [] -> direct
                    | right -> List.minBy Expr.size right
            | None, None -> Expr.zero

        drift, diffusionSquared

    /// log alpha at the times.
    let private logAlphaNumbers setting (d: ProcessDeclaration) f parameters =
        match d.Alpha with
        | Some alpha ->
            // Rounding may leave an alpha that ends at 0 a hair below it.
            let log a =
                if abs a < 1e-12 then -infinity else Math.Log a

            setting.Times |> Array.map (ProcessNumbers.at parameters alpha >> log)
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

                        let start, value =
                            if index < 0 then
                                0.0, 0.0
                            else
                                setting.Times.[index], logAlphaNumbers.[index]

                        value + GaussLegendre.integrate 1 f start t

            let g2 = at g2
            ProcessNumbers.cumulative (fun t -> g2 t * Math.Exp(-2.0 * logAlphaAt t)) setting.Times

    let private orNumeric reason form =
        match form with
        | Some e -> Closed e
        | None -> Numeric reason

    let private noDriftIntegral =
        "the integral of the drift f(t) has no closed form that the integrator finds"

    let private noRatioIntegral =
        "the integral of g(t)^2/alpha(t)^2 has no closed form that the integrator finds"

    let private noInverse =
        "lambda(t) has no closed inverse that the solver finds and that holds on the whole interval"

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
                match ratioIntegral setting rhoSquaredNumbers f g2 la with
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
            | Closed r -> Closed(polish setting (Expr.rational -1 2 * logarithm setting r))
            | Numeric reason -> Numeric reason

        let timeOfLambda =
            match lambda, rhoSquared, rho with
            | Closed l, Closed r2, Closed r ->
                let y = Var "lambda"
                let square = Expr.exp (Expr.integer -2 * y)

                let equations =
                    (l, y)
                    :: (r2, square)
                    :: (r, Expr.exp (-y))
                    :: (plain |> List.map (fun p -> p, square))

                let preserving =
                    // alpha^2 + sigma^2 = 1: alpha alone tells lambda.
                    match alpha, sigma with
                    | Closed a, Closed s when agrees setting 1e-10 (a * a + s * s) Expr.one -> [
                        a, Expr.pow (Expr.one + square) (Rational.Of(-1, 2))
                        s, Expr.pow (Expr.one + Expr.exp (Expr.integer 2 * y)) (Rational.Of(-1, 2))
                      ]
                    | _ -> []

                timeOfLambda setting l (equations @ preserving) |> orNumeric noInverse
            | Numeric reason, _, _
            | _, Numeric reason, _
            | _, _, Numeric reason -> Numeric reason

        {
            LogAlpha = logAlpha
            Alpha = alpha
            Sigma = sigma
            LogSigma = logSigma
            Rho = rho
            RhoSquared = rhoSquared
            Lambda = lambda
            TimeOfLambda = timeOfLambda
            Drift = f
            DiffusionSquared = g2
        }

    /// The closed forms of a declared process, or its faults. The formulas take t and every parameter whose default is
    /// positive (or absent) to be positive.
    [<CompiledName("Derive")>]
    let derive (d: ProcessDeclaration) : Result<DerivedProcess, ProcessFault list> =
        match ProcessFaults.ofShape d with
        | [] ->
            // A general power is an exponential in here: it integrates, inverts and differentiates by the same rules.
            let plain = Option.map Simplify.powersAsExponentials

            let d = {
                d with
                    Drift = plain d.Drift
                    Diffusion = plain d.Diffusion
                    Alpha = plain d.Alpha
                    Sigma = plain d.Sigma
            }

            let positive =
                d.Parameters
                |> List.filter (fun (_, value) -> defaultArg value 1.0 > 0.0)
                |> List.map fst
                |> Set.ofList

            let times = ProcessNumbers.times d

            let setting = {
                Positive = Set.add "t" positive
                Trials = ProcessNumbers.plausible d times (ProcessNumbers.trials d)
                Times = times
            }

            match ProcessFaults.ofDisagreement setting d with
            | [] ->
                let f, g2 = rates setting d
                let trials = setting.Trials |> List.truncate 3
                let logAlphas = trials |> List.map (logAlphaNumbers setting d f)
                let logAlpha = logAlphaForm setting d f logAlphas

                let rhoSquareds =
                    List.map2 (rhoSquaredNumbers setting d f g2 logAlpha) logAlphas trials

                match ProcessFaults.ofValues setting d f g2 (logAlphas.Head, rhoSquareds.Head) with
                | [] -> Ok(forms setting d f g2 logAlpha rhoSquareds)
                | faults -> Error faults
            | faults -> Error faults
        | faults -> Error faults
