/// What goes wrong with field samplers on devices is told by its own type; memory is given back and nothing is half written.
module ItoSharp.Gpu.Tests.Fields.FieldFaultTests

open System
open System.Threading
open ItoSharp
open ItoSharp.Gpu
open ItoSharp.Gpu.Tests
open ItoSharp.Tests.Models
open Xunit

let private dimension = 3
let private rows = 6
let private start = Array.init (rows * dimension) (fun i -> float32 i * 0.1f)

let private sampler (model: IModel<float32>) =
    VpDpm2MSingle(model, VpLinear(), UniformTime.Steps 20)

let private onDevice evaluate =
    sampler (DeviceFunctionModel<float32>(dimension, Prediction.Noise, Action<_> evaluate))

/// A model on the host that gives an entry at a time, or leaves it unwritten.
let private host (entry: float -> int -> float32 voption) =
    FunctionModel<float32>(
        dimension,
        Prediction.Noise,
        ModelEvaluation<float32>(fun input y ->
            for i in 0 .. y.Length - 1 do
                match entry input.Time i with
                | ValueSome value -> y[i] <- value
                | ValueNone -> ())
    )

/// Runs what must fail; the samples stay as they were and the device has its memory back.
let private failing<'E when 'E :> exn>
    (sampler: VpDpm2MSingle)
    (device: GpuDevice)
    (options: EnsembleDevice -> SampleOptions)
    =
    let free = device.FreeMemoryBytes
    let samples = Array.create start.Length 7f

    let error =
        Assert.Throws<'E>(fun () -> sampler.Sample(ReadOnlySpan start, Span samples, options device))

    Assert.All(samples, (fun x -> Assert.Equal(7f, x)))
    Assert.Equal(free, device.FreeMemoryBytes)
    error

let private zeros (query: DeviceQuery<float32>) =
    query.WritePrediction(ReadOnlySpan(Array.zeroCreate (query.Batch * dimension)))

[<OpenClFact>]
let ``a callback gets handles of its driver, time, step and batch`` () =
    let times = Collections.Generic.List<float>()
    let free = Collections.Generic.List<int64>()
    let device = OpenCl.device ()

    let model =
        onDevice (fun query ->
            Assert.Equal(times.Count, query.Step)
            times.Add query.Time
            free.Add device.FreeMemoryBytes
            Assert.Equal(rows, query.Batch)
            Assert.Equal(dimension, query.Dimension)
            Assert.Null query.Condition
            Assert.Equal(DeviceApi.OpenCl, query.Queue.Api)

            for handle in
                [
                    query.X.Handle
                    query.Prediction.Handle
                    query.Queue.NativeQueue
                    query.Queue.NativeContext
                ] do
                Assert.NotEqual(0n, handle)

            zeros query)

    let samples = Array.zeroCreate start.Length
    model.Sample(ReadOnlySpan start, Span samples, SampleOptions(Device = device))
    Assert.Equal<float>(Array.init 20 (fun step -> model.Grid.Points[step].Time), times)
    Assert.True(free[19] < device.FreeMemoryBytes)

[<OpenClFact>]
let ``a callback launches kernels of its own on the run's queue`` () =
    let text =
        "__kernel void shrink(__global const float* x, __global float* y, int n) { int i = get_global_id(0); if (i < n) y[i] = 0.5f * x[i]; }"

    let kernel = ref -1

    let device =
        onDevice (fun query ->
            if kernel.Value < 0 then
                kernel.Value <- query.Queue.Load("a test", text, "shrink")

            let n = query.Batch * query.Dimension

            let arguments = [|
                DeviceArgument.op_Implicit query.X
                DeviceArgument.op_Implicit query.Prediction
                DeviceArgument.op_Implicit n
            |]

            query.Queue.Launch(kernel.Value, int64 n, ReadOnlySpan arguments))

    let cpu =
        sampler (
            FunctionModel<float32>(
                dimension,
                Prediction.Noise,
                ModelEvaluation<float32>(fun input y ->
                    for i in 0 .. y.Length - 1 do
                        y[i] <- 0.5f * input.X[i])
            )
        )

    let here, there = Array.zeroCreate start.Length, Array.zeroCreate start.Length
    cpu.Sample(ReadOnlySpan start, Span here)
    device.Sample(ReadOnlySpan start, Span there, SampleOptions(Device = OpenCl.device ()))
    Assert.Equal<float32>(here, there)

[<OpenClFact>]
let ``a callback that throws leaves no memory taken and no sample written`` () =
    let model =
        onDevice (fun query ->
            if query.Step = 7 then
                invalidOp "the network is gone"

            zeros query)

    let error =
        failing<InvalidOperationException> model (OpenCl.device ()) (fun device ->
            SampleOptions(RowsPerCall = 4, Device = device))

    Assert.Equal("the network is gone", error.Message)

[<OpenClFact>]
let ``too little memory tells how much was asked and what helps`` () =
    let limited = (OpenCl.device ()).WithMemoryLimit 300L

    let error =
        failing<DeviceMemoryException> (onDevice zeros) limited (fun device -> SampleOptions(Device = device))

    Assert.InRange(error.Asked, 72L, 72L)
    Assert.InRange(error.Free, 0L, 71L)
    Assert.Contains("RowsPerCall", error.Message)
    let samples = Array.zeroCreate start.Length
    let options = SampleOptions(Device = limited, RowsPerCall = 2)
    (onDevice zeros).Sample(ReadOnlySpan start, Span samples, options)

[<OpenClFact>]
let ``a run is cancelled between two evaluations, and its progress counts steps of all parts`` () =
    use source = new CancellationTokenSource()

    let model =
        onDevice (fun query ->
            if query.Step = 3 then
                source.Cancel()

            zeros query)

    let told = Collections.Generic.List<SampleProgress>()

    let progress = {
        new IProgress<SampleProgress> with
            member _.Report value = told.Add value
    }

    failing<OperationCanceledException> model (OpenCl.device ()) (fun device ->
        SampleOptions(Cancellation = source.Token, Progress = progress, Device = device))
    |> ignore

    Assert.Equal(4, told.Count)
    Assert.Equal(20L, told[3].TotalSteps)
    told.Clear()
    let samples = Array.zeroCreate start.Length

    (onDevice zeros)
        .Sample(
            ReadOnlySpan start,
            Span samples,
            SampleOptions(Progress = progress, RowsPerCall = 4, Device = OpenCl.device ())
        )

    Assert.Equal<int64>([ 1L .. 40L ], told |> Seq.map _.CompletedSteps)

[<OpenClTheory>]
[<InlineData(false)>]
[<InlineData(true)>]
let ``a prediction that is not finite, or not written, is named with its sample and step as on the CPU``
    (unwritten: bool)
    =
    // In row 4, at the fifth step.
    let late = (sampler (host (fun _ _ -> ValueNone))).Grid.Points[5].Time

    let model =
        host (fun time i ->
            if time > late || i / dimension < 4 then ValueSome 0.1f
            elif unwritten then ValueNone
            else ValueSome Single.PositiveInfinity)

    let options device =
        SampleOptions(FirstSample = 100UL, Device = device)

    let samples = Array.zeroCreate start.Length

    let here =
        Assert.Throws<NonFiniteStateException>(fun () ->
            (sampler model).Sample(ReadOnlySpan start, Span samples, options null))

    let there =
        failing<NonFiniteStateException> (sampler (ModelOnHost<float32> model)) (OpenCl.device ()) options

    Assert.Equal(104UL, there.Sample)
    Assert.Equal((here.Sample, here.Step, here.Time), (there.Sample, there.Step, there.Time))
    Assert.Contains("the model's prediction", there.Message)

[<OpenClFact>]
let ``bad rows do not touch the others where the run goes on`` () =
    let model =
        host (fun _ i -> ValueSome(if i / dimension = 2 then Single.NaN else 0.1f))

    let run device (model: IModel<float32>) =
        let samples = Array.zeroCreate start.Length

        (sampler model)
            .Sample(ReadOnlySpan start, Span samples, SampleOptions(NonFinite = NonFinite.Continue, Device = device))

        samples

    let here, there =
        run null model, run (OpenCl.device ()) (ModelOnHost<float32> model)

    Assert.Equal<float32>(here, there)
    Assert.Equal(dimension, there |> Array.filter Single.IsNaN |> Array.length)

[<OpenClFact>]
let ``a start that is not finite and a batch that is no whole rows are refused before anything runs`` () =
    let device = OpenCl.device ()
    let sampler = onDevice (fun _ -> invalidOp "asked")
    let bad = Array.create 6 Single.NaN

    let error =
        Assert.Throws<NonFiniteStateException>(fun () -> sampler.StartOn(device, ReadOnlySpan bad) |> ignore)

    Assert.Contains("the start state", error.Message)

    Assert.Throws<ArgumentException>(fun () -> sampler.StartOn(device, ReadOnlySpan(Array.zeroCreate 4)) |> ignore)
    |> ignore

[<OpenClFact>]
let ``what is not for devices says so`` () =
    let device = OpenCl.device ()
    let samples = Array.zeroCreate start.Length

    let refused (model: IModel<float32>) (options: SampleOptions) =
        Assert
            .Throws<NotSupportedException>(fun () -> (sampler model).Sample(ReadOnlySpan start, Span samples, options))
            .Message

    let plain = host (fun _ _ -> ValueSome 0f)
    let there = ModelOnHost<float32> plain
    Assert.Contains("ModelOnHost", refused plain (SampleOptions(Device = device)))

    Assert.Contains(
        "Thresholding",
        refused there (SampleOptions(Device = device, Thresholding = Thresholding.Static 1.0))
    )

    let watched =
        SampleOptions<float32>(Device = device, StepCompleted = StepObserver<float32>(fun _ -> ()))

    Assert.Contains("StepCompleted", refused there watched)

    let known =
        Inpainting<float32>(ReadOnlyMemory(Array.zeroCreate 3), ReadOnlyMemory(Array.zeroCreate 3))

    Assert.Contains("Inpainting", refused there (SampleOptions<float32>(Device = device, Inpainting = known)))
    let options = SampleOptions(Device = device)
    let sampler = sampler there

    let cpuOnly =
        Assert.Throws<NotSupportedException>(fun () -> sampler.Start(ReadOnlySpan start, options) |> ignore)

    Assert.Contains("StartOn", cpuOnly.Message)

    let law =
        GaussianMixture(
            [|
                GaussianComponent(1.0, Array.zeroCreate dimension, Array.create dimension 1.0, null)
            |]
        )

    let gradient =
        Assert.Throws<NotSupportedException>(fun () ->
            VpDpm2MSingle(GaussianMixtureModel<float32>(law, VpLinear()), VpLinear(), UniformTime.Steps 20)
                .Gradient(ReadOnlySpan start, Loss<float32>(fun _ _ -> 0.0), options)
            |> ignore)

    Assert.Contains("stay on the CPU", gradient.Message)

    Assert.Throws<NotSupportedException>(fun () -> sampler.StartOn(EnsembleDevice.Cpu, ReadOnlySpan start) |> ignore)
    |> ignore

    Assert.Throws<InvalidOperationException>(fun () -> (onDevice zeros).Sample(ReadOnlySpan start, Span samples))
    |> ignore

    // The CPU as a device is no device, and start states are drawn here in any case.
    (sampler :> FieldSampler<VpLinear, float32>).DrawPrior(Span samples, options)
    sampler.Sample(ReadOnlySpan start, Span samples, SampleOptions(Device = EnsembleDevice.Cpu))
