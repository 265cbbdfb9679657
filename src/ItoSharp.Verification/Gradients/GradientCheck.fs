/// Verify.Gradients.
module internal ItoSharp.Verification.GradientCheck

open System
open System.Collections.Generic
open ItoSharp

/// One comparison: the error of a directional derivative, relative to the gradient's length.
type private Comparison = {
    Part: string
    Case: string
    Error: float
    Note: string
}

let private compare (case: GradientCase) part (gradient: float[]) (direction: float[]) (differences: float) =
    let byGradient = Differences.dot gradient direction
    // The differences of floats do not see a gradient that is small beside the samples.
    let least = max 1e-3 (2e5 * case.Sampler.Epsilon)
    let size = max (Differences.norm gradient * Differences.norm direction) least

    {
        Part = part
        Case = case.Name
        Error = Differences.relative size byGradient differences
        Note =
            FormattableString.Invariant
                $"by differences {Text.long (differences)}, by the gradient {Text.long (byGradient)}"
    }

/// The comparisons of one part along random directions.
let private along
    (case: GradientCase)
    (options: GradientOptions)
    part
    seed
    step
    (values: float[])
    gradient
    scale
    value
    =
    if Array.isEmpty values then
        []
    else
        let draws = Draws(options.Seed, seed)

        [
            for _ in 1 .. options.Directions do
                options.Report $"gradient of {case.Sampler.Name} by {part}, {case.Name}"
                let direction = Array.map2 (*) (draws.Direction values.Length) scale

                compare
                    case
                    part
                    gradient
                    direction
                    (Differences.derivative step (fun e -> value (Differences.move values direction e)))
        ]

let private byTimes (case: GradientCase) =
    let times = (case.Schedule :?> TimeTable).Times |> Array.ofSeq

    // No node passes its neighbour.
    let gaps = times |> Array.pairwise |> Array.map (fun (a, b) -> abs (b - a))

    let gap i =
        min gaps.[max 0 (i - 1)] gaps.[min (gaps.Length - 1) i]

    times, Array.init times.Length (fun i -> gap i)

let private byCoefficients (case: GradientCase) (options: GradientOptions) step entries (gradient: StepCoefficients) =
    // Entries that the gradient says are zero are moved too: it may be wrong there.
    let flat = CoefficientEntries.ofGradient gradient entries

    along
        case
        options
        "coefficients"
        16u
        step
        (Array.zeroCreate<float> flat.Length)
        flat
        (Array.create flat.Length 1.0)
        (fun values ->
            case.Value
                {
                    case.Request with
                        Coefficients = CoefficientEntries.table case.Steps entries values
                }
                case.Start
                case.Condition)

let private byProcess (case: GradientCase) (options: GradientOptions) (request: BuildRequest) (gradient: float[]) =
    let values = case.Sampler.Parameters
    let scale = values |> Array.map (fun v -> if v = 0.0 then 0.1 else abs v)

    let step =
        if case.Sampler.Precision = Precision.Single then
            5e-2
        else
            1e-3
    // In units of the parameters themselves, so that a small one's gradient is not lost beside a large one's.
    let units = Array.map2 (*) gradient scale
    let zero = Array.zeroCreate<float> values.Length

    along case options "process parameters" 14u step zero units (Array.create values.Length 1.0) (fun moved ->
        let parameters =
            Array.init values.Length (fun i -> values.[i] + moved.[i] * scale.[i])

        case.Value { request with Parameters = parameters } case.Start case.Condition)

let private ofCase (case: GradientCase) (options: GradientOptions) takesCoefficients =
    let machine = case.Sampler.Build case.Request

    let settings = {
        case.Settings with
            Condition = case.Condition
    }

    let g = machine.Gradient(case.Start, case.Loss, settings)
    let request = case.Request
    let single = case.Sampler.Precision = Precision.Single
    let step s = if single then 8.0 * s else s
    let ones (values: float[]) = Array.create values.Length 1.0
    let untested = List<Finding>()

    let missing part reason =
        untested.Add(Finding.NotMeasured($"gradient by {part}, {case.Name}", reason))

    /// A part that raises when it is asked for says why it is not defined; what its comparison raises is a fault and is raised.
    let defined part (ask: unit -> 'a) (use': 'a -> Comparison list) =
        let asked =
            try
                Ok(ask ())
            with :? InvalidOperationException as reason ->
                Error reason.Message

        match asked with
        | Ok gradient -> use' gradient
        | Error reason ->
            missing part reason
            []

    // Nodes placed by log-SNR move with the parameters, and the model's times with them.
    let moving = {
        request with
            Schedule = UniformLambda.Steps case.Steps
    }

    let moved = case.Sampler.Build(moving).Gradient(case.Start, case.Loss, settings)

    match request.Model with
    | :? IDifferentiableModel<float> as model when model.ParameterCount <> case.Theta.Length ->
        missing
            "model parameters"
            $"the model has {model.ParameterCount}, which need a factory to be moved: set ModelAt and Parameters instead of Model"
    | _ -> ()

    let found = [
        yield!
            along case options "start" 11u (step 4e-3) case.Start g.Start (ones case.Start) (fun x ->
                case.Value request x case.Condition)
        yield!
            along case options "condition" 12u (step 4e-3) case.Condition g.Condition (ones case.Condition) (fun z ->
                case.Value request case.Start z)
        yield!
            along case options "model parameters" 13u (step 4e-3) case.Theta g.Model (ones case.Theta) (fun theta ->
                case.Value
                    {
                        request with
                            Model = case.Model theta
                    }
                    case.Start
                    case.Condition)
        yield! defined "process parameters" g.Process (fun gradient -> byProcess case options request gradient)
        yield! defined "process parameters with moving nodes" moved.Process (byProcess case options moving)
        yield!
            defined "times" g.Times (fun gradient ->
                let times, gaps = byTimes case

                along case options "times" 15u 0.05 times gradient gaps (fun moved ->
                    let request = {
                        request with
                            Schedule = TimeTable.Of(ReadOnlySpan moved)
                            StartTime = Nullable moved.[0]
                            EndTime = Nullable moved.[moved.Length - 1]
                    }

                    case.Value request case.Start case.Condition))
        if takesCoefficients then
            let entries = CoefficientEntries.ofCase case

            if Array.isEmpty entries then
                missing "coefficients" "the sampler takes no entry of a table"
            else
                yield! defined "coefficients" g.Coefficients (byCoefficients case options (step 2e-3) entries)
        else
            missing "coefficients" "the sampler was given without WithCoefficients"
    ]

    // The adjoint is linear in the loss: twice the weights plus others give twice the gradient plus the others'.
    let other = Draws(options.Seed, 17u).Direction case.Weights.Length
    let combined = Array.map2 (fun a b -> 2.0 * a + b) case.Weights other

    let gradientOf w =
        (machine.Gradient(case.Start, { case with Weights = w }.Loss, settings)).Start

    let both = Array.map2 (fun a b -> 2.0 * a + b) g.Start (gradientOf other)
    let difference = Array.map2 (-) (gradientOf combined) both
    let linear = Differences.norm difference / max 1e-3 (Differences.norm both)

    found, linear, List.ofSeq untested

let private parts = [
    "start"
    "condition"
    "model parameters"
    "process parameters"
    "times"
    "coefficients"
]

let run (sampler: DeclaredSampler) (options: GradientOptions) : GradientResult =
    options.Check()
    let cases = GradientCase.all sampler options
    let machine = sampler.Build cases.Head.Request

    if not machine.HasGradient then
        raise (
            ArgumentException(
                $"{sampler.Name} was given without its gradient: declare it with Gradients = Gradients.Exact and add .WithGradient((s, start, loss, options) => s.Gradient(start, loss, options))",
                nameof sampler
            )
        )

    let tolerance =
        if not (Double.IsNaN options.Tolerance) then
            options.Tolerance
        elif sampler.Precision = Precision.Single then
            5e-3
        else
            1e-7

    let results =
        cases
        |> List.map (fun case -> case, ofCase case options sampler.TakesCoefficients)

    let comparisons = results |> List.collect (fun (_, (found, _, _)) -> found)

    let ofPart part =
        match comparisons |> List.filter (fun c -> c.Part = part) with
        | [] -> None
        | found ->
            let worst = found |> List.maxBy (fun c -> c.Error)

            Some(
                Finding(
                    part,
                    FormattableString.Invariant $"relative error {Text.brief (worst.Error)} ({found.Length} directions)",
                    FormattableString.Invariant $"<= {Text.power (tolerance)}",
                    worst.Error <= tolerance,
                    $"worst on {worst.Case}: {worst.Note}"
                )
            )

    let linearity =
        results
        |> List.map (fun (case, (_, linear, _)) ->
            let bound = 1e4 * sampler.Epsilon

            Finding(
                $"linear in the loss, {case.Name}",
                FormattableString.Invariant $"relative error {Text.brief (linear)}",
                FormattableString.Invariant $"<= {Text.power (bound)}",
                linear <= bound,
                ""
            ))

    let untested = results |> List.collect (fun (_, (_, _, why)) -> why)

    let continuous =
        if machine.HasAdjointDeis then
            cases |> List.collect (fun case -> AdjointDeisCheck.run case options)
        else
            []

    let findings =
        (parts |> List.choose ofPart)
        @ linearity
        @ untested
        @ (continuous |> List.map fst)

    let passed = findings |> List.forall (fun f -> f.Passed)
    let worst = comparisons |> List.maxBy (fun c -> c.Error)

    let extra =
        match continuous with
        | [] -> ""
        | found when found |> List.forall (fun (f, _) -> f.Passed) ->
            $"; AdjointDEIS tends to it ({AdjointDeisCheck.scope})"
        | found ->
            let f = found |> List.map fst |> List.find (fun f -> not f.Passed)
            $"; {f.What} {f.Measured} ({f.Expected} expected)"

    let names =
        String.Join(", ", parts |> List.filter (fun p -> comparisons |> List.exists (fun c -> c.Part = p)))

    let verdict =
        FormattableString.Invariant
            $"{sampler.Name}: exact gradient by {names}: worst relative error {Text.brief (worst.Error)} ({worst.Part}, {worst.Case}; <= {Text.power (tolerance)} expected){extra}{Ending.of' passed findings}"

    GradientResult(
        sampler.Name,
        passed,
        verdict,
        List<Finding>(findings),
        List<ConvergenceCurve>(continuous |> List.choose (fun (_, c) -> if isNull c then None else Some c)),
        "The exact adjoint against central differences of the samples, extrapolated to the eighth order, along random directions, with a random linear loss: the dot-product identity (w, J v) = (J' w, v). Errors are relative to the gradient's length in each part. Deterministic: no chance is involved.",
        worst.Error,
        $"{worst.Part}, {worst.Case}"
    )
