/// Verify.Order.
module internal ItoSharp.Verification.OrderCheck

open System
open System.Collections.Generic
open ItoSharp
open ItoSharp.Verification.OrderProof

/// Whether two seeds give two results. A sampler whose states stop being finite is none of noise: its errors tell.
let isStochastic (sampler: DeclaredSampler) cancellation =
    let g = (GaussianCase.all sampler.Process).Head
    let machine = sampler.Build(g.Request(GaussianCase.schedule g GridFamily.Lambda 4))
    let start = [| 0.3 * Instance.spread g.Process g.StartTime |]
    let settings = g.Settings cancellation

    try
        machine.Sample(start, { settings with Seed = 1UL })
        <> machine.Sample(start, { settings with Seed = 2UL })
    with :? NonFiniteStateException ->
        false

let private expectation (stated: Nullable<float>) (facts: PlanFacts) (proven: PlanFacts -> float) what =
    if stated.HasValue then
        stated.Value
    elif not (isNull (box facts)) then
        proven facts
    else
        raise (
            ArgumentException(
                $"nothing was proven of the sampler (its facts are null) and no {what} is stated: set {what} in the options",
                "options"
            )
        )

let private paths (sampler: DeclaredSampler) (options: OrderOptions) =
    let starts = [
        if options.Start.HasFlag OrderStart.Exact then
            Beginning.Exact,
            exactStart,
            expectation options.ExpectedOrder sampler.Facts (fun f -> float f.Order) "ExpectedOrder"
        if options.Start.HasFlag OrderStart.Shipped then
            Beginning.Shipped,
            "with its own starter",
            expectation options.ExpectedGlobalOrder sampler.Facts (fun f -> float f.GlobalOrder) "ExpectedGlobalOrder"
    ]

    let instances = [
        for problem in options.Problems -> problem.Name, lazy (Instance.of' problem sampler.Process)
    ]

    [
        for beginning, title, expected in starts do
            let findings = [
                for _, instance in instances do
                    for family in options.Grids do
                        let i = instance.Value
                        let group = $"{i.Name}, {title.Substring 5}"
                        options.Report $"order of {sampler.Name} on {group}, {family.Name}"

                        let error n =
                            let machine = sampler.Build(i.Request(Instance.schedule i family beginning n))
                            Instance.error i machine options.Cancellation

                        PathOrder.search options expected (Floor.ofPath sampler.Epsilon i.Scale i.ReferenceError) error
                        |> PathOrder.judge options group family.Name expected
            ]

            {
                Title = title
                Expected = expected
                Findings = findings
            }
    ]

let private laws (sampler: DeclaredSampler) (options: OrderOptions) =
    let weak =
        if options.ExpectedWeakOrder.HasValue then
            options.ExpectedWeakOrder.Value
        else
            min
                2.0
                (expectation
                    options.ExpectedOrder
                    sampler.Facts
                    (fun f -> float (min f.Order f.GlobalOrder))
                    "ExpectedOrder")

    let strong =
        if options.ExpectedStrongOrder.HasValue then
            options.ExpectedStrongOrder.Value
        else
            1.0

    let cases = GaussianCase.all sampler.Process

    let series =
        OrderOptions(
            BaseSteps = 12,
            Levels = 5,
            MaxSteps = min 384 options.MaxSteps,
            Tolerance = options.Tolerance,
            Cancellation = options.Cancellation
        )

    let floor = LawOrder.floor sampler.Epsilon

    let fits what expected (error: GridFamily -> int -> float) = [
        for family in options.Grids do
            options.Report $"{what}, {family.Name}, of {sampler.Name}"

            PathOrder.search series expected floor (error family)
            |> PathOrder.judge options what family.Name expected
    ]

    let weakFits =
        fits "weak, Gaussian data" weak (fun family n -> LawOrder.weakError sampler cases family options.Cancellation n)

    let level = LawOrder.level sampler cases.[0] options.Cancellation

    let sampled =
        if options.Paths = 0 then
            []
        else
            options.Report $"weak order of {sampler.Name} on the mixture by {options.Paths} paths"
            let name = "weak, mixture by coupled paths"

            match MonteCarloOrder.levels sampler options with
            | Error reason -> [ Finding.NotMeasured(name, reason), null ]
            | Ok levels -> [ SampledOrder.judge name weak options.Tolerance options levels ]

    [
        {
            Title = "weak"
            Expected = weak
            Findings = weakFits @ sampled
        }
        {
            Title = "strong"
            Expected = strong
            Findings =
                if level.HasValue && level.Value > 0.0 then
                    let what =
                        FormattableString.Invariant $"strong at tau = {level.Value:G3}, Gaussian data"

                    fits what strong (fun family n ->
                        LawOrder.strongError sampler cases.[0] level.Value family options.Cancellation n)
                else
                    [
                        Finding.NotMeasured(
                            "strong order",
                            "the noise level varies with time, so that the SDE to compare with is not known"
                        ),
                        null
                    ]
        }
    ]

let private summary (part: Part) =
    let measured =
        part.Findings
        |> List.choose (fun (f, c) ->
            match c with
            | null -> None
            | c when isNull c.Slope -> None
            | c -> Some(f, c))

    match part.Findings |> List.tryFind (fun (f, _) -> not f.Passed) with
    | Some(f, c) when isNull c || isNull c.Slope ->
        $"{f.Measured} {part.Title} ({f.What}: {f.Note}; {f.Expected} expected)"
    | _ ->
        match measured with
        | [] -> $"exact {part.Title} on every grid"
        | _ ->
            // Of those that fail, the first; otherwise the lowest.
            let f, c =
                match measured |> List.filter (fun (f, _) -> not f.Passed) with
                | [] ->
                    measured
                    |> List.minBy (fun (_, c) -> c.Slope.Value + 3.0 * c.Slope.StandardError)
                | failed -> failed |> List.minBy (fun (_, c) -> c.Slope.Value)

            let rest = if f.Passed || f.Note = "" then "" else "; " + f.Note
            $"order {c.Slope} {part.Title} ({f.Expected} expected; lowest of {measured.Length}, on {f.What}{rest})"

let run (sampler: DeclaredSampler) (options: OrderOptions) : VerificationResult =
    options.Check()
    let stochastic = isStochastic sampler options.Cancellation

    let applicable =
        if stochastic then
            laws sampler options
        else
            paths sampler options

    let all =
        (applicable |> List.collect (fun part -> part.Findings))
        @ (if stochastic then
               []
           else
               beyondProof sampler.Facts applicable |> List.map (fun f -> f, null))

    let measured = all |> List.exists (fun (f, _) -> f.IsMeasured)
    let passed = measured && all |> List.forall (fun (f, _) -> f.Passed)

    let verdict =
        applicable
        |> List.filter (fun part -> part.Findings |> List.exists (fun (f, _) -> f.IsMeasured))
        |> List.map summary
        |> String.concat "; "

    let proofs = if stochastic then [] else compare sampler.Facts applicable

    let findings = (all |> List.map fst) @ proofs

    let above =
        (all |> List.map fst |> List.filter (fun f -> f.What.StartsWith "expectation"))
        @ proofs
        |> List.filter (fun f -> not f.Passed || f.Note = aboveProof)
        |> List.map (fun f -> $"; {f.What}: {f.Measured}, {f.Expected}: {f.Note}")
        |> String.concat ""

    let sampling = stochastic && options.Paths > 0

    let explanation =
        (if stochastic then
             "Gaussian data: the sampler's affine map, hence its law and its distance to the SDE's solution on the same path, without Monte Carlo. "
         else
             "Root mean square errors against a Runge-Kutta reference of the probability-flow ODE. ")
        + "Order: weighted least squares of log error on log step over at least five levels, weights growing like N^2; levels at the round-off floor or not yet asymptotic are left out. "
        + FormattableString.Invariant $"Fails below the claim less {options.Tolerance:G3}. "
        + (if sampling then
               "The coupled paths allow for their sampling error at the stated rate; the rest is deterministic."
           else
               "Deterministic: no chance is involved.")

    VerificationResult(
        "Order",
        sampler.Name,
        passed,
        $"{sampler.Name}: {verdict}{above}{Ending.of' passed findings}",
        List<Finding>(findings),
        List<ConvergenceCurve>(all |> List.choose (fun (_, c) -> if isNull c then None else Some c)),
        (if sampling then options.FalseFailureRate else 0.0),
        explanation
    )
