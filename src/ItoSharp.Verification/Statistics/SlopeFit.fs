/// Orders of convergence as weighted least squares of log error on log step.
module internal ItoSharp.Verification.SlopeFit

open System
open System.Globalization

/// Errors of which a level's are free of sampling have a misfit of their own: the next power of the step, which falls like 1/N. Hence
/// a level's weight grows like N^2, and finest levels decide.
let private misfit = 0.05

let private variance (coarsest: int) (level: ConvergenceLevel) =
    let own = level.StandardError / level.Error
    own * own + (misfit * float coarsest / float level.Steps) ** 2.0

/// The fit and its standard error: from the residuals, and never less than what the errors' own standard errors give.
let private leastSquares (levels: ConvergenceLevel list) =
    let coarsest = levels.Head.Steps

    let points =
        levels
        |> List.map (fun l -> Math.Log(float l.Steps), -Math.Log l.Error, 1.0 / variance coarsest l)

    let weight = points |> List.sumBy (fun (_, _, w) -> w)
    let mx = (points |> List.sumBy (fun (x, _, w) -> w * x)) / weight
    let my = (points |> List.sumBy (fun (_, y, w) -> w * y)) / weight
    let sxx = points |> List.sumBy (fun (x, _, w) -> w * (x - mx) * (x - mx))
    let slope = (points |> List.sumBy (fun (x, y, w) -> w * (x - mx) * (y - my))) / sxx

    let residual =
        points |> List.sumBy (fun (x, y, w) -> w * (y - my - slope * (x - mx)) ** 2.0)

    let scatter = residual / float (levels.Length - 2) / sxx

    let sampling =
        List.map2
            (fun (x, _, w) (l: ConvergenceLevel) -> (w * (x - mx) / sxx * l.StandardError / l.Error) ** 2.0)
            points
            levels
        |> List.sum

    Slope(slope, Math.Sqrt(max scatter sampling), levels.Length)

let private localSlopes (levels: ConvergenceLevel list) =
    levels
    |> List.pairwise
    |> List.map (fun (a, b) -> Math.Log(a.Error / b.Error) / Math.Log(float b.Steps / float a.Steps))

let private median (values: float list) = (List.sort values).[values.Length / 2]

/// What a fit says.
type Outcome = {
    Levels: ConvergenceLevel list
    /// Null where fewer than five levels are left.
    Slope: Slope
    /// Why the slope is no asymptotic one; empty: it is.
    Inconclusive: string
}

let private text (format: string) (value: float) =
    String.Format(CultureInfo.InvariantCulture, format, value)

let exclude reason (level: ConvergenceLevel) =
    ConvergenceLevel(level.Steps, level.Error, level.StandardError, reason)

/// The slope of at least five levels. Coarse ones on which the error does not yet fall like the others are left out while more than
/// five remain; what is left must not bend.
let fit (levels: ConvergenceLevel list) : Outcome =
    let usable = levels |> List.filter (fun l -> l.Included)
    let sampled = usable |> List.exists (fun l -> l.StandardError > 0.0)

    let rec guard (kept: ConvergenceLevel list) =
        match localSlopes kept with
        | first :: rest when not sampled && kept.Length > 5 && abs (first - median rest) > 0.15 -> guard kept.Tail
        | _ -> kept

    if usable.Length < 5 then
        {
            Levels = levels
            Slope = null
            Inconclusive = $"only {usable.Length} levels have an error that tells"
        }
    else
        let kept = guard usable
        let coarsest = kept.Head.Steps

        let marked =
            levels
            |> List.map (fun l ->
                if l.Included && l.Steps < coarsest then
                    exclude "not yet asymptotic" l
                else
                    l)

        let coarse, fine = List.splitAt ((kept.Length + 1) / 2) kept

        let bend =
            (leastSquares (List.last coarse :: fine)).Value
            - (leastSquares (coarse @ [ fine.Head ])).Value

        let slope = leastSquares kept

        {
            Levels = marked
            Slope = slope
            Inconclusive =
                if not sampled && abs bend > 0.35 then
                    text "the slope still bends by {0:F2}" bend
                elif not sampled && slope.StandardError > 0.1 then
                    text "the errors scatter: standard error {0:F2}" slope.StandardError
                else
                    ""
        }

/// The slope of errors that are sums of samples, with their signs: the power law C N^-p that fits best in units of the standard
/// errors. No level is left out: to drop those that vanish in the noise would flatten the slope.
let fitSampled (levels: (int * float * float) list) : Slope =
    let coarsest = levels |> List.map (fun (n, _, _) -> n) |> List.min

    let weighted =
        levels
        |> List.map (fun (n, error, standardError) ->
            let own = misfit * abs error * float coarsest / float n
            float n, error, 1.0 / (standardError * standardError + own * own))

    let chi p =
        let sum f = weighted |> List.sumBy f
        let power n = Math.Pow(n, -p)

        let c =
            sum (fun (n, e, w) -> w * e * power n)
            / sum (fun (n, _, w) -> w * power n * power n)

        sum (fun (n, e, w) -> w * (e - c * power n) ** 2.0)

    let grid = [| for k in -200 .. 1000 -> 0.01 * float k |]
    let values = grid |> Array.map chi
    let best = Array.min values
    let at = Array.findIndex (fun v -> v = best) values
    // One standard error is where the misfit has grown by one, scaled where the power law itself does not fit.
    let unit = max 1.0 (best / float (levels.Length - 2))

    let within =
        grid
        |> Array.mapi (fun i p -> p, values.[i])
        |> Array.filter (fun (_, v) -> v <= best + unit)
        |> Array.map fst

    Slope(grid.[at], max 0.005 (0.5 * (Array.max within - Array.min within)), levels.Length)
