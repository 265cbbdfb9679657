/// Ensembles whose paths have steps of their own.
module ItoSharp.Verification.Tests.Ensembles.AdaptiveTests

open System
open Xunit
open ItoSharp
open ItoSharp.Tests.Models.Adaptive
open ItoSharp.Verification.Tests.Ensembles.Comparisons

[<Fact>]
let ``Errors of embedded pairs are in proportion to the tolerance, with time in the equation`` () =
    let exact t = [| 1.0 / (1.0 + t * t); cos (t ** 3.0); sin (t ** 3.0) |]
    let start = Turning.State(1.0, 1.0, 0.0)

    // The error at the end is the tolerance times what the equation makes of it: a hundredfold at most here.
    let check name (run: StepTolerance -> EnsemblePaths<float>) tolerances =
        let errors =
            tolerances
            |> List.map (fun tolerance ->
                let p = run (StepTolerance(tolerance, tolerance))

                let error =
                    Array.map2 (fun a b -> abs (a - b)) [| p.["X"].[0]; p.["Y"].[0]; p.["Z"].[0] |] (exact 2.0)
                    |> Array.max

                Math.Log10 tolerance, Math.Log10 error)

        let b, se = slope errors

        let text =
            String.Join(", ", errors |> List.map (fun (t, e) -> sprintf "%.0f: %.2f" t e))

        Assert.True(abs (b - 1.0) < 0.2, $"{name}: slope {b:F3} +- {se:F3}: {text}")
        Assert.True(errors |> List.forall (fun (t, e) -> e < t + 2.0), $"{name}: {text}")

    let tolerances first last = [ for k in first..last -> 10.0 ** -(float k) ]
    let until = 2.0

    check
        "Bogacki-Shampine"
        (fun t -> TurningBogackiShampine(Turning(), t, until).Terminal(start, 1L, 1UL, one))
        (tolerances 3 9)

    check
        "Dormand-Prince"
        (fun t -> TurningDormandPrince(Turning(), t, until).Terminal(start, 1L, 1UL, one))
        (tolerances 3 12)

    check "Tsit5" (fun t -> TurningTsit5(Turning(), t, until).Terminal(start, 1L, 1UL, one)) (tolerances 3 12)

[<Fact>]
let ``Single precision is as exact as it can be`` () =
    let tolerance = StepTolerance(1e-6, 1e-6)

    let p =
        TurningTsit5Single(Turning(), tolerance, 2.0).Terminal(Turning.State(1.0, 1.0, 0.0), 1L, 1UL, one)

    Assert.Equal(cos 8.0, float p.["Y"].[0], 1e-4)
    Assert.Equal(sin 8.0, float p.["Z"].[0], 1e-4)
    Assert.Equal(0.2, float p.["X"].[0], 1e-5)

[<Fact>]
let ``Common times lie on the path, and looking does not bend it`` () =
    let start = Turning.State(1.0, 1.0, 0.0)
    let steps = 10
    let options = EnsembleOptions(Threads = 1, ObservationSteps = [| 0..steps |])
    let paths = TurningTsit5(Turning(), StepTolerance(1e-9, 1e-9), 2.0, 0.0, steps)
    let p = paths.Trajectories(start, 3L, 1UL, options)

    for k in 0..steps do
        let t = 0.2 * float k
        Assert.Equal(t, p.Times.[k], 1e-12)

        for path in 0..2 do
            Assert.Equal(1.0 / (1.0 + t * t), p.At(k, "X").[path], 2e-8)
            Assert.Equal(cos (t ** 3.0), p.At(k, "Y").[path], 2e-8)

[<Fact>]
let ``A stop ends a path at the end of a step of its own, and its time is that`` () =
    // Up with 10 against gravity and drag: times of flight by the energy's exact integrals.
    let g, k, v0 = 9.81, 0.05, 10.0
    let root = Math.Sqrt(g * k)
    let up = Math.Atan(v0 * Math.Sqrt(k / g)) / root
    let height = Math.Log(1.0 + k * v0 * v0 / g) / (2.0 * k)
    let down = Math.Acosh(Math.Exp(k * height)) / root

    for steps in [ 100; 1000 ] do
        let paths = ThrownPaths(Thrown(g), StepTolerance(1e-8, 1e-8), 3.0, 0.0, steps)
        let result = paths.Run(Thrown.State(0.0, v0), 5L, 1UL, g, one)
        Assert.Equal(1.0, result.Down.Probability)
        // No step is longer than the grid's.
        Assert.InRange(result.Down.MeanTime, up + down, up + down + 3.0 / float steps)
        Assert.Equal(result.Down.FirstTime, result.Down.LastTime)
        Assert.InRange(result.X.Mean, -10.0 * 3.0 / float steps, 0.0)

[<Fact>]
let ``A path that no step gets through says where, and can be left out`` () =
    let paths = ExplodingPaths(Exploding(), StepTolerance(1e-9, 1e-9), 3.0, 0.0, 30)

    // Infinite at 1/x0: the third at 2, the others beyond the end.
    let start = EnsembleStart.Rows(ReadOnlyMemory [| 0.1; 0.2; 0.5; 0.3; -1.0 |])

    let error =
        Assert.Throws<ToleranceNotReachedException>(fun () -> paths.Run(start, 5L, 1UL, one) |> ignore)

    Assert.Equal(2L, error.Path)
    Assert.Equal(2.0, error.Time, 1e-6)
    Assert.InRange(error.Step, 0.0, 1e-9)
    Assert.Contains("path 2", error.Message)

    let masked =
        paths.Terminal(start, 5L, 1UL, EnsembleOptions(Threads = 1, NonFinite = NonFinitePaths.Mask))

    Assert.Equal(4L, masked.Statistics.["X"].Count)

    for path, x0 in [ 0, 0.1; 1, 0.2; 3, 0.3; 4, -1.0 ] do
        let exact = x0 / (1.0 - 3.0 * x0)
        Assert.Equal(exact, masked.["X"].[path], 1e-6 * (1.0 + exact * exact))

[<Fact>]
let ``Every width and thread gives the same bits: a path does not feel its neighbours`` () =
    let spread components paths =
        EnsembleStart.Rows(ReadOnlyMemory(Array.init (components * paths) (fun i -> 1.0 + Math.Sin(float i))))

    same "Lorenz, float" (fun o ->
        LorenzTsit5Single(Lorenz(), StepTolerance(1e-5, 1e-5), 1.0, 0.0, 3)
            .Terminal(spread 3 4303, 4303L, 9UL, o)
            .Values
        |> singleBytesOf)

    same "Lorenz, double" (fun o ->
        LorenzTsit5(Lorenz(), StepTolerance(1e-8, 1e-8), 1.0, 0.0, 3).Terminal(spread 3 303, 303L, 9UL, o).Values
        |> bytesOf)

    same "scalar noise, float, stopped" (fun o ->
        let p =
            GeometricSriw1Single(Geometric(), StepTolerance(1e-3, 1e-3), 1.0, 0.0, 3)
                .Terminal(Geometric.State 1.0, 4303L, 9UL, 0.9, 1.8, o)

        Array.concat [
            singleBytesOf p.Values
            p.StopSteps("Out").ToArray() |> Array.collect BitConverter.GetBytes
        ])

    same "time integrals, double" (fun o ->
        PendulousSra1(Pendulous(), StepTolerance(1e-3, 1e-3), 1.0, 0.0, 3)
            .Terminal(Pendulous.State(1.0, 0.5), 303L, 9UL, o)
            .Values
        |> bytesOf)

    same "time integrals, float" (fun o ->
        PendulousSra3Single(Pendulous(), StepTolerance(1e-3, 1e-3), 1.0, 0.0, 3)
            .Terminal(Pendulous.State(1.0, 0.5), 303L, 9UL, o)
            .Values
        |> singleBytesOf)

    same "two noises, observed and stopped" (fun o ->
        let p =
            PairHeun(Pair(), StepTolerance(1e-3, 1e-3), 1.0, 0.0, 4).Terminal(Pair.State(0.1, 0.5), 303L, 9UL, 0.7, o)

        Array.concat [
            bytesOf p.Values
            p.StopSteps("High").ToArray() |> Array.collect BitConverter.GetBytes
        ])

[<Fact>]
let ``Slices make up the whole, and a checkpoint is taken up`` () =
    let paths =
        GeometricSriw1Single(Geometric(), StepTolerance(1e-2, 1e-3), 1.0, 0.0, 3)

    let run options =
        paths.Run(Geometric.State 1.0, 9000L, 9UL, 0.9, 1.8, options).Statistics

    let whole = run (EnsembleOptions())

    let first = run (EnsembleOptions(BlockCount = Nullable 1L))

    let rest = run (EnsembleOptions(FirstBlock = 1L))
    Assert.Equal<byte[]>(whole.ToBytes(), EnsembleStatistics.Merge(first, rest).ToBytes())
    Assert.Equal<byte[]>(whole.ToBytes(), run(EnsembleOptions(Resume = first)).ToBytes())

    // Another tolerance is another run.
    let other =
        GeometricSriw1Single(Geometric(), StepTolerance(2e-2, 1e-3), 1.0, 0.0, 3)

    let error =
        Assert.Throws<ArgumentException>(fun () ->
            other.Run(Geometric.State 1.0, 9000L, 9UL, 0.9, 1.8, EnsembleOptions(Resume = first))
            |> ignore)

    Assert.Contains("relativeTolerance", error.Message)

[<Fact>]
let ``Bad tolerances are refused by name and value`` () =
    let refused (make: unit -> unit) (parts: string list) =
        let error = Assert.ThrowsAny<ArgumentException>(make)

        for part in parts do
            Assert.Contains(part, error.Message)

    refused (fun () -> StepTolerance(-1.0, 1.0) |> ignore) [ "relative"; "-1" ]
    refused (fun () -> StepTolerance(Double.NaN, 1.0) |> ignore) [ "relative"; "NaN" ]
    refused (fun () -> StepTolerance(1.0, 0.0) |> ignore) [ "absolute"; "above 0" ]
    refused (fun () -> StepTolerance(1.0, Double.PositiveInfinity) |> ignore) [ "absolute" ]

    refused (fun () -> LorenzTsit5Single(Lorenz(), StepTolerance(1e-8, 1e-8), 1.0) |> ignore) [
        "tolerance"
        "single"
        "1E-08"
    ]

    refused (fun () -> LorenzTsit5(Lorenz(), StepTolerance(), 1.0) |> ignore) [ "tolerance"; "default" ]
    LorenzTsit5(Lorenz(), StepTolerance(0.0, 1e-30), 1.0) |> ignore

    refused
        (fun () ->
            GeometricSriw1(Geometric(), StepTolerance(1e-3, 1e-3), 1.0)
                .Run(Geometric.State 1.0, 1L, 1UL, EnsembleOptions(Refinement = 2))
            |> ignore)
        [ "Refinement"; "2" ]
