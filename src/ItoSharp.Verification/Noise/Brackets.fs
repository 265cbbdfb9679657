/// How far a diffusion matrix is from each class at one state and time, by differences.
module internal ItoSharp.Verification.Brackets

open System

/// The worst deviation from a class, relative to what it should cancel against, and where.
type Deviation = { Size: float; Where: string }

let private matrix (g: IDiffusion) time (x: float[]) =
    let m = Array.zeroCreate<float>(g.StateDimension * g.NoiseCount)
    g.Evaluate(time, ReadOnlySpan x, Span m)
    m

/// d G / d x_k for every k, entry by entry.
let private slopes (g: IDiffusion) time (x: float[]) (scale: float[]) =
    let size = g.StateDimension * g.NoiseCount

    Array.init g.StateDimension (fun k ->
        let unit = Array.init g.StateDimension (fun i -> if i = k then 1.0 else 0.0)
        let cache = Collections.Generic.Dictionary<float, float[]>()

        let at e =
            match cache.TryGetValue e with
            | true, found -> found
            | _ ->
                let value = matrix g time (Differences.move x unit e)
                cache.[e] <- value
                value

        Array.init size (fun entry -> Differences.derivative (4e-3 * scale.[k]) (fun e -> (at e).[entry])))

let private place time (x: float[]) =
    let state =
        String.Join(
            ", ",
            x
            |> Array.map (fun v -> v.ToString("G4", Globalization.CultureInfo.InvariantCulture))
        )

    FormattableString.Invariant $"at t = {time:G4}, x = ({state})"

/// The deviations from additive, diagonal and commutative noise.
let deviations (g: IDiffusion) time (x: float[]) (scale: float[]) =
    let d, m = g.StateDimension, g.NoiseCount
    let value = matrix g time x

    match value |> Array.tryFindIndex (fun v -> not (Double.IsFinite v)) with
    | Some at ->
        raise (
            ArgumentException(
                $"the diffusion is {value.[at]} in state {at / m}, noise {at % m} {place time x}: choose Low and High inside its domain"
            )
        )
    | None -> ()

    let slope = slopes g time x scale
    let size = max 1e-300 (value |> Array.map abs |> Array.max)
    let here = place time x

    let worst (candidates: (float * string) seq) =
        candidates
        |> Seq.fold
            (fun worst (size, what) ->
                if size > worst.Size then
                    {
                        Size = size
                        Where = $"{what} {here}"
                    }
                else
                    worst)
            { Size = 0.0; Where = "" }

    let additive =
        seq {
            for k in 0 .. d - 1 do
                for entry in 0 .. d * m - 1 do
                    abs slope.[k].[entry] * scale.[k] / size,
                    $"the factor of noise {entry % m} in state {entry / m} depends on state {k}"
        }
        |> worst

    let diagonal =
        seq {
            if d <> m then
                infinity, $"{m} noises drive {d} states"
            else
                for i in 0 .. d - 1 do
                    for j in 0 .. m - 1 do
                        if i <> j then
                            abs value.[i * m + j] / size, $"noise {j} drives state {i}"

                            abs slope.[j].[i * m + i] * scale.[j] / size,
                            $"the factor of noise {i} depends on state {j}"
        }
        |> worst

    // (D g_k) g_j in state i.
    let carried i k j =
        Seq.sum (seq { for l in 0 .. d - 1 -> slope.[l].[i * m + k] * value.[l * m + j] })

    let commutative =
        let terms = [|
            for j in 0 .. m - 1 do
                for k in j + 1 .. m - 1 do
                    for i in 0 .. d - 1 do
                        j, k, i, carried i k j, carried i j k
        |]

        let scaleOf =
            terms
            |> Array.fold (fun worst (_, _, _, a, b) -> max worst (max (abs a) (abs b))) 1e-300

        // Columns that move each other not at all have nothing to cancel.
        let least = 1e-9 * size * size / Array.min scale

        terms
        |> Seq.map (fun (j, k, i, a, b) ->
            abs (a - b) / max scaleOf least,
            FormattableString.Invariant $"the Lie bracket of noises {j} and {k} is {a - b:G4} in state {i}")
        |> worst

    additive, diagonal, commutative
