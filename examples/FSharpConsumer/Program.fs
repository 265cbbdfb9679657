/// Samplers declared in C# (a source generator reads only C#), used from F#.
module FSharpConsumer.Program

open System
open ItoSharp
open FSharpConsumer.Declarations

let circle = QuarterCircle()

/// Data in the plane; their exact denoiser is the model.
let law =
    GaussianMixture(
        [|
            GaussianComponent(0.4, [| -1.0; 0.3 |], [| 0.10; 0.05 |])
            GaussianComponent(0.6, [| 0.8; -0.4 |], [| 0.05; 0.20 |])
        |]
    )

let model = GaussianMixtureModel<float>(law, circle)

/// Any sampler, any schedule: one function from start states to samples.
let sample (sampler: FieldSampler<QuarterCircle, float>) (start: float[]) =
    let samples = Array.zeroCreate<float> start.Length
    sampler.Sample(start, samples)
    samples

let start =
    let noise = Array.zeroCreate<float>(64 * 2)
    ThirdOrder(model, circle, UniformLambda.Steps 8).DrawPrior(noise, SampleOptions(Seed = 7UL))
    noise

let distance (a: float[]) (b: float[]) =
    sqrt (Array.fold2 (fun sum x y -> sum + (x - y) ** 2.0) 0.0 a b / float a.Length)

let convergence () =
    let reference = sample (ThirdOrder(model, circle, UniformLambda.Steps 4096)) start

    let plans: (PlanFacts * (int -> FieldSampler<QuarterCircle, float>)) list = [
        FirstOrder.Facts, (fun n -> FirstOrder(model, circle, UniformLambda.Steps n))
        SecondOrder.Facts, (fun n -> SecondOrder(model, circle, UniformLambda.Steps n))
        ThirdOrder.Facts, (fun n -> ThirdOrder(model, circle, UniformLambda.Steps n))
    ]

    let levels = [ 16; 32; 64; 128; 256 ]
    printfn "Errors (root mean square) by steps; proven order, and the slope of the last two levels"
    printfn "%-14s %5s   %s   slope" "plan" "order" (levels |> List.map (sprintf "%8d") |> String.concat " ")

    for facts, build in plans do
        let errors =
            levels |> List.map (fun n -> distance (sample (build n) start) reference)

        let fine = List.rev errors
        let slope = Math.Log2(fine[1] / fine[0])

        printfn
            "%-14s %5d   %s   %5.2f"
            facts.Name
            facts.GlobalOrder
            (errors
             |> List.map (fun e -> e.ToString("0.0e-0").PadLeft 8)
             |> String.concat " ")
            slope

/// Half the mean squared distance to a target, and its gradient.
let loss =
    Loss<float>(fun x gradient ->
        let mutable sum = 0.0

        for i in 0 .. x.Length - 1 do
            let miss = x[i] - (if i % 2 = 0 then 0.8 else -0.4)
            gradient[i] <- miss / float x.Length
            sum <- sum + 0.5 * miss * miss / float x.Length

        sum)

let gradients () =
    let build proc =
        ThirdOrder(model, proc, UniformTime.Steps 12)

    let value proc (x: float[]) =
        loss.Invoke(sample (build proc) x, Array.zeroCreate<float> x.Length)

    let central f = (f 1e-5 - f -1e-5) / 2e-5
    let exact = (build circle).Gradient(start, loss)
    printfn ""
    printfn "%-36s %14s %14s" "Gradients of a loss of the samples" "exact adjoint" "differences"

    for i in [ 0; 1; 77 ] do
        let moved by =
            start |> Array.mapi (fun j x -> if i = j then x + by else x)

        printfn "%-36s %14.7f %14.7f" $"by start[{i}]" exact.Start[i] (central (fun e -> value circle (moved e)))

    printfn
        "%-36s %14.7f %14.7f"
        "by the process's Sharpness"
        exact.Process.Sharpness
        (central (fun e -> value (QuarterCircle(1.0 + e)) start))

/// What a step tells, as data and not as a callback's side effects: nodes of a trajectory.
let trajectory () =
    let kept =
        ThirdOrder(model, circle, UniformLambda.Steps 12).SampleTrajectory(start, nodes = [| 0; 4; 8; 12 |])

    printfn ""
    printfn "The first sample on its way"

    for time, states in Seq.zip kept.Times kept.States do
        printfn "t = %.4f   (%7.4f, %7.4f)" time states[0] states[1]

/// The application owns the loop: it asks the model where and when it likes.
let ownLoop () =
    let sampler = ThirdOrder(model, circle, UniformLambda.Steps 12)
    let options = SampleOptions<float>(Thresholding = Thresholding.Static 1.0)
    use run = sampler.Start(start, options)

    while not run.IsFinished do
        run.NextQuery.Answer model
        run.Advance()

    let largest = run.State.ToArray() |> Array.map abs |> Array.max
    printfn ""
    printfn "Own loop, data clamped to [-1, 1]: the largest entry of the samples is %.4f" largest

[<EntryPoint>]
let main _ =
    convergence ()
    gradients ()
    trajectory ()
    ownLoop ()
    0
