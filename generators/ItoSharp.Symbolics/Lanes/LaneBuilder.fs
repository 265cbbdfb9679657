namespace ItoSharp.Symbolics

open System.Collections.Generic

/// Writes straight-line code: every value that is used twice gets a name.
type internal LaneBuilder(format: LaneFormat) =
    let lets = List<LaneLet>()

    member _.Format = format

    /// The value of the format.
    member _.Pick(single: float, double: float) =
        match format with
        | LaneFormat.Single -> Number single
        | LaneFormat.Double -> Number double

    /// The word of the format.
    member _.Pick(single: uint64, double: uint64) =
        match format with
        | LaneFormat.Single -> Whole single
        | LaneFormat.Double -> Whole double

    member _.Pick(single: int, double: int) =
        match format with
        | LaneFormat.Single -> single
        | LaneFormat.Double -> double

    member _.Let(name: string, value: Lane) =
        lets.Add(LetLane(name, value))
        Value name

    member _.LetMask(name: string, value: LaneMask) =
        lets.Add(LetMask(name, value))
        Truth name

    member _.LetBits(name: string, value: LaneBits) =
        lets.Add(LetBits(name, value))
        Word name

    /// A polynomial by Horner's rule, highest coefficient first, one named value a step.
    member b.Horner(name: string, x: Lane, coefficients: float list) =
        match coefficients with
        | [] -> Number 0.0
        | highest :: rest ->
            (Number highest, rest)
            ||> List.fold (fun sum c -> b.Let(name, Fma(sum, x, Number c)))

    /// The number of lets so far.
    member _.Count = lets.Count

    member _.Finish(result: Lane) : LaneBody = {
        Lets = List.ofSeq lets
        Result = result
        Scaling = None
    }
