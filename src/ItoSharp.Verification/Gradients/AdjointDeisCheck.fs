/// AdjointDEIS is a discretisation: its gradient tends to the exact one. Its direction must be right and its error must fall.
module internal ItoSharp.Verification.AdjointDeisCheck

open System
open ItoSharp

let private grids = [ 16; 32; 64; 128; 256; 512 ]

/// The cosine to the exact gradient and the relative error, by number of steps.
let run (case: GradientCase) (options: GradientOptions) =
    let found = [
        for n in grids do
            options.Report $"AdjointDEIS of {case.Sampler.Name} on {case.Name}, {n} steps"
            let finer = { case with Steps = n }
            let machine = case.Sampler.Build finer.Request

            let settings = {
                case.Settings with
                    Condition = case.Condition
            }

            let exact = (machine.Gradient(case.Start, case.Loss, settings)).Start

            let adjoint =
                (machine.AdjointDeis(case.Start, case.Loss, AdjointDeisOptions(), settings)).Start

            let cosine =
                Differences.dot exact adjoint
                / (Differences.norm exact * Differences.norm adjoint)

            n, cosine, Differences.norm (Array.map2 (-) adjoint exact) / Differences.norm exact
    ]

    let worstCosine =
        found
        |> List.filter (fun (n, _, _) -> n >= 64)
        |> List.map (fun (_, c, _) -> c)
        |> List.min

    let direction =
        Finding(
            $"AdjointDEIS's direction, {case.Name}",
            FormattableString.Invariant $"cosine {worstCosine:F5} from 64 steps on",
            ">= 0.99",
            worstCosine >= 0.99,
            ""
        )

    let floor = 100.0 * case.Sampler.Epsilon

    let outcome =
        found
        |> List.map (fun (n, _, e) ->
            ConvergenceLevel(n, e, 0.0, (if e <= floor then "at the round-off floor" else "")))
        |> SlopeFit.fit

    let name = $"AdjointDEIS's error, {case.Name}"
    let falls = not (isNull outcome.Slope) && outcome.Slope.Value >= 0.75

    [
        direction, null
        Finding(
            name,
            (if isNull outcome.Slope then
                 "no order"
             else
                 "order " + outcome.Slope.ToString()),
            ">= 1",
            falls,
            outcome.Inconclusive
        ),
        ConvergenceCurve("AdjointDEIS's error", case.Name, outcome.Levels |> Array.ofList, outcome.Slope, 1.0, falls)
    ]
