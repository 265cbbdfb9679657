/// Ensembles whose paths halve their steps on their own Brownian motion.
module ItoSharp.Verification.Tests.Ensembles.AdaptiveNoiseTests

open System
open Xunit
open ItoSharp
open ItoSharp.Tests.Models.Adaptive
open ItoSharp.Verification.Tests.Ensembles.Comparisons

let private motion steps paths seed =
    MotionPaths(Motion(), steps, 1.0).Terminal(Motion.State 0.0, paths, seed, one).["W"].ToArray()

/// Of E S(1), by the sample's own standard error.
let private bias mu (s: float[]) =
    let mean = Array.average s

    let error =
        Math.Sqrt(Array.averageBy (fun x -> (x - mean) ** 2.0) s / float s.Length)

    (mean - exp mu) / error

/// A sound method stays within 3 standard errors at every tolerance (fixed seed; a sound one fails with probability 0.003 a
/// seed, not seven times as often: the tolerances follow the same paths). Euler's bias does not go away.
[<Fact>]
let ``Adaptive steps on geometric Brownian motion leave no bias, where Euler's would`` () =
    let paths = 1L <<< 15
    let seed = 20261123UL
    let mu, sigma, steps = 0.1, 0.8, 4

    let exact =
        motion steps paths seed
        |> Array.map (fun w -> Math.Exp(mu - 0.5 * sigma * sigma + sigma * w))

    let rms (s: float[]) =
        Math.Sqrt(Array.fold2 (fun sum a b -> sum + (a - b) ** 2.0) 0.0 s exact / float s.Length)

    let results = [
        for k in 2..8 do
            let relative = 2.0 ** -(float k)
            let tolerance = StepTolerance(relative, 1e-3 * relative)
            let start = Geometric.State 1.0
            let stock = Geometric(mu, sigma)

            let sriw =
                GeometricSriw1(stock, tolerance, 1.0, 0.0, steps).Terminal(start, paths, seed, one).["S"].ToArray()

            let milstein =
                GeometricMilstein(stock, tolerance, 1.0, 0.0, steps).Terminal(start, paths, seed, one).["S"].ToArray()

            let euler =
                Ensemble<float>(GreedyEuler(), steps, 1.0)
                    .Terminal(
                        ReadOnlySpan [| mu; sigma; tolerance.Relative; tolerance.Absolute |],
                        EnsembleStart.At(ReadOnlySpan [| 1.0 |]),
                        paths,
                        seed,
                        one
                    )
                    .["S"].ToArray()

            let x = Math.Log2 relative

            {|
                Tolerance = relative
                Sriw = bias mu sriw
                Milstein = bias mu milstein
                Euler = bias mu euler
                SriwError = x, Math.Log2(rms sriw)
                MilsteinError = x, Math.Log2(rms milstein)
                EulerError = x, Math.Log2(rms euler)
            |}
    ]

    for r in results do
        Assert.True(abs r.Sriw < 3.0, $"SRIW1 at {r.Tolerance}: {r.Sriw:F2} standard errors")
        // Milstein's own bias shows at tolerances of a tenth and more.
        Assert.True(
            r.Tolerance > 0.1 || abs r.Milstein < 3.0,
            $"Milstein at {r.Tolerance}: {r.Milstein:F2} standard errors"
        )

        Assert.True(r.Tolerance > 0.2 || r.Euler > 6.0, $"Euler at {r.Tolerance}: {r.Euler:F2} standard errors")

    // Pathwise the sound ones converge; Euler's error stays.
    let sriw, sriwError = results |> List.skip 1 |> List.map _.SriwError |> slope
    let milstein, milsteinError = results |> List.map _.MilsteinError |> slope
    let euler, _ = results |> List.skip 2 |> List.map _.EulerError |> slope
    Assert.True(sriw > 0.6, $"SRIW1: {sriw:F3} +- {sriwError:F3}")
    Assert.True(milstein > 0.5, $"Milstein: {milstein:F3} +- {milsteinError:F3}")
    Assert.True(euler < 0.25, $"Euler: {euler:F3}")

/// RMS over the paths of what two runs differ by.
let private difference (a: EnsemblePaths<float>) (b: EnsemblePaths<float>) =
    let columns = a.Statistics.Terminal.Columns.Count

    [
        for c in 0 .. columns - 1 do
            let x, y =
                a.At(a.Times.Count - 1, c).ToArray(), b.At(b.Times.Count - 1, c).ToArray()

            Array.map2 (fun x y -> (x - y) ** 2.0) x y |> Array.average
    ]
    |> List.sum
    |> Math.Sqrt

/// Against the tightest tolerance, on the same paths.
let private converges name least (run: StepTolerance -> EnsemblePaths<float>) first last =
    let at k =
        run (StepTolerance(2.0 ** -(float k), 2.0 ** -(float k)))

    let reference = at (last + 5)
    let errors = [ for k in first..last -> -(float k), Math.Log2(difference (at k) reference) ]
    let b, se = slope errors
    Assert.True(b > least && b < 2.0, $"{name}: slope {b:F3} +- {se:F3}, {errors}")

[<Fact>]
let ``Paths converge with the tolerance: additive, diagonal and mirrored noise, with time in it`` () =
    let paths = 512L

    converges
        "SRA1, additive"
        0.5
        (fun t -> PendulousSra1(Pendulous(), t, 1.0, 0.0, 2).Terminal(Pendulous.State(1.0, 0.5), paths, 3UL, one))
        4
        11

    converges
        "SRIW1, diagonal"
        0.5
        (fun t -> GeometricSriw1(Geometric(), t, 1.0, 0.0, 2).Terminal(Geometric.State 1.0, paths, 3UL, one))
        3
        9

    converges
        "Heun, diagonal and reflected"
        0.4
        (fun t ->
            PairHeun(Pair(), t, 1.0, 0.0, 2).Terminal(Pair.State(0.1, 0.5), paths, 3UL, Double.PositiveInfinity, one))
        3
        9

[<Fact>]
let ``Adaptive paths end where those of many equal steps end, on the same noise and time integrals`` () =
    // 2048 equal steps follow other paths: only means can be compared. Two steps of equal length halved by nobody are the whole
    // steps themselves: at a tolerance that no step fails, the bits agree but for the order of the operations.
    let loose = StepTolerance(1e3, 1e3)
    let start = Pendulous.State(1.0, 0.5)
    let steps = 64

    let adaptive =
        PendulousSra3Single(Pendulous(), loose, 1.0, 0.0, steps).Terminal(start, 512L, 3UL, one)

    let equal =
        PendulousSra3Fixed(Pendulous(), steps, 1.0).Terminal(start, 512L, 3UL, one)

    for path in 0..511 do
        Assert.Equal(float equal.["X"].[path], float adaptive.["X"].[path], 2e-5)
        Assert.Equal(float equal.["Y"].[path], float adaptive.["Y"].[path], 2e-5)

[<Fact>]
let ``Mirrored paths follow the negated noise`` () =
    let options = EnsembleOptions(Threads = 1, Antithetic = true)

    let p =
        GeometricSriw1(Geometric(0.0, 0.5), StepTolerance(1e-5, 1e-5), 1.0, 0.0, 2)
            .Terminal(Geometric.State 1.0, 64L, 3UL, options)

    // log S(1) = -sigma^2 / 2 + sigma W, so that a pair's product is known.
    for path in 0..31 do
        Assert.Equal(exp -0.25, p.["S"].[path] * p.["S"].[path + 32], 2e-4)
