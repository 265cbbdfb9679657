/// Verify.NoiseClass on random diffusions of known class.
module ItoSharp.Verification.Tests.NoiseClassTests

open System
open ItoSharp
open FsCheck
open FsCheck.FSharp
open Xunit
open ItoSharp.Verification
open ItoSharp.Verification.Generators
open ItoSharp.Verification.Tests.Subjects

let private options () = NoiseClassOptions(Probes = 12)

[<Fact>]
let ``the finest class of random diffusions is found, and no finer claim passes`` () =
    let config =
        Config.QuickThrowOnFailure
            .WithMaxTest(40)
            .WithQuietOnSuccess(true)
            .WithReplay(Some { Rnd = Rnd(5UL, 7UL); Size = None })

    Check.One(
        config,
        Prop.forAll (Arbitraries.Diffusion()) (fun known ->
            let r = Verify.NoiseClass("random", known.Diffusion, known.Structure, options ())
            passes r
            Assert.Equal(known.Structure, r.Finest)

            if known.Structure = NoiseClass.General then
                for claim in
                    [
                        NoiseClass.Additive
                        NoiseClass.Scalar
                        NoiseClass.Diagonal
                        NoiseClass.Commutative
                    ] do
                    fails
                        (claim.ToString().ToLowerInvariant())
                        (Verify.NoiseClass("random", known.Diffusion, claim, options ()))
            elif known.Structure <> NoiseClass.Additive then
                fails "additive" (Verify.NoiseClass("random", known.Diffusion, NoiseClass.Additive, options ()))
                passes (Verify.NoiseClass("random", known.Diffusion, NoiseClass.Commutative, options ())))
    )

/// ModelingToolkit counts non-zeros per row only: two states that share one noise pass there as diagonal.
[<Fact>]
let ``two states that share a noise are not diagonal`` () =
    let shared =
        FunctionDiffusion(
            2,
            2,
            DiffusionFunction(fun _ x g ->
                g.[0] <- x.[0]
                g.[1] <- 0.0
                g.[2] <- x.[1]
                g.[3] <- 0.0)
        )

    let r = Verify.NoiseClass("shared", shared, NoiseClass.Diagonal, options ())
    fails "diagonal" r
    Assert.Contains("noise 0 drives state 1", r.Verdict)

/// A diagonal matrix whose factors depend on the other state does not commute.
[<Fact>]
let ``a diagonal matrix that mixes states is general`` () =
    let mixing =
        FunctionDiffusion(
            2,
            2,
            DiffusionFunction(fun _ x g ->
                g.[0] <- x.[1]
                g.[1] <- 0.0
                g.[2] <- 0.0
                g.[3] <- x.[0])
        )

    let r = Verify.NoiseClass("mixing", mixing, NoiseClass.Diagonal, options ())
    fails "diagonal" r
    Assert.Equal(NoiseClass.General, r.Finest)
    Assert.Contains("Lie bracket", (r.Findings |> Seq.find (fun f -> f.What = "commutative")).Note)

[<Fact>]
let ``outside its domain a diffusion is refused with the state`` () =
    let root =
        FunctionDiffusion(1, 1, DiffusionFunction(fun _ x g -> g.[0] <- sqrt x.[0]))

    let failure =
        Assert.Throws<ArgumentException>(fun () ->
            Verify.NoiseClass("root", root, NoiseClass.Scalar, options ()) |> ignore)

    Assert.Contains("choose Low and High", failure.Message)

    passes (Verify.NoiseClass("root", root, NoiseClass.Scalar, NoiseClassOptions(Low = [| 0.2 |], High = [| 2.0 |])))

/// Every matrix is general in a sense that says nothing: the claim is that no finer class holds.
[<Fact>]
let ``a claim of general fails where a finer class holds`` () =
    let additive = FunctionDiffusion(1, 2, DiffusionFunction(fun _ _ g -> g.Fill 0.5))

    let r = Verify.NoiseClass("constant", additive, NoiseClass.General, options ())
    fails "general" r
    Assert.Contains("claimed general, but additive on all 12 probes", r.Verdict)
