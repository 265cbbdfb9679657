/// The published values of samplers note F.2 to F.4, to the twelve digits they are given with.
module ItoSharp.Tests.Samplers.GoldenTests

open System
open Xunit
open ItoSharp
open ItoSharp.Tests.Models
open ItoSharp.Tests.Samplers.Fixtures

let private near (expected: float) (actual: float) =
    Assert.True(abs (actual - expected) < 2e-12, sprintf "expected %.12f, got %.12f" expected actual)

let private t1 make =
    let at (schedule: Schedule) = (run (make schedule) T1.start).[0]
    at (UniformLambda.Steps 10), at (UniformTime.Steps 10)

let private data = T1.model Prediction.Data

[<Fact>]
let ``DDIM on T1`` () =
    let l, t = t1 (fun s -> VpDdim(data, vp, s, T1.startTime, T1.endTime))
    near 0.871193247174 l
    near 0.874101160622 t

[<Fact>]
let ``DPM-Solver++ 2M midpoint on T1`` () =
    let l, t = t1 (fun s -> VpDpm2M(data, vp, s, T1.startTime, T1.endTime))
    near 0.930811564397 l
    near 0.944422779839 t

[<Fact>]
let ``UniPC-2 bh2 on T1`` () =
    let l, t = t1 (fun s -> VpUniPC2(data, vp, s, T1.startTime, T1.endTime))
    near 0.925720422782 l
    near 0.940896030355 t

[<Fact>]
let ``SA-Solver P2C2 without noise on T1`` () =
    let l, t =
        t1 (fun s -> VpSa(data, vp, s, T1.startTime, T1.endTime, SaSolverP2C2 0.0))

    near 0.924913785048 l
    near 0.944876179307 t

[<Fact>]
let ``rhoRK Heun on T1`` () =
    let l, t = t1 (fun s -> VpHeun(data, vp, s, T1.startTime, T1.endTime))
    near 0.937698645128 l
    near 0.933964909393 t

[<Fact>]
let ``DEIS rhoAB-2 on T1`` () =
    let l, t = t1 (fun s -> VpRhoAB2(data, vp, s, T1.startTime, T1.endTime))
    near 0.910376469202 l
    near 0.913670779571 t

[<Fact>]
let ``every kind of prediction gives the same samples`` () =
    for kind in [ Prediction.Noise; Prediction.Velocity; Prediction.Score; Prediction.Flow ] do
        let sampler =
            VpUniPC2(T1.model kind, vp, UniformLambda.Steps 10, T1.startTime, T1.endTime)

        near 0.925720422782 (run sampler T1.start).[0]

/// Mean and variance of a sampler's law on T2, exactly: its samples are affine in the start state and the normals it draws, so
/// a few runs with known normals determine the map.
let private closure (sampler: FieldSampler<VpLinear, float>) =
    let steps = sampler.Grid.StepCount
    let unknowns = steps + 2

    let starts =
        Array.init unknowns (fun i -> 0.3 * float i - 1.0 + 0.1 * float (i * i % 7))

    let samples = runWith (SampleOptions(Seed = 11UL)) sampler starts

    let rows =
        Array.init unknowns (fun i ->
            let normal step =
                let z = [| 0.0 |]
                FieldNoise.Fill(11UL, uint64 i, uint32 step, Span<float> z)
                z.[0]

            Array.append [| 1.0; starts.[i] |] (Array.init steps normal))

    let coefficients = LinearSystem.solve rows samples
    let mean = coefficients.[0] + coefficients.[1] * T2.startMean
    let fromStart = coefficients.[1] ** 2.0 * T2.startVariance
    let fromNoise = coefficients.[2..] |> Array.sumBy (fun b -> b * b)
    mean, fromStart + fromNoise

let private t2 (expectedMean: float) (expectedVariance: float) sampler =
    let mean, variance = closure sampler
    Assert.True(abs (mean - expectedMean) < 1e-10, sprintf "mean: expected %.12f, got %.12f" expectedMean mean)

    Assert.True(
        abs (variance - expectedVariance) < 1e-10,
        sprintf "variance: expected %.12f, got %.12f" expectedVariance variance
    )

let private eight = UniformLambda.Steps 8

[<Fact>]
let ``DDIM with eta 1 on T2`` () =
    t2 0.599756820884 0.194572533533 (VpDdim(T2.model (), vp, eight, T2.startTime, T2.endTime, Ddim 1.0))

[<Fact>]
let ``DDIM with eta one half on T2`` () =
    t2 0.679222646930 0.222919892183 (VpDdim(T2.model (), vp, eight, T2.startTime, T2.endTime, Ddim 0.5))

[<Fact>]
let ``SDE-DPM-Solver++ 2M midpoint on T2`` () =
    t2
        0.599756820884
        0.269242081693
        (VpSdeDpm2M(T2.model (), vp, eight, T2.startTime, T2.endTime, SdeDpmSolverPP2M 1.0))

[<Fact>]
let ``SDE one-step in noise form on T2`` () =
    t2 0.589669095666 0.310614233001 (VpSdeNoise1(T2.model (), vp, eight, T2.startTime, T2.endTime, SdeNoise1 1.0))

[<Fact>]
let ``SA-Solver P2C2 on T2, every step corrected but the last`` () =
    // The note's value corrects the last step as well; ours is checked against the same recursion in OrderTests.
    let mean, _ =
        closure (VpSa(T2.model (), vp, eight, T2.startTime, T2.endTime, SaSolverP2C2 1.0))

    near 0.599756820884 mean

let private gradients make =
    let sampler = make (UniformLambda.Steps 10)
    sampler

let private check3 (x, z, theta) (g: Gradient<VpLinear, float>) =
    let close (expected: float) (actual: float) =
        Assert.True(abs (actual - expected) < 1e-11, sprintf "expected %.12f, got %.12f" expected actual)

    close x g.Start.[0]
    close z g.Condition.[0]
    theta |> Option.iter (fun theta -> close theta g.Model.[0])

[<Fact>]
let ``the exact adjoint of DDIM on T6`` () =
    let sampler =
        gradients (fun s -> VpDdim(T6.model (), vp, s, T1.startTime, T1.endTime))

    sampler.Gradient(ReadOnlySpan T1.start, T6.loss, T6.options)
    |> check3 (0.451006166468, 0.179449144632, Some -0.166852207128)

[<Fact>]
let ``the exact adjoint of the exponential Adams-2 on T6`` () =
    let sampler =
        gradients (fun s -> VpTaylor2M(T6.model (), vp, s, T1.startTime, T1.endTime))

    let g = sampler.Gradient(ReadOnlySpan T1.start, T6.loss, T6.options)
    g |> check3 (0.472263957073, 0.121244973593, None)
    near 0.901276535460 g.Samples.[0]

[<Fact>]
let ``the exact adjoint of PEC P2C3 on T6`` () =
    let sampler =
        gradients (fun s -> VpAdamsP2C3(T6.model (), vp, s, T1.startTime, T1.endTime))

    sampler.Gradient(ReadOnlySpan T1.start, T6.loss, T6.options)
    |> check3 (0.481155431192, 0.139282746315, None)

[<Theory>]
[<InlineData(1)>]
[<InlineData(2)>]
let ``the exact adjoints of exponential Adams-3 and PEC P3C4 on T6`` (which: int) =
    let sampler =
        if which = 1 then
            let s = VpAdams3(T6.model (), vp, UniformLambda.Steps 10, T1.startTime, T1.endTime)
            s.Gradient(ReadOnlySpan T1.start, T6.loss, T6.options)
        else
            let s =
                VpAdamsP3C4(T6.model (), vp, UniformLambda.Steps 10, T1.startTime, T1.endTime)

            s.Gradient(ReadOnlySpan T1.start, T6.loss, T6.options)

    let expected =
        if which = 1 then
            (0.486600640670, 0.150040766749, None)
        else
            (0.485127455020, 0.145318456097, None)

    check3 expected sampler

[<Theory>]
[<InlineData(1, Prediction.Noise, 0.079321310671, 0.050046284588, -0.123237983284)>]
let ``AdjointDEIS on T6 with the states of DDIM`` (order: int) (form: Prediction) (x: float) (z: float) (theta: float) =
    let sampler =
        VpDdim(T6.model (), vp, UniformLambda.Steps 10, T1.startTime, T1.endTime)

    let g =
        sampler.GradientAdjointDeis(
            ReadOnlySpan T1.start,
            T6.loss,
            AdjointDeisOptions(Order = order, Form = form),
            T6.options
        )

    check3 (x, z, Some theta) g

[<Theory>]
[<InlineData(1, Prediction.Noise, 0.081638775218, 0.045925220892)>]
[<InlineData(2, Prediction.Noise, 0.849161708508, 0.220039250010)>]
[<InlineData(1, Prediction.Data, 0.381283864786, 0.081682895459)>]
[<InlineData(2, Prediction.Data, 0.432209673630, 0.118505954608)>]
let ``AdjointDEIS on T6 with exact states`` (order: int) (form: Prediction) (x: float) (z: float) =
    // Forward on a grid so fine that its states are exact to the printed digits, adjoint on ten of its nodes.
    let sampler =
        VpAdamsP3C4(T6.model (), vp, UniformLambda.Steps 1280, T1.startTime, T1.endTime)

    let g =
        sampler.GradientAdjointDeis(
            ReadOnlySpan T1.start,
            T6.loss,
            AdjointDeisOptions(Order = order, Form = form, Schedule = UniformLambda.Steps 10),
            T6.options
        )

    let close (expected: float) (actual: float) =
        Assert.True(abs (actual - expected) < 2e-8, sprintf "expected %.12f, got %.12f" expected actual)

    close x g.Start.[0]
    close z g.Condition.[0]
