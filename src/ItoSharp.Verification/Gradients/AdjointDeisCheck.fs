/// AdjointDEIS is a discretisation: its gradient tends to the exact one. Its direction must be right and its error must fall.
module internal ItoSharp.Verification.AdjointDeisCheck

open System
open ItoSharp

let private grids = [ 16; 32; 64; 128; 256; 512 ]

/// The order that every variant has at least: the exact adjoint is that of the sampler's own steps, not of the flow.
let private expected = 1.0

let private tolerance = 0.25

let private variants = [
    for order in [ 1; 2 ] do
        for form in [ Prediction.Data; Prediction.Noise ] -> AdjointDeisOptions(Order = order, Form = form)
]

/// What is run, for the verdict.
let scope = "orders 1 and 2, data and noise form"

let private name (variant: AdjointDeisOptions) =
    $"order {variant.Order}, {variant.Form.ToString().ToLowerInvariant()} form"

/// The exact gradient of every grid, which all variants are compared with.
let private exact (case: GradientCase) (options: GradientOptions) = [
    for n in grids do
        options.Report $"exact gradient of {case.Sampler.Name} on {case.Name}, {n} steps"
        let machine = case.Sampler.Build { case with Steps = n }.Request

        let settings = {
            case.Settings with
                Condition = case.Condition
        }

        n, machine, settings, machine.Gradient(case.Start, case.Loss, settings).Start
]

let private judge (case: GradientCase) (variant: AdjointDeisOptions) (found: (int * float * float) list) =
    let title = $"{name variant}, {case.Name}"

    // NaN is less than nothing, so that List.min would pass over it.
    let worst =
        found
        |> List.filter (fun (n, _, _) -> n >= 64)
        |> List.map (fun (_, c, _) -> if Double.IsFinite c then c else -infinity)
        |> List.min

    let direction =
        Finding(
            $"AdjointDEIS's direction, {title}",
            FormattableString.Invariant $"cosine {worst:F5} from 64 steps on",
            ">= 0.99",
            worst >= 0.99,
            ""
        )

    let floor = 100.0 * case.Sampler.Epsilon

    let outcome =
        found
        |> List.map (fun (n, _, e) -> ConvergenceLevel(n, e, 0.0, ""))
        |> Floor.mark (fun _ -> floor / 50.0)
        |> SlopeFit.fit

    let finite = found |> List.forall (fun (_, _, e) -> Double.IsFinite e)

    let falls =
        finite
        && outcome.Inconclusive = ""
        && outcome.Slope.Value >= expected - tolerance

    let note =
        if not finite then
            "an error is not finite"
        elif outcome.Inconclusive <> "" then
            "inconclusive: " + outcome.Inconclusive
        else
            FormattableString.Invariant $"fails below {expected - tolerance:F2}"

    [
        direction, null
        Finding(
            $"AdjointDEIS's error, {title}",
            (if isNull outcome.Slope then
                 "no order"
             else
                 "order " + outcome.Slope.ToString()),
            FormattableString.Invariant $">= {expected:G3} less {tolerance:G3}",
            falls,
            note
        ),
        ConvergenceCurve(
            $"AdjointDEIS's error, {case.Name}",
            name variant,
            outcome.Levels |> Array.ofList,
            outcome.Slope,
            expected,
            falls
        )
    ]

/// The cosine to the exact gradient and the relative error, by number of steps, of every variant.
let run (case: GradientCase) (options: GradientOptions) =
    let references = exact case options

    [
        for variant in variants do
            options.Report $"AdjointDEIS of {case.Sampler.Name} on {case.Name}, {name variant}"

            let compared =
                try
                    Ok [
                        for n, machine, settings, exact in references do
                            let adjoint = (machine.AdjointDeis(case.Start, case.Loss, variant, settings)).Start

                            let cosine =
                                Differences.dot exact adjoint
                                / (Differences.norm exact * Differences.norm adjoint)

                            n, cosine, Differences.norm (Array.map2 (-) adjoint exact) / Differences.norm exact
                    ]
                with :? ArgumentException as reason ->
                    // The method's own refusal, such as of churn.
                    Error reason.Message

            match compared with
            | Ok found -> yield! judge case variant found
            | Error reason -> Finding.NotMeasured($"AdjointDEIS, {name variant}, {case.Name}", reason), null
    ]
