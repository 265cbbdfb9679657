/// Verify.Marginals.
module ItoSharp.Verification.Tests.MarginalsTests

open System
open Xunit
open ItoSharp
open ItoSharp.Verification
open ItoSharp.Tests.Models
open ItoSharp.Tests.Models.Orders
open ItoSharp.Verification.Tests.Subjects

let private brief () =
    MarginalsOptions(Grids = [| GridFamily.Lambda |], Samples = 4000, Steps = 100, MaxSteps = 192)

[<Fact>]
let ``right laws pass, with and without noise`` () =
    let r = Verify.Marginals(sde2M 0.7, brief ())
    passes r
    Assert.Equal(6, r.Findings.Count)
    Assert.Equal(1e-6, r.FalseFailureRate)
    passes (Verify.Marginals(dpm2M, brief ()))

[<Fact>]
let ``a mean-reverting process passes`` () =
    let reverting = IrSde(4.0, 0.7)

    passes (
        Verify.Marginals(
            Declared.Sampler(
                reverting,
                SdeDpmSolverPP2M.Facts,
                SamplerBuilder(fun m p s a b -> IrSdeDpm2M(m, p, s, a, b, SdeDpmSolverPP2M 0.5))
            ),
            brief ()
        )
    )

[<Fact>]
let ``wrong laws are told`` () =
    fails "Gaussian data" (Verify.Marginals(wrongLaw, brief ()))
    fails "distribution on the mixture" (Verify.Marginals(wrongLaw, brief ()))
    fails "Gaussian data" (Verify.Marginals(wrongNoise, brief ()))

[<Fact>]
let ``samples of anything are compared with their law`` () =
    let uniforms = Array.init 2000 (fun i -> float ((i * 7919) % 2000) / 2000.0)
    let cdf = Func<float, float>(fun x -> min 1.0 (max 0.0 x))
    passes (Verify.Samples("uniform", uniforms, cdf, MarginalsOptions()))
    fails "distribution" (Verify.Samples("square", uniforms |> Array.map (fun u -> u * u), cdf, MarginalsOptions()))
