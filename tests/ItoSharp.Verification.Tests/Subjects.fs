/// Right and deliberately wrong subjects.
module ItoSharp.Verification.Tests.Subjects

open System
open ItoSharp
open ItoSharp.Verification
open ItoSharp.Tests.Models
open Xunit

let vp = VpLinear()

let dpm2M =
    Declared
        .Sampler(vp, ZooDpmSolverPP2M.Facts, SamplerBuilder(fun m p s a b -> ZooDpmSolverPP2M(m, p, s, a, b)))
        .WithGradient(fun s x l o -> s.Gradient(ReadOnlySpan x, l, o))
        .WithAdjointDeis(fun s x l a o -> s.GradientAdjointDeis(ReadOnlySpan x, l, a, o))
        .WithCoefficients(fun s c -> s.With c)

let sde2M (tau: float) =
    Declared
        .Sampler(
            vp,
            ZooSdeDpmSolverPP2M.Facts,
            SamplerBuilder(fun m p s a b -> ZooSdeDpmSolverPP2M(m, p, s, a, b, SdeDpmSolverPP2M tau))
        )
        .WithGradient(fun s x l o -> s.Gradient(ReadOnlySpan x, l, o))

/// DPM-Solver++(2M) whose newest weight is off by 5% of a step.
let wrongWeight =
    Declared.Sampler(
        vp,
        ZooDpmSolverPP2M.Facts,
        SamplerBuilder(fun m p s a b ->
            let n = s.StepCount
            let weight = [| 0.05 / float n |]

            let table =
                [ 0 .. n - 1 ]
                |> List.fold
                    (fun (t: StepCoefficients) k -> t.WithStep(k, ReadOnlySpan weight))
                    (StepCoefficients.Zero(n, 1))

            ZooDpmSolverPP2M(m, p, s, a, b).With table)
    )

/// The SDE solver with 10% of a step's noise too much.
let wrongNoise =
    Declared.Sampler(
        vp,
        ZooSdeDpmSolverPP2M.Facts,
        SamplerBuilder(fun m p s a b ->
            let n = s.StepCount

            let table =
                [ 0 .. n - 1 ]
                |> List.fold
                    (fun (t: StepCoefficients) k ->
                        t.WithStep(k, ReadOnlySpan<float>.Empty, 0.0, 0.1 / sqrt (float n)))
                    (StepCoefficients.Zero(n, 1))

            ZooSdeDpmSolverPP2M(m, p, s, a, b).With table)
    )

/// A model whose predictions are off by a factor.
type Scaled(inner: IModel<float>, factor: float) =
    interface IModel<float> with
        member _.Predicts = inner.Predicts
        member _.Dimension = inner.Dimension
        member _.ConditionDimension = inner.ConditionDimension

        member _.Evaluate(input, prediction) =
            inner.Evaluate(&input, prediction)

            for i in 0 .. prediction.Length - 1 do
                prediction.[i] <- factor * prediction.[i]

/// A sampler that asks another law's model.
let wrongLaw =
    Declared.Sampler(
        vp,
        ZooSdeDpmSolverPP2M.Facts,
        SamplerBuilder(fun m p s a b -> ZooSdeDpmSolverPP2M(Scaled(m, 0.9), p, s, a, b, SdeDpmSolverPP2M 1.0))
    )

/// tanh of two coupled entries, with a pull-back that is right (1) or off by a factor, or transposed.
let network factor transposed =
    let coupling i j = [| 0.7; -0.6; 0.3; 0.5 |].[2 * i + j]

    FunctionModel<float>(
        2,
        Prediction.Data,
        ModelEvaluation(fun input result ->
            for row in 0 .. input.Batch - 1 do
                for i in 0..1 do
                    result.[2 * row + i] <-
                        tanh (coupling i 0 * input.X.[2 * row] + coupling i 1 * input.X.[2 * row + 1])),
        ModelPullBack(fun input cotangent into ->
            for row in 0 .. input.Batch - 1 do
                let slope = Array.zeroCreate<float> 2

                for i in 0..1 do
                    let t =
                        tanh (coupling i 0 * input.X.[2 * row] + coupling i 1 * input.X.[2 * row + 1])

                    slope.[i] <- cotangent.[2 * row + i] * (1.0 - t * t)

                for j in 0..1 do
                    let c i j =
                        if transposed then coupling j i else coupling i j

                    into.X.[2 * row + j] <- factor * (c 0 j * slope.[0] + c 1 j * slope.[1]))
    )

let failed (result: VerificationResult) =
    result.Findings
    |> Seq.filter (fun f -> not f.Passed)
    |> Seq.map (fun f -> f.What)
    |> List.ofSeq

let passes (result: VerificationResult) =
    Assert.True(result.Passed, String.Join("\n", result.Verdict :: [ for f in result.Findings -> f.ToString() ]))
    Assert.EndsWith("PASS", result.Verdict)

let fails (what: string) (result: VerificationResult) =
    Assert.False(result.Passed, result.Verdict)
    Assert.EndsWith("FAIL", result.Verdict)
    Assert.Contains(failed result, fun f -> f.Contains what)

/// An order on fewer problems and grids.
let brief () =
    OrderOptions(
        Problems = [| OrderProblem.Guided; OrderProblem.Coupled |],
        Grids = [| GridFamily.Lambda; GridFamily.Random 2UL |],
        MaxSteps = 1024,
        Paths = 0
    )
