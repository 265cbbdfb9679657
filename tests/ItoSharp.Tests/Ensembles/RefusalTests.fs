/// What is refused, and that the messages name it.
module ItoSharp.Tests.Ensembles.RefusalTests

open System
open ItoSharp
open ItoSharp.Tests.Models.Ensembles
open ItoSharp.Tests.Ensembles.Runs
open Xunit

let private refused parts (action: unit -> 'result) =
    let error = Assert.ThrowsAny<ArgumentException>(fun () -> action () |> ignore)

    for part: string in parts do
        Assert.Contains(part, error.Message)

let private run options = runOu (ouSingle 24) 8192L options

[<Fact>]
let ``grids`` () =
    refused [ "steps"; "at least 1 step"; "0" ] (fun () -> gbmSingle 0)
    refused [ "until"; "after that of the start, 1"; "1" ] (fun () -> Ensemble<float>(GbmProgram<float>(), 4, 1.0, 1.0))
    refused [ "until"; "NaN" ] (fun () -> Ensemble<float>(GbmProgram<float>(), 4, nan))
    refused [ "steps"; "take fewer" ] (fun () -> Ensemble<float>(GbmProgram<float>(), Int32.MaxValue, 1e9 + 1e-3, 1e9))
    refused [ "16777217"; "at most 16777216"; "Precision.Double" ] (fun () -> ouSingle 16777217)
    refused [ "no step ends at this time"; "0.3"; "the nearest end is at 0.25" ] (fun () -> (gbmSingle 8).StepAt 0.3)
    Assert.Equal(6, (gbmSingle 8).StepAt 0.75)

[<Fact>]
let ``arguments and starts`` () =
    let run (arguments: float[]) (start: EnsembleStart) =
        (ouSingle 24).Run(ReadOnlySpan arguments, start, 100L, 1UL)

    let at (values: float[]) = EnsembleStart.At(ReadOnlySpan values)

    refused [ "3 arguments"; "takes 4 (theta, sigma, amplitude, barrier)" ] (fun () ->
        run [| 1.0; 2.0; 3.0 |] (at [| 0.0 |]))

    refused [ "argument sigma is NaN" ] (fun () -> run [| 1.0; nan; 3.0; 4.0 |] (at [| 0.0 |]))
    refused [ "start has 2 values"; "1 components (X)" ] (fun () -> run ouArguments (at [| 0.0; 1.0 |]))
    refused [ "start of component X is NaN" ] (fun () -> run ouArguments (at [| nan |]))

    refused [ "99 values where 100 paths of 1 components need 100" ] (fun () ->
        run ouArguments (EnsembleStart.Rows(ReadOnlyMemory(Array.zeroCreate<float> 99))))

    refused [ "component X of the start of path 3 is Infinity" ] (fun () ->
        run ouArguments (EnsembleStart.Rows(ReadOnlyMemory [| for i in 0..99 -> if i = 3 then infinity else 0.0 |])))

    refused [ "the deviation of X is -1" ] (fun () ->
        run ouArguments (EnsembleStart.Normal(ReadOnlySpan [| 0.0 |], ReadOnlySpan [| -1.0 |])))

[<Fact>]
let ``paths, slices and observations`` () =
    refused [ "paths"; "at least 1 path" ] (fun () -> runOu (ouSingle 24) 0L (EnsembleOptions()))

    refused [ "paths"; "must be even"; "4097" ] (fun () ->
        runOu (ouSingle 24) 4097L (EnsembleOptions(Antithetic = true)))

    refused [ "FirstBlock"; "2 blocks of 4096"; "0 to 1" ] (fun () -> run (EnsembleOptions(FirstBlock = 2L)))

    refused [ "BlockCount"; "from block 1 on there are 1 to 1" ] (fun () ->
        run (EnsembleOptions(FirstBlock = 1L, BlockCount = Nullable 2L)))

    refused [ "Threads"; "-1" ] (fun () -> run (EnsembleOptions(Threads = -1)))
    refused [ "Lanes"; "64" ] (fun () -> run (EnsembleOptions(Lanes = Nullable(enum<LaneWidth> 64))))

    refused [ "ObservationSteps[1]"; "0 (the start) to 24"; "25" ] (fun () ->
        run (EnsembleOptions(ObservationSteps = [| 1; 25 |])))

    refused [ "ObservationSteps[1]"; "must increase"; "before is 5" ] (fun () ->
        run (EnsembleOptions(ObservationSteps = [| 5; 5 |])))

    refused [ "CheckpointBlocks"; "after how many" ] (fun () -> run (EnsembleOptions(CheckpointPath = "x")))

    refused [ "checkpoints hold statistics" ] (fun () ->
        terminalOu (ouSingle 24) 100L (EnsembleOptions(CheckpointBlocks = 1)))

[<Fact>]
let ``histograms`` () =
    let take column low high bins () =
        run (EnsembleOptions(Histograms = histogram column low high bins))

    refused [ "Histograms[0]"; "there are X, Square"; "Y" ] (take "Y" 0.0 1.0 1)
    refused [ "upper end"; "above the lower, 1" ] (take "X" 1.0 1.0 1)
    refused [ "1 to 1000000 bins"; "0" ] (take "X" 0.0 1.0 0)

    refused [ "a histogram of it already" ] (fun () ->
        run (EnsembleOptions(Histograms = [| HistogramRange("X", 0, 1, 1); HistogramRange("X", 0, 2, 1) |])))

    let statistics = run (EnsembleOptions())

    let error =
        Assert.Throws<InvalidOperationException>(fun () -> statistics["X"].Histogram |> ignore)

    Assert.Contains("no histogram of X was taken", error.Message)
    refused [ "no component or observable Z: there are X, Square" ] (fun () -> statistics["Z"])
    refused [ "no stop Z: there are Reached" ] (fun () -> statistics.Stop "Z")

[<Fact>]
let ``refinement`` () =
    let ensemble = Ensemble<float>(WienerProgram<float>(1), 4, 1.0)

    let run refinement =
        ensemble.Run(
            ReadOnlySpan [||],
            EnsembleStart.At(ReadOnlySpan [| 0.0; 0.0; 0.0; 0.0 |]),
            1L,
            1UL,
            EnsembleOptions(Refinement = refinement)
        )

    refused [ "Refinement"; "1 normals a step that stand for no path" ] (fun () -> run 2)
    refused [ "Refinement"; "1 to 1048576"; "0" ] (fun () -> run 0)
    run 1 |> ignore

[<Fact>]
let ``what belongs to another run is neither merged nor resumed from`` () =
    let other = run (EnsembleOptions())

    let refusedBy parts (resumed: unit -> EnsembleStatistics) =
        refused ("belongs to another run" :: parts) resumed

    let from (ensemble: Ensemble<float32>) (arguments: float[]) (start: float) seed (options: EnsembleOptions) () =
        ensemble.Run(ReadOnlySpan arguments, EnsembleStart.At(ReadOnlySpan [| start |]), 8192L, seed, options)

    let resume = EnsembleOptions(Resume = other)
    from (ouSingle 24) ouArguments 0.1 7UL resume () |> sameBits other
    refusedBy [ "the seed is 7 there and 8 here" ] (from (ouSingle 24) ouArguments 0.1 8UL resume)
    refusedBy [ "the number of steps is 24 there and 25 here" ] (from (ouSingle 25) ouArguments 0.1 7UL resume)

    refusedBy
        [ "argument barrier is 0.9 there and 1 here" ]
        (from (ouSingle 24) [| 1.5; 0.8; 0.4; 1.0 |] 0.1 7UL resume)

    refusedBy [ "the start state is (0.1) there and (0.2) here" ] (from (ouSingle 24) ouArguments 0.2 7UL resume)

    refusedBy
        [ "Antithetic is false there and true here" ]
        (from (ouSingle 24) ouArguments 0.1 7UL (EnsembleOptions(Resume = other, Antithetic = true)))

    refusedBy [ "the precision is Single there and Double here" ] (fun () -> runOu (ouDouble 24) 8192L resume)

    refused [ "8192 paths in blocks 0 to 1, and this run 8000" ] (fun () -> runOu (ouSingle 24) 8000L resume)

    refused [ "has blocks 0 to 1, and this run those from 1 to 1" ] (fun () ->
        run (EnsembleOptions(Resume = other, FirstBlock = 1L)))

    refused [ "both parts have block 0" ] (fun () -> EnsembleStatistics.Merge(other, other))

    let partial = runOu (ouSingle 24) 5000L (EnsembleOptions())
    let after = runOu (ouSingle 24) 16384L (EnsembleOptions(FirstBlock = 2L))
    refused [ "block 1 is partial, though block 2 follows it" ] (fun () -> EnsembleStatistics.Merge(partial, after))

    refused [ "the second part belongs to another run"; "Refinement is 2 there and 1 here" ] (fun () ->
        EnsembleStatistics.Merge(other, run (EnsembleOptions(Refinement = 2, FirstBlock = 1L))))

[<Fact>]
let ``damaged bytes`` () =
    let bytes = (run (EnsembleOptions())).ToBytes()
    refused [ "not ItoSharp ensemble statistics" ] (fun () -> EnsembleStatistics.FromBytes(ReadOnlySpan [| 1uy; 2uy |]))
    refused [ "damaged" ] (fun () -> EnsembleStatistics.FromBytes(ReadOnlySpan bytes[.. bytes.Length - 2]))

    for place in [ 8; 100; bytes.Length / 2; bytes.Length - 1 ] do
        let other = Array.copy bytes
        other[place] <- other[place] ^^^ 1uy
        refused [ "damaged" ] (fun () -> EnsembleStatistics.FromBytes(ReadOnlySpan other))
