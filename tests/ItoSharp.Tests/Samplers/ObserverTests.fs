/// What a run tells its observer, and the states it keeps.
module ItoSharp.Tests.Samplers.ObserverTests

open System
open System.Collections.Generic
open System.Threading
open Xunit
open ItoSharp
open ItoSharp.Tests.Models
open ItoSharp.Tests.Samplers.Fixtures

let private law =
    GaussianMixture(
        [|
            GaussianComponent(0.5, [| -1.0; 0.0; 0.5 |], [| 0.2; 0.3; 0.1 |])
            GaussianComponent(0.5, [| 1.0; 0.5; -0.5 |], [| 0.1; 0.2; 0.3 |])
        |]
    )

let private oracle kind =
    GaussianMixtureModel<float>(law, vp, kind)

let private rows = 11

let private starts =
    let values = Array.zeroCreate (rows * 3)
    VpSdeDpm2M(oracle Prediction.Data, vp, UniformLambda.Steps 8).DrawPrior(Span values, SampleOptions(Seed = 3UL))
    values

type private Seen = {
    Step: int
    StepCount: int
    Time: float
    Lambda: float
    FirstRow: int
    Rows: int
    State: float[]
    Data: float[]
}

let private observe (seen: List<Seen>) =
    StepObserver<float>(fun step ->
        seen.Add {
            Step = step.Step
            StepCount = step.StepCount
            Time = step.Time
            Lambda = step.Lambda
            FirstRow = step.FirstRow
            Rows = step.Rows
            State = step.State.ToArray()
            Data = step.Data.ToArray()
        })

let private watched (sampler: FieldSampler<'p, float>) (options: SampleOptions<float>) =
    let seen = List<Seen>()

    let options =
        SampleOptions<float>(
            Seed = options.Seed,
            Thresholding = options.Thresholding,
            Threads = options.Threads,
            RowsPerCall = options.RowsPerCall,
            StepCompleted = observe seen
        )

    let samples = runWith options sampler starts
    samples, List.ofSeq seen

[<Fact>]
let ``an observer sees every step's state, and the data prediction at its start`` () =
    let verify tolerance (sampler: FieldSampler<VpLinear, float>) =
        let plain = SampleOptions<float>(Seed = 9UL)
        let samples, seen = watched sampler plain
        let kept = sampler.SampleTrajectory(ReadOnlySpan starts, plain)
        Assert.Equal<float[]>(runWith plain sampler starts, samples)
        Assert.Equal<float[]>(samples, kept.Samples)
        Assert.Equal(sampler.Grid.StepCount, seen.Length)
        let points = sampler.Grid.Points.ToArray()

        seen
        |> List.iteri (fun n step ->
            Assert.Equal((n, points.Length - 1, 0, rows), (step.Step, step.StepCount, step.FirstRow, step.Rows))
            Assert.Equal((points[n + 1].Time, points[n + 1].Lambda), (step.Time, step.Lambda))
            Assert.Equal<float[]>(kept.States[n + 1], step.State)

            let data =
                Oracle.evaluate (oracle Prediction.Data) kept.States[n] points[n].Time [||]

            let miss = Oracle.distance step.Data data
            Assert.True(miss < tolerance, $"step {n}: {miss}"))

    verify 1e-13 (VpSdeDpm2M(oracle Prediction.Data, vp, UniformLambda.Steps 8))

    for kind in Oracle.predictions do
        verify 1e-10 (VpDpm2M(oracle kind, vp, UniformLambda.Steps 8, Nullable 0.9))
        verify 1e-10 (VpHeun(oracle kind, vp, UniformLambda.Steps 8, Nullable 0.9))
        verify 1e-10 (VpRhoAB2Kutta(oracle kind, vp, UniformLambda.Steps 8, Nullable 0.9))

[<Fact>]
let ``the data prediction is the thresholded one`` () =
    let sampler = VpDpm2M(oracle Prediction.Noise, vp, UniformLambda.Steps 8)

    let _, seen =
        watched sampler (SampleOptions<float>(Thresholding = Thresholding.Static 0.3))

    for step in seen do
        Assert.True(step.Data |> Array.forall (fun d -> abs d <= 0.3))

    Assert.Contains(seen, fun step -> Array.contains 0.3 step.Data)

[<Fact>]
let ``parts of a batch are told apart and never at the same time`` () =
    let sampler = VpSdeDpm2M(oracle Prediction.Data, vp, UniformLambda.Steps 8)
    let plain = SampleOptions<float>(Seed = 9UL)
    let whole = sampler.SampleTrajectory(ReadOnlySpan starts, plain)
    let seen = List<Seen>()
    let add = observe seen
    let mutable inside = 0

    let alone =
        StepObserver<float>(fun step ->
            Assert.Equal(1, Interlocked.Increment &inside)
            Thread.Sleep 1
            add.Invoke &step
            Interlocked.Decrement &inside |> ignore)

    let options =
        SampleOptions<float>(Seed = 9UL, Threads = 3, RowsPerCall = 2, StepCompleted = alone)

    runWith options sampler starts |> ignore
    Assert.Equal(6 * 8, seen.Count)

    for step in seen do
        let first = 3 * step.FirstRow
        Assert.Equal<float[]>(whole.States[step.Step + 1][first .. first + 3 * step.Rows - 1], step.State)

exception private Enough of int

let private stopAt n =
    StepObserver<float>(fun step ->
        if step.Step = n then
            raise (Enough n))

[<Fact>]
let ``an observer's exception ends a batch and leaves an own run whole`` () =
    let sampler = VpUniPC2(oracle Prediction.Data, vp, UniformLambda.Steps 8)
    let expected = run sampler starts
    let samples = Array.create starts.Length 77.0

    let stopping threads =
        SampleOptions<float>(StepCompleted = stopAt 3, Threads = threads, RowsPerCall = 2)

    for threads in [ 1; 3 ] do
        Assert.Throws<Enough>(fun () -> sampler.Sample(ReadOnlySpan starts, Span samples, stopping threads))
        |> ignore

    Assert.All(samples, fun x -> Assert.Equal(77.0, x))

    use own = sampler.Start(ReadOnlySpan starts, stopping 1)
    Assert.Throws<Enough>(fun () -> own.Complete()) |> ignore
    Assert.Equal(4, own.Step)
    let resumed = sampler.Resume(own.Save(), null)
    resumed.Complete()
    Assert.Equal<float[]>(expected, resumed.State.ToArray())
    own.Complete()
    Assert.Equal<float[]>(expected, own.State.ToArray())

[<Fact>]
let ``a run resumed inside a Runge-Kutta step still knows the step's data prediction`` () =
    let sampler =
        VpHeun(oracle Prediction.Noise, vp, UniformLambda.Steps 8, Nullable 0.9)

    let _, whole = watched sampler (SampleOptions<float>())
    use own = sampler.Start(ReadOnlySpan starts, null)
    own.NextQuery.Answer sampler.Model
    own.Advance()
    let seen = List<Seen>()
    sampler.Resume(own.Save(), SampleOptions<float>(StepCompleted = observe seen)).Complete()
    Assert.Equal(8, seen.Count)

    for a, b in Seq.zip whole seen do
        Assert.Equal<float[]>(a.State, b.State)
        Assert.True(Oracle.distance b.Data a.Data < 1e-11)

[<Fact>]
let ``a trajectory is the same on any number of threads, and of chosen nodes`` () =
    let sampler = VpSdeDpm2M(oracle Prediction.Data, vp, UniformLambda.Steps 8)
    let all = sampler.SampleTrajectory(ReadOnlySpan starts, SampleOptions(Seed = 9UL))
    Assert.Equal<int>([ 0..8 ], all.Nodes)
    Assert.Equal<float>(sampler.Grid.Points.ToArray() |> Seq.map (fun p -> p.Time), all.Times)
    Assert.Equal<float[]>(starts, all.States[0])
    Assert.Equal<float[]>(all.Samples, all.States[8])

    for threads, cut in [ 1, 3; 3, 2; 2, 100 ] do
        let options = SampleOptions(Seed = 9UL, Threads = threads, RowsPerCall = cut)
        let some = sampler.SampleTrajectory(ReadOnlySpan starts, options, [| 0; 3; 7 |])
        Assert.Equal<int>([ 0; 3; 7 ], some.Nodes)
        Assert.Equal<float[]>(all.Samples, some.Samples)

        for i in 0..2 do
            Assert.Equal<float[]>(all.States[some.Nodes[i]], some.States[i])

    for nodes, word in
        [
            [| -1 |], "nodes[0] is -1"
            [| 2; 9 |], "nodes[1] is 9"
            [| 3; 3 |], "nodes[1] is 3"
        ] do
        let failure =
            Assert.Throws<ArgumentException>(fun () ->
                sampler.SampleTrajectory(ReadOnlySpan starts, null, nodes) |> ignore)

        Assert.Contains(word, failure.Message)

[<Fact>]
let ``an observed step allocates nothing`` () =
    let mutable steps = 0

    let options =
        SampleOptions<float>(StepCompleted = StepObserver<float>(fun step -> steps <- steps + step.Rows))

    let run =
        VpUniPC2(Silent(3), vp, UniformLambda.Steps 60).Start(ReadOnlySpan starts, options)

    let step () =
        run.NextQuery.Prediction.Span.Fill 0.25
        run.Advance()

    for _ in 1..30 do
        step ()

    let before = GC.GetAllocatedBytesForCurrentThread()

    for _ in 1..20 do
        step ()

    Assert.Equal(0L, GC.GetAllocatedBytesForCurrentThread() - before)
    Assert.Equal(50 * rows, steps)
