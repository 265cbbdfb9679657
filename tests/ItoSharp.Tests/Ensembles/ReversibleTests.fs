/// Reversible ensembles: steps are undone to rounding, gradients without states are those of kept states, memory does not grow.
module ItoSharp.Tests.Ensembles.ReversibleTests

open System
open FsCheck
open FsCheck.FSharp
open ItoSharp
open ItoSharp.Tests.Models.Undone
open Xunit

let private options = EnsembleOptions(Threads = 1)

[<Fact>]
let ``Derivatives without kept states are those of differences`` () =
    let check (ensemble: Ensemble<float>) arguments start name =
        let program = GradientTests.programOf ensemble
        GradientTests.compare program 12 0.1 0.85 arguments start 3L name

    let pendulum = [| 0.1; 0.7; 2.0; 1.2 |]
    check (PendulumHeun(Pendulum(), 12, 1.0).Ensemble) pendulum [| 0.4; -0.3 |] "Energy"
    check (PendulumRk4(Pendulum(), 12, 1.0).Ensemble) pendulum [| 0.4; -0.3 |] "Energy"
    let drifting = [| 0.8; 1.3; 0.6; 0.9 |]
    check (DriftingHeun(Drifting(), 12, 1.0).Ensemble) drifting [| 0.4; -0.3 |] "Shape"
    check (DriftingSra1(Drifting(), 12, 1.0).Ensemble) drifting [| 0.4; -0.3 |] "Shape"
    let whirl = [| 0.5; 1.1; 0.9 |]
    check (WhirlHeun(Whirl(), 12, 1.0).Ensemble) whirl [| 0.4; -0.3 |] "Shape"
    check (WhirlCoupled(Whirl(), 12, 1.0).Ensemble) whirl [| 0.4; -0.3 |] "Shape"
    check (WhirlMilstein(Whirl(), 12, 1.0).Ensemble) whirl [| 0.4; -0.3 |] "Shape"

/// A run of a gradient with given options of both kinds.
type private Run = EnsembleOptions -> EnsembleGradientOptions -> EnsembleGradient

let private energy = 1.2
let private scale = 0.9

let private runs steps until paths seed : (string * bool * Run) list = [
    "pendulum, Heun",
    false,
    fun o g ->
        (PendulumHeun(Pendulum(), steps, until).Gradient(Pendulum.State(0.4, -0.3), paths, seed, energy, o, g)).Gradient
    "pendulum, RK4",
    false,
    fun o g ->
        (PendulumRk4(Pendulum(), steps, until).Gradient(Pendulum.State(0.4, -0.3), paths, seed, energy, o, g)).Gradient
    "drifting, Heun",
    true,
    fun o g ->
        (DriftingHeun(Drifting(), steps, until).Gradient(Drifting.State(0.4, -0.3), paths, seed, scale, o, g)).Gradient
    "drifting, SRA1",
    true,
    fun o g ->
        (DriftingSra1(Drifting(), steps, until).Gradient(Drifting.State(0.4, -0.3), paths, seed, scale, o, g)).Gradient
    "whirl, Heun",
    true,
    fun o g -> (WhirlHeun(Whirl(), steps, until).Gradient(Whirl.State(0.4, -0.3), paths, seed, scale, o, g)).Gradient
    "whirl, coupled Heun",
    true,
    fun o g -> (WhirlCoupled(Whirl(), steps, until).Gradient(Whirl.State(0.4, -0.3), paths, seed, scale, o, g)).Gradient
    "whirl, coupled Milstein",
    true,
    fun o g ->
        (WhirlMilstein(Whirl(), steps, until).Gradient(Whirl.State(0.4, -0.3), paths, seed, scale, o, g)).Gradient
]

let private columns (g: EnsembleGradient) = g.Statistics.Terminal.Columns

[<Theory>]
[<InlineData(1)>]
[<InlineData(33)>]
[<InlineData(400)>]
let ``Starts are reconstructed and gradients are those of kept states`` steps =
    let observed =
        EnsembleOptions(Threads = 1, ObservationSteps = (if steps = 1 then [| 0 |] else [| 0; 17; 32 |]))

    for name, isNoisy, run in runs steps 1.0 21L 5UL do
        let undone = run observed (EnsembleGradientOptions())
        let kept = run observed (EnsembleGradientOptions(Memory = Nullable(64L <<< 20)))
        Assert.False(kept.ReconstructionError.HasValue)
        let error = undone.ReconstructionError.Value
        Assert.True(error <= (if isNoisy then 1e-9 else 1e-12), $"{name}: {error}")
        Assert.True(error > 0.0 || steps = 1, $"{name} was not gone back over")
        Assert.Equal<string>(kept.Names, undone.Names)

        for i, (a, b) in Seq.indexed (Seq.zip (columns kept) (columns undone)) do
            let stride = (columns kept).Count / kept.Names.Count
            // Values are those of the forward run.
            if i % stride = 0 then
                Assert.Equal(BitConverter.DoubleToInt64Bits a.Mean, BitConverter.DoubleToInt64Bits b.Mean)

            Assert.True(
                abs (a.Mean - b.Mean) <= 1e-8 * max 1.0 (abs a.Mean),
                $"{name}, column {i}: {b.Mean:R} for {a.Mean:R}"
            )

/// Random equations, times, starts, steps and seeds.
[<Fact>]
let ``Any such run can be undone`` () =
    let number low high =
        Gen.choose (0, 1000) |> Gen.map (fun n -> low + (high - low) * float n / 1000.0)

    let problem =
        gen {
            let! a = number 0.1 1.5
            let! b = number -2.0 2.0
            let! x = number -1.5 1.5
            let! y = number -1.5 1.5
            let! steps = Gen.choose (1, 120)
            let! seed = Gen.choose (0, 1000000)
            return a, b, x, y, steps, uint64 seed
        }

    let property (a, b, x, y, steps, seed) =
        let agree (g: EnsembleGradientOptions -> EnsembleGradient) =
            let undone = g (EnsembleGradientOptions())
            let kept = g (EnsembleGradientOptions(Memory = Nullable(64L <<< 20)))

            Seq.zip (columns kept) (columns undone)
            |> Seq.forall (fun (k, u) -> abs (k.Mean - u.Mean) <= 1e-8 * max 1.0 (abs k.Mean))

        let whirl = Whirl.State(x, y)

        agree (fun g -> (WhirlHeun(Whirl(a, b), steps, 1.0).Gradient(whirl, 3L, seed, scale, options, g)).Gradient)
        && agree (fun g ->
            (WhirlCoupled(Whirl(a, b), steps, 1.0).Gradient(whirl, 3L, seed, scale, options, g)).Gradient)
        && agree (fun g ->
            (DriftingSra1(Drifting(a, b, 0.5 * Math.Tanh b), steps, 1.0)
                .Gradient(Drifting.State(x, y), 3L, seed, scale, options, g))
                .Gradient)

    Check.One(Config.QuickThrowOnFailure.WithMaxTest 40, Prop.forAll (Arb.fromGen problem) property)

[<Theory>]
[<InlineData(false)>]
[<InlineData(true)>]
let ``Neither widths nor threads change a bit`` antithetic =
    for _, _, run in runs 70 1.0 (4096L + 122L) 3UL |> List.skip 3 |> List.take 3 do
        let at width threads =
            run
                (EnsembleOptions(
                    Threads = threads,
                    Lanes = Nullable width,
                    Antithetic = antithetic,
                    ObservationSteps = [| 0; 17; 32 |]
                ))
                (EnsembleGradientOptions())

        let expected = at LaneWidth.Scalar 1

        for width in [ LaneWidth.Vector128; LaneWidth.Vector256; LaneWidth.Vector512 ] do
            let found = at width 2
            GradientTests.sameBits expected found
            Assert.Equal(expected.ReconstructionError, found.ReconstructionError)

[<Fact>]
let ``Runs have the same bits at every width, and are what gradients are of`` () =
    let paths = WhirlCoupled(Whirl(), 40, 1.0)
    let start = Whirl.State(0.4, -0.3)

    let at width =
        paths.Run(start, 5000L, 3UL, scale, EnsembleOptions(Lanes = Nullable width, Antithetic = true)).Statistics

    for width in [ LaneWidth.Vector128; LaneWidth.Vector256; LaneWidth.Vector512 ] do
        Runs.sameBits (at LaneWidth.Scalar) (at width)

    let run = paths.Run(start, 5000L, 3UL, scale)
    let g = paths.Gradient(start, 5000L, 3UL, scale)
    Assert.Equal(run.Size.Mean, g.Size.Value.Mean, 12)
    Assert.Equal<string>([ "X"; "Y"; "Shape"; "Size" ], run.Statistics.Terminal.Columns |> Seq.map _.Name)

[<Fact>]
let ``Memory is as planned and does not grow with the steps`` () =
    let bytes = [
        for steps in [ 512; 1024; 2048; 4096 ] do
            let memory =
                (WhirlHeun(Whirl(), steps, 1.0).Gradient(Whirl.State(0.4, -0.3), 40L, 1UL, scale, options))
                    .Gradient.Memory

            Assert.True memory.IsReversible
            Assert.Equal(memory.BytesPerThread, memory.MeasuredBytesPerThread)
            Assert.Equal(int64 steps, memory.MeasuredForwardSteps)
            memory.BytesPerThread
    ]

    Assert.Equal(1, bytes |> List.distinct |> List.length)

[<Fact>]
let ``A start that is not come back to is an error with what was measured`` () =
    // exp(-18) is left of the start: double knows it to 1e-8 at best.
    let paths = ForgetfulCoupled(Forgetful(18.0), 400, 1.0)
    let start = Forgetful.State 1.0

    let error =
        Assert.Throws<InvalidOperationException>(fun () -> paths.Gradient(start, 10L, 1UL, options) |> ignore)

    Assert.Contains("1e-9 is allowed", error.Message)
    Assert.Contains("EnsembleGradientOptions.Memory", error.Message)
    Assert.Contains("path 0", error.Message)

    let kept =
        paths.Gradient(start, 10L, 1UL, options, EnsembleGradientOptions(Memory = Nullable(64L <<< 20)))

    // What checkpoints keep needs no way back.
    Assert.True(Double.IsFinite kept.Mean.ByStart.X.Mean)
    Assert.False(kept.Gradient.ReconstructionError.HasValue)
    let tolerant = EnsembleGradientOptions(ReconstructionTolerance = Nullable 10.0)
    let loose = paths.Gradient(start, 10L, 1UL, options, tolerant)
    Assert.True(loose.Gradient.ReconstructionError.Value > 1e-9)

[<Fact>]
let ``Rounding that the coupling must grow too far is refused before the run`` () =
    let run steps tolerance =
        let gradients = EnsembleGradientOptions(ReconstructionTolerance = tolerance)

        PendulumRk4(Pendulum(), steps, 1.0).Gradient(Pendulum.State(0.4, -0.3), 1L, 1UL, energy, options, gradients)
        |> ignore

    let error =
        Assert.Throws<ArgumentOutOfRangeException>(fun () -> run 10000 (Nullable()))

    // 0.999^-9101 2^-53 = 1e-12.
    Assert.Contains("at most 9101 steps", error.Message)

    Assert.Throws<ArgumentOutOfRangeException>(fun () -> run 9102 (Nullable()))
    |> ignore

    Assert.Throws<ArgumentOutOfRangeException>(fun () -> run 10 (Nullable 0.0))
    |> ignore

    // Reversible Heun grows nothing by itself.
    PendulumHeun(Pendulum(), 10000, 1.0)
        .Gradient(
            Pendulum.State(0.4, -0.3),
            1L,
            1UL,
            energy,
            options,
            EnsembleGradientOptions(ReconstructionTolerance = Nullable 1e-10)
        )
    |> ignore

/// S_T = S_0 exp(mu T + sigma W_T) on every path: six levels, and the slope of the root mean square with its jackknife error.
[<Fact>]
let ``Paths converge to the exact solution with order 1`` () =
    let finest = 256
    let paths = 2000

    let errors (terminal: int -> EnsembleOptions -> EnsemblePaths<float>) steps =
        let p = terminal steps (EnsembleOptions(Refinement = finest / steps))

        Array.map2 (fun s w -> (s - exp (0.1 + 0.6 * w)) ** 2.0) (p.["S"].ToArray()) (p.["W"].ToArray())

    let check name terminal =
        let levels = [ 8; 16; 32; 64; 128; 256 ]
        let all = levels |> List.map (errors terminal)

        let slope skipped =
            let y =
                all
                |> List.map (fun e ->
                    0.5
                    * Math.Log2(
                        e
                        |> Array.indexed
                        |> Array.filter (fun (i, _) -> i % 20 <> skipped)
                        |> Array.averageBy snd
                    ))

            let x = levels |> List.map (float >> Math.Log2)
            let mx, my = List.average x, List.average y

            -(List.map2 (fun x y -> (x - mx) * (y - my)) x y |> List.sum)
            / (x |> List.sumBy (fun x -> (x - mx) ** 2.0))

        let parts = [ for g in 0..19 -> slope g ]
        let centre = List.average parts

        let error =
            sqrt (19.0 / 20.0 * (parts |> List.sumBy (fun s -> (s - centre) ** 2.0)))

        let found = slope -1

        Assert.True(
            abs (found - 1.0) <= 0.1 + 4.0 * error && error < 0.1,
            $"{name}: strong order {found:F3} +- {error:F3}"
        )

    let start = Share.State(1.0, 0.0)
    check "coupled Heun" (fun n o -> ShareCoupled(Share(), n, 1.0).Terminal(start, paths, 9UL, o))
    check "reversible Heun" (fun n o -> ShareHeun(Share(), n, 1.0).Terminal(start, paths, 9UL, o))

[<Fact>]
let ``A linear equation's derivative by the start is its solution over it`` () =
    let g =
        ShareCoupled(Share(), 100, 1.0).Gradient(Share.State(2.0, 0.0), 1000L, 9UL, options)

    Assert.Equal(g.Price.Value.Mean / 2.0, g.Price.ByStart.S.Mean, 11)
    Assert.Equal(0.0, g.Price.ByStart.W.Mean, 12)

[<Fact>]
let ``Reversible Heun runs with stops, in float, and tells where it breaks`` () =
    let start = Whirl.State(0.4, -0.3)
    let stopped = WhirlStopped(Whirl(), 50, 1.0).Terminal(start, 500L, 1UL, 0.8)
    let x, y = stopped.["X"].ToArray(), stopped.["Y"].ToArray()

    let probability =
        WhirlStopped(Whirl(), 50, 1.0).Run(start, 500L, 1UL, 0.8).Far.Probability

    let outside = Array.map2 (fun x y -> x * x + y * y > 0.64) x y |> Array.filter id
    Assert.Equal(float outside.Length / 500.0, probability, 12)
    Assert.True(probability > 0.05 && probability < 0.95)

    let single = WhirlKept(Whirl(), 50, 1.0).Gradient(start, 4096L, 1UL, scale)
    let double = WhirlHeun(Whirl(), 50, 1.0).Gradient(start, 4096L, 1UL, scale)
    // float and double draw other noise.
    let error =
        sqrt (single.Shape.By.A.StandardError ** 2.0 + double.Shape.By.A.StandardError ** 2.0)

    Assert.True(abs (single.Shape.By.A.Mean - double.Shape.By.A.Mean) <= 4.0 * error)
    Assert.False(single.Gradient.ReconstructionError.HasValue)

    let broken =
        Assert.Throws<NonFinitePathException>(fun () ->
            ShareHeun(Share(1e200), 50, 1.0).Run(Share.State(1.0, 0.0), 10L, 1UL) |> ignore)

    Assert.Contains("path 0", broken.Message)
