/// Antithetic pairs, slices, refined noise, starts, batches and checkpoints on the device: the bits of the CPU.
module ItoSharp.Gpu.Tests.VariantTests

open System
open System.IO
open ItoSharp
open ItoSharp.Gpu.Tests
open ItoSharp.Gpu.Tests.Subjects
open ItoSharp.Tests.Models.Devices
open Xunit

let private volatility = find typeof<VolatilitySingle>.FullName
let private additive = find typeof<AdditiveSingle>.FullName
let private additiveDouble = find "ItoSharp.Tests.Models.Orders.AdditiveSra1"
let private paths = 2L * 4096L + 130L

let private same subject start options =
    Bits.same subject 18 paths start options (OpenCl.device ())

[<OpenClFact>]
let ``antithetic runs`` () =
    for subject in [ volatility; additiveDouble ] do
        same subject (Bits.at subject) (fun device ->
            EnsembleOptions(Device = device, Antithetic = true, ObservationSteps = [| 0; 7 |]))
        |> ignore

[<OpenClFact>]
let ``slices of blocks`` () =
    for first, count in [ 0L, Nullable 1L; 1L, Nullable 1L; 2L, Nullable() ] do
        same volatility (Bits.at volatility) (fun device ->
            EnsembleOptions(Device = device, FirstBlock = first, BlockCount = count))
        |> ignore

[<OpenClFact>]
let ``refined noise, with time integrals and mirrored, in float and double`` () =
    for subject in [ additive; additiveDouble ] do
        same subject (Bits.at subject) (fun device ->
            EnsembleOptions(Device = device, Refinement = 3, Antithetic = true))
        |> ignore

[<OpenClFact>]
let ``paths that start in states of their own, and normally distributed`` () =
    let rows =
        Array.init (int paths * 2) (fun i -> 0.4 + 0.1 * float (i % 7) + 1e-6 * float i)

    let starts = [
        EnsembleStart.Rows(ReadOnlyMemory rows)
        EnsembleStart.Normal(ReadOnlySpan [| 0.6; 0.5 |], ReadOnlySpan [| 0.2; 0.05 |])
    ]

    for start in starts do
        for antithetic in [ false; true ] do
            same volatility start (fun device ->
                EnsembleOptions(Device = device, Antithetic = antithetic, ObservationSteps = [| 0; 5 |]))
            |> ignore

[<OpenClFact>]
let ``a device with little memory takes a run in more batches, and the result does not change`` () =
    let device = OpenCl.device ()
    // Three rows of state and four columns at three times, and the constants, of one block and a half.
    let limited = device.WithMemoryLimit(4096L * 15L * 4L * 3L / 2L)

    Bits.same
        volatility
        18
        paths
        (Bits.at volatility)
        (fun device -> EnsembleOptions(Device = device, ObservationSteps = [| 0; 5 |]))
        limited
    |> ignore

[<OpenClFact>]
let ``a run of many observations goes by windows`` () =
    Bits.same
        volatility
        300
        100L
        (Bits.at volatility)
        (fun device -> EnsembleOptions(Device = device, ObservationSteps = [| 0..300 |]))
        (OpenCl.device ())
    |> ignore

[<OpenClFact>]
let ``a cancelled run resumes on the CPU from the checkpoint of the device`` () =
    let path = Path.Combine(Path.GetTempPath(), $"itosharp-{Guid.NewGuid()}.ensemble")
    let device = (OpenCl.device ()).WithMemoryLimit(4096L * 7L * 4L * 3L / 2L)
    let ensemble = volatility.Ensemble 18 :?> Ensemble<float32>

    let run (options: EnsembleOptions) =
        ensemble.Run(ReadOnlySpan volatility.Arguments, Bits.at volatility, paths, 42UL, options)

    try
        let whole = run (EnsembleOptions())
        use cancel = new Threading.CancellationTokenSource()

        let options =
            EnsembleOptions(
                Device = device,
                CheckpointBlocks = 1,
                CheckpointPath = path,
                Checkpoint = (fun _ -> cancel.Cancel()),
                Cancellation = cancel.Token
            )

        Assert.ThrowsAny<OperationCanceledException>(fun () -> run options |> ignore)
        |> ignore

        let reached = EnsembleStatistics.FromBytes(ReadOnlySpan(File.ReadAllBytes path))
        Assert.True(reached.Paths < paths)
        let resumed = run (EnsembleOptions(Resume = reached))
        Assert.True(whole.ToBytes().AsSpan().SequenceEqual(resumed.ToBytes()))
    finally
        File.Delete path

[<Fact>]
let ``the device that is the CPU runs as without a device`` () =
    Bits.same
        volatility
        18
        paths
        (Bits.at volatility)
        (fun device -> EnsembleOptions(Device = device))
        EnsembleDevice.Cpu
    |> ignore

[<OpenClFact>]
let ``declared results come from the device by an option`` () =
    let ensemble = VolatilitySingle(Volatility(), 18, 1.0)
    let start = Volatility.State(0.7, 0.4)

    let run (device: EnsembleDevice) =
        ensemble.Run(start, 5000L, 42UL, 0.7, 0.6, 3.0, EnsembleOptions(Device = device))

    let here, there = run EnsembleDevice.Cpu, run (OpenCl.device ())
    Assert.Equal<float>(here.Call.Mean, there.Call.Mean)
    Assert.Equal<float>(here.KnockedOut.Probability, there.KnockedOut.Probability)
    Assert.InRange(here.KnockedOut.Probability, 0.01, 0.99)

[<OpenClTheory>]
[<InlineData(false, true)>]
[<InlineData(false, false)>]
[<InlineData(true, true)>]
[<InlineData(true, false)>]
let ``statistics summed on the device have the bits of the CPU's`` antithetic covariance =
    let check (subject: Subject) paths policy (observations: int[]) =
        let run device =
            let options =
                EnsembleOptions(
                    Device = device,
                    Antithetic = antithetic,
                    Covariance = covariance,
                    NonFinite = policy,
                    ObservationSteps = observations
                )

            Bits.statistics subject 18 paths (Bits.at subject) options

        Assert.Equal<byte>(run null, run (OpenCl.device ()))

    Assert.True((OpenCl.device ()).SupportsDouble, "the device sums in double, or not at all")

    // A last block of few paths, of paths that are no multiple of the accumulators, and of two paths.
    for last in [ 130L; 4094L; 2L ] do
        check volatility (4096L + last) NonFinitePaths.Stop [| 0; 7 |]

    check additiveDouble 9000L NonFinitePaths.Stop [| 0; 4; 8 |]
    check (find "ItoSharp.Tests.Models.Emitted.Lorenz96Paths") 200L NonFinitePaths.Stop [||]

    // Blocks with paths that are not finite come to the CPU.
    for policy in [ NonFinitePaths.Mask; NonFinitePaths.Continue ] do
        check (find typeof<ExplodingPaths>.FullName) 9000L policy [| 2; 4; 8 |]
