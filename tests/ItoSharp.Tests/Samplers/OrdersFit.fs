/// Orders of convergence as fitted slopes with their standard errors.
module ItoSharp.Tests.Samplers.OrdersFit

open System
open System.Globalization
open Xunit

type Slope = {
    Value: float
    StandardError: float
    Grids: int
} with

    override s.ToString() =
        String.Format(CultureInfo.InvariantCulture, "{0:F3} +- {1:F3} ({2} grids)", s.Value, s.StandardError, s.Grids)

/// Least squares of log error on log N: the slope with its sign turned, so that order p gives p.
let private leastSquares (points: (int * float) list) =
    let x = points |> List.map (fun (n, _) -> Math.Log(float n))
    let y = points |> List.map (fun (_, e) -> -Math.Log e)
    let mx, my = List.average x, List.average y
    let sxx = x |> List.sumBy (fun v -> (v - mx) ** 2.0)

    let value =
        List.map2 (fun a b -> (a - mx) * (b - my)) x y |> List.sum |> fun s -> s / sxx

    let residual =
        List.map2 (fun a b -> (b - my - value * (a - mx)) ** 2.0) x y |> List.sum

    {
        Value = value
        StandardError = Math.Sqrt(residual / float (points.Length - 2) / sxx)
        Grids = points.Length
    }

let private localSlopes (points: (int * float) list) =
    points
    |> List.pairwise
    |> List.map (fun ((n, e), (m, f)) -> Math.Log(e / f) / Math.Log(float m / float n))

let private median (values: float list) = (List.sort values).[values.Length / 2]

let describe (points: (int * float) list) =
    points
    |> List.map (fun (n, e) -> String.Format(CultureInfo.InvariantCulture, "{0}: {1:E2}", n, e))
    |> String.concat ", "

/// The slope of at least five grids. Coarse grids on which the error does not yet fall like the others are left out while more
/// than five remain; what is left must not bend, or the grids are still pre-asymptotic and no slope is stated.
let fit (points: (int * float) list) : Result<Slope, string> =
    let usable = points |> List.filter (fun (_, e) -> e > 0.0 && Double.IsFinite e)

    let rec guard points =
        match localSlopes points with
        | first :: rest when List.length points > 5 && abs (first - median rest) > 0.15 -> guard (List.tail points)
        | _ -> points

    if usable.Length < 5 then
        Error("fewer than five grids have a positive finite error: " + describe points)
    else
        let kept = guard usable
        let coarse, fine = List.splitAt ((kept.Length + 1) / 2) kept

        let bend =
            (leastSquares (coarse @ [ fine.Head ])).Value
            - (leastSquares (List.last coarse :: fine)).Value

        if abs bend > 0.35 then
            Error(
                String.Format(CultureInfo.InvariantCulture, "pre-asymptotic: the slope bends by {0:F2} over ", bend)
                + describe kept
            )
        else
            Ok(leastSquares kept)

/// Errors on a series of grids.
let errorsOn (grids: int list) (error: int -> float) = grids |> List.map (fun n -> n, error n)

/// The fitted slope is the expected order within the tolerance.
let assertSlope (what: string) (expected: float) (tolerance: float) (points: (int * float) list) =
    match fit points with
    | Error fault -> Assert.Fail(what + ": " + fault)
    | Ok slope ->
        let message =
            String.Format(
                CultureInfo.InvariantCulture,
                "{0}: slope {1}, expected {2} within {3}; errors {4}",
                what,
                slope,
                expected,
                tolerance,
                describe points
            )

        Assert.True(abs (slope.Value - expected) <= tolerance && slope.StandardError <= tolerance, message)
