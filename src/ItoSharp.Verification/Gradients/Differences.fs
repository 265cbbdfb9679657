/// Derivatives along a line by differences.
module internal ItoSharp.Verification.Differences

/// d f / d e at 0: central differences at four steps, extrapolated to the eighth order.
let derivative (step: float) (f: float -> float) =
    let central = [
        for k in 0..3 -> (let h = step / float (1 <<< k) in (f h - f -h) / (2.0 * h))
    ]

    let rec extrapolate order (row: float list) =
        match row with
        | [ value ] -> value
        | _ ->
            let factor = float (1 <<< order)

            row
            |> List.pairwise
            |> List.map (fun (coarse, fine) -> fine + (fine - coarse) / (factor - 1.0))
            |> extrapolate (order + 2)

    extrapolate 2 central

let move (values: float[]) (direction: float[]) by =
    Array.map2 (fun v d -> v + by * d) values direction

let dot (a: float[]) (b: float[]) =
    Array.fold2 (fun sum x y -> sum + x * y) 0.0 a b

let norm (a: float[]) = sqrt (dot a a)

/// |a - b| relative to a size; infinity unless both are finite, since NaN would pass every comparison that asks for the largest.
let relative size (a: float) (b: float) =
    if
        System.Double.IsFinite a
        && System.Double.IsFinite b
        && System.Double.IsFinite size
    then
        abs (a - b) / size
    else
        infinity
