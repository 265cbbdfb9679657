/// Statistics against the same computed from the paths.
module ItoSharp.Tests.Ensembles.StatisticsTests

open System
open ItoSharp
open ItoSharp.Tests.Models.Ensembles
open ItoSharp.Tests.Ensembles.Runs
open Xunit

let private paths = 3L * 4096L + 777L

[<Fact>]
let ``means, variances, covariances and extremes are those of the paths`` () =
    let run = terminalOu (ouSingle 30) paths (EnsembleOptions())
    let x = run["X"].ToArray() |> Array.map float
    let square = run["Square"].ToArray() |> Array.map float
    let moments = run.Statistics.Terminal
    let n = float paths

    let covariance a b =
        let meanA, meanB = Array.average a, Array.average b
        (Array.map2 (fun a b -> (a - meanA) * (b - meanB)) a b |> Array.sum) / (n - 1.0)

    let near (expected: float) actual =
        Assert.InRange(actual / expected, 1.0 - 1e-12, 1.0 + 1e-12)

    near (Array.average x) moments["X"].Mean
    near (covariance x x) moments["X"].Variance
    near (covariance x square) (moments.Covariance("X", "Square"))
    Assert.Equal(Array.min x, moments["X"].Minimum)
    Assert.Equal(Array.max x, moments["X"].Maximum)

[<Fact>]
let ``standard errors of antithetic runs are those of the means of pairs`` () =
    let count = int paths - 1

    let run =
        terminalOu (ouSingle 30) (int64 count) (EnsembleOptions(Antithetic = true))

    let last = count / 4096 * 4096

    let half path =
        if path < last then 2048 else (count - last) / 2

    let firsts = [|
        for path in 0 .. count - 1 do
            if path % 4096 < half path then
                path
    |]

    Assert.Equal(count / 2, firsts.Length)
    let square = run["Square"].ToArray() |> Array.map float

    let stopped =
        run.StopSteps("Reached").ToArray()
        |> Array.map (fun step -> if step >= 0 then 1.0 else 0.0)

    let error (values: float[]) =
        let means =
            firsts
            |> Array.map (fun path -> (values[path] + values[path + half path]) / 2.0)

        let mean = Array.average means

        sqrt (
            (means |> Array.sumBy (fun m -> (m - mean) ** 2.0))
            / float (means.Length - 1)
            / float means.Length
        )

    Assert.Equal(error square, run.Statistics["Square"].StandardError, 14)
    Assert.Equal(error stopped, run.Statistics.Stop("Reached").StandardError, 14)
    // The pairs are correlated: independent paths would have another error.
    Assert.NotEqual(sqrt (run.Statistics["Square"].Variance / float count), run.Statistics["Square"].StandardError, 5)

[<Fact>]
let ``variances far from zero keep their digits`` () =
    // Of a mean of 1e8 deviations of 1: squares would have lost all of it.
    let run =
        Ensemble<float>(WienerProgram<float>(), 4, 1.0)
            .Terminal(
                ReadOnlySpan [||],
                EnsembleStart.At(ReadOnlySpan [| 1e8; 0.0; 0.0; 0.0 |]),
                paths,
                1UL,
                EnsembleOptions()
            )

    let w = run["W0"].ToArray() |> Array.map (fun w -> w - 1e8)
    let mean = Array.average w
    let variance = (w |> Array.sumBy (fun w -> (w - mean) ** 2.0)) / float (paths - 1L)
    Assert.InRange(run.Statistics["W0"].Variance / variance, 1.0 - 1e-9, 1.0 + 1e-9)

[<Fact>]
let ``histograms count the paths, and their quantiles are the exact ones to a bin`` () =
    let options = EnsembleOptions(Histograms = histogram "X" -0.7 1.15 37)
    let run = terminalOu (ouSingle 30) paths options
    let x = run["X"].ToArray() |> Array.map float
    let histogram = run.Statistics["X"].Histogram
    Assert.Equal(paths, histogram.Count)
    Assert.Equal(x |> Array.filter (fun x -> x < -0.7) |> Array.length |> int64, histogram.Below)
    Assert.Equal(x |> Array.filter (fun x -> x >= 1.15) |> Array.length |> int64, histogram.Above)

    for bin in 0..36 do
        let low, high = histogram.Edge bin, histogram.Edge(bin + 1)

        let count =
            x |> Array.filter (fun x -> x >= low && x < high) |> Array.length |> int64

        Assert.InRange(histogram.Counts[bin], count - 1L, count + 1L)

    for probability in [ 0.2; 0.25; 0.5; 0.75; 0.85 ] do
        let exact = float (run.Quantile("X", probability))
        let binned = histogram.Quantile probability
        Assert.Equal(0.05, binned.Error, 12)
        Assert.InRange(binned.Value - exact, -binned.Error, binned.Error)

    let error =
        Assert.Throws<InvalidOperationException>(fun () -> histogram.Quantile 1.0 |> ignore)

    Assert.Contains("the quantile 1 of X lies at or above 1.15, outside the bins", error.Message)

[<Fact>]
let ``exact quantiles are order statistics`` () =
    let run = terminalOu (ouDouble 5) 101L (EnsembleOptions())
    let sorted = run["X"].ToArray() |> Array.sort
    Assert.Equal<float>([| sorted[0]; sorted[50]; sorted[100] |], run.Quantiles("X", ReadOnlySpan [| 0.0; 0.5; 1.0 |]))

[<Theory>]
[<InlineData(30)>]
[<InlineData(3000)>]
let ``stops are those of the paths`` steps =
    let run = terminalOu (ouSingle steps) paths (EnsembleOptions())
    let stopSteps = run.StopSteps("Reached").ToArray()
    let stopped = stopSteps |> Array.filter (fun step -> step >= 0)
    let stop = run.Statistics.Stop "Reached"
    let h = 2.0 / float steps
    let times = stopped |> Array.map (fun step -> float step * h)
    let mean = Array.average times
    Assert.Equal(stopped.LongLength, stop.Count)
    Assert.InRange(stop.Probability, 0.1, 0.9)
    Assert.Equal(float stopped.Length / float paths, stop.Probability, 15)
    Assert.Equal(mean, stop.MeanTime, 12)
    Assert.Equal((times |> Array.sumBy (fun t -> (t - mean) ** 2.0)) / float (times.Length - 1), stop.TimeVariance, 12)
    Assert.Equal(Array.min times, stop.FirstTime, 12)
    Assert.Equal(Array.max times, stop.LastTime, 12)
    Assert.Equal(stopped.LongLength, stop.Times.Count)
    let width = if steps < 1024 then 1 else 3
    Assert.Equal(float width * h, stop.Times.Width, 12)

    for bin in 0 .. stop.Times.Counts.Count - 1 do
        Assert.Equal(
            stopped
            |> Array.filter (fun step -> step / width = bin)
            |> Array.length
            |> int64,
            stop.Times.Counts[bin]
        )

    // Frozen where they stopped, which is at or above the barrier.
    let x = run["X"].ToArray()
    Assert.All(Array.zip x stopSteps, (fun (x, step) -> Assert.Equal(step >= 0, x >= 0.9f)))

[<Fact>]
let ``paths that start beyond the barrier stop at the start`` () =
    let run =
        (ouSingle 10)
            .Terminal(ReadOnlySpan ouArguments, EnsembleStart.At(ReadOnlySpan [| 0.95 |]), 100L, 7UL, EnsembleOptions())

    let stop = run.Statistics.Stop "Reached"
    Assert.Equal((1.0, 0.0, 0.0), (stop.Probability, stop.MeanTime, stop.StandardError))
    Assert.All(run["X"].ToArray(), (fun x -> Assert.Equal(0.95f, x)))
    Assert.All(run.StopSteps("Reached").ToArray(), (fun step -> Assert.Equal(0, step)))

[<Fact>]
let ``every path can have its own start`` () =
    let count = 4096 + 10
    let rows = [| for path in 0 .. count - 1 -> float path / 1e4 |]

    for width in [ LaneWidth.Scalar; LaneWidth.Vector512 ] do
        let run (options: EnsembleOptions) =
            (ouDouble 4)
                .Trajectories(
                    ReadOnlySpan ouArguments,
                    EnsembleStart.Rows(ReadOnlyMemory rows),
                    int64 count,
                    7UL,
                    options
                )

        let whole =
            run (EnsembleOptions(ObservationSteps = every 4 4, Lanes = Nullable width))

        Assert.Equal<float>(rows, whole.At(0, "X").ToArray())

        let slice =
            run (EnsembleOptions(ObservationSteps = every 4 4, Lanes = Nullable width, FirstBlock = 1L))

        Assert.Equal<float>(rows[4096..], slice.At(0, "X").ToArray())

[<Fact>]
let ``variances alone are those with covariances`` () =
    let all = runOu (ouSingle 30) paths (EnsembleOptions())
    let alone = runOu (ouSingle 30) paths (EnsembleOptions(Covariance = false))
    Assert.Equal(all["X"].Variance, alone["X"].Variance)
    Assert.Equal(all["Square"].StandardError, alone["Square"].StandardError)
    Assert.Throws<InvalidOperationException>(fun () -> alone.Terminal.Covariance(0, 1) |> ignore)

[<Fact>]
let ``a step allocates nothing`` () =
    // The least of several runs: the runtime itself allocates now and then.
    let allocated steps =
        let ensemble = gbmSingle steps

        Seq.min [
            for _ in 1..5 ->
                let before = GC.GetAllocatedBytesForCurrentThread()
                runGbm ensemble 4096L (EnsembleOptions(Threads = 1)) |> ignore
                GC.GetAllocatedBytesForCurrentThread() - before
        ]

    // 256 groups of paths take these steps in 8 tiles or more: one object would show. What remains is the run's own, some 9 KB.
    Assert.InRange(allocated 1000 - allocated 8, -256L, 256L)

[<Fact>]
let ``statistics print as a table`` () =
    let options = EnsembleOptions(Antithetic = true)
    let table = (runOu (ouDouble 10) 8192L options).ToString().Split '\n'
    Assert.Equal(6, table.Length)
    Assert.Equal("8,192 paths in antithetic pairs, 10 steps from 0 to 2, seed 7", table[0])

    Assert.Equal<string>(
        [| "mean"; "std."; "error"; "deviation"; "least"; "greatest" |],
        table[1].Split(' ', StringSplitOptions.RemoveEmptyEntries)
    )

    let names = table[2..] |> Array.map (fun line -> line.Split(' ')[0])
    Assert.Equal<string>([| "X"; "Square"; "P(Reached)"; "t(Reached)" |], names)
    // Numbers end where those of the other rows do.
    Assert.All([ table[1]; table[3]; table[5] ], (fun line -> Assert.Equal(table[2].Length, line.Length)))
