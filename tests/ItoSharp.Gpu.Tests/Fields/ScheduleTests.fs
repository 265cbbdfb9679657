/// Schedules of several methods, whose history is kept in both forms, and runs that go from one machine to another.
module ItoSharp.Gpu.Tests.Fields.ScheduleTests

open System
open ItoSharp
open ItoSharp.Gpu.Tests
open ItoSharp.Tests.Models
open ItoSharp.Tests.Models.Fields
open Xunit

let private dimension = FieldTrial<IrSde, float>.Dimension
let private rows = 4

let private start =
    Array.init (rows * dimension) (fun i -> 1.5 * sin (1.0 + 0.7 * float i))

let private optionsWith changes device =
    SampleOptions<float>(
        Device = device,
        Seed = 9UL,
        Condition = ReadOnlyMemory(Array.init (2 * rows) (fun i -> cos (float i))),
        ConditionChanges = changes,
        Mean = ReadOnlyMemory(Array.init dimension (fun i -> 0.2 * float i - 0.3))
    )

let private options =
    optionsWith [|
        ConditionChange<float>(0.5, ReadOnlyMemory(Array.init (2 * rows) (fun i -> sin (float i))))
    |]

let private schedule () =
    let model = ModelOnHost<float>(FieldTrial<IrSde, float>.Model)
    let grid = UniformTime.Steps 7
    let unipc = RevertingUniPC2(model, IrSde(), grid)
    let noisy = RevertingSde2M(model, IrSde(), grid)
    let heun = RevertingHeun(model, IrSde(), grid)
    let dpm = RevertingDpmSolver2M(model, IrSde(), grid)

    // Corrections before steps of the other form, before stages, and folded into a row.
    ScheduledSampler<IrSde, float>([| unipc :> FieldSampler<IrSde, float>; unipc; dpm; dpm; unipc; heun; noisy |])

let private sample (sampler: FieldSampler<'P, float>) options =
    let samples = Array.zeroCreate start.Length
    sampler.Sample(ReadOnlySpan start, Span samples, options)
    samples

[<OpenClFact>]
let ``a schedule of data and noise forms, correctors, stages and noise has the bits of the CPU, with a condition that jumps``
    ()
    =
    let schedule = schedule ()
    let expected = sample schedule (options null)
    Assert.All(expected, (fun x -> Assert.True(Double.IsFinite x)))
    Assert.Equal<float>(expected, sample schedule (options (OpenCl.device ())))

    Assert.NotEqual<float>(expected, sample schedule (optionsWith [||] null))

let private drive (run: DeviceSamplerRun<float>) steps =
    let model = FieldTrial<IrSde, float>.Model :> IModel<float>

    while run.Step < steps do
        let query = run.NextQuery
        let x = Array.zeroCreate start.Length
        let y = Array.zeroCreate start.Length
        let z = Array.zeroCreate (2 * rows)
        query.ReadX(Span x)
        query.ReadCondition(Span z)

        let input =
            ModelInput<float>(ReadOnlySpan x, query.Batch, query.Time, ReadOnlySpan z)

        model.Evaluate(&input, Span y)
        query.WritePrediction(ReadOnlySpan y)
        run.Advance()

[<OpenClFact>]
let ``a run that its owner steps goes on from a device to the CPU and back to the same bits`` () =
    let schedule = schedule ()
    let device = OpenCl.device ()
    let free = device.FreeMemoryBytes
    let expected = sample schedule (options null)
    use first = schedule.StartOn(device, ReadOnlySpan start, options null)
    drive first 2
    let saved = first.Save()
    use here = schedule.Resume(saved, options null)
    here.Complete()
    Assert.Equal<float>(expected, here.State.ToArray())
    use half = schedule.Start(ReadOnlySpan start, options null)

    while half.Step < 5 do
        half.NextQuery.Answer FieldTrial<IrSde, float>.Model
        half.Advance()

    // Within a step of two stages.
    half.NextQuery.Answer FieldTrial<IrSde, float>.Model
    half.Advance()
    use there = schedule.ResumeOn(device, half.Save(), options null)
    Assert.Equal(5, there.Step)
    drive there 7
    Assert.True there.IsFinished
    Assert.Null there.NextQuery
    let samples = Array.zeroCreate start.Length
    there.ReadState(Span samples)
    Assert.Equal<float>(expected, samples)
    first.Dispose()
    there.Dispose()
    Assert.Equal(free, device.FreeMemoryBytes)
