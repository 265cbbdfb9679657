/// Gradients over accepted steps: against differences on the same steps, the exact solution, and to the bit between widths, threads and
/// budgets.
module ItoSharp.Tests.Ensembles.AcceptedTests

open System
open ItoSharp
open ItoSharp.Tests.Models.Adaptive
open Xunit

let private one = EnsembleOptions(Threads = 1)

/// The derivative at 0 by central differences, extrapolated three times (Richardson).
let private slope (f: float -> float) scale =
    let central h = (f h - f -h) / (2.0 * h)
    let d = [| for k in 0..3 -> central (scale * 1e-2 / Math.Pow(2.0, float k)) |]

    for level in 1..3 do
        for k in 3 .. -1 .. level do
            let q = Math.Pow(4.0, float level)
            d.[k] <- (q * d.[k] - d.[k - 1]) / (q - 1.0)

    d.[3]

let private programOf (ensemble: Ensemble<float>) =
    let field =
        typeof<Ensemble<float>>
            .GetField("_program", Reflection.BindingFlags.Instance ||| Reflection.BindingFlags.NonPublic)

    field.GetValue ensemble :?> EnsembleProgram<float>

/// The accepted steps of one path: clocks and normals, as the reverse sees them.
let private acceptedOf (ensemble: Ensemble<float>) (arguments: float[]) (start: float[]) (path: uint64) seed =
    let options = EnsembleOptions(Threads = 1, Lanes = Nullable LaneWidth.Scalar)

    let plan =
        ensemble.Plan(ReadOnlySpan arguments, EnsembleStart.At(ReadOnlySpan start), int64 path + 1L, seed, options)

    use steps = AcceptedSteps<float>.Of plan
    let state = Array.create (plan.Shape.Rows * EnsembleBlock.Paths) infinity
    start |> Array.iteri (fun c x -> state.[c * EnsembleBlock.Paths] <- x)
    steps.StartBlock()
    steps.Start(0, path, false, &state.[0])
    steps.Advance(0, path, false, 0, plan.Run.Steps, &state.[0])
    let normals = plan.Shape.NormalsPerStep

    let clock, noise = ResizeArray<float>(), ResizeArray<float>()
    let mutable first = 0

    while first < steps.Rounds do
        let last = min steps.Rounds (first + AcceptedSteps<float>.ChunkSteps)
        steps.Show(first, last)
        clock.AddRange(steps.Clock.Span.Slice(0, 2 * (last - first)).ToArray())
        noise.AddRange(steps.Normals.Span.Slice(0, normals * (last - first)).ToArray())
        first <- last

    // One more, so that a program without noise has something to refer to.
    noise.Add 0.0
    clock.ToArray(), noise.ToArray(), [| for c in 0 .. start.Length - 1 -> state.[c * EnsembleBlock.Paths] |]

/// The derivatives of an observable along one path against differences of runs over the same accepted steps.
let compare (ensemble: Ensemble<float>) (arguments: float[]) (start: float[]) (path: uint64) seed name =
    let program = programOf ensemble
    let adjoint = box program :?> IAcceptedAdjoint<float>
    let shape = program.Shape
    let clock, normals, reached = acceptedOf ensemble arguments start path seed
    let steps = clock.Length / 2
    Assert.True(steps > 5, $"{steps} steps")
    let from, until = ensemble.Start, ensemble.Until

    let follow (arguments: float[]) (start: float[]) dFrom dUntil =
        let constants = Array.zeroCreate (shape.Constants + 1)
        program.FillConstants(ReadOnlySpan arguments, until - from, constants.AsSpan(0, shape.Constants))
        let stretch = (until + dUntil - from - dFrom) / (until - from)

        let clock =
            clock
            |> Array.mapi (fun i x ->
                if i % 2 = 0 then
                    from + dFrom + (x - from) * stretch
                else
                    x * stretch)

        let state = Array.create (shape.Rows * EnsembleBlock.Paths) infinity
        start |> Array.iteri (fun c x -> state.[c * EnsembleBlock.Paths] <- x)
        let tape = Array.zeroCreate<float> start.Length
        adjoint.Follow(LaneWidth.Scalar, &state.[0], &clock.[0], &normals.[0], &constants.[0], steps, &tape.[0], 0)

        let observed =
            Array.zeroCreate<float>(shape.Observables.Count * EnsembleBlock.Paths)

        program.Observe(LaneWidth.Scalar, &state.[0], &constants.[0], until + dUntil, &observed.[0])
        let observable = Seq.findIndex ((=) name) shape.Observables

        [| for c in 0 .. start.Length - 1 -> state.[c * EnsembleBlock.Paths] |],
        observed.[observable * EnsembleBlock.Paths]

    // The steps lead where the run led, to the bit.
    let again, value = follow arguments start 0.0 0.0
    Assert.Equal<float>(reached, again)

    // The mean of two paths less that of one.
    let gradient paths =
        let options = EnsembleGradientOptions(Observables = [| name |])
        ensemble.Gradient(ReadOnlySpan arguments, EnsembleStart.At(ReadOnlySpan start), paths, seed, one, options)

    let less, more = gradient (int64 path), gradient (int64 path + 1L)

    let own (mean: EnsembleGradient -> float) =
        float (path + 1UL) * mean more - float path * mean less

    let near exact found what =
        let scale = max 1.0 (abs exact)
        Assert.True(abs (exact - found) <= 1e-8 * scale, $"{name} by {what}: {found:R}, differences say {exact:R}")

    let moved (values: float[]) i d =
        values |> Array.mapi (fun j v -> if i = j then v + d else v)

    near value (own (fun g -> g.[name].Value.Mean)) "nothing"

    for i in 0 .. start.Length - 1 do
        let exact =
            slope (fun d -> snd (follow arguments (moved start i d) 0.0 0.0)) (max 0.1 (abs start.[i]))

        near exact (own (fun g -> g.[name].ByStart.[shape.Components.[i]].Mean)) shape.Components.[i]

    for i in 0 .. arguments.Length - 1 do
        let exact =
            slope (fun d -> snd (follow (moved arguments i d) start 0.0 0.0)) (max 0.1 (abs arguments.[i]))

        near exact (own (fun g -> g.[name].By.[shape.Arguments.[i]].Mean)) shape.Arguments.[i]

    near (slope (fun d -> snd (follow arguments start d 0.0)) 0.1) (own (fun g -> g.[name].By.["from"].Mean)) "from"
    near (slope (fun d -> snd (follow arguments start 0.0 d)) 0.1) (own (fun g -> g.[name].By.["until"].Mean)) "until"

[<Fact>]
let ``Derivatives of free steps are those of differences over the same steps`` () =
    for tolerance in [ 1e-3; 1e-6; 1e-9 ] do
        let t = StepTolerance(tolerance, tolerance)
        let ensemble = DrivenTsit5(Driven(), t, 3.0, 0.2).Ensemble
        compare ensemble [| 1.3; 0.2; 0.7; tolerance; tolerance; 0.8 |] [| 0.4; -0.9 |] 1UL 3UL "Shape"

[<Fact>]
let ``Derivatives of halved steps are those of differences over the same steps`` () =
    let t = StepTolerance(1e-3, 1e-3)

    for path in [ 1UL; 6UL ] do
        compare
            (PendulousGradients(Pendulous(), t, 1.2, 0.1, 4).Ensemble)
            [| 1.0; 1e-3; 1e-3; 0.7 |]
            [| 0.3; 0.6 |]
            path
            5UL
            "Shape"

        compare (PairGradients(Pair(), t, 1.0, 0.0, 8).Ensemble) [| 0.5; 1e-3; 1e-3 |] [| 0.3; 1.6 |] path 7UL "Product"

    compare (GeometricGradients(Geometric(), t, 1.0).Ensemble) [| 0.1; 0.8; 1e-3; 1e-3 |] [| 1.0 |] 2UL 9UL "Price"

[<Fact>]
let ``For small tolerances the derivatives are those of the solution`` () =
    let rate, from, until, x0 = 1.2, 0.1, 1.7, 0.9
    let span = until * until - from * from
    let d = 1.0 + rate * x0 * span
    let x = x0 / d

    let near tolerance digits =
        let t = StepTolerance(tolerance, tolerance)

        let g =
            DecayingPaths(Decaying(rate), t, until, from).Gradient(Decaying.State x0, 3L, 1UL, 0.5, 0.1, one)

        Assert.Equal(x, g.Amount.Value.Mean, digits * x)
        Assert.Equal(1.0 / d / d, g.Amount.ByStart.X.Mean, digits)
        Assert.Equal(-x0 * x0 * span / d / d, g.Amount.By.Rate.Mean, digits)
        Assert.Equal(-2.0 * rate * until * x * x, g.Amount.By.Until.Mean, digits)
        // The start's time: x0 is fixed there.
        Assert.Equal(2.0 * rate * from * x0 * x0 / d / d, g.Amount.By.From.Mean, digits)

    near 1e-6 2e-5
    near 1e-9 2e-8
    near 1e-12 1e-10

[<Fact>]
let ``A share's delta along its path is its price over its start, up to the tolerance`` () =
    let spread tolerance =
        let t = StepTolerance(tolerance, tolerance)
        let ensemble = GeometricGradients(Geometric(), t, 1.0, 0.0, 16)
        let g = ensemble.Gradient(Geometric.State 1.0, 64L, 2UL, one)
        let price = g.Price.Value.Mean
        // S = S0 exp((mu - sigma^2 / 2) t + sigma W): delta is exact for any step, the derivative by Mu up to its error.
        Assert.Equal(price, g.Price.ByStart.S.Mean, 1e-10)
        abs (g.Price.By.Mu.Mean / price - 1.0)

    Assert.True(spread 1e-2 < 5e-2)
    Assert.True(spread 1e-4 < 2e-3)

let private sameBits (a: EnsembleGradient) (b: EnsembleGradient) =
    Assert.Equal<string>(a.Names, b.Names)
    let columns (g: EnsembleGradient) = g.Statistics.Terminal.Columns

    for x, y in Seq.zip (columns a) (columns b) do
        Assert.Equal(BitConverter.DoubleToInt64Bits x.Mean, BitConverter.DoubleToInt64Bits y.Mean)
        Assert.Equal(BitConverter.DoubleToInt64Bits x.StandardError, BitConverter.DoubleToInt64Bits y.StandardError)

/// One gradient at all widths, on two threads and in the least memory.
let private checkBits
    antithetic
    (observations: int[])
    (run: EnsembleOptions -> EnsembleGradientOptions -> EnsembleGradient)
    =
    let at width threads memory =
        run
            (EnsembleOptions(
                Threads = threads,
                Lanes = Nullable width,
                Antithetic = antithetic,
                ObservationSteps = observations
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
        let all = at width 2 (Nullable())
        sameBits expected all
        let least = all.Memory.LeastBytesPerThread
        let tight = at width 1 (Nullable least)
        sameBits expected tight
        Assert.Equal(1, tight.Memory.Checkpoints)
        Assert.Equal(least, tight.Memory.MeasuredBytesPerThread)
        Assert.Equal(tight.Memory.BytesPerThread, tight.Memory.MeasuredBytesPerThread)
        Assert.Equal(tight.Memory.ForwardSteps, tight.Memory.MeasuredForwardSteps)
        sameBits expected (at width 1 (Nullable(least + 1500L)))

        let error =
            Assert.Throws<ArgumentOutOfRangeException>(fun () -> at width 1 (Nullable(least - 1L)) |> ignore)

        Assert.Contains($"{least} bytes", error.Message)

    let whole = at LaneWidth.Vector256 1 (Nullable())
    Assert.Equal(whole.Memory.BytesPerThread, whole.Memory.MeasuredBytesPerThread)
    Assert.Equal(whole.Memory.ForwardSteps, whole.Memory.MeasuredForwardSteps)

[<Theory>]
[<InlineData(false)>]
[<InlineData(true)>]
let ``Neither widths nor threads nor memory change a bit of free steps`` antithetic =
    let ensemble = DrivenSingle(Driven(), StepTolerance(1e-5, 1e-5), 3.0, 0.0, 5)

    let start =
        EnsembleStart.Normal(ReadOnlySpan [| 0.4; -0.9 |], ReadOnlySpan [| 0.5; 0.2 |])

    checkBits antithetic [| 0; 2; 5 |] (fun o g -> ensemble.Gradient(start, 4096L + 122L, 1UL, 0.8, 2.6, o, g).Gradient)

[<Theory>]
[<InlineData(false)>]
[<InlineData(true)>]
let ``Neither widths nor threads nor memory change a bit of halved steps`` antithetic =
    let ensemble = PairSingleGradients(Pair(), StepTolerance(1e-2, 1e-2), 1.0, 0.0, 6)

    checkBits antithetic [| 0; 3; 6 |] (fun o g ->
        ensemble.Gradient(Pair.State(0.3, 1.6), 4096L + 122L, 1UL, 0.9, o, g).Gradient)

[<Fact>]
let ``Values are those of the run`` () =
    let options = EnsembleOptions(Threads = 1, ObservationSteps = [| 0; 2; 5 |])
    let ensemble = DrivenSingle(Driven(), StepTolerance(1e-4, 1e-4), 3.0, 0.0, 5)
    let start = Driven.State(0.4, -0.9)
    let run = ensemble.Run(start, 100L, 1UL, 0.8, 2.6, options)
    let gradient = ensemble.Gradient(start, 100L, 1UL, 0.8, 2.6, options)

    for i, step in [ 0, 0; 1, 2; 2, 5 ] do
        Assert.Equal(run.Statistics.Observations.[i].["Shape"].Mean, gradient.At("Shape", step).Value.Mean)

    let halved = PairSingleGradients(Pair(), StepTolerance(1e-2, 1e-2), 1.0, 0.0, 5)
    let start = Pair.State(0.3, 1.6)
    let run = halved.Run(start, 100L, 1UL, 0.9, options)
    let gradient = halved.Gradient(start, 100L, 1UL, 0.9, options)

    for i, step in [ 0, 0; 1, 2; 2, 5 ] do
        Assert.Equal(run.Statistics.Observations.[i].["Product"].Mean, gradient.At("Product", step).Value.Mean)

[<Fact>]
let ``A path that meets its tolerance nowhere is named, or left out`` () =
    let ensemble = ExplodingGradients(Exploding(), StepTolerance(1e-6, 1e-6), 1.0)
    let start = EnsembleStart.Rows(ReadOnlyMemory [| 0.2; 0.5; 2.0; 0.25 |])

    let error =
        Assert.Throws<ToleranceNotReachedException>(fun () -> ensemble.Gradient(start, 4L, 1UL, one) |> ignore)

    Assert.Equal(2L, error.Path)
    Assert.Equal(0.5, error.Time, 1e-3)

    let g =
        ensemble.Gradient(start, 4L, 1UL, EnsembleOptions(NonFinite = NonFinitePaths.Mask))
    // X = X0 / (1 - X0): its derivative by X0 is 1 / (1 - X0)^2.
    let exact = [ 0.2; 0.5; 0.25 ] |> List.averageBy (fun x -> 1.0 / (1.0 - x) ** 2.0)
    Assert.Equal(exact, g.Size.ByStart.X.Mean, 1e-4)

[<Fact>]
let ``Paths that are stopped at the start have the gradient of what is seen there`` () =
    let ensemble = DrivenSingle(Driven(), StepTolerance(1e-4, 1e-4), 3.0)
    let g = ensemble.Gradient(Driven.State(0.4, -0.9), 5L, 1UL, 0.8, -1.0, one)
    Assert.Equal(0.8 * cos (0.8 * 0.4) + 3.0 * -0.9, g.Shape.ByStart.X.Mean, 1e-5)
    Assert.Equal(0.4 * -0.9, g.Shape.By.Until.Mean, 1e-6)
    Assert.Equal(0.0, g.Shape.By.Pull.Mean)
