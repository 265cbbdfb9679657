/// The momentum of the Fast Diffusion Model: its mean is the critically damped oscillator's.
module ItoSharp.Tests.Processes.FastDiffusionTests

open System
open Xunit
open ItoSharp
open ItoSharp.Tests.Models
open ItoSharp.Tests.Gradients
open ItoSharp.Tests.Samplers.Fixtures

/// exp(A) of a 2 x 2 matrix by scaling, Taylor series and squaring.
let private exponential (a: float[,]) =
    let multiply (x: float[,]) (y: float[,]) =
        Array2D.init 2 2 (fun i j -> x.[i, 0] * y.[0, j] + x.[i, 1] * y.[1, j])

    let size = Seq.cast<float> a |> Seq.map abs |> Seq.max
    let squarings = max 0 (int (ceil (Math.Log2 size)) + 4)
    let small = a |> Array2D.map (fun v -> v / float (1L <<< squarings))
    let identity = array2D [ [ 1.0; 0.0 ]; [ 0.0; 1.0 ] ]

    let mutable sum, term = identity, identity

    for k in 1..18 do
        term <- multiply term small |> Array2D.map (fun v -> v / float k)
        sum <- Array2D.init 2 2 (fun i j -> sum.[i, j] + term.[i, j])

    for _ in 1..squarings do
        sum <- multiply sum sum

    sum

[<Fact>]
let ``alpha is the matrix exponential of the damped oscillator, without overshoot`` () =
    for p in [ FastDiffusion.Default; FastDiffusion(0.3, 12.0, 0.5) ] do
        let proc = p :> IProcess
        let mutable before = 1.0

        for t in [ 0.01; 0.1; 0.25; 0.5; 0.75; 1.0 ] do
            let b = p.BetaMin * t + 0.5 * (p.BetaMax - p.BetaMin) * t * t
            let m = p.Damping
            // (m, m')' = K (m, m') in the clock B, K = [[0, 1], [-m^2, -2m]]; exp(K B) (1, 0).
            let e = exponential (array2D [ [ 0.0; b ]; [ -m * m * b; -2.0 * m * b ] ])
            let alpha = proc.Alpha t
            Assert.True(abs (e.[0, 0] - alpha) <= 1e-10, $"t = {t}: {alpha:R} where the oscillator has {e.[0, 0]:R}")
            Assert.True(alpha > 0.0 && alpha < before)
            before <- alpha

    let edm = FastDiffusionEdm.Default :> IProcess
    let b = 0.1 * 0.5 + 0.5 * 19.9 * 0.25
    Assert.Equal((1.0 + b) * exp -b, edm.Alpha 40.0, 14)
    Assert.Equal(40.0, edm.Sigma 40.0)

[<Fact>]
let ``samplers and gradients run on it unchanged`` () =
    let p = FastDiffusion.Default
    let model = GaussianMixtureModel<float>(mixture1, p, Prediction.Noise)
    let starts = [| 0.7; -0.4 |]

    let build (q: FastDiffusion) =
        FastDpm2M(model, q, UniformLambda.Steps 6, Nullable 0.7, Nullable 0.01)

    let g = (build p).Gradient(ReadOnlySpan starts, Differences.loss)

    let along (move: float -> FastDiffusion) =
        Differences.derivative 1e-3 (fun e -> Differences.lossOf (run (build (move e)) starts))

    Differences.close "parameters" 1e-7 [|
        along (fun e -> FastDiffusion(0.1 + e, 20.0, 1.0))
        along (fun e -> FastDiffusion(0.1, 20.0 + e, 1.0))
        along (fun e -> FastDiffusion(0.1, 20.0, 1.0 + e))
    |] [| g.Process.BetaMin; g.Process.BetaMax; g.Process.Damping |]

[<Fact>]
let ``DiffVC's process is VP-linear of x - mu`` () =
    let vc, plain = DiffVc.Default, VpLinear(0.05, 20.0)
    let mean = [| 0.4; -0.3 |]
    let starts = [| 0.7; -0.4 |]
    let centred = GaussianMixtureModel<float>(mixture1, vc, Prediction.Noise)
    let schedule = UniformLambda.Steps 7
    let ends = Nullable 1.0, Nullable 0.01
    let shifted = Array.map2 (-) starts mean

    let onPlain =
        run
            (VpDpm2M(
                GaussianMixtureModel<float>(mixture1, plain, Prediction.Noise),
                plain,
                schedule,
                fst ends,
                snd ends
            ))
            shifted

    // The model must see x - mu: shift each row's model by its own mean.
    for i in 0..1 do
        let model = MeanShiftedModel<float>(centred, ReadOnlySpan [| mean.[i] |])
        let own = SampleOptions<float>(Mean = ReadOnlyMemory [| mean.[i] |])

        let x =
            runWith own (DiffVcDpm2M(model, vc, schedule, fst ends, snd ends)) [| starts.[i] |]

        Assert.Equal(onPlain.[i] + mean.[i], x.[0], 12)
