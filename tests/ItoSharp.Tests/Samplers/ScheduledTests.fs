/// Per-step schedules of methods (USF): a constant one is the method, mixed ones are what they say, gradients go through.
module ItoSharp.Tests.Samplers.ScheduledTests

open System
open Xunit
open FsCheck
open FsCheck.FSharp
open ItoSharp
open ItoSharp.Tests.Models
open ItoSharp.Tests.Gradients
open ItoSharp.Tests.Samplers.Fixtures

type private Sampler = FieldSampler<VpLinear, float>

let private data = T1.model Prediction.Data
let private starts = [| -1.4; 0.1; 0.7; 2.2 |]
let private options = SampleOptions(Seed = 3UL)

let private zoo model (p: VpLinear) schedule name : Sampler =
    let entry = Zoo.All |> Seq.find (fun e -> e.Facts.Name = name)
    entry.Make.Invoke(model, p, schedule, T1.startTime.Value, T1.endTime.Value, null)

let private scheduled (steps: Sampler list) =
    ScheduledSampler<VpLinear, float>(ResizeArray steps)

[<Fact>]
let ``a constant schedule is its method, to the bit`` () =
    for entry in Zoo.All do
        for schedule in [ UniformLambda.Steps 6 :> Schedule; UniformTime.Steps 7 ] do
            let one = zoo data vp schedule entry.Facts.Name
            let all = scheduled (List.replicate one.Grid.StepCount one)
            Assert.Equal<float[]>(runWith options one starts, runWith options all starts)
            Assert.Equal(one.Evaluations, all.Evaluations)

/// The ramp that a plan's own starter is, written out as a schedule.
[<Fact>]
let ``a starter is a schedule whose first steps are another method's`` () =
    let zoo = zoo data vp (UniformLambda.Steps 6)

    let ramp names = names |> List.map zoo |> scheduled

    let twoM = ramp ("DpmSolver1" :: List.replicate 5 "DpmSolver2M")

    Assert.Equal<float[]>(runWith options (zoo "DpmSolver2M") starts, runWith options twoM starts)

    let three =
        ramp ("Ddim" :: "DpmSolverPP2MTaylor" :: List.replicate 4 "DpmSolverPP3M")

    Assert.Equal<float[]>(runWith options (zoo "DpmSolverPP3M") starts, runWith options three starts)

/// DPM-Solver's "fast" plan for 8 evaluations of order 3: [3; 3; 2] on three steps.
[<Fact>]
let ``singlestep orders may follow one another`` () =
    let grid = UniformLambda.Steps 3
    let zoo = zoo data vp grid

    let fast = scheduled [ zoo "DpmSolver3S"; zoo "DpmSolver3S"; zoo "DpmSolver2S" ]

    Assert.Equal(8, fast.Evaluations)

    let part name (a: int) (b: int) (x: float[]) =
        let points = fast.Grid.Points.ToArray()
        let entry = Zoo.All |> Seq.find (fun e -> e.Facts.Name = name)

        let table = TimeTable.Of(ReadOnlySpan [| for i in a..b -> points.[i].Time |])

        run (entry.Make.Invoke(data, vp, table, points.[a].Time, points.[b].Time, null)) x

    let expected = starts |> part "DpmSolver3S" 0 2 |> part "DpmSolver2S" 2 3
    Array.iter2 (fun (a: float) b -> Assert.Equal(a, b, 1e-13)) expected (run fast starts)

/// UniPC with a DDIM step in between, by hand: the corrector mends the state before the DDIM step.
[<Fact>]
let ``a corrector mends its step's result within another method's step`` () =
    let grid = UniformLambda.Steps 2
    let zoo = zoo data vp grid
    let mixed = scheduled [ zoo "UniPC1"; zoo "Ddim" ]
    let points = mixed.Grid.Points.ToArray()

    let predict x (p: ProcessPoint) =
        let y = [| 0.0 |]

        let mutable input =
            ModelInput<float>(ReadOnlySpan [| x |], 1, p.Time, ReadOnlySpan())

        data.Evaluate(&input, Span y)
        y.[0]

    let s, m, t = points.[0], points.[1], points.[2]
    let x0 = 0.7
    let d0 = predict x0 s
    let e = Math.Exp(-(m.Lambda - s.Lambda))
    let predicted = m.Sigma / s.Sigma * x0 + m.Alpha * (1.0 - e) * d0
    let d1 = predict predicted m
    // bh2: the difference has weight (1 - exp(-h)) / 2.
    let corrected = predicted + m.Alpha * (1.0 - e) * 0.5 * (d1 - d0)
    let f = Math.Exp(-(t.Lambda - m.Lambda))
    let expected = t.Sigma / m.Sigma * corrected + t.Alpha * (1.0 - f) * d1
    Assert.Equal(expected, (run mixed [| x0 |]).[0], 1e-13)

/// Every step of every method, written from the definitions over both forms of the past predictions: what a mixed schedule must equal.
[<Fact>]
let ``methods of data and of noise predictions share one history`` () =
    let grid = UniformLambda.Steps 4
    let zoo = zoo data vp grid

    let mixed =
        scheduled [ zoo "Ddim"; zoo "DpmSolver2M"; zoo "DpmSolverPP2MTaylor"; zoo "DpmSolver2M" ]

    let points = mixed.Grid.Points.ToArray()

    let predict x (p: ProcessPoint) =
        let y = [| 0.0 |]

        let mutable input =
            ModelInput<float>(ReadOnlySpan [| x |], 1, p.Time, ReadOnlySpan())

        data.Evaluate(&input, Span y)
        y.[0]

    let mutable x = 0.7
    let mutable past = []

    for n in 0..3 do
        let s, t = points.[n], points.[n + 1]
        let h = t.Lambda - s.Lambda
        let d = predict x s
        let eps = (x - s.Alpha * d) / s.Sigma

        x <-
            match n, past with
            | 0, _ -> t.Sigma / s.Sigma * x + t.Alpha * (1.0 - exp -h) * d
            | 2, (before: ProcessPoint, d0, _) :: _ ->
                let slope = (d - d0) / (s.Lambda - before.Lambda)

                t.Sigma / s.Sigma * x
                + t.Alpha * (1.0 - exp -h) * d
                + t.Alpha * (h - 1.0 + exp -h) * slope
            | _, (before, _, eps0) :: _ ->
                let slope = (eps - eps0) / (s.Lambda - before.Lambda)

                // DPM-Solver 2M: half the difference, as published.
                t.Alpha / s.Alpha * x
                - t.Sigma * (exp h - 1.0) * eps
                - t.Sigma * (exp h - 1.0) * 0.5 * h * slope
            | _ -> nan

        past <- (s, d, eps) :: past

    Assert.Equal(x, (run mixed [| 0.7 |]).[0], 1e-13)

/// UniPC before a method of noise predictions and before a Runge-Kutta step: the correction is done by itself, and the next step goes
/// from the corrected state with the prediction made at the uncorrected one.
[<Fact>]
let ``a corrector mends its step's result before any other method's step`` () =
    let grid = UniformLambda.Steps 2
    let zoo = zoo data vp grid

    let asked (sampler: Sampler) =
        use run = sampler.Start(ReadOnlySpan [| 0.7 |], options)
        let mutable asked = []

        while not run.IsFinished do
            let query = run.NextQuery
            query.Answer data
            asked <- query.X.Span.[0] :: asked
            run.Advance()

        asked, run.State.[0]

    let predict x (p: ProcessPoint) =
        let y = [| 0.0 |]

        let mutable input =
            ModelInput<float>(ReadOnlySpan [| x |], 1, p.Time, ReadOnlySpan())

        data.Evaluate(&input, Span y)
        y.[0]

    let noise = scheduled [ zoo "UniPC1"; zoo "DpmSolver1" ]
    let points = noise.Grid.Points.ToArray()
    let s, m, t = points.[0], points.[1], points.[2]
    let h, f = m.Lambda - s.Lambda, t.Lambda - m.Lambda
    let d0 = predict 0.7 s
    let predicted = m.Sigma / s.Sigma * 0.7 + m.Alpha * (1.0 - exp -h) * d0
    let d1 = predict predicted m
    let eps = (predicted - m.Alpha * d1) / m.Sigma
    let corrected = predicted + m.Alpha * (1.0 - exp -h) * 0.5 * (d1 - d0)

    let queries, result = asked noise
    Assert.Equal(predicted, queries.[0], 1e-14)
    let euler = t.Alpha / m.Alpha * corrected - t.Sigma * (exp f - 1.0) * eps
    Assert.Equal(euler, result, 1e-13)

    // Heun in rho first takes the same step.
    let queries, result = asked (scheduled [ zoo "UniPC1"; zoo "RhoRkHeun" ])
    Assert.Equal(predicted, queries.[1], 1e-14)
    Assert.Equal(euler, queries.[0], 1e-13)
    let eps2 = (euler - t.Alpha * predict euler t) / t.Sigma
    let rho (p: ProcessPoint) = p.Sigma / p.Alpha

    let expected =
        t.Alpha * (corrected / m.Alpha + (rho t - rho m) * 0.5 * (eps + eps2))

    Assert.Equal(expected, result, 1e-13)

let private methods = [|
    "Ddim"
    "DpmSolverPP2M"
    "DpmSolverPP3M"
    "DpmSolverPP3MPublished"
    "UniPC2"
    "UniPC3"
    "SaSolverP3C4"
    "SdeDpmSolverPP2M"
    "ErSde2"
    "DpmSolverPP2S"
    "Euler"
    "EulerMaruyamaLambda"
    "DpmSolver1"
    "DpmSolver2M"
    "DpmSolver3M"
    "DeisTAB2"
    "DeisRhoAB2"
    "Ipndm4"
    "SdeDpmSolver1"
    "DpmSolver2S"
    "DpmSolver3S"
    "RhoRkHeun"
|]

let private law =
    GaussianMixture(
        [|
            GaussianComponent(0.4, [| -0.7; 0.3 |], [| 0.2; 0.1 |])
            GaussianComponent(0.6, [| 0.8; -0.4 |], [| 0.15; 0.25 |])
        |]
    )

let private randomly count seed (property: int[] -> unit) =
    let config =
        Config.QuickThrowOnFailure
            .WithMaxTest(count)
            .WithQuietOnSuccess(true)
            .WithReplay(Some { Rnd = Rnd(seed, 5UL); Size = None })

    let cases = Gen.arrayOfLength 5 (Gen.choose (0, methods.Length - 1))
    Check.One(config, Prop.forAll (Arb.fromGen cases) property)

let private build model p (grid: Schedule) (choice: int[]) =
    choice
    |> Array.map (fun i -> zoo model p grid methods.[i])
    |> List.ofArray
    |> scheduled

/// Any methods in any order, and the model's own form: all have the exact gradient, of the grid and the levels too.
[<Fact>]
let ``the exact gradient of random schedules`` () =
    randomly 40 11UL (fun choice ->
        let form =
            [| Prediction.Noise; Prediction.Data; Prediction.Velocity |].[choice.[0] % 3]

        let model = GaussianMixtureModel<float>(law, vp, form)

        let build p =
            build model p (UniformLambda.Steps choice.Length) choice

        let sampler = build vp
        let g = sampler.Gradient(ReadOnlySpan starts, Differences.loss, options)
        Differences.close "start" 5e-8 (Differences.start 4e-3 sampler starts options) g.Start
        let values = Array.zeroCreate 2
        g.Process.CopyParameters(Span values)

        Differences.close
            "process"
            5e-8
            (Differences.processParameters 1e-3 (fun p -> build p :> Sampler) vp starts options)
            values)

[<Fact>]
let ``the exact gradient of a mixed schedule that thresholds`` () =
    let thresholded =
        SampleOptions<float>(Seed = 3UL, Thresholding = Thresholding.Static 0.9)

    randomly 10 12UL (fun choice ->
        let model = GaussianMixtureModel<float>(law, vp, Prediction.Noise)
        let sampler = build model vp (UniformLambda.Steps choice.Length) choice
        let g = sampler.Gradient(ReadOnlySpan starts, Differences.loss, thresholded)
        // Thresholding has kinks; a small difference does not straddle one of these.
        Differences.close "start" 1e-5 (Differences.start 1e-5 sampler starts thresholded) g.Start)

/// The mean-reverting process in x is the plain one in x - mu, whatever the methods; its mean has an exact gradient too.
[<Fact>]
let ``a mixed schedule shifts with the mean`` () =
    let grid: Schedule = UniformTime.Steps 6
    let reverting = IrSde()
    let law = GaussianMixtureModel<float>(law, reverting, Prediction.Data)

    let sampler mu =
        let model = MeanShiftedModel<float>(law, ReadOnlySpan [| mu; mu |])
        let unipc = RevertingUniPC2(model, reverting, grid)
        let dpm = RevertingDpmSolver2M(model, reverting, grid)
        let heun = RevertingHeun(model, reverting, grid)
        let sde = RevertingSde2M(model, reverting, grid)
        let steps: FieldSampler<IrSde, float> list = [ unipc; dpm; unipc; heun; sde; dpm ]
        ScheduledSampler<IrSde, float>(ResizeArray steps)

    let options mu =
        SampleOptions<float>(Seed = 3UL, Mean = ReadOnlyMemory [| mu; mu |])

    let sampled mu =
        let x = starts |> Array.map (fun x -> x + mu)
        let result = Array.zeroCreate x.Length
        (sampler mu).Sample(ReadOnlySpan x, Span result, options mu)
        result

    Array.iter2 (fun (a: float) b -> Assert.Equal(a + 0.37, b, 1e-12)) (sampled 0.0) (sampled 0.37)

    // The model's own mean stays: the gradient is that of the steps.
    let fixedModel = sampler 0.37

    let loss mu =
        let result = Array.zeroCreate starts.Length
        fixedModel.Sample(ReadOnlySpan starts, Span result, options mu)
        Differences.loss.Invoke(ReadOnlySpan result, Span(Array.zeroCreate starts.Length))

    let g = fixedModel.Gradient(ReadOnlySpan starts, Differences.loss, options 0.37)
    let h = 1e-4

    let difference =
        (8.0 * (loss (0.37 + h) - loss (0.37 - h))
         - (loss (0.37 + 2.0 * h) - loss (0.37 - 2.0 * h)))
        / (12.0 * h)

    Assert.Equal(difference, Array.sum g.Mean, 1e-8 * (1.0 + abs difference))

[<Fact>]
let ``churn beside methods of one node has the exact gradient`` () =
    let model = GaussianMixtureModel<float>(law, vp, Prediction.Noise)

    let build p =
        [ "EdmStochastic"; "RhoRkHeun"; "EdmStochastic"; "DpmSolver1"; "DpmSolver3S" ]
        |> List.map (zoo model p (UniformLambda.Steps 5))
        |> scheduled

    let sampler = build vp
    let g = sampler.Gradient(ReadOnlySpan starts, Differences.loss, options)
    Differences.close "start" 5e-8 (Differences.start 4e-3 sampler starts options) g.Start

[<Fact>]
let ``a schedule resumes from a checkpoint to the same bits`` () =
    let zoo = zoo data vp (UniformLambda.Steps 5)

    let mixed =
        scheduled [ zoo "Ddim"; zoo "UniPC3"; zoo "UniPC3"; zoo "RhoRkHeun"; zoo "DpmSolver3M" ]

    let seen = ResizeArray<float[]>()

    let watched =
        SampleOptions<float>(Seed = 3UL, StepCompleted = StepObserver<float>(fun step -> seen.Add(step.Data.ToArray())))

    let whole = runWith watched mixed starts
    let steps = seen.ToArray()

    for evaluations in 1..5 do
        use run = mixed.Start(ReadOnlySpan starts, options)

        for _ in 1..evaluations do
            let query = run.NextQuery
            query.Answer data
            run.Advance()

        seen.Clear()
        use again = mixed.Resume(run.Save(), watched)
        again.Complete()
        Assert.Equal<float[]>(whole, again.State.ToArray())
        // The observer sees the data predictions of the steps that are left, whichever form the checkpoint kept.
        let left = steps.[steps.Length - seen.Count ..]

        Array.iter2
            (fun (a: float[]) b -> Array.iter2 (fun (a: float) b -> Assert.Equal(a, b, 1e-13)) a b)
            left
            (seen.ToArray())

let private refused (word: string) (steps: Sampler list) =
    let failure = Assert.Throws<ArgumentException>(fun () -> scheduled steps |> ignore)

    Assert.Contains(word, failure.Message)

[<Fact>]
let ``what does not go together is refused with the step's number`` () =
    let at n = zoo data vp (UniformLambda.Steps n)
    refused "empty" []
    refused "2 samplers" [ at 3 "Ddim"; at 3 "Ddim" ]
    refused "steps[1] has other nodes" [ at 2 "Ddim"; at 3 "Ddim" ]

    refused "steps[1] has another model" [
        at 2 "Ddim"
        zoo (T1.model Prediction.Data) vp (UniformLambda.Steps 2) "Ddim"
    ]

    refused "steps[1] has another process" [
        at 2 "Ddim"
        zoo data (VpLinear(0.1, 19.0)) (UniformLambda.Steps 2) "Ddim"
    ]

    refused "steps[0] churns" [ at 2 "EdmStochastic"; at 2 "DeisRhoAB2" ]
    refused "heavy-ball" [ at 2 "DpmSolver1"; at 2 "Ghvb2" ]

[<Fact>]
let ``a run does not resume with another thresholding or inpainting`` () =
    let sampler = zoo data vp (UniformLambda.Steps 4) "DpmSolverPP2M"
    let mask, known = [| 1.0 |], [| 0.2 |]

    let all: SampleOptions list = [
        SampleOptions<float>(Seed = 3UL)
        SampleOptions<float>(Seed = 3UL, Thresholding = Thresholding.Static(1.0))
        SampleOptions<float>(Seed = 3UL, Thresholding = Thresholding.Static(1.5))
        SampleOptions<float>(Seed = 3UL, Thresholding = Thresholding.Dynamic(0.9, 1.0, 1.5))
        SampleOptions<float>(Seed = 3UL, Inpainting = Inpainting<float>(ReadOnlyMemory mask, ReadOnlyMemory known))
        SampleOptions<float>(
            Seed = 3UL,
            Inpainting = Inpainting<float>(ReadOnlyMemory mask, ReadOnlyMemory known, Noise = InpaintingNoise.Once)
        )
    ]

    for written in all do
        use run = sampler.Start(ReadOnlySpan starts, written)
        let query = run.NextQuery
        query.Answer data
        run.Advance()
        let checkpoint = run.Save()

        for resumed in all do
            if obj.ReferenceEquals(written, resumed) then
                use again = sampler.Resume(checkpoint, resumed)
                again.Complete()
                Assert.Equal<float[]>(runWith written sampler starts, again.State.ToArray())
            else
                let failure =
                    Assert.Throws<ArgumentException>(fun () -> sampler.Resume(checkpoint, resumed) |> ignore)

                Assert.Contains("Thresholding", failure.Message)

[<Fact>]
let ``a schedule of methods has no finer steps to be fitted to`` () =
    let one = zoo data vp (UniformLambda.Steps 3) "Ddim"
    let schedule = scheduled [ one; one; one ]

    for fit in
        [
            fun () -> Iia.Fit(schedule, ReadOnlySpan starts, IiaOptions()) |> ignore
            fun () -> DOde.Fit(schedule, ReadOnlySpan starts, DOdeOptions()) |> ignore
        ] do
        let failure = Assert.Throws<ArgumentException>(fit)
        Assert.Contains("per-step schedule", failure.Message)
