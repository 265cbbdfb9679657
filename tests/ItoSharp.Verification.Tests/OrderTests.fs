/// Verify.Order without noise: right plans pass with the order they have, wrong ones are told.
module ItoSharp.Verification.Tests.OrderTests

open System
open System.Threading
open Xunit
open ItoSharp
open ItoSharp.Verification
open ItoSharp.Tests.Models
open ItoSharp.Tests.Models.Orders
open ItoSharp.Verification.Tests.Subjects

/// Plans of every kind on VP-linear.
let private subjects = [
    for entry in Zoo.All do
        if
            List.contains entry.Facts.Name [
                "DpmSolverPP3M"
                "UniPC2"
                "DpmSolver3S"
                "RhoRkHeun"
                "DeisRhoAB2"
                "ErOde2"
            ]
        then
            Declared
                .Sampler(
                    vp,
                    entry.Facts,
                    SamplerBuilder(fun m p s a b -> entry.Make.Invoke(m, p, s, a.Value, b.Value, entry.Quiet))
                )
                .Named
                entry.Facts.Name
]

[<Fact>]
let ``a right plan has its proven orders, with exact and with its own start values`` () =
    let r = Verify.Order(dpm2M, brief ())
    passes r
    Assert.Equal("Order", r.Check)
    Assert.Equal(0.0, r.FalseFailureRate)
    Assert.Equal(8, r.Curves.Count)
    Assert.All(r.Curves, fun c -> Assert.InRange(c.Slope.Value, 1.85, 2.15))

    Assert.Contains(
        r.Findings,
        fun f ->
            f.What.StartsWith "proven at build time"
            && f.Note = "the measured order is the proven one"
    )

[<Fact>]
let ``plans of every kind pass, and none has an order more`` () =
    Assert.Equal(6, subjects.Length)

    for subject in subjects do
        let options = brief ()
        options.Problems <- [| OrderProblem.Guided |]
        options.Grids <- [| GridFamily.Random 3UL |]
        passes (Verify.Order(subject, options))
        options.ExpectedOrder <- Nullable(float subject.Facts.Order + 1.0)
        options.Start <- OrderStart.Exact
        fails "exact start" (Verify.Order(subject, options))

[<Fact>]
let ``encoding from the data to the noise has the order too`` () =
    let options = brief ()
    options.Problems <- [| OrderProblem.Encoding |]
    options.Grids <- [| GridFamily.Lambda |]
    passes (Verify.Order(dpm2M, options))

[<Fact>]
let ``a wrong weight is told`` () =
    let r = Verify.Order(wrongWeight, brief ())
    fails "guided" r
    Assert.All(r.Curves, fun c -> Assert.True(c.Slope.Value < 1.0, c.Slope.ToString()))

[<Fact>]
let ``a sampler that blows up fails instead of ending the verification`` () =
    let blowing =
        Declared.Sampler(
            vp,
            ZooDpmSolverPP2M.Facts,
            SamplerBuilder(fun m p s a b -> ZooDpmSolverPP2M(Scaled(m, 1e300), p, s, a, b))
        )

    let r = Verify.Order(blowing, brief ())
    fails "guided" r
    Assert.Contains(r.Findings, fun f -> f.Note.Contains "not finite")

[<Fact>]
let ``the published third-order plan without its claim is second order`` () =
    let published =
        Declared.Sampler(
            vp,
            ZooDpmSolverPP3MPublished.Facts,
            SamplerBuilder(fun m p s a b -> ZooDpmSolverPP3MPublished(m, p, s, a, b))
        )

    let options = brief ()
    options.Start <- OrderStart.Exact
    passes (Verify.Order(published, options))
    options.ExpectedOrder <- Nullable 3.0
    let r = Verify.Order(published, options)
    fails "coupled, exact start" r
    let caught = r.MustBeCaught "it lacks a factor of two"
    Assert.True caught.Passed
    Assert.StartsWith("CAUGHT", caught.Verdict)
    Assert.False((Verify.Order(dpm2M, brief ())).MustBeCaught("it is right").Passed)

[<Fact>]
let ``a failure throws with the findings that failed`` () =
    let r = Verify.Order(wrongWeight, brief ())
    let told = Assert.Throws<VerificationFailedException>(fun () -> r.EnsurePassed())
    Assert.Contains("guided, exact start, lambda grid", told.Message)

[<Fact>]
let ``mean-reverting processes are verified with their mean`` () =
    let reverting = IrSde(4.0, 0.7)

    let subject =
        Declared.Sampler(
            reverting,
            SdeDpmSolverPP2M.Facts,
            SamplerBuilder(fun m p s a b -> IrSdeDpm2M(m, p, s, a, b, SdeDpmSolverPP2M 0.0))
        )

    Assert.True((reverting :> IProcess).MeanReverting)
    let options = brief ()
    options.Problems <- [| OrderProblem.Mixture |]
    options.Grids <- [| GridFamily.Lambda |]
    passes (Verify.Order(subject, options))

[<Fact>]
let ``progress is told and work can be cancelled`` () =
    let lines = Collections.Generic.List<string>()
    let options = brief ()

    options.Progress <- {
        new IProgress<string> with
            member _.Report line = lines.Add line
    }

    passes (Verify.Order(dpm2M, options))
    Assert.Contains(lines, fun l -> l = "order of ZooDpmSolverPP2M on coupled, its own starter, random grid 2")
    use stop = new CancellationTokenSource()
    options.Cancellation <- stop.Token

    options.Progress <- {
        new IProgress<string> with
            member _.Report _ = stop.Cancel()
    }

    Assert.ThrowsAny<OperationCanceledException>(fun () -> Verify.Order(dpm2M, options) |> ignore)
    |> ignore

[<Fact>]
let ``what cannot be verified is refused by name`` () =
    let refused (words: string) (action: unit -> VerificationResult) =
        let failure = Assert.ThrowsAny<ArgumentException>(fun () -> action () |> ignore)
        Assert.Contains(words, failure.Message)

    let unknown =
        Declared.Sampler(vp, null, SamplerBuilder(fun m p s a b -> ZooDpmSolverPP2M(m, p, s, a, b)))

    refused "set ExpectedOrder" (fun () -> Verify.Order(unknown, brief ()))
    refused "Levels" (fun () -> Verify.Order(dpm2M, OrderOptions(Levels = 4)))
    refused "Tolerance" (fun () -> Verify.Order(dpm2M, OrderOptions(Tolerance = 0.7)))
    refused "FalseFailureRate" (fun () -> Verify.Order(dpm2M, OrderOptions(FalseFailureRate = 0.0)))
    refused "WithGradient" (fun () -> Verify.Gradients unknown)

/// Left Riemann sums of 10,000 terms: first order, which no grid of thousands of steps shows.
[<Fact>]
let ``an expectation above the proof fails, and a measurement above it is said to be inconclusive`` () =
    let released =
        Declared.Sampler(
            vp,
            ZooDeisTAB1LeftSums.Facts,
            SamplerBuilder(fun m p s a b -> ZooDeisTAB1LeftSums(m, p, s, a, b))
        )

    let options = brief ()
    options.Problems <- [| OrderProblem.Guided |]
    options.Grids <- [| GridFamily.Lambda |]
    options.Start <- OrderStart.Exact
    // A weight costs 10,000 terms.
    options.BaseSteps <- 8
    options.Levels <- 5
    options.MaxSteps <- 128
    let asProven = Verify.Order(released, options)
    passes asProven
    Assert.Contains("measured above what was proven: inconclusive", asProven.Verdict)
    options.ExpectedOrder <- Nullable 2.0
    let r = Verify.Order(released, options)
    fails "expectation with exact start" r
    Assert.Contains("expectation with exact start", r.Verdict)
