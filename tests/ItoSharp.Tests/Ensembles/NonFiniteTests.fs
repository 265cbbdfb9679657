/// What becomes of paths that are not finite.
module ItoSharp.Tests.Ensembles.NonFiniteTests

open System
open ItoSharp
open ItoSharp.Tests.Models.Ensembles
open ItoSharp.Tests.Ensembles.Runs
open Xunit

let private steps = 40
let private paths = 3L * 4096L

let private ensemble = Ensemble<float32>(FragileProgram<float32>(), steps, 2.0)
let private start = EnsembleStart.At(ReadOnlySpan [| 0.0; 0.0 |])

let private run limit floor (options: EnsembleOptions) =
    ensemble.Run(ReadOnlySpan [| limit; floor |], start, paths, 3UL, options)

/// X of all paths at all steps, from a run in which nothing breaks.
let private trajectories antithetic =
    ensemble.Trajectories(
        ReadOnlySpan [| infinity; 100.0 |],
        start,
        paths,
        3UL,
        EnsembleOptions(ObservationSteps = every 1 steps, Antithetic = antithetic)
    )

/// The first path that passes the limit, and the step at which it does so first.
let private firstBeyond limit antithetic =
    let trajectories = trajectories antithetic

    let step path =
        Seq.tryFind (fun k -> trajectories.At(k, "X")[path] > limit) [ 0..steps ]

    Seq.init trajectories.Count (fun path -> path, step path)
    |> Seq.pick (fun (path, step) -> step |> Option.map (fun s -> path, s))

[<Theory>]
[<InlineData(false)>]
[<InlineData(true)>]
let ``the exception names the first path, its step and its time, whatever threads and lanes`` antithetic =
    let limit = 4.2f
    let path, step = firstBeyond limit antithetic
    Assert.True(path > 0 && step > 1)

    for threads, width in [ 1, LaneWidth.Scalar; 2, LaneWidth.Vector512; 3, LaneWidth.Vector256 ] do
        let error =
            Assert.Throws<NonFinitePathException>(fun () ->
                run
                    (float limit)
                    100.0
                    (EnsembleOptions(Antithetic = antithetic, Threads = threads, Lanes = Nullable width))
                |> ignore)

        Assert.Equal(int64 path, error.Path)
        Assert.Equal(step, error.Step)
        Assert.Equal(float step * 2.0 / 40.0, error.Time, 12)
        Assert.Equal("Y", error.Quantity)
        Assert.Equal(infinity, error.Value)
        Assert.StartsWith($"component Y of path {path} is Infinity after step {step} of 40 (time ", error.Message)

[<Fact>]
let ``an observable that is not finite is named too`` () =
    let x = (trajectories false).At(steps, "X").ToArray()
    let path = Array.findIndex (fun x -> x < -3.0f) x

    let error =
        Assert.Throws<NonFinitePathException>(fun () -> run infinity 3.0 (EnsembleOptions()) |> ignore)

    Assert.Equal(("Root", int64 path, steps), (error.Quantity, error.Path, error.Step))
    Assert.StartsWith($"observable Root of path {path} is NaN after step 40 of 40 (time 2): its formula", error.Message)

[<Theory>]
[<InlineData(false)>]
[<InlineData(true)>]
let ``masked paths are left out from the observation on, and counted`` antithetic =
    let trajectories = trajectories antithetic
    let limit = 2.5f

    let options =
        EnsembleOptions(NonFinite = NonFinitePaths.Mask, ObservationSteps = [| 10; 25 |], Antithetic = antithetic)

    let statistics = run (float limit) 100.0 options
    let broken = Array.create (int paths) false
    let mutable observation = 0

    for step in 0..steps do
        let x = trajectories.At(step, "X")

        for path in 0 .. int paths - 1 do
            if x[path] > limit then
                broken[path] <- true

                if antithetic then
                    broken[path / 4096 * 4096 + (path + 2048) % 4096] <- true

        if step = 10 || step = 25 || step = steps then
            let x = x.ToArray()

            let kept = [|
                for path in 0 .. int paths - 1 do
                    if not broken[path] then
                        float x[path]
            |]

            let moments = statistics.Observations[observation]
            observation <- observation + 1
            Assert.Equal(kept.LongLength, moments.Count)
            Assert.Equal(paths - kept.LongLength, moments.ExcludedPaths)
            Assert.Equal(Array.average kept, moments["X"].Mean, 12)
            Assert.Equal(Array.max kept, moments["X"].Maximum)

    Assert.True(statistics.ExcludedPaths > 100L)
    Assert.Equal(paths, statistics.Paths)

[<Fact>]
let ``paths that are let go spoil their own column alone`` () =
    let statistics =
        run 2.5 100.0 (EnsembleOptions(NonFinite = NonFinitePaths.Continue, Histograms = histogram "Y" -1.0 1.0 3))

    let expected = run infinity 100.0 (EnsembleOptions())
    Assert.False(Double.IsFinite statistics["Y"].Mean)
    Assert.Equal(expected["X"].Mean, statistics["X"].Mean)
    Assert.Equal(expected["X"].Variance, statistics["X"].Variance)
    Assert.True(statistics["Y"].Histogram.Above > 100L)
    Assert.Equal(paths, statistics["Y"].Count)

[<Fact>]
let ``all paths masked leaves no estimate and no error`` () =
    let statistics = run -1e9 100.0 (EnsembleOptions(NonFinite = NonFinitePaths.Mask))
    Assert.Equal(paths, statistics.ExcludedPaths)
    Assert.Equal(0L, statistics["X"].Count)
    Assert.True(Double.IsNaN statistics["X"].Mean)
