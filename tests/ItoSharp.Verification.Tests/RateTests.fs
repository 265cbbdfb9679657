/// The stated false-failure rates, measured over many seeds at rates that can be.
module ItoSharp.Verification.Tests.RateTests

open System
open Xunit
open ItoSharp
open ItoSharp.Verification
open ItoSharp.Verification.Tests.Subjects

/// The share of seeds that fail, and what four standard errors of it are.
let private measured seeds (run: uint64 -> VerificationResult) rate =
    let failures =
        [ 1..seeds ]
        |> List.filter (fun k -> not (run (uint64 k)).Passed)
        |> List.length

    float failures / float seeds, 4.0 * sqrt (rate * (1.0 - rate) / float seeds)

/// Phi, independently of the package's.
let private normal (x: float) =
    0.5
    * (1.0
       + float (sign x)
         * GaussLegendre.Integrate(
             Func<float, float>(fun t -> 2.0 / sqrt Math.PI * exp (-t * t)),
             0.0,
             abs x / sqrt 2.0
         ))

[<Fact>]
let ``Kolmogorov-Smirnov fails right samples at most as often as stated, and not never`` () =
    let rate = 0.1

    let run seed =
        let z = Array.zeroCreate<float> 60
        FieldNoise.Fill(seed, 0UL, 0u, Span<float> z)
        Verify.Samples("normals", z, Func<_, _>(normal), MarginalsOptions(FalseFailureRate = rate))

    let share, slack = measured 400 run rate
    Assert.InRange(share, 0.01, rate + slack)

[<Fact>]
let ``the laws of normals fail right ones at most as often as stated, and not never`` () =
    let rate = 0.2

    let run seed =
        Verify.Reproducibility(
            dpm2M,
            ReproducibilityOptions(FalseFailureRate = rate, Seed = 977UL * seed, Normals = 4096, Rows = 4, Steps = 2)
        )

    let share, slack = measured 150 run rate
    Assert.InRange(share, 0.01, rate + slack)

[<Fact>]
let ``marginals fail a right sampler at most as often as stated`` () =
    let rate = 0.2

    let options seed =
        MarginalsOptions(
            FalseFailureRate = rate,
            Seed = 31UL * seed,
            Samples = 200,
            Steps = 24,
            Grids = Array.empty<GridFamily>
        )

    let share, slack =
        measured 100 (fun seed -> Verify.Marginals(sde2M 1.0, options seed)) rate

    Assert.InRange(share, 0.005, rate + slack)

/// Deterministic checks have no chance in them; what remains is that a right plan's order may not show. Random processes, problems
/// and grids measure how often.
[<Fact>]
let ``right plans pass on random processes, problems and grids`` () =
    let fault =
        [ 1UL .. 12UL ]
        |> List.tryPick (fun k ->
            let p = VpLinear(0.05 + 0.07 * float k, 6.0 + 1.5 * float k)

            let subject =
                Declared.Sampler(
                    p,
                    DpmSolverPP2M.Facts,
                    SamplerBuilder(fun m p s a b -> ItoSharp.Tests.Models.ZooDpmSolverPP2M(m, p, s, a, b))
                )

            let options = brief ()
            options.Grids <- [| GridFamily.Random k |]
            let r = Verify.Order(subject, options)
            if r.Passed then None else Some r.Verdict)

    Assert.Equal(None, fault)
