/// Verify.Gradients and Verify.PullBack.
module ItoSharp.Verification.Tests.GradientTests

open System
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
    Assert.Equal(2, r.Curves.Count)

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
