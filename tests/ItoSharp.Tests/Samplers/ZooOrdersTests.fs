/// The order of every shipped plan is the one derived at build time (samplers note F.5).
module ItoSharp.Tests.Samplers.ZooOrdersTests

open System
open System.Globalization
open Xunit
open ItoSharp
open ItoSharp.Tests.Models
open ItoSharp.Tests.Models.Orders
open ItoSharp.Tests.Samplers.Fixtures
open ItoSharp.Tests.Samplers.OrdersFit
open ItoSharp.Tests.Samplers.OrdersProblems
open ItoSharp.Tests.Samplers.OrdersGrids
open ItoSharp.Tests.Samplers.ZooOrders

/// A sum of many terms shows its first order only on grids far beyond these; the tests of left sums show it.
let private sums (entry: ZooEntry) =
    entry.Facts.Name.EndsWith("LeftSums", StringComparison.Ordinal)

let private convergent =
    Zoo.All |> Seq.filter (fun e -> e.Facts.Order > 0 && not (sums e))

let private report (faults: string list) =
    Assert.True(faults.IsEmpty, String.Join("\n", faults))

/// What is wrong with a slope; None where it is the expected one.
let private wrong what (expected: int) points =
    match fit points with
    | Ok slope when abs (slope.Value - float expected) <= 0.2 && slope.StandardError <= 0.1 -> None
    | Ok slope -> Some(sprintf "%s: %O, expected %d; %s" what slope expected (describe points))
    | Error fault -> Some(sprintf "%s: expected %d, %s" what expected fault)

/// The rhos of a grid uniform in log-SNR are geometric, where iPNDM_v's four weights happen to add up.
let private spacings (entry: ZooEntry) =
    if entry.Facts.Name = "IpndmV4" then
        [ Spacing.Time ]
    else
        [ Spacing.Lambda; Spacing.Time ]

[<Fact>]
let ``order with exact start values, without noise`` () =
    report [
        for entry in convergent do
            if not entry.IsAlwaysNoisy then
                for problem in [ mixtureT1; nonautonomousT1 ] do
                    for spacing in spacings entry do
                        let what =
                            sprintf "%s on %s, uniform in %O" entry.Facts.Name problem.Value.Name spacing

                        match wrong what entry.Facts.Order (withExactStart entry problem.Value spacing) with
                        | Some fault -> fault
                        | None -> ()
    ]

[<Fact>]
let ``order with the shipped starter, without noise`` () =
    report [
        for entry in convergent do
            if not entry.IsAlwaysNoisy then
                let points = withOwnStart entry nonautonomousT1.Value Spacing.Lambda

                match fit points with
                | Ok slope when slope.Value >= float entry.Facts.GlobalOrder - 0.2 -> ()
                | Ok slope ->
                    sprintf "%s: %O, derived %d; %s" entry.Facts.Name slope entry.Facts.GlobalOrder (describe points)
                | Error fault -> sprintf "%s: %s" entry.Facts.Name fault
    ]

/// From the exact marginal the leading term of some vanishes (SDE-DPM-Solver-1, SA-Solver): at least the order is there; the orders
/// from a start that is off are in LawsTests.
[<Fact>]
let ``weak order of plans with noise`` () =
    report [
        for entry in convergent do
            if entry.Facts.Stochastic then
                let points = ofVariance entry null

                match fit points with
                | Ok slope when slope.Value >= float (weakOrder entry) - 0.2 -> ()
                | Ok slope -> sprintf "variance of %s: %O; %s" entry.Facts.Name slope (describe points)
                | Error fault -> sprintf "variance of %s: %s" entry.Facts.Name fault
    ]

/// The published forms that section G of the note tells of: a claim of their papers' order is refused by the proof (tested in the
/// core), and here the lower order shows.
[<Fact>]
let ``published forms have less than the order they were published with`` () =
    for name, published in
        [
            "DpmSolver3MPublished", 3
            "DpmSolverPP3MPublished", 3
            "ErOde3Published", 3
            "UniPC2VaryCoefficients", 3
            "SdeDpmSolverPP3MKDiffusion", 3
            "SdeDpmSolverPP3MDiffusers", 3
        ] do
        let entry = Zoo.All |> Seq.find (fun e -> e.Facts.Name = name)

        match fit (withExactStart entry nonautonomousT1.Value Spacing.Lambda) with
        | Ok slope ->
            Assert.True(
                slope.Value + 5.0 * slope.StandardError < float published - 0.5,
                String.Format(CultureInfo.InvariantCulture, "{0}: {1}", name, slope)
            )
        // Not even a straight line: the plan does not converge.
        | Error _ -> Assert.Equal(0, entry.Facts.Order)

let private vpOn (make: Problem -> Schedule -> FieldSampler<VpLinear, float>) grids =
    let problem = mixtureT1.Value
    errorsOn grids (fun n -> error problem (make problem (plain problem Spacing.Lambda n)))

let private fourTerms: (string * (Problem -> Schedule -> FieldSampler<VpLinear, float>)) list = [
    "ER-SDE-2", fun p s -> VpErOde2FourTerms(p.Model, vp, s, p.StartTime, p.EndTime)
    "DEIS tAB-1", fun p s -> VpDeisTAB1FourTerms(p.Model, vp, s, p.StartTime, p.EndTime)
]

/// Released code sums its integrals from left end points, a fixed number a step: first order, however many they are.
[<Fact>]
let ``left sums are of first order`` () =
    for name, make in fourTerms do
        assertSlope (name + " with four terms") 1.0 0.1 (vpOn make [ 512; 768; 1024; 1536; 2048; 3072 ])

    let hundred: Problem -> Schedule -> FieldSampler<VpLinear, float> =
        fun p s -> VpErOde2HundredTerms(p.Model, vp, s, p.StartTime, p.EndTime)

    assertSlope "ER-SDE-2 with a hundred terms" 1.0 0.15 (vpOn hundred [ 4096; 6144; 8192; 12288; 16384 ])

/// What ten thousand terms leave of DEIS's integrals is of first order too: it floors the error.
[<Fact>]
let ``DEIS's published sums differ from its integrals by a first order error`` () =
    let problem = mixtureT1.Value

    for name in [ "DeisTAB1"; "DeisTAB2"; "DeisTAB3" ] do
        let at name n =
            let entry = Zoo.All |> Seq.find (fun e -> e.Facts.Name = name)

            let sampler =
                entry.Make.Invoke(
                    problem.Model,
                    vp,
                    plain problem Spacing.Time n,
                    problem.StartTime,
                    problem.EndTime,
                    null
                )

            run sampler [| 0.7 |]

        errorsOn [ 16; 24; 32; 48; 64 ] (fun n -> abs ((at name n).[0] - (at (name + "LeftSums") n).[0]))
        |> assertSlope (name + " by sums") 1.0 0.1

/// diff-sampler's iPNDM_v with four nodes does not even integrate a constant where the ratio of steps changes; on geometric grids its
/// weights add up.
[<Fact>]
let ``iPNDM_v's four weights add up on geometric grids only`` () =
    let edm = Edm()
    let ones = LawScalarModel(Prediction.Noise, fun _ _ -> 1.0)

    let missing (make: Schedule -> FieldSampler<Edm, float>) =
        let result = [| 0.0 |]

        (make (TimeTable.Of(ReadOnlySpan [| 9.0; 5.0; 3.1; 1.7; 1.2; 0.4 |])))
            .Sample(ReadOnlySpan [| 9.0 |], Span result, SampleOptions())

        let uneven = abs (result.[0] - 0.4)
        (make (UniformLambda.Steps 5)).Sample(ReadOnlySpan [| 9.0 |], Span result, SampleOptions())
        uneven, abs (result.[0] - 0.4)

    let uneven, geometric = missing (fun s -> EdmIpndmV4(ones, edm, s, 9.0, 0.4))
    Assert.True(uneven > 1e-2, string uneven)
    Assert.True(geometric < 1e-13, string geometric)
    let uneven, geometric = missing (fun s -> EdmIpndmV3(ones, edm, s, 9.0, 0.4))
    Assert.True(uneven < 1e-13 && geometric < 1e-13, string uneven)

/// The weights of diff-sampler's solvers.py on uneven steps, computed as it writes them.
[<Fact>]
let ``iPNDM_v is diff-sampler's, number by number`` () =
    let rhos = [ 9.0; 5.0; 3.1; 1.7; 1.2; 0.4 ]
    let edm = Edm()
    let data = LawScalarModel(Prediction.Data, fun x t -> 0.3 * x / (1.0 + t) + cos t)
    let table = TimeTable.Of(ReadOnlySpan(Array.ofList rhos))

    let expected order =
        let mutable x = 2.0
        let mutable past: float list = []

        for i in 0 .. rhos.Length - 2 do
            let t, next = rhos.[i], rhos.[i + 1]
            let d = (x - (0.3 * x / (1.0 + t) + cos t)) / t
            let h = next - t
            let back k = rhos.[i - k + 1] - rhos.[i - k]

            let weights =
                match min order (i + 1) with
                | 1 -> [ 1.0 ]
                | 2 -> [ (2.0 + h / back 1) / 2.0; -(h / back 1) / 2.0 ]
                | k ->
                    let h1, h2 = back 1, back 2
                    let temp1 = (1.0 - h / (3.0 * (h + h1)) * (h * (h + h1)) / (h1 * (h1 + h2))) / 2.0

                    let c1, c2, c3 =
                        (2.0 + h / h1) / 2.0 + temp1, -(h / h1) / 2.0 - (1.0 + h1 / h2) * temp1, temp1 * h1 / h2

                    if k = 3 then
                        [ c1; c2; c3 ]
                    else
                        let h3 = back 3

                        let temp2 =
                            ((1.0 - h / (3.0 * (h + h1))) / 2.0
                             + (1.0 - h / (2.0 * (h + h1))) * h / (6.0 * (h + h1 + h2)))
                            * (h * (h + h1) * (h + h1 + h2))
                            / (h1 * (h1 + h2) * (h1 + h2 + h3))

                        let spread = h1 * (h1 + h2) / (h2 * (h2 + h3))

                        [
                            c1 + temp2
                            c2 - (1.0 + h1 / h2 + spread) * temp2
                            c3 + (h1 / h2 + spread * (1.0 + h2 / h3)) * temp2
                            -temp2 * spread * h1 / h2
                        ]

            past <- d :: past
            x <- x + h * (List.map2 (*) weights (List.truncate weights.Length past) |> List.sum)

        x

    let sampled (make: TimeTable -> FieldSampler<Edm, float>) =
        let sampler = make table
        let result = [| 0.0 |]
        sampler.Sample(ReadOnlySpan [| 2.0 |], Span result, SampleOptions())
        result.[0]

    Assert.Equal(expected 3, sampled (fun s -> EdmIpndmV3(data, edm, s, rhos.[0], List.last rhos)), 1e-12)
    Assert.Equal(expected 4, sampled (fun s -> EdmIpndmV4(data, edm, s, rhos.[0], List.last rhos)), 1e-12)

/// The note's statement of the posterior: with the variance that Gaussian data still have, the step is the exact one.
[<Fact>]
let ``DiffVC's step with the data's posterior variance keeps the law at any step size`` () =
    let variance = 0.25
    let law = GaussianMixture([| GaussianComponent(1.0, [| 0.6 |], [| variance |]) |])
    let model = GaussianMixtureModel<float>(law, vp, Prediction.Data)
    let s, t = vp.TimeOfLambda -2.0, vp.TimeOfLambda 1.6

    let marginal time =
        vp.Alpha time * 0.6, vp.Alpha time ** 2.0 * variance + vp.Sigma time ** 2.0

    for steps in [ 1; 2; 5; 10 ] do
        let sampler =
            VpGaussianPosterior(model, vp, UniformLambda.Steps steps, GaussianPosterior variance, s, t)

        let mean, v = LawsClosure.closure sampler |> LawsClosure.moments (marginal s)

        Assert.Equal(fst (marginal t), mean, 1e-12)
        Assert.Equal(snd (marginal t), v, 1e-12)

[<Fact>]
let ``DiffVC's step is exact for data at one point`` () =
    let point = LawScalarModel(Prediction.Data, fun _ _ -> 0.37)
    let s, t = vp.TimeOfLambda -2.0, vp.TimeOfLambda 1.6

    let sampler =
        ZooDiffVcMaximumLikelihood(point, vp, UniformLambda.Steps 10, s, t, DiffVcMaximumLikelihood 0.0)

    let mean, variance =
        LawsClosure.closure sampler
        |> LawsClosure.moments (vp.Alpha s * 0.37, vp.Sigma s ** 2.0)

    Assert.Equal(vp.Alpha t * 0.37, mean, 1e-12)
    Assert.Equal(vp.Sigma t ** 2.0, variance, 1e-12)

/// EDM churn on VE data of variance 1/4 (F.5): the error of the variance is of second order once churn / N is below its clamp.
[<Fact>]
let ``EDM's churn keeps second order in the law`` () =
    let edm = Edm()
    let law = GaussianMixture([| GaussianComponent(1.0, [| 0.0 |], [| 0.25 |]) |])
    let model = GaussianMixtureModel<float>(law, edm, Prediction.Data)

    let errors =
        errorsOn [ 48; 64; 96; 128; 192; 256 ] (fun n ->
            let values =
                EdmStochastic(SChurn = 10.0, SMin = 0.0, SMax = 100.0, ChurnNoise = 1.0)

            let schedule = Karras.Steps(n, 7.0, false)

            let sampler = EdmChurned(model, edm, schedule, 10.0, 0.05, values)
            let _, v = LawsClosure.closure sampler |> LawsClosure.moments (0.0, 100.25)
            abs (v - (0.25 + 0.05 ** 2.0)))

    assertSlope "variance with churn" 2.0 0.15 errors

[<Fact>]
let ``a noise scale that would need negative variance is refused`` () =
    let refused =
        Assert.Throws<ArgumentException>(fun () ->
            VpShrinkingScale(T1.model Prediction.Data, vp, UniformLambda.Steps 4, T1.startTime, T1.endTime)
            |> ignore)

    Assert.Contains("negative variance", refused.Message)

/// Samplers note F.3: mean and variance on T2, eight steps uniform in log-SNR.
[<Fact>]
let ``laws of stochastic plans have their published values`` () =
    let published: (string * obj * float * float) list = [
        "SdeDpmSolverPP1", SdeDpmSolverPP1 1.0, 0.599756820884, 0.194572533533
        "SdeDpmSolverPP1", SdeDpmSolverPP1 0.5, 0.663863581613, 0.220072818564
        "SdeDpmSolver1", SdeDpmSolver1 1.0, 0.589669095666, 0.310614233001
        "SdeDpmSolverPP2M", SdeDpmSolverPP2M 1.0, 0.599756820884, 0.269242081693
        "SdeDpmSolverPP2MTaylor", SdeDpmSolverPP2MTaylor 1.0, 0.599756820884, 0.283783211481
        "SdeDpmSolverPP2MTaylor", SdeDpmSolverPP2MTaylor 0.5, 0.671769466553, 0.281783556731
        "SdeDpmSolverPP3MKDiffusion", SdeDpmSolverPP3MKDiffusion 1.0, 0.599756820884, 0.305767321166
        "SdeDpmSolverPP3M", SdeDpmSolverPP3M 1.0, 0.599756820884, 0.313177873022
    ]

    report [
        for name, values, mean, variance in published do
            let entry = Zoo.All |> Seq.find (fun e -> e.Facts.Name = name)

            let sampler =
                entry.Make.Invoke(T2.model (), vp, UniformLambda.Steps 8, T2.startTime.Value, T2.endTime.Value, values)

            let m, v =
                LawsClosure.closure sampler
                |> LawsClosure.moments (T2.startMean, T2.startVariance)

            if not (abs (m - mean) < 2e-12 && abs (v - variance) < 2e-12) then
                sprintf "%s: expected %.12f and %.12f, got %.12f and %.12f" name mean variance m v
    ]
