/// Neither threads nor lanes nor slices nor interruptions change a bit.
module ItoSharp.Tests.Ensembles.BitsTests

open System
open System.Threading
open ItoSharp
open ItoSharp.Tests.Models.Ensembles
open ItoSharp.Tests.Ensembles.Runs
open Xunit

let private widths = [
    LaneWidth.Scalar
    LaneWidth.Vector128
    LaneWidth.Vector256
    LaneWidth.Vector512
]

/// Five blocks and a partial one.
let private paths = 5L * 4096L + 1234L

[<Theory>]
[<InlineData(false)>]
[<InlineData(true)>]
let ``every lane width and number of threads gives the same bits`` antithetic =
    let check steps (run: EnsembleOptions -> EnsembleStatistics) =
        let options width threads =
            EnsembleOptions(
                Threads = threads,
                Lanes = Nullable width,
                Antithetic = antithetic,
                ObservationSteps = every 3 steps,
                Histograms = [| HistogramRange((if steps = 37 then "S" else "X"), -1.0, 150.0, 40) |]
            )

        let expected = run (options LaneWidth.Scalar 1)

        for width in widths do
            for threads in [ 1; 2; 5 ] do
                sameBits expected (run (options width threads))

    check 37 (runGbm (gbmSingle 37) paths)
    check 37 (runGbm (gbmDouble 37) paths)
    check 30 (runOu (ouSingle 30) paths)
    check 30 (runOu (ouDouble 30) paths)

[<Theory>]
[<InlineData(false)>]
[<InlineData(true)>]
let ``groups that are advanced together have the bits of each alone`` antithetic =
    // Three groups of sixteen lanes leave one of a block's 256 over, and the last block ends within a set.
    let run groups width paths =
        Ensemble<float32>(OuProgram<float32>(groups), 61, 2.0)
            .Run(
                ReadOnlySpan ouArguments,
                EnsembleStart.At(ReadOnlySpan [| 0.1 |]),
                paths,
                7UL,
                EnsembleOptions(Lanes = Nullable width, Antithetic = antithetic, ObservationSteps = every 7 61)
            )

    for width in widths do
        for paths in [ 2L; 40L; 4096L + 1234L ] do
            let alone = run 1 width paths

            for groups in [ 2; 3; 4 ] do
                sameBits alone (run groups width paths)

[<Fact>]
let ``long runs cross windows and tiles without a difference between widths`` () =
    let run width =
        runOu (ouSingle 9001) 100L (EnsembleOptions(Lanes = Nullable width, ObservationSteps = every 7 9001))

    let expected = run LaneWidth.Scalar

    for width in widths do
        sameBits expected (run width)

[<Fact>]
let ``observing a run does not change its end`` () =
    let only = runOu (ouSingle 50) paths (EnsembleOptions())
    let all = runOu (ouSingle 50) paths (EnsembleOptions(ObservationSteps = every 1 50))
    Assert.Equal(51, all.Observations.Count)
    Assert.Equal(only["X"].Mean, all["X"].Mean)
    Assert.Equal(only["X"].Variance, all["X"].Variance)
    Assert.Equal(only.Stop("Reached").MeanTime, all.Stop("Reached").MeanTime)

[<Theory>]
[<InlineData(false)>]
[<InlineData(true)>]
let ``slices merge to the bits of the run, in any order and after a trip through bytes`` antithetic =
    let run first (count: Nullable<int64>) =
        runOu
            (ouSingle 24)
            paths
            (EnsembleOptions(
                FirstBlock = first,
                BlockCount = count,
                ObservationSteps = every 5 24,
                Antithetic = antithetic
            ))

    let whole = run 0L (Nullable())

    let slices =
        [
            run 4L (Nullable 2L)
            run 0L (Nullable 1L)
            run 3L (Nullable 1L)
            run 1L (Nullable 2L)
        ]
        |> List.map (fun slice -> EnsembleStatistics.FromBytes(ReadOnlySpan(slice.ToBytes())))

    let merged = EnsembleStatistics.Merge slices
    sameBits whole merged
    Assert.Equal<EnsembleBlocks>([ EnsembleBlocks(0L, 6L) ], merged.Blocks)
    Assert.Equal(paths, merged.Paths)
    let part = EnsembleStatistics.Merge(slices[0], slices[1])
    Assert.Equal<EnsembleBlocks>([ EnsembleBlocks(0L, 1L); EnsembleBlocks(4L, 2L) ], part.Blocks)

[<Fact>]
let ``a run of whole blocks can be made longer by the blocks that follow`` () =
    let longer = runGbm (gbmSingle 8) 40960L (EnsembleOptions())
    let shorter = runGbm (gbmSingle 8) 24576L (EnsembleOptions())
    let rest = runGbm (gbmSingle 8) 40960L (EnsembleOptions(FirstBlock = 6L))
    sameBits longer (EnsembleStatistics.Merge(shorter, rest))

[<Theory>]
[<InlineData(1)>]
[<InlineData(2)>]
let ``a cancelled run resumes from its checkpoint to the same bits`` threads =
    let whole = runOu (ouSingle 24) paths (EnsembleOptions())

    let path =
        IO.Path.Combine(IO.Path.GetTempPath(), $"itosharp-{Guid.NewGuid()}.ensemble")

    try
        use cancel = new CancellationTokenSource()
        let mutable calls = 0

        let checkpoint (statistics: EnsembleStatistics) =
            calls <- calls + 1

            if statistics.Paths >= 2L * 4096L then
                cancel.Cancel()

        let interrupted =
            EnsembleOptions(
                Threads = threads,
                CheckpointBlocks = 1,
                Checkpoint = Action<_> checkpoint,
                CheckpointPath = path,
                Cancellation = cancel.Token
            )

        Assert.ThrowsAny<OperationCanceledException>(fun () -> runOu (ouSingle 24) paths interrupted |> ignore)
        |> ignore

        Assert.True(calls >= 2)
        let reached = EnsembleStatistics.FromBytes(ReadOnlySpan(IO.File.ReadAllBytes path))
        Assert.InRange(reached.Paths, 8192L, paths - 1L)
        let reports = Collections.Concurrent.ConcurrentQueue<EnsembleProgress>()

        let progress = {
            new IProgress<EnsembleProgress> with
                member _.Report report = reports.Enqueue report
        }

        let resumed =
            runOu (ouSingle 24) paths (EnsembleOptions(Threads = threads, Resume = reached, Progress = progress))

        sameBits whole resumed
        let reports = reports.ToArray()
        Assert.All(Array.pairwise reports, (fun (a, b) -> Assert.True(a.CompletedPathSteps < b.CompletedPathSteps)))
        Assert.True(reports[0].CompletedPathSteps > reached.Paths * 24L)
        Assert.Equal(EnsembleProgress(paths * 24L, paths * 24L), Array.last reports)
        Assert.Equal(1.0, (Array.last reports).Fraction)
    finally
        IO.File.Delete path

[<Fact>]
let ``a finished run resumes to itself`` () =
    let whole = runOu (ouSingle 24) paths (EnsembleOptions())
    sameBits whole (runOu (ouSingle 24) paths (EnsembleOptions(Resume = whole)))

[<Fact>]
let ``terminal states of slices are those of the run`` () =
    let whole = terminalOu (ouDouble 24) paths (EnsembleOptions())

    let slice =
        terminalOu (ouDouble 24) paths (EnsembleOptions(FirstBlock = 4L, BlockCount = Nullable 2L, Threads = 2))

    Assert.Equal(4096 + 1234, slice.Count)

    for column in [ "X"; "Square" ] do
        Assert.True(whole[column].Slice(4 * 4096).SequenceEqual(slice[column]))

    Assert.True(whole.StopSteps("Reached").Slice(4 * 4096).SequenceEqual(slice.StopSteps "Reached"))

[<Fact>]
let ``tiles of normals are parts of one sequence at every width`` () =
    let whole = Array.zeroCreate<float32> 64
    NormalTiles.Fill(LaneWidth.Scalar, 5UL, 77UL, 0UL, 64, whole.AsSpan())
    let wholeDouble = Array.zeroCreate<float> 64
    NormalTiles.Fill(LaneWidth.Scalar, 5UL, 77UL, 0UL, 64, wholeDouble.AsSpan())

    for width in widths do
        let lanes = TestLanes.Of<float32> width
        let tile = Array.zeroCreate<float32>(21 * lanes)
        NormalTiles.Fill(width, 5UL, 78UL - uint64 lanes, 8UL, 21, tile.AsSpan())
        Assert.Equal<float32>(whole[8..28], [| for n in 0..20 -> tile[n * lanes + lanes - 1] |])
        let lanes = TestLanes.Of<float> width
        let tile = Array.zeroCreate<float>(21 * lanes)
        NormalTiles.Fill(width, 5UL, 78UL - uint64 lanes, 8UL, 21, tile.AsSpan())
        Assert.Equal<float>(wholeDouble[8..28], [| for n in 0..20 -> tile[n * lanes + lanes - 1] |])

[<Fact>]
let ``Calls and paths over the end of a word have the bits of each alone`` () =
    let word = 1UL <<< 32

    // Around a change of the upper word of calls, with odd and even numbers of calls on either side, and of paths.
    for path in [ 5UL; word - 3UL; word + 9UL ] do
        for before in [ 1UL; 2UL; 5UL ] do
            for calls in [ 3; 8; 9 ] do
                let single = (3UL * word - before) * 4UL
                let expected = Array.zeroCreate<float32> 4

                for width in widths do
                    let lanes = max 1 (int width / 32)
                    let tile = Array.zeroCreate<float32>(4 * calls * lanes)
                    NormalTiles.Fill(width, 77UL, path, single, 4 * calls, tile.AsSpan())

                    for lane in 0 .. lanes - 1 do
                        for call in 0 .. calls - 1 do
                            let first = single + 4UL * uint64 call
                            NormalTiles.Fill(LaneWidth.Scalar, 77UL, path + uint64 lane, first, 4, expected.AsSpan())

                            for n in 0..3 do
                                Assert.Equal<float32>(expected.[n], tile.[(4 * call + n) * lanes + lane])

                let double = (3UL * word - before) * 2UL
                let expected = Array.zeroCreate<float> 2

                for width in widths do
                    let lanes = max 1 (int width / 64)
                    let tile = Array.zeroCreate<float>(2 * calls * lanes)
                    NormalTiles.Fill(width, 77UL, path, double, 2 * calls, tile.AsSpan())

                    for lane in 0 .. lanes - 1 do
                        for call in 0 .. calls - 1 do
                            let first = double + 2UL * uint64 call
                            NormalTiles.Fill(LaneWidth.Scalar, 77UL, path + uint64 lane, first, 2, expected.AsSpan())

                            for n in 0..1 do
                                Assert.Equal<float>(expected.[n], tile.[(2 * call + n) * lanes + lane])
