/// Gradients of ensembles: against differences of the same paths, to the bit between widths, threads and budgets, and of honest memory.
module ItoSharp.Tests.Ensembles.GradientTests

open System
open ItoSharp
open ItoSharp.Tests.Models.Differentiated
open Xunit

let private options = EnsembleOptions(Threads = 1)

/// The derivative at 0 by central differences, extrapolated twice (Richardson).
let private slope (f: float -> float) scale =
    let central h = (f h - f -h) / (2.0 * h)
    let h = scale * 1e-2
    let d = [| for k in 0..3 -> central (h / Math.Pow(2.0, float k)) |]

    for level in 1..3 do
        for k in 3 .. -1 .. level do
            let q = Math.Pow(4.0, float level)
            d.[k] <- (q * d.[k] - d.[k - 1]) / (q - 1.0)

    d.[3]

/// All derivatives of one observable of a program, and those that differences of runs give.
let private compare
    (program: EnsembleProgram<float>)
    steps
    from
    until
    (arguments: float[])
    (start: float[])
    paths
    name
    =
    let run (arguments: float[]) (start: float[]) from until =
        let ensemble = Ensemble<float>(program, steps, until, from)
        ensemble.Run(ReadOnlySpan arguments, EnsembleStart.At(ReadOnlySpan start), paths, 7UL, options).[name].Mean

    let g =
        Ensemble<float>(program, steps, until, from)
            .Gradient(ReadOnlySpan arguments, EnsembleStart.At(ReadOnlySpan start), paths, 7UL, options)

    let moved (values: float[]) i d =
        values |> Array.mapi (fun j v -> if i = j then v + d else v)

    let near (exact: float) (found: float) what =
        let scale = max 1.0 (abs exact)
        Assert.True(abs (exact - found) <= 1e-8 * scale, $"{name} by {what}: {found:R}, differences say {exact:R}")

    near (run arguments start from until) g.[name].Value.Mean "nothing"

    for i in 0 .. start.Length - 1 do
        let exact =
            slope (fun d -> run arguments (moved start i d) from until) (max 0.1 (abs start.[i]))

        let moving = program.Shape.Components.[i]
        near exact (g.[name].ByStart.[moving].Mean) moving

    for i in 0 .. arguments.Length - 1 do
        let exact =
            slope (fun d -> run (moved arguments i d) start from until) (max 0.1 (abs arguments.[i]))

        let argument = program.Shape.Arguments.[i]
        near exact (g.[name].By.[argument].Mean) argument

    near (slope (fun d -> run arguments start (from + d) until) 0.1) g.[name].By.["from"].Mean "from"
    near (slope (fun d -> run arguments start from (until + d)) 0.1) g.[name].By.["until"].Mean "until"

let private programOf (ensemble: Ensemble<float>) =
    let field =
        typeof<Ensemble<float>>
            .GetField("_program", Reflection.BindingFlags.Instance ||| Reflection.BindingFlags.NonPublic)

    field.GetValue ensemble :?> EnsembleProgram<float>

[<Fact>]
let ``Derivatives of a share's call are those of differences`` () =
    let program = programOf (GbmDouble(Gbm(), 16, 1.0).Ensemble)
    compare program 16 0.0 1.0 [| 0.05; 0.2; 80.0; 0.03 |] [| 100.0 |] 3L "Power"
    // Far in the money: no path of these is near the kink.
    compare program 16 0.0 1.0 [| 0.05; 0.2; 20.0; 0.03 |] [| 100.0 |] 3L "Call"

[<Fact>]
let ``Derivatives of a converted equation with every function are those of differences`` () =
    for program in
        [
            programOf (EverythingHeun(Everything(), 12, 1.0).Ensemble)
            programOf (EverythingWeak(Everything(), 12, 1.0).Ensemble)
        ] do
        for path in [ 1L; 5L ] do
            compare program 12 0.1 0.45 [| 0.3; 1.7; 0.8 |] [| 0.4; -0.3 |] path "Shape"

[<Fact>]
let ``Derivatives of Heston's call are those of differences`` () =
    let program = programOf (HestonDouble(Heston(), 16, 1.0).Ensemble)
    compare program 16 0.0 1.0 [| 0.01; 2.0; 0.04; 0.3; -0.7; 50.0 |] [| 100.0; 0.09 |] 4L "Call"

let sameBits (a: EnsembleGradient) (b: EnsembleGradient) =
    Assert.Equal<string>(a.Names, b.Names)
    let columns (g: EnsembleGradient) = g.Statistics.Terminal.Columns

    for x, y in Seq.zip (columns a) (columns b) do
        Assert.Equal(BitConverter.DoubleToInt64Bits x.Mean, BitConverter.DoubleToInt64Bits y.Mean)
        Assert.Equal(BitConverter.DoubleToInt64Bits x.StandardError, BitConverter.DoubleToInt64Bits y.StandardError)

[<Theory>]
[<InlineData(false)>]
[<InlineData(true)>]
let ``Neither widths nor threads nor memory change a bit`` antithetic =
    let check (run: EnsembleOptions -> EnsembleGradientOptions -> EnsembleGradient) =
        let at width threads memory =
            run
                (EnsembleOptions(
                    Threads = threads,
                    Lanes = Nullable width,
                    Antithetic = antithetic,
                    ObservationSteps = [| 0; 17; 32 |]
                ))
                (EnsembleGradientOptions(Memory = memory))

        let expected = at LaneWidth.Scalar 1 (Nullable())

        for width in
            [
                LaneWidth.Scalar
                LaneWidth.Vector128
                LaneWidth.Vector256
                LaneWidth.Vector512
            ] do
            let least = (at width 1 (Nullable())).Memory.LeastBytesPerThread
            sameBits expected (at width 2 (Nullable()))
            sameBits expected (at width 1 (Nullable least))
            sameBits expected (at width 1 (Nullable(least + 2000L)))

    let paths = 4096L + 122L
    let heston = HestonSingle(Heston(), 70, 1.0)
    check (fun o g -> (heston.Gradient(Heston.State(100.0, 0.09), paths, 1UL, 100.0, o, g)).Gradient)
    let everything = EverythingSingle(Everything(), 70, 1.0)
    check (fun o g -> (everything.Gradient(Everything.State(0.4, -0.3), paths, 1UL, 0.8, o, g)).Gradient)

[<Fact>]
let ``Values are those of a run, and errors are honest`` () =
    let paths = HestonSingle(Heston(), 64, 1.0)
    let start = Heston.State(100.0, 0.09)
    let run = paths.Run(start, 20000L, 3UL, 100.0)
    let g = paths.Gradient(start, 20000L, 3UL, 100.0)
    Assert.Equal(run.Call.Mean, g.Call.Value.Mean, 12)
    Assert.Equal(run.Call.StandardError, g.Call.Value.StandardError, 12)
    // Homogeneity of Euler's steps: S dC/dS + K dC/dK = C, path by path.
    let homogeneous =
        100.0 * g.Call.ByStart.S.Mean + 100.0 * g.Call.By.["callStrike"].Mean

    Assert.True(abs (homogeneous - run.Call.Mean) <= 1e-4 * run.Call.Mean)
    Assert.False(g.Call.ByStart.S.HasHeavyTail)

[<Fact>]
let ``The forward steps are the fewest that any schedule takes`` () =
    let best = Collections.Generic.Dictionary<struct (int * int), int64>()

    let rec least steps checkpoints =
        match best.TryGetValue(struct (steps, checkpoints)) with
        | true, known -> known
        | _ ->
            let value =
                if steps = 1 then
                    0L
                elif checkpoints = 1 then
                    int64 steps * int64 (steps - 1) / 2L
                else
                    Seq.min (
                        seq {
                            for m in 1 .. steps - 1 ->
                                int64 m + least m checkpoints + least (steps - m) (checkpoints - 1)
                        }
                    )

            best.[struct (steps, checkpoints)] <- value
            value

    for steps in 1..60 do
        for checkpoints in 1..12 do
            Assert.Equal(least steps checkpoints, BinomialSchedule.ForwardSteps(steps, checkpoints))

    Assert.Equal(597L, BinomialSchedule.ForwardSteps(256, 16))
    Assert.Equal(804L, BinomialSchedule.ForwardSteps(256, 8))

[<Fact>]
let ``A budget that cannot be met names the least that can`` () =
    let paths = GbmSingle(Gbm(), 256, 1.0)

    let run memory =
        (paths.Gradient(Gbm.State 100.0, 1000L, 3UL, 100.0, options, EnsembleGradientOptions(Memory = Nullable memory)))
            .Gradient

    let error =
        Assert.Throws<ArgumentOutOfRangeException>(fun () -> run 1000L |> ignore)

    let least = (run 10_000_000L).Memory.LeastBytesPerThread
    Assert.Contains(string least, error.Message)
    Assert.Equal(least, (run least).Memory.Bytes)
    Assert.Equal(256L * 255L / 2L + 1L, (run least).Memory.ForwardSteps)

    Assert.Throws<ArgumentOutOfRangeException>(fun () -> run (least - 1L) |> ignore)
    |> ignore

[<Fact>]
let ``Memory and steps are what was planned`` () =
    let paths = EverythingSingle(Everything(), 100, 1.0)

    let run memory =
        let gradients = EnsembleGradientOptions(Memory = memory)
        (paths.Gradient(Everything.State(0.4, -0.3), 100L, 1UL, 0.8, options, gradients)).Gradient.Memory

    let least = (run (Nullable())).LeastBytesPerThread
    let seen = Collections.Generic.HashSet<int>()

    for extra in [ 0L; 500L; 1500L; 4000L; 1_000_000L ] do
        let memory = run (Nullable(least + extra))
        Assert.Equal(memory.BytesPerThread, memory.MeasuredBytesPerThread)
        Assert.True(memory.Bytes <= least + extra)
        Assert.Equal(BinomialSchedule.ForwardSteps(100, memory.Checkpoints) + 1L, memory.MeasuredForwardSteps)
        Assert.Equal(memory.ForwardSteps, memory.MeasuredForwardSteps)
        seen.Add memory.Checkpoints |> ignore

    Assert.Contains(1, seen)
    Assert.Contains(99, seen)
    Assert.True(seen.Count >= 4)

[<Fact>]
let ``A derivative that one path carries is flagged`` () =
    // 2 Kappa Theta = 0.02 is far below Xi^2 = 1: the derivatives along the paths have no variance.
    let wild = HestonDouble(Heston(0.0, 0.5, 0.02, 1.0, -0.7), 200, 1.0)
    let g = wild.Gradient(Heston.State(100.0, 0.02), 20000L, 3UL, 100.0)
    Assert.True(g.Call.By.Kappa.HasHeavyTail, string g)
    Assert.Contains("heavy tail", string g.Call.By.Kappa)

    let tame =
        HestonDouble(Heston(), 200, 1.0).Gradient(Heston.State(100.0, 0.09), 20000L, 3UL, 100.0)

    for name in [ "Kappa"; "Theta"; "Xi"; "Rho" ] do
        Assert.False(tame.Call.By.[name].HasHeavyTail, string tame)

[<Fact>]
let ``A path that a stop froze hands its cotangent on`` () =
    let program = programOf (GbmEnded(Gbm(), 16, 1.0).Ensemble)
    // Between two steps, so that differences of the grid's ends do not move the step at which it stops.
    compare program 16 0.0 1.0 [| 0.05; 0.2; 100.0; 100.0; 0.53 |] [| 100.0 |] 3L "Square"

[<Fact>]
let ``Differences with common random numbers see what jumps`` () =
    let paths = GbmEnded(Gbm(), 8, 1.0)
    let start = Gbm.State 100.0

    let g =
        paths.Gradient(start, 1L <<< 16, 5UL, 100.0, 100.0, 2.0, EnsembleOptions(Antithetic = true))

    let run =
        paths.Run(start, 1L <<< 16, 5UL, 100.0, 100.0, 2.0, EnsembleOptions(Antithetic = true))

    Assert.Equal(run.Digital.Mean, g.Digital.Value.Mean, 12)
    // P(S > K) by the start: the density of the return at the strike, over S; Euler's 8 steps are near the exact law.
    let d = (0.05 - 0.02) / 0.2
    let exact = exp (-0.5 * d * d) / (sqrt (2.0 * Math.PI) * 0.2 * 100.0)
    let found = g.Digital.ByStart.S
    Assert.True(abs (found.Mean - exact) < 4.0 * found.StandardError + 0.01 * exact, $"{found} for {exact}")
    // Where it does not jump, differences are what the pathwise form gives.
    let share =
        GbmDouble(Gbm(), 8, 1.0).Gradient(start, 1L <<< 16, 5UL, 100.0, 0.0, EnsembleOptions(Antithetic = true))

    Assert.True(abs (share.Call.ByStart.S.Mean - g.Bent.ByStart.S.Mean) < 2e-3)
    Assert.True(abs (share.Call.By.Sigma.Mean - g.Bent.By.Sigma.Mean) < 0.2)

    let error =
        Assert.Throws<ArgumentException>(fun () -> g.Gradient.["Unasked"] |> ignore)

    Assert.Contains("Square", error.Message)

[<Fact>]
let ``A weighted sum is the sum of its parts`` () =
    let paths = GbmDouble(Gbm(), 20, 1.0)
    let options = EnsembleOptions(ObservationSteps = [| 10 |])
    let start = Gbm.State 100.0
    let apart = paths.Gradient(start, 500L, 5UL, 100.0, 0.03, options)

    let weights =
        EnsembleGradientOptions(
            Weights = [| GradientWeight("Call", 2.0); GradientWeight("Power", -0.01, Nullable 10) |]
        )

    let whole =
        (paths.Gradient(start, 500L, 5UL, 100.0, 0.03, options, weights)).Weighted

    let power = apart.At("Power", 10)
    Assert.Equal(2.0 * apart.Call.Value.Mean - 0.01 * power.Value.Mean, whole.Value.Mean, 9)

    for name in [ "Mu"; "Sigma"; "callStrike"; "powerRate"; "until" ] do
        let sum = 2.0 * apart.Call.By.[name].Mean - 0.01 * power.By.[name].Mean
        Assert.Equal(sum, whole.By.[name].Mean, 9)
