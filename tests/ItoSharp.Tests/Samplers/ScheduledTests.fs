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

let private dataForm = [|
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
|]

let private noiseForm = [|
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

/// Random schedules: either one is refused for its corrector before a Runge-Kutta step (or for want of a wide enough update), or it
/// has the exact gradient.
[<Fact>]
let ``the exact gradient of random schedules`` () =
    let mutable taken = 0

    let property (form: bool, choice: int[]) =
        let names = if form then dataForm else noiseForm
        let model = GaussianMixtureModel<float>(law, vp, Prediction.Noise)

        let build p =
            choice
            |> Array.map (fun i -> zoo model p (UniformLambda.Steps choice.Length) names.[i % names.Length])
            |> List.ofArray
            |> scheduled

        let attempt =
            try
                Some(build vp)
            with :? ArgumentException as refused when refused.Message.Contains "corrector" ->
                None

        match attempt with
        | None -> ()
        | Some sampler ->
            taken <- taken + 1
            let g = sampler.Gradient(ReadOnlySpan starts, Differences.loss, options)
            Differences.close "start" 5e-8 (Differences.start 4e-3 sampler starts options) g.Start
            let values = Array.zeroCreate 2
            g.Process.CopyParameters(Span values)

            Differences.close
                "process"
                5e-8
                (Differences.processParameters 1e-3 (fun p -> build p :> Sampler) vp starts options)
                values

    let cases =
        gen {
            let! form = Gen.elements [ true; false ]
            let! choice = Gen.arrayOfLength 5 (Gen.choose (0, 131))
            return form, choice
        }

    let config =
        Config.QuickThrowOnFailure
            .WithMaxTest(40)
            .WithQuietOnSuccess(true)
            .WithReplay(Some { Rnd = Rnd(11UL, 5UL); Size = None })

    Check.One(config, Prop.forAll (Arb.fromGen cases) property)
    Assert.True(taken >= 20, sprintf "only %d of 40 schedules were taken" taken)

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
        scheduled [
            zoo "Ddim"
            zoo "UniPC3"
            zoo "UniPC3"
            zoo "SaSolverP3C4"
            zoo "DpmSolverPP3M"
        ]

    use run = mixed.Start(ReadOnlySpan starts, options)

    for _ in 1..3 do
        let query = run.NextQuery
        query.Answer data
        run.Advance()

    use again = mixed.Resume(run.Save(), options)
    again.Complete()
    Assert.Equal<float[]>(runWith options mixed starts, again.State.ToArray())

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

    refused "steps[1] combines Noise" [ at 2 "Ddim"; at 2 "DpmSolver2M" ]
    refused "steps[0] churns" [ at 2 "EdmStochastic"; at 2 "DeisRhoAB2" ]
    refused "heavy-ball" [ at 2 "DpmSolver1"; at 2 "Ghvb2" ]
    refused "step 1 is a Runge-Kutta step" [ at 2 "UniPC2"; at 2 "DpmSolverPP2S" ]
    // UniPC1's corrector weighs two predictions; with Euler-Maruyama's noise neither method has such an update.
    refused "Memory = " [ at 2 "UniPC1"; at 2 "EulerMaruyama" ]

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
