/// Runge-Kutta plans against the published values of samplers note F.2 and F.3, and against each other.
module ItoSharp.Tests.Samplers.RungeKuttaGoldenTests

open System
open Xunit
open ItoSharp
open ItoSharp.Tests.Models
open ItoSharp.Tests.Models.Orders
open ItoSharp.Tests.Models.Stages
open ItoSharp.Tests.Samplers.Fixtures

let private near (expected: float) (actual: float) =
    Assert.True(abs (actual - expected) < 2e-12, sprintf "expected %.12f, got %.12f" expected actual)

let private data = T1.model Prediction.Data

let private t1 (inLambda: float) (inTime: float) (make: Schedule -> FieldSampler<VpLinear, float>) =
    let at (schedule: Schedule) = (run (make schedule) T1.start).[0]
    near inLambda (at (UniformLambda.Steps 10))
    near inTime (at (UniformTime.Steps 10))

let private a, b = T1.startTime, T1.endTime

[<Fact>]
let ``DPM-Solver-1 is DDIM on T1`` () =
    t1 0.871193247174 0.874101160622 (fun s -> VpDpmSolver1(data, vp, s, a, b))

[<Fact>]
let ``DPM-Solver-2S on T1`` () =
    t1 0.930032452209 0.930886991807 (fun s -> VpDpmSolver2S(data, vp, s, a, b))

[<Fact>]
let ``DPM-Solver-3S on T1`` () =
    t1 0.921751143658 0.921553726114 (fun s -> VpDpmSolver3S(data, vp, s, a, b))

[<Fact>]
let ``DPM-Solver++ 2S on T1`` () =
    t1 0.917800244065 0.917207066683 (fun s -> VpDpmSolverPP2S(data, vp, s, a, b))

[<Fact>]
let ``rhoRK Kutta 3 on T1`` () =
    t1 0.921047396604 0.921491576582 (fun s -> VpRhoRkKutta3(data, vp, s, a, b))

[<Fact>]
let ``rhoRK 4 on T1`` () =
    t1 0.922093033224 0.921957724078 (fun s -> VpRhoRk4(data, vp, s, a, b))

[<Fact>]
let ``every kind of prediction gives the same samples`` () =
    for kind in [ Prediction.Noise; Prediction.Velocity; Prediction.Score; Prediction.Flow ] do
        let model = T1.model kind
        near 0.921751143658 (run (VpDpmSolver3S(model, vp, UniformLambda.Steps 10, a, b)) T1.start).[0]
        near 0.917800244065 (run (VpDpmSolverPP2S(model, vp, UniformLambda.Steps 10, a, b)) T1.start).[0]

        near
            (run (VpKutta3InTime(data, vp, UniformTime.Steps 10, a, b)) T1.start).[0]
            (run (VpKutta3InTime(model, vp, UniformTime.Steps 10, a, b)) T1.start).[0]

/// dx/dt = f x - g^2 s / 2 by the process's own f and g^2, which the direct plans do not read: they use alpha, sigma and their rates.
let private slope (t: float) (x: float) =
    let score = T1.model Prediction.Score
    let s = [| 0.0 |]
    let mutable input = ModelInput<float>(ReadOnlySpan [| x |], 1, t, ReadOnlySpan())
    score.Evaluate(&input, Span s)
    vp.LinearDrift t * x - 0.5 * vp.DiffusionSquared t * s.[0]

[<Fact>]
let ``Euler and Kutta in t are the textbook's on the probability-flow ODE`` () =
    let n = 10
    let h = (b.Value - a.Value) / float n

    let march step =
        Seq.fold (fun x i -> step (a.Value + float i * h) x) T1.start.[0] (seq { 0 .. n - 1 })

    let euler = march (fun t x -> x + h * slope t x)

    let kutta =
        march (fun t x ->
            let k1 = slope t x
            let k2 = slope (t + 0.5 * h) (x + 0.5 * h * k1)
            let k3 = slope (t + h) (x + h * (2.0 * k2 - k1))
            x + h / 6.0 * (k1 + 4.0 * k2 + k3))

    near euler (run (VpEuler(data, vp, UniformTime.Steps n, a, b)) T1.start).[0]
    near kutta (run (VpKutta3InTime(data, vp, UniformTime.Steps n, a, b)) T1.start).[0]

[<Fact>]
let ``Euler and Ralston in lambda are the textbook's on the probability-flow ODE`` () =
    let n = 10
    let h = 4.5 / float n

    let inLambda lambda x =
        let t = vp.TimeOfLambda lambda
        // dt/dlambda = -2 sigma^2 / g^2.
        slope t x * (-2.0 * vp.Sigma t ** 2.0 / vp.DiffusionSquared t)

    let march step =
        Seq.fold (fun x i -> step (-2.5 + float i * h) x) T1.start.[0] (seq { 0 .. n - 1 })

    let euler = march (fun l x -> x + h * inLambda l x)

    let ralston =
        march (fun l x ->
            let k1 = inLambda l x
            let k2 = inLambda (l + 0.5 * h) (x + 0.5 * h * k1)
            let k3 = inLambda (l + 0.75 * h) (x + 0.75 * h * k2)
            x + h / 9.0 * (2.0 * k1 + 3.0 * k2 + 4.0 * k3))

    near euler (run (VpEulerLambda(data, vp, UniformLambda.Steps n, a, b)) T1.start).[0]
    near ralston (run (VpRalston3InLambda(data, vp, UniformLambda.Steps n, a, b)) T1.start).[0]

[<Fact>]
let ``Euler on rectified flow is DDIM`` () =
    // The velocity of x = (1 - t) D + t eps is eps - D: a step of Euler holds D and eps, as DDIM's does.
    let model =
        LawScalarModel(Prediction.Flow, fun x t -> Math.Tanh(1.3 * x - t) + 0.2 * x)

    let flow = ItoSharp.RectifiedFlow()

    for schedule in [ UniformTime.Steps 7; UniformTime.Steps 1 ] do
        let euler = run (RfEuler(model, flow, schedule)) T1.start
        near (run (RfDdim(model, flow, schedule)) T1.start).[0] euler.[0]

[<Fact>]
let ``Euler-Maruyama without noise is Euler`` () =
    let schedules: Schedule list = [ UniformLambda.Steps 6; UniformTime.Steps 6 ]

    for s in schedules do
        near
            (run (VpEuler(data, vp, s, a, b)) T1.start).[0]
            (run (VpEulerMaruyama(data, vp, s, a, b, EulerMaruyama 0.0)) T1.start).[0]

        near
            (run (VpEulerLambda(data, vp, s, a, b)) T1.start).[0]
            (run (VpEulerMaruyamaLambda(data, vp, s, a, b, EulerMaruyamaLambda 0.0)) T1.start).[0]

[<Fact>]
let ``Euler-Maruyama in lambda on T2`` () =
    let map =
        VpEulerMaruyamaLambda(T2.model (), vp, UniformLambda.Steps 8, T2.startTime, T2.endTime, EulerMaruyamaLambda 1.0)
        |> LawsClosure.closure

    let mean, variance = LawsClosure.moments (T2.startMean, T2.startVariance) map
    Assert.Equal(0.617797767495, mean, 1e-11)
    Assert.Equal(0.333880115895, variance, 1e-11)

[<Fact>]
let ``Euler-Maruyama in t is the textbook's on the reverse SDE`` () =
    // dx = [f x - (1 + tau^2)/2 g^2 s] dt + tau g dw backwards; one step from s to t with the normal of path 0.
    let tau, n = 0.7, 5

    let sampler =
        VpEulerMaruyama(data, vp, UniformTime.Steps n, a, b, EulerMaruyama tau)

    let h = (b.Value - a.Value) / float n

    let expected =
        Seq.fold
            (fun x i ->
                let t = a.Value + float i * h
                let z = [| 0.0 |]
                FieldNoise.Fill(3UL, 0UL, uint32 i, Span<float> z)
                let ode = slope t x
                let drift = ode + tau * tau * (ode - vp.LinearDrift t * x)
                x + h * drift + tau * Math.Sqrt(vp.DiffusionSquared t * abs h) * z.[0])
            T1.start.[0]
            (seq { 0 .. n - 1 })

    near expected (runWith (SampleOptions(Seed = 3UL)) sampler T1.start).[0]

[<Fact>]
let ``a stochastic Euler plan refuses to encode`` () =
    let failure =
        Assert.Throws<ArgumentException>(fun () ->
            VpEulerMaruyama(data, vp, UniformTime.Steps 5, b, a, EulerMaruyama 1.0)
            |> ignore)

    Assert.Contains("encoding", failure.Message)

[<Fact>]
let ``a run goes on from a checkpoint inside a step`` () =
    let sampler = VpAdams3From2S(data, vp, UniformLambda.Steps 6, a, b)
    use run = sampler.Start(ReadOnlySpan T1.start)

    let advance (r: SamplerRun<float>) =
        let q = r.NextQuery
        let mutable input = q.Input
        data.Evaluate(&input, q.Prediction.Span)
        r.Advance()

    advance run
    use resumed = sampler.Resume(run.Save())
    run.Complete()
    resumed.Complete()
    Assert.Equal(run.State.[0], resumed.State.[0])
    // Two steps of two evaluations, then one a step.
    Assert.Equal(2 * 2 + 4, sampler.Evaluations)
