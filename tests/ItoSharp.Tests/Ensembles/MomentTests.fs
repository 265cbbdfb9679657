/// Means, variances and covariances against those of the schemes, which are known in closed form: no step leaves a bias.
/// Seeds are fixed; of all seeds one in 16,000 would fail a check.
module ItoSharp.Tests.Ensembles.MomentTests

open System
open ItoSharp
open ItoSharp.Tests.Models.Ensembles
open ItoSharp.Tests.Ensembles.Runs
open Xunit

let private paths = 1L <<< 18

/// The standard error of a variance of Gaussian data; for the mildly skewed ones here a factor of 1.6 covers the kurtosis.
let private varianceError variance =
    1.6 * variance * sqrt (2.0 / float paths)

let private checkGbm (steps: int) (statistics: EnsembleStatistics) =
    let h = 1.0 / float steps
    let growth = 1.0 + 0.05 * h
    let mean = 100.0 * growth ** float steps
    let square = 1e4 * (growth * growth + 0.09 * h) ** float steps
    let s = statistics["S"]
    Assert.Equal(paths, s.Count)
    close "mean" mean s.Mean s.StandardError
    close "variance" (square - mean * mean) s.Variance (varianceError s.Variance)
    Assert.Equal(sqrt (s.Variance / float paths), s.StandardError, 12)

[<Fact>]
let ``GBM in float has the moments of Euler's scheme`` () =
    checkGbm 16 (runGbm (gbmSingle 16) paths (EnsembleOptions()))

[<Fact>]
let ``GBM in double has the moments of Euler's scheme`` () =
    checkGbm 16 (runGbm (gbmDouble 16) paths (EnsembleOptions()))

[<Fact>]
let ``an OU process driven by time has the moments of Euler's scheme at all observations`` () =
    let steps = 20
    let h = 2.0 / float steps
    let arguments = [| 1.5; 0.8; 0.4; infinity |]
    let options = EnsembleOptions(ObservationSteps = every 3 steps)

    let statistics =
        (ouDouble steps).Run(ReadOnlySpan arguments, EnsembleStart.At(ReadOnlySpan [| 0.1 |]), paths, 3UL, options)

    let rec moments step (mean, variance) =
        if step = 0 then
            0.1, 0.0
        else
            let mean, variance = moments (step - 1) (mean, variance)
            let decay = 1.0 - 1.5 * h
            decay * mean + 0.4 * sin (float (step - 1) * h) * h, decay * decay * variance + 0.64 * h

    Assert.Equal(8, statistics.Observations.Count)

    for observation in statistics.Observations do
        let mean, variance = moments observation.Step (0.0, 0.0)
        let x = observation["X"]
        Assert.Equal(float observation.Step * h, observation.Time, 12)

        if observation.Step = 0 then
            Assert.Equal(0.1, x.Mean)
            Assert.Equal(0.0, x.Variance)
        else
            close $"mean after {observation.Step}" mean x.Mean x.StandardError
            close $"variance after {observation.Step}" variance x.Variance (varianceError variance)
            close "square" (mean * mean + variance) observation["Square"].Mean observation["Square"].StandardError

    Assert.Equal(0.0, statistics.Stop("Reached").Probability)

let private wiener (refinement: int) steps seed : EnsembleStatistics =
    Ensemble<float32>(WienerProgram<float32>(), steps, 2.0)
        .Run(
            ReadOnlySpan [||],
            EnsembleStart.At(ReadOnlySpan [| 0.0; 0.0; 0.0; 0.0 |]),
            paths,
            seed,
            EnsembleOptions(Refinement = refinement)
        )

[<Theory>]
[<InlineData(1, 8)>]
[<InlineData(4, 3)>]
[<InlineData(7, 2)>]
let ``Wiener processes and their time integrals have their covariances, refined or not`` refinement steps =
    let moments = (wiener refinement steps 11UL).Terminal
    let t = 2.0

    let expected i j =
        match i % 2 = j % 2, i / 2, j / 2 with
        | false, _, _ -> 0.0
        | _, 0, 0 -> t
        | _, 1, 1 -> t ** 3.0 / 3.0
        | _ -> t * t / 2.0

    for i in 0..3 do
        close $"mean {i}" 0.0 moments.Columns[i].Mean moments.Columns[i].StandardError

        for j in 0..3 do
            // Of Gaussian data: Var of the product's mean is (s_ii s_jj + s_ij^2) / n.
            let error = sqrt ((expected i i * expected j j + expected i j ** 2.0) / float paths)

            close $"covariance {i} {j}" (expected i j) (moments.Covariance(i, j)) error

    let matrix = moments.CovarianceMatrix()
    Assert.Equal(moments.Covariance("W1", "I1"), matrix[1, 3])
    Assert.Equal(matrix[1, 3], matrix[3, 1])

[<Fact>]
let ``a normal start has its law, and mirrored paths mirror it`` () =
    let start =
        EnsembleStart.Normal(ReadOnlySpan [| 1.0; 0.0; 0.0; 0.0 |], ReadOnlySpan [| 0.5; 0.0; 0.0; 2.0 |])

    let ensemble = Ensemble<float>(WienerProgram<float>(), 1, 1e-6)

    let run options =
        ensemble.Run(ReadOnlySpan [||], start, paths, 5UL, options)

    let moments = (run (EnsembleOptions())).Terminal
    close "mean" 1.0 moments["W0"].Mean moments["W0"].StandardError
    close "deviation" 0.25 moments["W0"].Variance (varianceError 0.25)
    close "deviation" 4.0 moments["I1"].Variance (varianceError 4.0)
    close "independence" 0.0 (moments.Covariance("W0", "I1")) (1.0 / sqrt (float paths))
    let mirrored = (run (EnsembleOptions(Antithetic = true))).Terminal
    Assert.Equal(0.0, mirrored["I1"].Mean)
    Assert.True(mirrored["I1"].StandardError < 1e-12)

[<Fact>]
let ``the mean of antithetic paths of a symmetric process is exactly its centre, in float and double`` () =
    for paths in [ 8192L; 6000L; 2L ] do
        let run (ensemble: Ensemble<_>) =
            ensemble.Run(
                ReadOnlySpan [||],
                EnsembleStart.At(ReadOnlySpan [| 0.0; 0.0; 0.0; 0.0 |]),
                paths,
                9UL,
                EnsembleOptions(Antithetic = true)
            )

        for statistics in
            [
                run (Ensemble<float32>(WienerProgram<float32>(), 9, 1.0))
                run (Ensemble<float>(WienerProgram<float>(), 9, 1.0))
            ] do
            for column in statistics.Terminal.Columns do
                Assert.Equal(0.0, column.Mean)
                Assert.Equal(-column.Minimum, column.Maximum)

                if paths > 2L then
                    Assert.Equal(0.0, column.StandardError)
                    Assert.True(column.Variance > 0.1)

[<Fact>]
let ``antithetic pairs lower the standard error of GBM, and the estimate stays within it`` () =
    let plain = runGbm (gbmSingle 16) paths (EnsembleOptions())
    let pairs = runGbm (gbmSingle 16) paths (EnsembleOptions(Antithetic = true))
    let mean = 100.0 * (1.0 + 0.05 / 16.0) ** 16.0
    close "mean" mean pairs["S"].Mean pairs["S"].StandardError
    Assert.True(pairs["S"].StandardError < 0.3 * plain["S"].StandardError)
    Assert.InRange(pairs["Call"].StandardError / plain["Call"].StandardError, 0.4, 0.9)

[<Fact>]
let ``standard errors tell how far estimates of other seeds lie apart`` () =
    // 200 runs: the ratio of the spread to the stated error has a standard error of 5 %; 25 % is 5 of them.
    for antithetic in [ false; true ] do
        let estimates = [|
            for seed in 1UL .. 200UL ->
                let options = EnsembleOptions(Antithetic = antithetic, Threads = 1)

                let statistics =
                    (ouSingle 8)
                        .Run(ReadOnlySpan ouArguments, EnsembleStart.At(ReadOnlySpan [| 0.1 |]), 2000L, seed, options)

                let stop = statistics.Stop "Reached"

                [|
                    statistics["Square"].Mean, statistics["Square"].StandardError
                    stop.Probability, stop.StandardError
                    stop.MeanTime, stop.MeanTimeStandardError
                |]
        |]

        for quantity in 0..2 do
            let means = estimates |> Array.map (fun run -> fst run[quantity])
            let stated = estimates |> Array.averageBy (fun run -> snd run[quantity])
            let centre = Array.average means
            let spread = sqrt ((means |> Array.sumBy (fun m -> (m - centre) ** 2.0)) / 199.0)
            Assert.InRange(spread / stated, 0.75, 1.25)

[<Fact>]
let ``one step reaches a barrier with the probability of a normal`` () =
    // X1 is normal: 0.1 (1 - 1.5 * 2) + 0.8 sqrt 2 z; the barrier is where z = 1, P = 0.15865525393145707.
    let barrier = 0.1 * (1.0 - 3.0) + 0.8 * sqrt 2.0
    let arguments = [| 1.5; 0.8; 0.0; barrier |]

    let statistics =
        (ouDouble 1)
            .Run(ReadOnlySpan arguments, EnsembleStart.At(ReadOnlySpan [| 0.1 |]), paths, 21UL, EnsembleOptions())

    let stop = statistics.Stop "Reached"
    close "probability" 0.15865525393145707 stop.Probability stop.StandardError
    Assert.Equal(2.0, stop.MeanTime)
    Assert.Equal(2.0, stop.FirstTime)
    Assert.Equal(0.0, stop.TimeVariance)

[<Fact>]
let ``runs of one seed share their noise whatever the parameters`` () =
    // The coefficient of S0 in S is the same path by path: dearer starts scale exactly by two.
    let run s0 =
        (gbmDouble 8)
            .Terminal(
                ReadOnlySpan gbmArguments,
                EnsembleStart.At(ReadOnlySpan [| s0 |]),
                5000L,
                42UL,
                EnsembleOptions()
            )

    let one, two = run 100.0, run 200.0
    Assert.Equal<float>(one["S"].ToArray() |> Array.map ((*) 2.0), two["S"].ToArray())
