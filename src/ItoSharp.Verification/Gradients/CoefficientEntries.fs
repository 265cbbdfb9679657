/// The entries of a coefficient table, found by asking the sampler: those that the gradient says are zero must be moved too.
module internal ItoSharp.Verification.CoefficientEntries

open System
open ItoSharp

[<RequireQualifiedAccess>]
type Place =
    | State
    | Prediction of back: int
    | Noise

/// An entry of a step's row.
type Entry = { Step: int; Place: Place }

/// The table with given values at some entries and zeros elsewhere.
let table steps (entries: Entry[]) (values: float[]) =
    let memory =
        entries
        |> Array.map (fun e ->
            match e.Place with
            | Place.Prediction back -> back + 1
            | _ -> 1)
        |> Array.fold max 1

    let at n place =
        match entries |> Array.tryFindIndex (fun e -> e.Step = n && e.Place = place) with
        | Some i -> values.[i]
        | None -> 0.0

    [ 0 .. steps - 1 ]
    |> List.fold
        (fun (t: StepCoefficients) n ->
            let weights = Array.init memory (fun back -> at n (Place.Prediction back))
            t.WithStep(n, ReadOnlySpan weights, at n Place.State, at n Place.Noise))
        (StepCoefficients.Zero(steps, memory))

/// Whether a sampler takes a table with this entry: one that weighs a prediction or noise that a step does not have is refused.
let private takes (case: GradientCase) entry =
    try
        case.Sampler.Build(
            {
                case.Request with
                    Coefficients = table case.Steps [| entry |] [| 1e-3 |]
            }
        )
        |> ignore

        true
    with :? ArgumentException ->
        false

/// All entries that the sampler takes.
let ofCase (case: GradientCase) = [|
    for n in 0 .. case.Steps - 1 do
        let taken place = takes case { Step = n; Place = place }

        if taken Place.State then
            { Step = n; Place = Place.State }

        yield!
            Seq.initInfinite Place.Prediction
            |> Seq.takeWhile taken
            |> Seq.truncate 64
            |> Seq.map (fun place -> { Step = n; Place = place })

        if taken Place.Noise then
            { Step = n; Place = Place.Noise }
|]

/// A gradient's value at the entries; what its table has no room for it says to be zero.
let ofGradient (gradient: StepCoefficients) (entries: Entry[]) =
    entries
    |> Array.map (fun e ->
        match e.Place with
        | Place.State -> gradient.State e.Step
        | Place.Prediction back when back >= gradient.Memory -> 0.0
        | Place.Prediction back -> gradient.Predictions(e.Step).[back]
        | Place.Noise -> gradient.Noise e.Step)
