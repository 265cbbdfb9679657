namespace ItoSharp.Symbolics

open System

/// Numbers of a process at trial parameters: the judge of every formula that the derivation proposes.
module internal ProcessNumbers =
    /// Parameter values: the defaults first (1 where there is none), then four sets around them.
    let trials (d: ProcessDeclaration) : Map<string, float> list = [
        for trial in 0..4 do
            d.Parameters
            |> List.mapi (fun i (name, value) ->
                let centre = defaultArg value 1.0
                let u = Probe.unit i trial

                if trial = 0 then name, centre
                elif centre = 0.0 then name, 0.2 * u
                else name, centre * (0.85 + 0.3 * u))
            |> Map.ofList
    ]

    /// Times from MinTime to MaxTime, denser at both ends.
    let times (d: ProcessDeclaration) : float[] =
        let n = 64
        let width = d.MaxTime - d.MinTime

        [|
            for i in 0..n do
                let x = float i / float n
                // 3x^2 - 2x^3 clusters at 0 and at 1; the ends are exact.
                if i = n then
                    d.MaxTime
                else
                    d.MinTime + width * x * x * (3.0 - 2.0 * x)
        |]

    /// e as a function of t at fixed parameters.
    let at (parameters: Map<string, float>) (e: Expr) : float -> float =
        let names = parameters |> Map.toList |> List.map fst
        let formula = Evaluate.compile ("t" :: names) e
        let values = Array.append [| 0.0 |] (parameters |> Map.toArray |> Array.map snd)

        fun t ->
            values.[0] <- t
            formula values

    /// The trials that stay in the family: there every declared member has the sign it has at the defaults. Others, such as
    /// a horizon moved inside the interval, would judge formulas where the process does not exist.
    let plausible (d: ProcessDeclaration) (times: float[]) (trials: Map<string, float> list) =
        let members = [ d.Drift; d.Diffusion; d.Alpha; d.Sigma ] |> List.choose id

        let signs parameters =
            members
            |> List.map (fun e ->
                let formula = at parameters e

                times
                |> Array.truncate (times.Length - 1)
                |> Array.map (fun t ->
                    let x = formula t
                    if Double.IsNaN x then 2 else Math.Sign x))

        let expected = signs trials.Head

        trials.Head
        :: (trials.Tail |> List.filter (fun trial -> signs trial = expected))

    /// The integral of a rate from 0 to each of the times, one 20-node panel between times. The first stretch also halves
    /// towards 0, where roots have their kinks. The last value is infinite where the rate is at the last time.
    let cumulative (rate: float -> float) (times: float[]) : float[] =
        let result = Array.zeroCreate<float> times.Length
        let mutable total = 0.0
        let mutable before = 0.0

        let advance target =
            if target > before then
                total <- total + GaussLegendre.integrate 1 rate before target
                before <- target

        for i in 0 .. times.Length - 1 do
            if i <= 1 && before = 0.0 && times.[i] > 0.0 then
                for k in 24..-1..1 do
                    advance (times.[i] * Math.Pow(0.5, float k))

            advance times.[i]
            result.[i] <- total

        // A rate that is infinite at the end, or would be but for rounding (tan(pi/2) = 1.6e16), has no integral to the end.
        let last = times.Length - 1
        let atEnd = rate times.[last]
        let step = abs atEnd * (times.[last] - times.[last - 1])

        if Double.IsNaN atEnd then
            result.[last] <- nan
        elif step > 1e6 * (1.0 + abs result.[last - 1]) then
            result.[last] <- (if atEnd > 0.0 then infinity else -infinity)

        result

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

    let text (x: float) =
        x.ToString("R", Globalization.CultureInfo.InvariantCulture)
