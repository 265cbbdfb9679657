/// The gradients of node times, of the weights of every step and of the mean, against differences.
module ItoSharp.Tests.Gradients.WeightGradientTests

open System
open Xunit
open ItoSharp
open ItoSharp.Tests.Gradients
open ItoSharp.Tests.Gradients.WeightCases

/// A table with an entry wherever the sampler may have one: its gradient's places, filled.
let private filled (places: StepCoefficients) (seed: int) =
    let random = Random seed

    (StepCoefficients.Zero(places.StepCount, places.Memory), [ 0 .. places.StepCount - 1 ])
    ||> Seq.fold (fun table n ->
        let weights =
            places.Predictions(n).ToArray()
            |> Array.map (fun g -> if g = 0.0 then 0.0 else 0.1 * (random.NextDouble() - 0.5))

        let noise =
            if places.Noise n = 0.0 then
                0.0
            else
                0.05 * random.NextDouble()

        table.WithStep(n, ReadOnlySpan weights, 0.05 * random.NextDouble(), noise))

let private moved (table: StepCoefficients) step (place: int) by =
    let weights = table.Predictions(step).ToArray()

    if place > 0 && place <= weights.Length then
        weights.[place - 1] <- weights.[place - 1] + by

    table.WithStep(
        step,
        ReadOnlySpan weights,
        table.State step + (if place = 0 then by else 0.0),
        table.Noise step + (if place > weights.Length then by else 0.0)
    )

[<Fact>]
let ``node times`` () =
    for name, case in cases do
        let struct (times, places, _, _) = case.Gradient(table, null, mean)

        let byDifferences coefficients =
            Array.init table.Length (fun i ->
                Differences.derivative 2e-3 (fun e -> case.Loss(Differences.perturb table i e, coefficients, mean)))

        Differences.close name tolerance (byDifferences null) times
        // With a table of coefficients, whose numbers stay while the plan's own weights move.
        let coefficients = filled places 3
        let struct (times, _, _, _) = case.Gradient(table, coefficients, mean)
        Differences.close (name + " with coefficients") tolerance (byDifferences coefficients) times

[<Fact>]
let ``the weights of every step`` () =
    for name, case in cases do
        let struct (_, places, _, _) = case.Gradient(table, null, mean)

        for coefficients in [ StepCoefficients.Zero(places.StepCount, places.Memory); filled places 7 ] do
            let struct (_, gradient, _, _) = case.Gradient(table, coefficients, mean)

            for n in 0 .. table.Length - 2 do
                let found =
                    Array.concat [
                        [| gradient.State n |]
                        gradient.Predictions(n).ToArray()
                        [| gradient.Noise n |]
                    ]

                let expected =
                    found
                    |> Array.mapi (fun place g ->
                        // Where a table may have no entry there is no gradient either.
                        if g = 0.0 then
                            0.0
                        else
                            Differences.derivative 1e-3 (fun e -> case.Loss(table, moved coefficients n place e, mean)))

                Assert.True(found.[0] <> 0.0 && found.[1] <> 0.0, name)
                Differences.close $"{name}, step {n}" tolerance expected found

[<Fact>]
let ``the mean`` () =
    for name, case in cases do
        let struct (_, places, _, g) = case.Gradient(table, null, mean)

        if name.StartsWith("mean-reverting", StringComparison.Ordinal) then
            for coefficients in [ null; filled places 11 ] do
                let struct (_, _, _, g) = case.Gradient(table, coefficients, mean)

                let expected =
                    Array.init mean.Length (fun i ->
                        Differences.derivative 2e-3 (fun e ->
                            case.Loss(table, coefficients, Differences.perturb mean i e)))

                Differences.close name tolerance expected g
        else
            Assert.Empty g
