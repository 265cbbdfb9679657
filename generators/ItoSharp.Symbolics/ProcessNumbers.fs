namespace ItoSharp.Symbolics

open System

/// Numbers of a process at trial parameters: the judge of every formula that the derivation proposes.
module internal ProcessNumbers =
    /// Parameter values: the defaults first (1 where there is none), then four sets around them.
    let trials (d: ProcessDeclaration) : Map<string, float> list =
        [ for trial in 0..4 do
              d.Parameters
              |> List.mapi (fun i (name, value) ->
                  let centre = defaultArg value 1.0
                  let u = Probe.unit i trial

                  if trial = 0 then name, centre
                  elif centre = 0.0 then name, 0.2 * u
                  else name, centre * (0.85 + 0.3 * u))
              |> Map.ofList ]

    /// Times from MinTime to MaxTime, denser at both ends.
    let times (d: ProcessDeclaration) : float[] =
        let n = 96
        let width = d.MaxTime - d.MinTime

        [| for i in 0..n do
               let x = float i / float n
               // 3x^2 - 2x^3 clusters at 0 and at 1; the ends are exact.
               if i = n then d.MaxTime else d.MinTime + width * x * x * (3.0 - 2.0 * x) |]

    let at (parameters: Map<string, float>) (e: Expr) (t: float) =
        Evaluate.at (Map.add "t" t parameters) e

    /// log alpha and rho^2 at the times, by quadrature from 0, panel by panel so that nothing is integrated twice. Where log
    /// alpha is known it is taken, else it is the integral of the drift.
    let tabulate (drift: float -> float) (known: (float -> float) option) (diffusionSquared: float -> float) (times: float[]) =
        let n = times.Length
        let logAlpha = Array.zeroCreate<float> n
        let rhoSquared = Array.zeroCreate<float> n
        let mutable a = 0.0
        let mutable r = 0.0
        let mutable before = 0.0

        let advance target =
            if target > before then
                let start, base0 = before, a

                let logAlphaAt =
                    match known with
                    | Some formula -> formula
                    | None -> fun s -> base0 + GaussLegendre.integrate 1 drift start s

                r <-
                    r
                    + GaussLegendre.integrate 1 (fun s -> diffusionSquared s * Math.Exp(-2.0 * logAlphaAt s)) start target

                a <- logAlphaAt target
                before <- target

        for i in 0 .. n - 1 do
            // In quarters; the first stretch, from 0, also halves towards 0, where roots have their kinks.
            let start, width = before, times.[i] - before

            if start = 0.0 && width > 0.0 then
                for k in 24..-1..1 do
                    advance (width * Math.Pow(0.5, float k))

            for q in 1..4 do
                advance (start + width * float q / 4.0)

            logAlpha.[i] <- (match known with Some formula -> formula times.[i] | None -> a)
            rhoSquared.[i] <- r

        logAlpha, rhoSquared

    /// The largest relative difference of a formula from numbers at the times, over what is finite; infinite where the
    /// formula has no value but the number does.
    let worst (formula: float -> float) (numbers: float[]) (times: float[]) : float =
        let mutable result = 0.0

        for i in 0 .. times.Length - 1 do
            let expected = numbers.[i]

            if Probe.isFinite expected && abs expected > 1e-280 then
                let found = formula times.[i]
                let error = abs (found - expected) / abs expected
                result <- if Double.IsNaN error then infinity else max result error

        result

    let text (x: float) = x.ToString("R", Globalization.CultureInfo.InvariantCulture)
