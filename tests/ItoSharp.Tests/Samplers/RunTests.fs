/// Samplers as their users meet them: batches, seeds, threads, stepping, checkpoints, cancellation, faults.
module ItoSharp.Tests.Samplers.RunTests

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

let private model = GaussianMixtureModel<float>(law, vp, Prediction.Data)
let private single = GaussianMixtureModel<float32>(law, vp, Prediction.Data)
let private sde = VpSdeDpm2M(model, vp, UniformLambda.Steps 8)
let private rows = 11

let private start =
    let values = Array.zeroCreate (rows * 3)
    sde.DrawPrior(Span values, SampleOptions(Seed = 3UL))
    values

let private sample (options: SampleOptions) = runWith options sde start

[<Fact>]
let ``results depend neither on threads nor on how the batch is cut`` () =
    let whole = sample (SampleOptions(Seed = 9UL))

    for cut in [ 1; 2; 3; 5; 100 ] do
        for threads in [ 1; 2; 3 ] do
            Assert.Equal<float[]>(whole, sample (SampleOptions(Seed = 9UL, RowsPerCall = cut, Threads = threads)))

[<Fact>]
let ``a slice of a run gets the noise it has in the whole`` () =
    let whole = sample (SampleOptions(Seed = 9UL))

    let slice =
        runWith (SampleOptions(Seed = 9UL, FirstSample = 4UL)) sde start.[12..20]

    Assert.Equal<float[]>(whole.[12..20], slice)

[<Fact>]
let ``each sample may have its own seed`` () =
    let seeds = Array.init rows (fun i -> uint64 (i % 2))

    let samples =
        runWith (SampleOptions(SampleSeeds = ReadOnlyMemory seeds)) sde (Array.init (rows * 3) (fun i -> start.[i % 3]))

    Assert.Equal<float[]>(samples.[0..2], samples.[6..8])
    Assert.NotEqual<float[]>(samples.[0..2], samples.[3..5])

[<Fact>]
let ``the owner of a run may evaluate the model`` () =
    let expected = sample (SampleOptions(Seed = 9UL))
    use run = sde.Start(ReadOnlySpan start, SampleOptions(Seed = 9UL))
    let mutable queries = 0

    while not (isNull run.NextQuery) do
        let query = run.NextQuery

        let mutable input =
            ModelInput<float>(query.X.Span, query.Batch, query.Time, query.Condition.Span)

        model.Evaluate(&input, query.Prediction.Span)
        run.Advance()
        queries <- queries + 1

    Assert.Equal(sde.Evaluations, queries)
    Assert.Equal<float[]>(expected, run.State.ToArray())
    Assert.Throws<InvalidOperationException>(fun () -> run.Advance()) |> ignore

[<Fact>]
let ``a checkpoint resumes to the same bits, from every step of every kind of plan`` () =
    let verify (sampler: FieldSampler<VpLinear, float>) =
        let options = SampleOptions(Seed = 9UL)
        let expected = runWith options sampler start
        let stepped = sampler.Start(ReadOnlySpan start, options)

        while not (isNull stepped.NextQuery) do
            // Through bytes, as from a file.
            let checkpoint = SamplerCheckpoint.FromBytes(stepped.Save().Bytes.Span)
            let resumed = sampler.Resume(checkpoint, options)
            resumed.Complete()
            Assert.Equal<float[]>(expected, resumed.State.ToArray())
            let query = stepped.NextQuery

            let mutable input =
                ModelInput<float>(query.X.Span, query.Batch, query.Time, query.Condition.Span)

            model.Evaluate(&input, query.Prediction.Span)
            stepped.Advance()

    verify sde
    verify (VpUniPC2(model, vp, UniformLambda.Steps 6))
    verify (VpHeun(model, vp, UniformLambda.Steps 5))
    verify (VpRhoAB2Kutta(model, vp, UniformLambda.Steps 6))

[<Fact>]
let ``a checkpoint of another sampler, seed or file is refused`` () =
    let checkpoint = sde.Start(ReadOnlySpan start, SampleOptions(Seed = 9UL)).Save()
    let other = VpSdeDpm2M(model, vp, UniformLambda.Steps 9)

    let refused (words: string) (action: unit -> obj) =
        let failure = Assert.Throws<ArgumentException>(action)
        Assert.Contains(words, failure.Message)

    refused "another sampler" (fun () -> other.Resume(checkpoint, SampleOptions(Seed = 9UL)))
    refused "Seed" (fun () -> sde.Resume(checkpoint, SampleOptions(Seed = 10UL)))
    refused "not an ItoSharp" (fun () -> sde.Resume(SamplerCheckpoint.FromBytes(ReadOnlySpan [| 1uy; 2uy |]), null))

    let cut = checkpoint.Bytes.Span.Slice(0, checkpoint.Bytes.Length - 8)
    let damaged = SamplerCheckpoint.FromBytes cut
    refused "damaged" (fun () -> sde.Resume(damaged, SampleOptions(Seed = 9UL)))

[<Fact>]
let ``progress counts every step and cancellation stops between evaluations`` () =
    let reports = List<SampleProgress>()

    let progress = {
        new IProgress<SampleProgress> with
            member _.Report p = lock reports (fun () -> reports.Add p)
    }

    sample (SampleOptions(Seed = 1UL, Progress = progress, RowsPerCall = 4, Threads = 2))
    |> ignore

    Assert.Equal(3 * 8, reports.Count)
    Assert.Equal(1.0, reports |> Seq.map (fun p -> p.Fraction) |> Seq.max)

    use source = new CancellationTokenSource()

    let stopping = {
        new IProgress<SampleProgress> with
            member _.Report p =
                if p.CompletedSteps = 3L then
                    source.Cancel()
    }

    let options =
        SampleOptions(Seed = 1UL, Progress = stopping, Cancellation = source.Token)

    Assert.Throws<OperationCanceledException>(fun () -> sample options |> ignore)
    |> ignore

    Assert.False(isNull (sde.Start(ReadOnlySpan start, options).NextQuery))

[<Fact>]
let ``float samples are the double ones to single precision`` () =
    let exact = run (VpDpm2M(model, vp, UniformLambda.Steps 12)) start
    let samples = Array.zeroCreate<float32> start.Length
    let startSingle = start |> Array.map float32
    VpDpm2MSingle(single, vp, UniformLambda.Steps 12).Sample(ReadOnlySpan startSingle, Span samples, null)

    for i in 0 .. samples.Length - 1 do
        Assert.True(abs (float samples.[i] - exact.[i]) < 2e-5, sprintf "%d: %g and %g" i samples.[i] exact.[i])

[<Fact>]
let ``a step allocates nothing`` () =
    let run =
        VpUniPC2(Silent(3), vp, UniformLambda.Steps 40).Start(ReadOnlySpan start, null)

    let step () =
        run.NextQuery.Prediction.Span.Fill 0.25
        run.Advance()

    for _ in 1..20 do
        step ()

    let before = GC.GetAllocatedBytesForCurrentThread()

    for _ in 1..20 do
        step ()

    Assert.Equal(0L, GC.GetAllocatedBytesForCurrentThread() - before)

let private faulty (words: string list) (action: unit -> unit) =
    let failure = Assert.ThrowsAny<ArgumentException>(action)

    for word in words do
        Assert.Contains(word, failure.Message)

[<Fact>]
let ``wrong shapes are named`` () =
    let into = Array.zeroCreate<float> 6
    faulty [ "start"; "0 values"; "3" ] (fun () -> sde.Sample(ReadOnlySpan<float>(), Span<float>(), null))

    faulty [ "7 values"; "dimension 3" ] (fun () ->
        sde.Sample(ReadOnlySpan(Array.zeroCreate<float> 7), Span<float>(into), null))

    faulty [ "samples has 6"; "start has 3" ] (fun () ->
        sde.Sample(ReadOnlySpan(Array.zeroCreate<float> 3), Span<float>(into), null))

    faulty [ "SampleSeeds"; "1 entries for 2 rows" ] (fun () ->
        sde.Sample(
            ReadOnlySpan(Array.zeroCreate<float> 6),
            Span<float>(into),
            SampleOptions(SampleSeeds = ReadOnlyMemory [| 1UL |])
        ))

    faulty [ "Condition"; "5 values" ] (fun () ->
        sde.Sample(
            ReadOnlySpan(Array.zeroCreate<float> 6),
            Span<float>(into),
            SampleOptions<float>(Condition = ReadOnlyMemory(Array.zeroCreate<float> 5))
        ))

    faulty [ "Mean"; "not mean-reverting" ] (fun () ->
        sde.Sample(
            ReadOnlySpan(Array.zeroCreate<float> 6),
            Span<float>(into),
            SampleOptions<float>(Mean = ReadOnlyMemory(Array.zeroCreate<float> 6))
        ))

    faulty [ "SampleOptions<Double>" ] (fun () ->
        sde.Sample(ReadOnlySpan(Array.zeroCreate<float> 6), Span<float>(into), SampleOptions<float32>()))

    let reverting =
        IrSdeDpm2M(GaussianMixtureModel<float>(law, IrSde(), Prediction.Data), IrSde(), UniformLambda.Steps 4)

    faulty [ "Mean"; "reverts to a mean" ] (fun () ->
        reverting.Sample(ReadOnlySpan(Array.zeroCreate<float> 6), Span<float>(into), null))

[<Fact>]
let ``a state or prediction that is not finite is named with sample, step and time`` () =
    let bad = Array.copy start
    bad.[7] <- nan

    let failure =
        Assert.Throws<NonFiniteStateException>(fun () -> runWith (SampleOptions(FirstSample = 100UL)) sde bad |> ignore)

    Assert.Equal(102UL, failure.Sample)

    let forgetful = VpDpm2M(Forgetful(3, 5), vp, UniformLambda.Steps 4)

    let unwritten =
        Assert.Throws<NonFiniteStateException>(fun () -> run forgetful start |> ignore)

    Assert.Contains("unwritten", unwritten.Message)
    Assert.Equal(1UL, unwritten.Sample)
    Assert.Equal(0, unwritten.Step)
    Assert.Equal(1.0, unwritten.Time)

    let going = runWith (SampleOptions(NonFinite = NonFinite.Continue)) forgetful start
    Assert.True(Double.IsNaN going.[5] && Double.IsFinite going.[4])

[<Fact>]
let ``values that do not fit a plan are named`` () =
    faulty [ "tau"; "-1" ] (fun () ->
        VpSdeDpm2M(model, vp, UniformLambda.Steps 4, solver = SdeDpmSolverPP2M -1.0)
        |> ignore)

    faulty [ "eta"; "1.5" ] (fun () -> VpDdim(model, vp, UniformLambda.Steps 4, solver = Ddim 1.5) |> ignore)

    faulty [ "encoding"; "Tau" ] (fun () ->
        VpSdeDpm2M(model, vp, UniformLambda.Steps 4, Nullable 0.01, Nullable 0.9)
        |> ignore)

    faulty [ "startTime"; "NaN" ] (fun () -> VpDdim(model, vp, UniformLambda.Steps 4, Nullable nan) |> ignore)

    faulty [ "nothing to integrate" ] (fun () ->
        VpDdim(model, vp, UniformLambda.Steps 4, Nullable 0.5, Nullable 0.5) |> ignore)

    faulty [ "strictly decreasing" ] (fun () -> TimeTable.Of(ReadOnlySpan [| 1.0; 0.5; 0.7 |]) |> ignore)
    faulty [ "exponent" ] (fun () -> Karras.Steps(4, -1.0) |> ignore)
    faulty [ "0" ] (fun () -> UniformTime.Steps 0 |> ignore)

    faulty [ "log-SNR"; "UniformTime" ] (fun () ->
        FlowDpm2M(
            GaussianMixtureModel<float>(law, ItoSharp.RectifiedFlow(), Prediction.Flow),
            ItoSharp.RectifiedFlow(),
            UniformLambda.Steps 4
        )
        |> ignore)

[<Fact>]
let ``a model without pull-back cannot be differentiated through`` () =
    let sampler = VpDpm2M(Silent(3), vp, UniformLambda.Steps 4)

    let failure =
        Assert.Throws<InvalidOperationException>(fun () ->
            sampler.Gradient(ReadOnlySpan start, T6.loss, null) |> ignore)

    Assert.Contains("IDifferentiableModel", failure.Message)

[<Fact>]
let ``a schedule that does not run from start to end is refused`` () =
    faulty [ "Backwards"; "start time first" ] (fun () -> VpDdim(model, vp, Backwards 4) |> ignore)

[<Fact>]
let ``a damaged checkpoint is refused before anything is made of it`` () =
    let bytes =
        sde.Start(ReadOnlySpan start, SampleOptions(Seed = 9UL)).Save().Bytes.ToArray()

    // Words 3 to 6 of the header: step, block, arrays, length.
    for word in 3..6 do
        let copy = Array.copy bytes

        BitConverter.TryWriteBytes(Span(copy, 8 * word, 8), 0x7fff_ffff_ffffUL)
        |> ignore

        let failure =
            Assert.Throws<ArgumentException>(fun () ->
                sde.Resume(SamplerCheckpoint.FromBytes(ReadOnlySpan copy), SampleOptions(Seed = 9UL))
                |> ignore)

        Assert.Equal("checkpoint", failure.ParamName)

[<Fact>]
let ``a resumed run counts the steps done before`` () =
    let run = sde.Start(ReadOnlySpan start, SampleOptions(Seed = 9UL))

    for _ in 1..3 do
        let query = run.NextQuery

        let mutable input =
            ModelInput<float>(query.X.Span, query.Batch, query.Time, query.Condition.Span)

        model.Evaluate(&input, query.Prediction.Span)
        run.Advance()

    let reports = List<SampleProgress>()

    let progress = {
        new IProgress<SampleProgress> with
            member _.Report p = reports.Add p
    }

    sde.Resume(run.Save(), SampleOptions(Seed = 9UL, Progress = progress)).Complete()
    Assert.Equal<int64 list>([ 4L .. 8L ], reports |> Seq.map (fun p -> p.CompletedSteps) |> List.ofSeq)

[<Fact>]
let ``a mean or condition that is not finite is named as itself`` () =
    let reverting =
        IrSdeDpm2M(GaussianMixtureModel<float>(law, IrSde(), Prediction.Data), IrSde(), UniformLambda.Steps 4)

    faulty [ "Mean[4]"; "NaN" ] (fun () ->
        let mean = [| 0.0; 0.0; 0.0; 0.0; nan; 0.0 |]
        reverting.DrawPrior(Span(Array.zeroCreate<float> 6), SampleOptions<float>(Mean = ReadOnlyMemory mean)))

[<Fact>]
let ``the first bad sample is named, whatever the threads`` () =
    let bad = Array.init 600 (fun i -> start.[i % start.Length])
    bad.[3 * 30] <- nan
    bad.[3 * 170] <- infinity

    for threads in [ 1; 2; 4 ] do
        let options = SampleOptions(RowsPerCall = 7, Threads = threads)

        let failure =
            Assert.Throws<NonFiniteStateException>(fun () -> runWith options sde bad |> ignore)

        Assert.Equal(30UL, failure.Sample)

[<Fact>]
let ``a pull-back that writes too little is named`` () =
    let sampler =
        VpDdim(HalfPulledBack(), vp, UniformLambda.Steps 4, T1.startTime, T1.endTime)

    let failure =
        Assert.Throws<NonFiniteStateException>(fun () ->
            sampler.Gradient(ReadOnlySpan [| 0.1; 0.2 |], T6.loss, null) |> ignore)

    Assert.Contains("pull-back", failure.Message)
    Assert.Equal(1UL, failure.Sample)

    let adjoint =
        Assert.Throws<NonFiniteStateException>(fun () ->
            sampler.GradientAdjointDeis(ReadOnlySpan [| 0.1; 0.2 |], T6.loss, null, null)
            |> ignore)

    Assert.Equal(1UL, adjoint.Sample)

[<Fact>]
let ``DDIM without noise is an ODE whose states can be recomputed`` () =
    let sampler =
        VpDdim(T6.model (), vp, UniformLambda.Steps 40, T1.startTime, T1.endTime)

    let at states =
        sampler.GradientAdjointDeis(ReadOnlySpan T1.start, T6.loss, AdjointDeisOptions(States = states), T6.options)

    Assert.Equal((at AdjointStates.Recorded).Start.[0], (at AdjointStates.Recomputed).Start.[0], 0.05)
