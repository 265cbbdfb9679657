/// The statistics that verdicts rest on.
module ItoSharp.Verification.Tests.SlopeTests

open System
open Xunit
open ItoSharp
open ItoSharp.Verification
open ItoSharp.Verification.Tests.Subjects

/// An order measured on a sampler's own error law, by way of a problem whose exact end is known: DDIM's first order.
[<Fact>]
let ``standard errors are those of the residuals, and levels are told`` () =
    let r = Verify.Order(dpm2M, brief ())
    let curve = r.Curves.[0]
    Assert.Equal("guided, exact start, lambda grid", curve.Name)
    Assert.True(curve.Levels.Count >= 6)
    Assert.InRange(curve.Slope.Value, 1.9, 2.1)
    Assert.InRange(curve.Slope.StandardError, 1e-5, 0.05)
    Assert.All(curve.Levels, fun l -> Assert.Equal(0.0, l.StandardError))

[<Fact>]
let ``levels at the round-off floor are left out and say so`` () =
    // Floats of a second-order method reach 1e-7 after a few hundred steps.
    let single =
        Declared.SingleSampler(
            vp,
            ItoSharp.Tests.Models.ZooDpmSolverPP2M.Facts,
            SingleSamplerBuilder(fun m p s a b -> ItoSharp.Tests.Models.VpDpm2MSingle(m, p, s, a, b))
        )

    let options = brief ()
    options.Levels <- 10
    options.Start <- OrderStart.Shipped
    let r = Verify.Order(single, options)
    passes r

    Assert.Contains(r.Curves |> Seq.collect (fun c -> c.Levels), fun l -> l.Excluded = "at the round-off floor")

    Assert.Contains(r.Findings, fun f -> f.Note.Contains "at the round-off floor")
