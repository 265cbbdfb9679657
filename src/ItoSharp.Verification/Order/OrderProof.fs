/// Measured and expected orders beside the proven one.
module internal ItoSharp.Verification.OrderProof

open System
open ItoSharp

let exactStart = "with exact start"

let aboveProof =
    "measured above what was proven: inconclusive of the limit, the proven order shows on finer grids"

/// A series of fits under one heading.
type Part = {
    Title: string
    Expected: float
    Findings: (Finding * ConvergenceCurve) list
}

/// What was proven of a part's order.
let private proven (facts: PlanFacts) (part: Part) =
    if part.Title = exactStart then
        facts.Order
    else
        facts.GlobalOrder

/// An expectation above the proof is wrong whatever some grids show: below the level where the proven order sets in, errors may fall faster.
let beyondProof (facts: PlanFacts) (parts: Part list) =
    match box facts with
    | null -> []
    | _ -> [
        for part in parts do
            let limit = proven facts part

            if part.Expected > float limit + 1e-9 then
                Finding(
                    $"expectation {part.Title}",
                    FormattableString.Invariant $"expected {part.Expected:G3}",
                    FormattableString.Invariant $"<= {limit}, the proven order",
                    false,
                    "more is expected than was proven: errors on these grids cannot show it"
                )
      ]

let compare (facts: PlanFacts) (parts: Part list) =
    match box facts with
    | null -> []
    | _ -> [
        for part in parts do
            let limit = float (proven facts part)

            let slopes =
                part.Findings
                |> List.choose (fun (_, c) ->
                    if isNull c || isNull c.Slope then
                        None
                    else
                        Some c.Slope.Value)

            let lowest = if slopes.IsEmpty then nan else List.min slopes

            let note =
                if slopes.IsEmpty || lowest > limit - 0.5 && lowest < limit + 0.5 then
                    "the measured order is the proven one"
                elif lowest < limit then
                    "measured below what was proven"
                else
                    aboveProof

            Finding(
                $"proven at build time, {part.Title}",
                FormattableString.Invariant $"lowest {lowest:F2}",
                FormattableString.Invariant $"the proven {limit:G3}",
                true,
                note
            )
      ]
