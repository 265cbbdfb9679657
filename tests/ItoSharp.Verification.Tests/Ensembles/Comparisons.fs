/// How runs of ensembles are compared: by their bits, and by the slopes of their errors.
module ItoSharp.Verification.Tests.Ensembles.Comparisons

open System
open Xunit
open ItoSharp

/// On one thread.
let one = EnsembleOptions(Threads = 1)

/// Slope of the line through points and its standard error.
let slope (points: (float * float) list) =
    let mx = points |> List.averageBy fst
    let my = points |> List.averageBy snd
    let sxx = points |> List.sumBy (fun (x, _) -> (x - mx) ** 2.0)
    let b = (points |> List.sumBy (fun (x, y) -> (x - mx) * (y - my))) / sxx

    let residual = points |> List.sumBy (fun (x, y) -> (y - my - b * (x - mx)) ** 2.0)

    b, Math.Sqrt(residual / float (points.Length - 2) / sxx)

let private widths = [
    LaneWidth.Scalar
    LaneWidth.Vector128
    LaneWidth.Vector256
    LaneWidth.Vector512
]

/// All values of all paths, by bits, at every width.
let same (name: string) (run: EnsembleOptions -> byte[]) =
    let expected = run (EnsembleOptions(Threads = 1, Lanes = LaneWidth.Scalar))

    for width in widths do
        let bytes = run (EnsembleOptions(Threads = 1, Lanes = width))
        Assert.True(expected.AsSpan().SequenceEqual(bytes.AsSpan()), $"{name}: {width} differs from scalar code")

    let threads = run (EnsembleOptions(Threads = 2))
    Assert.True(expected.AsSpan().SequenceEqual(threads.AsSpan()), $"{name}: two threads differ from one")

let bytesOf (values: ReadOnlyMemory<float>) =
    values.ToArray() |> Array.collect BitConverter.GetBytes

let singleBytesOf (values: ReadOnlyMemory<float32>) =
    values.ToArray() |> Array.collect BitConverter.GetBytes
