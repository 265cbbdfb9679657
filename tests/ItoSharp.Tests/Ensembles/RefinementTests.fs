/// Runs of different numbers of steps that follow the same Brownian path.
module ItoSharp.Tests.Ensembles.RefinementTests

open System
open ItoSharp
open ItoSharp.Tests.Models.Ensembles
open ItoSharp.Tests.Ensembles.Runs
open Xunit

let private paths = 100L

let private wiener width antithetic steps refinement =
    Ensemble<float>(WienerProgram<float>(), steps, 1.5)
        .Trajectories(
            ReadOnlySpan [||],
            EnsembleStart.At(ReadOnlySpan [| 0.0; 0.0; 0.0; 0.0 |]),
            paths,
            31UL,
            EnsembleOptions(
                Refinement = refinement,
                ObservationSteps = every (steps / 3) steps,
                Lanes = Nullable width,
                Antithetic = antithetic
            )
        )

[<Theory>]
[<InlineData(false)>]
[<InlineData(true)>]
let ``coarse steps have the increments and time integrals of the fine path`` antithetic =
    let fine = wiener LaneWidth.Scalar antithetic 192 1

    for steps in [ 96; 48; 24; 12; 6; 3 ] do
        let coarse = wiener LaneWidth.Vector512 antithetic steps (192 / steps)
        Assert.Equal<float>(fine.Times, coarse.Times)

        // Values are of size 1, and 192 of them are rounded.
        for i in 0 .. fine.Values.Length - 1 do
            Assert.InRange(coarse.Values.Span[i] - fine.Values.Span[i], -2e-13, 2e-13)

        Assert.True(coarse.At(3, "W0").ToArray() |> Array.exists (fun w -> abs w > 0.5))

[<Fact>]
let ``refined noise has the same bits at every width`` () =
    let expected = wiener LaneWidth.Scalar false 12 5

    for width in [ LaneWidth.Vector128; LaneWidth.Vector256; LaneWidth.Vector512 ] do
        Assert.True(expected.Values.Span.SequenceEqual((wiener width false 12 5).Values.Span))

[<Fact>]
let ``the strong error of Euler's scheme on GBM falls as the root of the step`` () =
    // Root-mean-square distance from the solution of the same path, by differences of levels; the slope over 6 levels of 16,384 paths
    // has a standard error below 0.01, and its bias at these steps is 0.03.
    let terminal steps =
        (gbmDouble steps)
            .Terminal(
                ReadOnlySpan [| 0.05; 0.3; 105.0 |],
                EnsembleStart.At(ReadOnlySpan [| 1.0 |]),
                16384L,
                17UL,
                EnsembleOptions(Refinement = 512 / steps)
            )

    let levels = [
        for level in 2..8 ->
            let run: EnsemblePaths<float> = terminal (1 <<< level)
            run["S"].ToArray()
    ]

    let errors =
        levels
        |> List.pairwise
        |> List.map (fun (coarse, fine) ->
            sqrt (Array.averageBy (fun (a: float, b) -> (a - b) ** 2.0) (Array.zip coarse fine)))

    let logs = errors |> List.map (fun error -> Math.Log2 error)
    let positions = [ for i in 0 .. logs.Length - 1 -> float i - float (logs.Length - 1) / 2.0 ]

    let slope =
        List.sum (List.map2 (*) positions logs) / List.sumBy (fun p -> p * p) positions

    Assert.InRange(slope, -0.56, -0.44)
