/// Verify.Reproducibility.
module ItoSharp.Verification.Tests.ReproducibilityTests

open System
open Xunit
open ItoSharp
open ItoSharp.Verification
open ItoSharp.Tests.Models
open ItoSharp.Verification.Tests.Subjects

let private brief () =
    ReproducibilityOptions(Normals = 4096, Rows = 11, Steps = 5)

[<Fact>]
let ``doubles, floats, noise and Runge-Kutta stages are reproducible`` () =
    passes (Verify.Reproducibility(dpm2M, brief ()))
    passes (Verify.Reproducibility(sde2M 1.0, brief ()))

    let single =
        Declared.SingleSampler(
            vp,
            ZooDpmSolverPP2M.Facts,
            SingleSamplerBuilder(fun m p s a b -> VpDpm2MSingle(m, p, s, a, b))
        )

    let r = Verify.Reproducibility(single, brief ())
    passes r
    Assert.Contains("(float)", r.Verdict)

    passes (
        Verify.Reproducibility(
            Declared.Sampler(vp, RhoRkHeun.Facts, SamplerBuilder(fun m p s a b -> VpHeun(m, p, s, a, b))),
            brief ()
        )
    )

/// A model as its faults make it: what it adds depends on the call, or on how many rows it is given.
type private Faulty(add: int -> float) =
    interface IModel<float> with
        member _.Predicts = Prediction.Data
        member _.Dimension = 2

        member _.Evaluate(input, prediction) =
            let more = add input.Batch

            for i in 0 .. prediction.Length - 1 do
                prediction.[i] <- tanh input.X.[i] + more

let private on (model: IModel<float>) =
    let options = brief ()
    options.Model <- Func<_, _>(fun _ -> model)
    options.Normals <- 0
    options

[<Fact>]
let ``a model with a memory is told`` () =
    let calls = ref 0

    let model =
        Faulty(fun _ ->
            calls.Value <- calls.Value + 1
            1e-15 * float calls.Value)

    fails "the same seed again" (Verify.Reproducibility(dpm2M, on model))

[<Fact>]
let ``a model whose rows are not independent is told`` () =
    let r = Verify.Reproducibility(dpm2M, on (Faulty(fun batch -> 1e-14 * float batch)))
    fails "threads and parts" r
    Assert.Contains("slices of the batch", failed r)
    Assert.DoesNotContain("the same seed again", failed r)

[<Fact>]
let ``without normals no chance is involved`` () =
    let r = Verify.Reproducibility(dpm2M, on (Faulty(fun _ -> 0.0)))
    passes r
    Assert.Equal(0.0, r.FalseFailureRate)
