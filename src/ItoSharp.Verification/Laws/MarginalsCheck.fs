/// Verify.Marginals.
module internal ItoSharp.Verification.MarginalsCheck

open System
open System.Collections.Generic
open ItoSharp

let private gaussian (sampler: DeclaredSampler) (options: MarginalsOptions) stochastic =
    let expected =
        if options.ExpectedOrder.HasValue then
            options.ExpectedOrder.Value
        elif isNull (box sampler.Facts) then
            raise (
                ArgumentException(
                    "nothing was proven of the sampler (its facts are null) and no ExpectedOrder is stated: set ExpectedOrder in the options",
                    nameof options
                )
            )
        else
            let order = float (min sampler.Facts.Order sampler.Facts.GlobalOrder)
            if stochastic then min 2.0 order else order

    let cases = GaussianCase.all sampler.Process

    let series =
        OrderOptions(BaseSteps = 12, Levels = 5, MaxSteps = options.MaxSteps, Cancellation = options.Cancellation)

    [
        for family in options.Grids do
            let group = "mean and variance on Gaussian data"
            options.Report $"{group}, {family.Name}, of {sampler.Name}"

            PathOrder.search series expected (LawOrder.floor sampler.Epsilon) (fun n ->
                LawOrder.weakError sampler cases family options.Cancellation n)
            |> PathOrder.judge series group family.Name expected
    ]

let private mixture (sampler: DeclaredSampler) (options: MarginalsOptions) rate =
    let p = sampler.Process
    let s, t = Instance.times p -2.0 1.6
    let shift = if p.MeanReverting then 0.35 else 0.0

    let model =
        Instance.shifted p (GaussianMixtureModel<float>(MixtureLaw.data, p, Prediction.Data))

    let request: BuildRequest = {
        Model = model
        Parameters = null
        Schedule = UniformLambda.Steps options.Steps
        StartTime = Nullable s
        EndTime = Nullable t
        Coefficients = null
    }

    let settings = {
        RunSettings.seeded (options.Seed + 1UL) with
            Mean = (if p.MeanReverting then [| shift |] else [||])
            Cancellation = options.Cancellation
    }

    options.Report $"{options.Samples} samples of {sampler.Name} on a mixture"
    let machine = sampler.Build request

    let start =
        MixtureLaw.draw p s options.Seed options.Samples
        |> Array.map (fun x -> x + shift)

    let samples = machine.Sample(start, settings) |> Array.map (fun x -> x - shift)
    let mean, second, fourth = MixtureLaw.moments p t
    let squares = samples |> Array.map (fun x -> (x - mean) ** 2.0)
    let sigma = p.Sigma s

    let prior =
        machine.DrawPrior(options.Samples, settings)
        |> Array.map (fun x -> (x - shift) / sigma)

    [
        SampleLaw.distribution "distribution of the start draws" rate start (fun x -> MixtureLaw.cdf p s (x - shift))
        SampleLaw.distribution "distribution on the mixture" rate samples (MixtureLaw.cdf p t)
        SampleLaw.mean "mean on the mixture" rate samples mean second
        SampleLaw.mean "variance on the mixture" rate squares second (fourth - second * second)
        SampleLaw.distribution "distribution of the prior's draws" rate prior Normal.cdf
    ]

let private tests = 5.0

let run (sampler: DeclaredSampler) (options: MarginalsOptions) : VerificationResult =
    options.Check()
    let stochastic = OrderCheck.isStochastic sampler options.Cancellation
    let exact = gaussian sampler options stochastic
    let drawn = mixture sampler options (options.FalseFailureRate / tests)
    let findings = (exact |> List.map fst) @ drawn
    let passed = findings |> List.forall (fun f -> f.Passed)
    let last = if passed then "PASS" else "FAIL"

    let slopes =
        exact |> List.choose (fun (_, c) -> if isNull c.Slope then None else Some c)

    let law =
        match slopes with
        | [] -> "law on Gaussian data exact"
        | found ->
            let lowest = found |> List.minBy (fun c -> c.Slope.Value)

            FormattableString.Invariant
                $"law on Gaussian data of order {lowest.Slope} (>= {lowest.Expected:G3} expected; lowest of {found.Length})"

    let mixture =
        match drawn |> List.tryFind (fun f -> not f.Passed) with
        | Some f -> $"{f.What}: {f.Measured}, {f.Note}"
        | None -> $"{options.Samples} samples of a mixture agree with its exact law"

    VerificationResult(
        "Marginals",
        sampler.Name,
        passed,
        $"{sampler.Name}: {law}; {mixture} {last}",
        List<Finding>(findings),
        List<ConvergenceCurve>(exact |> List.map snd),
        options.FalseFailureRate,
        "Gaussian data: the sampler's affine map gives mean and variance without Monte Carlo, from the exact marginal at the start to the exact marginal at the end. "
        + FormattableString.Invariant
            $"Mixture: Kolmogorov-Smirnov (by Massart's bound), mean and variance of samples, {tests:F0} tests that each fail a right law with chance {options.FalseFailureRate / tests:G2} at most (Bonferroni)."
    )

/// Samples of anything against an exact distribution function.
let samples (name: string) (samples: IReadOnlyList<float>) (cdf: Func<float, float>) (options: MarginalsOptions) =
    if samples.Count < 10 then
        raise (ArgumentException($"{samples.Count} samples tell nothing; at least 10 are right", nameof samples))

    let finding =
        SampleLaw.distribution "distribution" options.FalseFailureRate (Array.ofSeq samples) cdf.Invoke

    let last = if finding.Passed then "PASS" else "FAIL"

    VerificationResult(
        "Marginals",
        name,
        finding.Passed,
        $"{name}: {finding.Measured}, {finding.Note} {last}",
        List<Finding>([ finding ]),
        List<ConvergenceCurve>(),
        options.FalseFailureRate,
        "Kolmogorov-Smirnov by Massart's bound, which holds for every number of samples."
    )
