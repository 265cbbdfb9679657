/// The statistics that verdicts rest on.
module ItoSharp.Verification.Tests.SlopeTests

open System
open Xunit
open ItoSharp
open ItoSharp.Verification
open ItoSharp.Verification.Tests.Subjects

let private law (error: int -> float) expected =
    Verify.Convergence("law", StepError(fun n -> ErrorEstimate(error n, 0.0)), expected, OrderOptions())

[<Fact>]
let ``the fit finds the order of an exact power, and that of a bent one where it has it`` () =
    let r = law (fun n -> 3.0 / float n ** 2.0) 2.0
    passes r
    Assert.Equal(2.0, r.Curves.[0].Slope.Value, 1e-9)
    Assert.True(r.Curves.[0].Slope.StandardError < 1e-6)
    // First order in the end, third before: fine levels decide.
    passes (law (fun n -> 1.0 / float n + 1e4 / float n ** 3.0) 1.0)
    fails "law" (law (fun n -> 1.0 / float n + 1e4 / float n ** 3.0) 2.0)
    // A floor hides the order unless the levels above it are enough.
    passes (law (fun n -> 1.0 / float n ** 4.0 + 1e-15) 4.0)
    fails "law" (law (fun _ -> 0.1) 1.0)
    fails "law" (law (fun _ -> nan) 1.0)

/// Errors C / N^2 with noise of a fifth of the finest.
[<Fact>]
let ``noisy errors pass at the stated rate, and their standard errors cover`` () =
    let run seed expected =
        let error n =
            let z = [| 0.0 |]
            FieldNoise.Fill(seed, uint64 n, 0u, Span<float> z)
            ErrorEstimate(1.0 / float n ** 2.0 + 2e-5 * z.[0], 2e-5)

        Verify.Convergence("noisy", StepError error, expected, OrderOptions(BaseSteps = 4, FalseFailureRate = 0.05))

    let right = [ 1UL .. 300UL ] |> List.map (fun seed -> run seed 2.0)
    let failures = right |> List.filter (fun r -> not r.Passed) |> List.length
    // The tolerance of a quarter comes on top, so that fewer than 5% fail.
    Assert.InRange(failures, 0, 15)

    let covered =
        right
        |> List.filter (fun r -> abs (r.Curves.[0].Slope.Value - 2.0) <= 2.0 * r.Curves.[0].Slope.StandardError)
        |> List.length

    Assert.InRange(covered, 270, 300)
    Assert.All([ 1UL .. 40UL ], fun seed -> Assert.False((run seed 3.0).Passed))

/// What cannot fail shows nothing: errors that are noise, or of a method that does not converge, do not pass.
[<Fact>]
let ``noise alone is inconclusive and fails`` () =
    let run (error: int -> ErrorEstimate) =
        Verify.Convergence("noise", StepError error, 2.0, OrderOptions())

    for r in
        [
            run (fun _ -> ErrorEstimate(0.0, 1.0))
            run (fun _ -> ErrorEstimate(1.0, 0.9))
            run (fun n -> ErrorEstimate(1.0 / float n ** 2.0, 1.0))
        ] do
        fails "noise" r
        Assert.Contains("inconclusive: a missing order of up to", r.Verdict)

    let right =
        run (fun n -> ErrorEstimate(1.0 / float n ** 2.0, 0.01 / float n ** 2.0))

    passes right
    Assert.Contains("the smallest loss of order that is surely seen is 0.", right.Findings.[0].Note)
    // Sharp, and of the wrong order.
    fails "noise" (run (fun n -> ErrorEstimate(1.0 / float n, 0.01 / float n)))

/// Second order on the grids asked for, first order on finer ones.
[<Fact>]
let ``an order that does not last on finer grids is told`` () =
    fails "law" (law (fun n -> 1.0 / float n ** 2.0 + 2.2e-4 / float n) 2.0)
    fails "law" (law (fun n -> if n > 512 then nan else 1.0 / float n ** 2.0) 2.0)

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
