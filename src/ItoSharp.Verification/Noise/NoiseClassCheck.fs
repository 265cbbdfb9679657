/// Verify.NoiseClass.
module internal ItoSharp.Verification.NoiseClassCheck

open System
open ItoSharp
open System.Collections.Generic

let private bounds (values: IReadOnlyList<float>) dimension name =
    if values.Count = 1 then
        Array.create dimension values.[0]
    elif values.Count = dimension then
        Array.ofSeq values
    else
        raise (
            ArgumentException(
                $"{name} has {values.Count} entries; 1 or {dimension}, as the state, are right",
                "options"
            )
        )

let private larger (a: Brackets.Deviation) (b: Brackets.Deviation) = if b.Size > a.Size then b else a

let private text (c: NoiseClass) = c.ToString().ToLowerInvariant()

let run (name: string) (g: IDiffusion) (claimed: NoiseClass) (options: NoiseClassOptions) : NoiseClassResult =
    if not (Enum.IsDefined claimed) then
        raise (ArgumentOutOfRangeException(nameof claimed, claimed, "not a declared noise structure"))

    ArgumentOutOfRangeException.ThrowIfLessThan(options.Probes, 1, "Probes")
    let low = bounds options.Low g.StateDimension "Low"
    let high = bounds options.High g.StateDimension "High"

    Array.iteri2
        (fun i a b ->
            if not (a < b) then
                raise (
                    ArgumentException(
                        FormattableString.Invariant $"Low is {a} and High {b} for state {i}: Low must be smaller",
                        nameof options
                    )
                ))
        low
        high

    let scale = Array.map2 (fun a b -> b - a) low high
    let draws = Draws(options.Seed, 31u)
    options.Report $"noise class of {name} at {options.Probes} states"
    let none: Brackets.Deviation = { Size = 0.0; Where = "" }

    let additive, diagonal, commutative =
        [ 1 .. options.Probes ]
        |> List.fold
            (fun (a, b, c) _ ->
                options.Cancellation.ThrowIfCancellationRequested()
                let x = Array.map2 (fun l h -> draws.Between(l, h)) low high
                let time = draws.Between(options.StartTime, options.EndTime)
                let a', b', c' = Brackets.deviations g time x scale
                larger a a', larger b b', larger c c')
            (none, none, none)

    let scalar: Brackets.Deviation =
        if g.NoiseCount = 1 then
            none
        else
            {
                Size = infinity
                Where = $"there are {g.NoiseCount} noises"
            }

    let deviations = [
        NoiseClass.Additive, additive
        NoiseClass.Scalar, scalar
        NoiseClass.Diagonal, diagonal
        NoiseClass.Commutative, commutative
    ]

    let holds c =
        match deviations |> List.tryFind (fun (k, _) -> k = c) with
        | Some(_, found) -> found.Size <= options.Tolerance
        | None -> true

    let finest =
        deviations
        |> List.tryFind (fun (c, _) -> holds c)
        |> Option.map fst
        |> Option.defaultValue NoiseClass.General

    // Every matrix is general in the sense that nothing is required of it: as a claim, general means that no finer class holds.
    let tooCoarse = claimed = NoiseClass.General && finest <> NoiseClass.General
    let passed = holds claimed && not tooCoarse

    let findings =
        deviations
        |> List.map (fun (c, found) ->
            let right = found.Size <= options.Tolerance

            Finding(
                text c,
                (if right then
                     FormattableString.Invariant $"holds to {Text.brief (found.Size)}"
                 else
                     FormattableString.Invariant $"off by {found.Size:G3}"),
                (if c = claimed then "claimed" else "not claimed"),
                right || c <> claimed,
                (if right then "" else found.Where)
            ))

    let general =
        if claimed = NoiseClass.General then
            [
                Finding(
                    text claimed,
                    (if tooCoarse then
                         $"{text finest} on all probes"
                     else
                         "no finer class holds"),
                    "claimed",
                    not tooCoarse,
                    ""
                )
            ]
        else
            []

    let verdict =
        if passed && finest = claimed then
            $"{name}: {text claimed} noise, as claimed, at {options.Probes} random states PASS"
        elif tooCoarse then
            $"{name}: claimed general, but {text finest} on all {options.Probes} probes FAIL"
        elif passed then
            $"{name}: {text claimed} noise as claimed, and even {text finest}, at {options.Probes} random states PASS"
        else
            let _, found = deviations |> List.find (fun (c, _) -> c = claimed)
            $"{name}: claimed {text claimed}, but {found.Where}; the finest class that holds is {text finest} FAIL"

    NoiseClassResult(
        name,
        passed,
        verdict,
        List<Finding>(findings @ general),
        FormattableString.Invariant
            $"The matrix, its derivatives by extrapolated differences and the Lie brackets (Dg_k) g_j - (Dg_j) g_k of its columns at {options.Probes} random states and times, relative to the terms that should cancel (zero: {Text.power (options.Tolerance)}). A smooth matrix that is not of a class deviates at almost every state; one that deviates only in a small region can be missed.",
        finest,
        claimed
    )
