/// Runs on the CPU and on a device, and what differs between them.
module ItoSharp.Gpu.Tests.Bits

open System
open ItoSharp
open ItoSharp.Gpu.Tests.Subjects
open Xunit

/// What is no number has no bits of its own; zeros have a sign.
let private singleBits (x: float32) =
    if Single.IsNaN x then
        UInt64.MaxValue
    else
        uint64 (BitConverter.SingleToUInt32Bits x)

let private doubleBits (x: float) =
    if Double.IsNaN x then
        UInt64.MaxValue
    else
        BitConverter.DoubleToUInt64Bits x

/// All that a run gives: the bits of its values, the steps of its stops, the bytes of its statistics.
type Outcome = {
    Values: uint64[]
    Stops: int[]
    Statistics: byte[]
}

let private outcome (values: uint64[]) (stops: seq<int[]>) (statistics: EnsembleStatistics) = {
    Values = values
    Stops = Array.concat stops
    Statistics = statistics.ToBytes()
}

/// Runs a subject and keeps its trajectories.
let run (subject: Subject) steps paths (start: EnsembleStart) (options: EnsembleOptions) =
    let arguments = subject.Arguments

    match subject.Ensemble steps with
    | :? Ensemble<float32> as ensemble ->
        let kept =
            ensemble.Trajectories(ReadOnlySpan arguments, start, paths, 42UL, options)

        outcome
            (Array.map singleBits (kept.Values.ToArray()))
            (subject.Shape.Stops |> Seq.map (fun s -> kept.StopSteps(s).ToArray()))
            kept.Statistics
    | :? Ensemble<float> as ensemble ->
        let kept =
            ensemble.Trajectories(ReadOnlySpan arguments, start, paths, 42UL, options)

        outcome
            (Array.map doubleBits (kept.Values.ToArray()))
            (subject.Shape.Stops |> Seq.map (fun s -> kept.StopSteps(s).ToArray()))
            kept.Statistics
    | other -> invalidOp $"{other} is no ensemble"

/// Runs a subject and takes its statistics alone.
let statistics (subject: Subject) steps paths (start: EnsembleStart) (options: EnsembleOptions) =
    let arguments = subject.Arguments

    match subject.Ensemble steps with
    | :? Ensemble<float32> as ensemble -> ensemble.Run(ReadOnlySpan arguments, start, paths, 42UL, options).ToBytes()
    | :? Ensemble<float> as ensemble -> ensemble.Run(ReadOnlySpan arguments, start, paths, 42UL, options).ToBytes()
    | other -> invalidOp $"{other} is no ensemble"

let at (subject: Subject) =
    EnsembleStart.At(ReadOnlySpan subject.Start)

/// 0 differing values, stops and bytes of statistics; options of the device or of none.
let same (subject: Subject) steps paths start (options: EnsembleDevice -> EnsembleOptions) (device: EnsembleDevice) =
    let expected = run subject steps paths start (options null)
    let actual = run subject steps paths start (options device)
    Assert.Equal(expected.Values.Length, actual.Values.Length)

    let differing =
        Seq.zip expected.Values actual.Values
        |> Seq.filter (fun (a, b) -> a <> b)
        |> Seq.length

    Assert.True((differing = 0), $"{subject.Name}: {differing} of {expected.Values.Length} values differ")
    Assert.Equal<int>(expected.Stops, actual.Stops)
    Assert.True(expected.Statistics.AsSpan().SequenceEqual actual.Statistics, $"{subject.Name}: statistics differ")
    expected
