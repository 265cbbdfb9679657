/// The order of a sampler without noise: errors against high-accuracy references on a series of grids.
module internal ItoSharp.Verification.PathOrder

open System

/// The finer grids that must confirm an order.
let private confirmations = 2

/// Fits, and adds levels where that helps: finer ones while the order does not show yet, ones in between and coarser ones where the
/// round-off floor leaves too few. An order that shows is confirmed on finer grids.
let search (options: OrderOptions) expected (floor: int -> float) (error: int -> float) =
    let level n =
        options.Cancellation.ThrowIfCancellationRequested()
        ConvergenceLevel(n, error n, 0.0, "")

    let fit (levels: ConvergenceLevel list) =
        SlopeFit.fit (Floor.mark floor (levels |> List.sortBy (fun l -> l.Steps)))

    // A slope that is still on its way up is followed for some more levels.
    let reaches (outcome: SlopeFit.Outcome) =
        outcome.Inconclusive = ""
        && outcome.Slope.Value >= expected - 0.4 * options.Tolerance

    let floored (levels: ConvergenceLevel list) =
        Floor.mark floor levels
        |> List.filter (fun l -> l.Excluded = Floor.reason)
        |> List.length

    // The order that the two finest grids show by themselves.
    let slopeAtEnd (levels: ConvergenceLevel list) =
        match
            Floor.mark floor levels
            |> List.filter (fun l -> l.Included)
            |> List.sortByDescending (fun l -> l.Steps)
        with
        | a :: b :: _ -> Math.Log(b.Error / a.Error) / Math.Log(float a.Steps / float b.Steps)
        | _ -> nan

    // A fit over all grids must not hide that the finest ones fall short.
    let stillFalling levels (outcome: SlopeFit.Outcome) =
        let last = slopeAtEnd levels
        let finest = levels |> List.maxBy (fun l -> l.Steps)

        let fault =
            if outcome.Inconclusive <> "" || isNull outcome.Slope then
                ""
            elif not (Double.IsFinite finest.Error) then
                "the error on the finest grid is not finite"
            elif floored levels = 0 && not (last >= expected - options.Tolerance) then
                FormattableString.Invariant $"on the two finest grids the order is {last:F2} only"
            else
                ""

        if fault = "" then
            outcome
        else
            { outcome with Inconclusive = fault }

    let refine (levels: ConvergenceLevel list) =
        let steps = levels |> List.map (fun l -> l.Steps) |> List.sort
        let coarser = steps.Head / 2

        let between =
            steps
            |> List.pairwise
            |> List.map (fun (a, b) -> int (Math.Round(Math.Sqrt(float a * float b))))

        (if coarser >= 3 then coarser :: between else between)
        |> List.filter (fun n -> not (List.contains n steps))

    let finestOf (levels: ConvergenceLevel list) =
        levels |> List.map (fun l -> l.Steps) |> List.max

    // Grids that show the claim may still be too coarse for a lower-order term: finer ones must show it too.
    let rec confirmed (levels: ConvergenceLevel list) more =
        let finest = finestOf levels

        if more = 0 || floored levels > 0 || 2 * finest > options.MaxSteps then
            Ok levels
        else
            let finer = levels @ [ level (2 * finest) ]

            if floored finer > 0 then
                Ok finer
            elif reaches (fit finer) && slopeAtEnd finer >= expected - options.Tolerance then
                confirmed finer (more - 1)
            else
                Error finer

    let rec extend (levels: ConvergenceLevel list) rounds =
        let outcome = fit levels

        if reaches outcome then
            match confirmed levels confirmations with
            | Ok all -> stillFalling all (fit all)
            | Error all when rounds = 0 -> stillFalling all (fit all)
            | Error all -> further all (fit all) rounds
        elif rounds = 0 then
            outcome
        else
            further levels outcome rounds

    and further levels outcome rounds =
        let finest = finestOf levels

        if floored levels > 0 then
            // Finer grids are at the floor already.
            extend (levels @ List.map level (refine levels)) (rounds - 1)
        elif 2 * finest <= options.MaxSteps then
            extend (levels @ [ level (2 * finest) ]) (rounds - 1)
        else
            stillFalling levels outcome

    let first = [ for k in 0 .. options.Levels - 1 -> level (options.BaseSteps * (1 <<< k)) ]

    extend first 6

/// What a fit says against an expected order: at least that, within the tolerance.
let judge (options: OrderOptions) (group: string) (series: string) expected (outcome: SlopeFit.Outcome) =
    let name = $"{group}, {series}"

    let exact =
        outcome.Levels
        |> List.forall (fun l -> not l.Included && Double.IsFinite l.Error)
        && isNull outcome.Slope

    let passed =
        exact
        || outcome.Inconclusive = "" && outcome.Slope.Value >= expected - options.Tolerance

    let count reason =
        outcome.Levels |> List.filter (fun l -> l.Excluded = reason) |> List.length

    let notes = [
        if exact then
            "exact on every grid, to round-off"
        elif outcome.Inconclusive <> "" then
            "inconclusive: " + outcome.Inconclusive

        for reason in [ Floor.reason; "not yet asymptotic"; "not finite" ] do
            match count reason with
            | 0 -> ()
            | n when not exact -> $"{n} of {outcome.Levels.Length} levels left out, {reason}"
            | _ -> ()
    ]

    let measured =
        match outcome.Slope with
        | null when exact -> "no error"
        | null -> "no order"
        | slope -> "order " + slope.ToString()

    Finding(name, measured, FormattableString.Invariant $">= {expected:G3}", passed, String.Join("; ", notes)),
    ConvergenceCurve(group, series, outcome.Levels |> Array.ofList, outcome.Slope, expected, passed)
