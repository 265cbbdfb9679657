/// Per-step schedules of methods: runs that resume, and what is refused.
module ItoSharp.Tests.Samplers.ScheduledRunTests

open System
open Xunit
open ItoSharp
open ItoSharp.Tests.Models
open ItoSharp.Tests.Samplers.Fixtures
open ItoSharp.Tests.Samplers.Scheduled

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
