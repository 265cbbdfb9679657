/// Verify.Gradients and Verify.PullBack.
module ItoSharp.Verification.Tests.GradientTests

open System
open System.Reflection
open Xunit
open ItoSharp
open ItoSharp.Verification
open ItoSharp.Tests.Models
open ItoSharp.Verification.Tests.Subjects

[<Fact>]
let ``a right adjoint passes in every part`` () =
    let r = Verify.Gradients dpm2M
    passes r
    Assert.True(r.WorstError < 1e-8, r.Verdict)

    for part in
        [
            "start"
            "condition"
            "model parameters"
            "process parameters"
            "times"
            "coefficients"
        ] do
        Assert.Contains(r.Findings, fun f -> f.What = part && f.Measured.Contains "directions")

    Assert.Contains(r.Findings, fun f -> f.What.StartsWith "AdjointDEIS's direction")
    // Orders 1 and 2 in data and noise form, on two problems.
    Assert.Equal(8, r.Curves.Count)
    Assert.Empty r.NotMeasured

[<Fact>]
let ``a right adjoint along noise passes`` () = passes (Verify.Gradients(sde2M 0.8))

[<Fact>]
let ``a float's adjoint passes at a float's tolerance`` () =
    let single =
        Declared
            .SingleSampler(
                vp,
                ZooDpmSolverPP2M.Facts,
                SingleSamplerBuilder(fun m p s a b -> VpDpm2MSingle(m, p, s, a, b))
            )
            .WithGradient(fun s x l o -> s.Gradient(ReadOnlySpan x, l, o))

    passes (Verify.Gradients single)

let private through factor transposed =
    GradientOptions(Model = Func<_, _>(fun _ -> network factor transposed))

[<Fact>]
let ``a model's wrong pull-back shows in the sampler's gradient`` () =
    passes (Verify.Gradients(dpm2M, through 1.0 false))
    let r = Verify.Gradients(dpm2M, through 1.001 false)
    fails "start" r
    Assert.Equal("start, FunctionModel`1", r.Where)
    fails "start" (Verify.Gradients(dpm2M, through 1.0 true))

[<Fact>]
let ``a gradient of another sampler is told`` () =
    let other =
        dpm2M.WithGradient(fun s x l o ->
            VpDdim(s.Model, s.Process, UniformLambda.Steps 7, Nullable 0.9, Nullable 0.02)
                .Gradient(ReadOnlySpan x, l, o))

    fails "start" (Verify.Gradients other)

[<Fact>]
let ``a pull-back is checked on its own`` () =
    passes (Verify.PullBack("network", network 1.0 false, vp))
    fails "state" (Verify.PullBack("network", network 1.0001 false, vp))
    fails "state" (Verify.PullBack("network", network 1.0 true, vp))
    // A library model, time derivative included.
    let law = GaussianMixture([| GaussianComponent(1.0, [| 0.3 |], [| 0.4 |]) |])

    let r =
        Verify.PullBack("Gaussian", GaussianMixtureModel<float>(law, vp, Prediction.Flow), vp)

    passes r
    Assert.Contains(r.Findings, fun f -> f.What = "time")

/// A gradient with one of its lazy parts replaced: what a wrong adjoint would return.
let private withPart (name: string) (value: obj) (gradient: Gradient<VpLinear, float>) =
    let field =
        typeof<Gradient<VpLinear, float>>.GetField(name, BindingFlags.NonPublic ||| BindingFlags.Instance)

    field.SetValue(gradient, Activator.CreateInstance(field.FieldType, value, ""))
    gradient

let private dpm2MWith (change: Gradient<VpLinear, float> -> Gradient<VpLinear, float>) =
    dpm2M.WithGradient(fun s x l o -> change (s.Gradient(ReadOnlySpan x, l, o)))

[<Theory>]
[<InlineData(-1)>]
[<InlineData(0)>]
[<InlineData(1)>]
let ``a column of the coefficients' gradient that is wrongly zero is told`` column =
    let zeroed (g: Gradient<VpLinear, float>) =
        let table = g.Coefficients

        let changed =
            [ 0 .. table.StepCount - 1 ]
            |> List.fold
                (fun (t: StepCoefficients) n ->
                    let weights = table.Predictions(n).ToArray()

                    if column >= 0 then
                        weights.[column] <- 0.0

                    t.WithStep(n, ReadOnlySpan weights, (if column < 0 then 0.0 else table.State n), table.Noise n))
                table

        withPart "_coefficients" changed g

    let r = Verify.Gradients(dpm2MWith zeroed)
    fails "coefficients" r
    Assert.Equal<string list>([ "coefficients" ], failed r)

[<Fact>]
let ``a gradient or a model that is not finite is told`` () =
    let broken (g: Gradient<VpLinear, float>) =
        // The coupled problem has no condition.
        if g.Condition.Length > 0 then
            g.Condition.[0] <- nan

        g

    let r = Verify.Gradients(dpm2MWith broken)
    fails "condition" r
    Assert.Equal(infinity, r.WorstError)

    // Finite at the state itself, but not beside it: only the differences are NaN.
    let mutable asked = 0

    let model =
        FunctionModel<float>(
            1,
            Prediction.Data,
            ModelEvaluation(fun input result ->
                asked <- asked + 1

                for i in 0 .. input.Batch - 1 do
                    result.[i] <- (if asked % 2 = 0 then nan else input.X.[i])),
            ModelPullBack(fun input cotangent into ->
                for i in 0 .. input.Batch - 1 do
                    into.X.[i] <- cotangent.[i])
        )

    let r = Verify.PullBack("broken", model, vp)
    fails "state" r
    Assert.Equal(infinity, r.WorstError)

[<Fact>]
let ``a fault of the run is no reason to leave a part out`` () =
    let faulty =
        dpm2M.WithCoefficients(fun s c ->
            if c.State 1 <> 0.0 && c.State 2 <> 0.0 then
                raise (InvalidOperationException "the run is broken")

            s.With c)

    let failure =
        Assert.Throws<InvalidOperationException>(fun () -> Verify.Gradients faulty |> ignore)

    Assert.Equal("the run is broken", failure.Message)

[<Fact>]
let ``parts that cannot be tested are in the verdict`` () =
    let r = Verify.Gradients(dpm2M, through 1.0 false)
    passes r
    // The network does not differentiate along time.
    Assert.Contains("NOT MEASURED: gradient by process parameters with moving nodes", r.Verdict)
    Assert.Contains("gradient by times, FunctionModel`1 (", r.Verdict)
    Assert.EndsWith("what was measured: PASS", r.Verdict)
    Assert.Equal(2, r.NotMeasured.Count)
    Assert.Contains("gradient by coefficients", (Verify.Gradients(sde2M 0.8)).Verdict)

/// theta_0 tanh x + theta_1, with a pull-back to theta that is right or off by a factor.
type private Affine(theta: float[], factor: float) =
    interface IDifferentiableModel<float> with
        member _.Predicts = Prediction.Data
        member _.Dimension = 1
        member _.ParameterCount = 2

        member _.Evaluate(input, prediction) =
            for i in 0 .. input.Batch - 1 do
                prediction.[i] <- theta.[0] * tanh input.X.[i] + theta.[1]

        member _.PullBack(input, cotangent, into) =
            for i in 0 .. input.Batch - 1 do
                let bent = tanh input.X.[i]
                into.X.[i] <- cotangent.[i] * theta.[0] * (1.0 - bent * bent)

                if not into.Parameters.IsEmpty then
                    into.Parameters.[0] <- into.Parameters.[0] + factor * cotangent.[i] * bent
                    into.Parameters.[1] <- into.Parameters.[1] + cotangent.[i]

[<Fact>]
let ``a model's parameters are moved by a factory, or said not to be`` () =
    let theta = [| 0.8; 0.3 |]

    let model factor =
        Affine(theta, factor) :> IDifferentiableModel<float>

    let moving factor =
        GradientOptions(
            ModelAt = Func<_, _, _>(fun _ moved -> Affine(moved, factor) :> IDifferentiableModel<float>),
            Parameters = theta
        )

    let unmoved = Verify.PullBack("affine", model 1.1, vp)
    Assert.True unmoved.Passed
    Assert.Contains("NOT MEASURED: model parameters", unmoved.Verdict)
    let fixedModel = GradientOptions(Model = Func<_, _>(fun _ -> model 1.1))
    Assert.Contains("gradient by model parameters", (Verify.Gradients(dpm2M, fixedModel)).Verdict)
    passes (Verify.PullBack("affine", model 1.0, vp, moving 1.0))
    fails "model parameters" (Verify.PullBack("affine", model 1.1, vp, moving 1.1))
    passes (Verify.Gradients(dpm2M, moving 1.0))
    fails "model parameters" (Verify.Gradients(dpm2M, moving 1.1))

    let wrongCount = moving 1.0
    wrongCount.Parameters <- [| 0.8 |]

    Assert.Throws<ArgumentException>(fun () -> Verify.Gradients(dpm2M, wrongCount) |> ignore)
    |> ignore

[<Fact>]
let ``a continuous adjoint that does not tend to the exact one is told`` () =
    let wrong =
        dpm2M.WithAdjointDeis(fun s x l a o ->
            let g = s.GradientAdjointDeis(ReadOnlySpan x, l, a, o)

            // Only the noise form of order 1 is wrong, and by little.
            if a.Order = 1 && a.Form = Prediction.Noise then
                g.Start.[0] <- g.Start.[0] * 1.02

            g)

    fails "AdjointDEIS's error, order 1, noise form" (Verify.Gradients wrong)
