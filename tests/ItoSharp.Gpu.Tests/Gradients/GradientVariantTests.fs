/// Budgets, slices, starts, weights and refined noise of gradients on the device: the bits of the CPU.
module ItoSharp.Gpu.Tests.GradientVariantTests

open System
open ItoSharp
open ItoSharp.Gpu.Tests
open ItoSharp.Gpu.Tests.GradientSubjects
open ItoSharp.Tests.Models.Devices
open Xunit

let private volatility = lazy (find typeof<VolatilityGradients>)
let private paths = 2L * 4096L + 130L

[<OpenClFact>]
let ``the least memory, and little more, recompute states by the optimal schedule, to the same bits`` () =
    let subject = volatility.Value
    let gradients = gradientOptions subject
    let device = OpenCl.device ()
    let expected = take subject 70 paths (at subject) (options false null) gradients
    let all = take subject 70 paths (at subject) (options false device) gradients
    let least = all.Memory.LeastBytesPerThread
    let slot = 4096L * 3L * 4L

    for more in [ 0L; 1L; 2L; 7L; 30L ] do
        let budget = least + more * slot

        let there =
            take
                subject
                70
                paths
                (at subject)
                (options false device)
                (EnsembleGradientOptions(
                    Memory = Nullable budget,
                    Covariance = true,
                    Observables = List.toArray subject.Observables
                ))

        sameAs subject expected there
        Assert.True(there.Memory.MeasuredBytesPerThread <= budget)
        Assert.True(there.Memory.MeasuredBytesPerThread <= there.Memory.Bytes)
        Assert.Equal(1 + int more, there.Memory.Checkpoints)
        Assert.Equal(BinomialSchedule.ForwardSteps(70, 1 + int more) + 1L, there.Memory.MeasuredForwardSteps)

[<OpenClFact>]
let ``a device with little memory takes the gradient in more batches, and the result does not change`` () =
    let subject = volatility.Value

    let gradients =
        EnsembleGradientOptions(Observables = List.toArray subject.Observables)

    let device = OpenCl.device ()
    let whole = take subject 70 paths (at subject) (options true device) gradients

    for share in [ 1.0; 1.6; 2.7 ] do
        let limited =
            device.WithMemoryLimit(int64 (share * float whole.Memory.LeastBytesPerThread))

        let there = same subject 70 paths (at subject) (options true) gradients limited
        Assert.True(there.Memory.MeasuredBytesPerThread <= limited.MemoryLimit.Value)

[<OpenClFact>]
let ``slices of blocks`` () =
    let subject = volatility.Value

    for first, count in [ 0L, Nullable 1L; 1L, Nullable 1L; 2L, Nullable() ] do
        same
            subject
            20
            paths
            (at subject)
            (fun device -> EnsembleOptions(Device = device, FirstBlock = first, BlockCount = count))
            (gradientOptions subject)
            (OpenCl.device ())
        |> ignore

[<OpenClFact>]
let ``refined noise, in float and double`` () =
    for subject in [ volatility.Value; find typeof<ItoSharp.Tests.Models.Undone.DriftingSra1> ] do
        same
            subject
            20
            300L
            (at subject)
            (fun device -> EnsembleOptions(Device = device, Refinement = 3, Antithetic = true))
            (gradientOptions subject)
            (OpenCl.device ())
        |> ignore

[<OpenClFact>]
let ``paths that start in states of their own, and normally distributed`` () =
    let subject = volatility.Value

    let rows =
        Array.init (int paths * 2) (fun i -> 0.4 + 0.1 * float (i % 7) + 1e-6 * float i)

    for start in
        [
            EnsembleStart.Rows(ReadOnlyMemory rows)
            EnsembleStart.Normal(ReadOnlySpan [| 0.6; 0.5 |], ReadOnlySpan [| 0.2; 0.05 |])
        ] do
        for antithetic in [ false; true ] do
            same
                subject
                20
                paths
                start
                (fun device -> EnsembleOptions(Device = device, Antithetic = antithetic))
                (gradientOptions subject)
                (OpenCl.device ())
            |> ignore

[<OpenClFact>]
let ``a weighted sum of observables at several steps, the last before the end`` () =
    let subject = volatility.Value

    let gradients =
        EnsembleGradientOptions(
            Weights = [|
                GradientWeight("Shifted", 0.3, Nullable 7)
                GradientWeight("Discounted", -1.1, Nullable 33)
                GradientWeight("Shifted", 2.0, Nullable 33)
                GradientWeight("Discounted", 0.7, Nullable 0)
            |]
        )

    same subject 70 paths (at subject) (options true) gradients (OpenCl.device ())
    |> ignore

[<OpenClFact>]
let ``one step, and steps that are a multiple of what is summed`` () =
    for steps in [ 1; 2; 64 ] do
        same
            volatility.Value
            steps
            100L
            (at volatility.Value)
            (fun device -> EnsembleOptions(Device = device))
            (gradientOptions volatility.Value)
            (OpenCl.device ())
        |> ignore

[<Fact>]
let ``the device that is the CPU runs as without a device`` () =
    same
        volatility.Value
        20
        300L
        (at volatility.Value)
        (fun device -> EnsembleOptions(Device = device))
        (gradientOptions volatility.Value)
        EnsembleDevice.Cpu
    |> ignore

[<OpenClFact>]
let ``declared gradients come from the device by an option`` () =
    let ensemble = VolatilityGradients(Volatility(), 18, 1.0)
    let start = Volatility.State(0.7, 0.4)

    let take (device: EnsembleDevice) =
        ensemble.Gradient(
            start,
            5000L,
            42UL,
            0.7,
            0.6,
            0.5,
            0.8,
            0.9,
            EnsembleOptions(Device = device),
            EnsembleGradientOptions(Observables = [| "Shifted" |])
        )

    let here, there = take EnsembleDevice.Cpu, take (OpenCl.device ())
    Assert.Equal(here.Shifted.Value.Mean, there.Shifted.Value.Mean)
    Assert.Equal(here.Shifted.By.Theta.Mean, there.Shifted.By.Theta.Mean)
    Assert.Equal(here.Shifted.By.Until.StandardError, there.Shifted.By.Until.StandardError)
    Assert.NotEqual(0.0, there.Shifted.By.Theta.Mean)

[<OpenClFact>]
let ``progress counts the steps forward once, and a cancelled gradient stops`` () =
    let subject = volatility.Value
    let device = OpenCl.device ()

    let gradients =
        EnsembleGradientOptions(Observables = List.toArray subject.Observables)

    let last = ref Unchecked.defaultof<EnsembleProgress>

    let report = {
        new IProgress<EnsembleProgress> with
            member _.Report p = last.Value <- p
    }

    take subject 20 paths (at subject) (EnsembleOptions(Device = device, Progress = report)) gradients
    |> ignore

    Assert.Equal(paths * 20L, last.Value.CompletedPathSteps)
    Assert.Equal(last.Value.TotalPathSteps, last.Value.CompletedPathSteps)
    use cancel = new Threading.CancellationTokenSource()

    let cancelling = {
        new IProgress<EnsembleProgress> with
            member _.Report _ = cancel.Cancel()
    }

    let least =
        (take subject 20 100L (at subject) (EnsembleOptions(Device = device)) gradients).Memory.LeastBytesPerThread

    let limited = device.WithMemoryLimit least
    let before = device.FreeMemoryBytes

    Assert.ThrowsAny<OperationCanceledException>(fun () ->
        take
            subject
            20
            paths
            (at subject)
            (EnsembleOptions(Device = limited, Progress = cancelling, Cancellation = cancel.Token))
            gradients
        |> ignore)
    |> ignore

    Assert.Equal(before, device.FreeMemoryBytes)
