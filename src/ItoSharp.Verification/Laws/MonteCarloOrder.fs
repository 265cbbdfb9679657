/// The weak order of a sampler with noise on a nonlinear problem: differences of an expectation between N and 2N steps on the same
/// Brownian paths, with their standard errors.
module internal ItoSharp.Verification.MonteCarloOrder

open System
open ItoSharp

/// A smooth observable that is neither even nor a polynomial of low degree.
let private observable x = x * x + Math.Sin(2.0 * x)

let private law =
    GaussianMixture(
        [|
            GaussianComponent(0.35, [| -1.0 |], [| 0.25 |])
            GaussianComponent(0.65, [| 0.8 |], [| 0.16 |])
        |]
    )

/// Takes paths through a program; noise gives a step's normals.
let private run (model: IModel<float>) (program: ProgramStep[]) (start: float[]) (noise: int -> float[]) =
    let paths = start.Length
    let mutable x = Array.copy start
    let mutable predictions: float[] list = []

    for n in 0 .. program.Length - 1 do
        let z = noise n

        let combine (c: Combination) =
            let result = Array.init paths (fun i -> c.State * x.[i] + c.Normal * z.[i])

            List.zip (List.truncate c.Predictions.Length predictions) (List.ofArray c.Predictions)
            |> List.iter (fun (m, w) ->
                if w <> 0.0 then
                    for i in 0 .. paths - 1 do
                        result.[i] <- result.[i] + w * m.[i])

            result

        for time, asked in program.[n].Queries do
            let at = combine asked
            let answer = Array.zeroCreate<float> paths
            let mutable input = ModelInput<float>(ReadOnlySpan at, paths, time, ReadOnlySpan())
            model.Evaluate(&input, Span answer)
            predictions <- answer :: List.truncate 11 predictions

        x <- combine program.[n].Next

    x

/// Levels N, E f(X_N) - E f(X_2N) and its standard error, or why there are none.
let levels (sampler: DeclaredSampler) (options: OrderOptions) : Result<(int * float * float) list, string> =
    let p = sampler.Process
    let s, t = Instance.times p -2.0 1.6

    // A plan that combines the other kind of prediction converts each at the state where it was made, which a step's program does not
    // know: one of the two kinds fits.
    let models = [
        for kind in [ Prediction.Data; Prediction.Noise ] -> GaussianMixtureModel<float>(law, p, kind) :> IModel<float>
    ]

    let family = GridFamily.Lambda

    // Paths are run in blocks whose arrays stay small.
    let block = 2000

    let blocks = [
        for first in 0..block .. options.Paths - 1 -> first, min block (options.Paths - first)
    ]

    let start (first, count) =
        let z = Array.zeroCreate<float> count
        FieldNoise.Fill(options.Seed, 0UL, 0x2000_0000u, uint32 first, Span<float> z)
        let a, d = p.Alpha s, p.Sigma s

        Array.init count (fun i ->
            let x0 = [| 0.0 |]
            law.Sample(options.Seed, uint64 (first + i), Span x0)
            a * x0.[0] + d * z.[i])

    let program (model: IModel<float>) n =
        let times = Array.init (n + 1) (fun k -> family.TimeAt p s t (float k / float n))

        let machine =
            sampler.Build(
                {
                    Model = model
                    Parameters = null
                    Schedule = TimeTable.Of(ReadOnlySpan times)
                    StartTime = Nullable s
                    EndTime = Nullable t
                    Coefficients = null
                }
            )

        StepProgram.ofSampler machine (Draws(3UL, uint32 n)) (Instance.spread p s) (RunSettings.seeded 1UL)

    let level n =
        options.Cancellation.ThrowIfCancellationRequested()

        let found =
            models
            |> List.tryPick (fun model ->
                match program model n, program model (2 * n) with
                | Some coarse, Some fine -> Some(model, coarse, fine)
                | _ -> None)

        match found with
        | Some(model, coarse, fine) ->
            let differences (first, count) =
                options.Cancellation.ThrowIfCancellationRequested()
                let from = start (first, count)

                let normal step =
                    let z = Array.zeroCreate<float> count
                    FieldNoise.Fill(options.Seed, uint64 n, uint32 step, uint32 first, Span<float> z)
                    z

                // Equal steps in log-SNR: an increment of N steps is the sum of two of 2N.
                let joined step =
                    Array.map2 (fun a b -> (a + b) * Math.Sqrt 0.5) (normal (2 * step)) (normal (2 * step + 1))

                // With the normals and with their negatives: the odd part of the difference cancels.
                let half sign =
                    let turned (noise: int -> float[]) step =
                        noise step |> Array.map (fun z -> sign * z)

                    let a, b =
                        run model coarse from (turned joined), run model fine from (turned normal)

                    Array.map2 (fun a b -> observable a - observable b) a b

                Array.map2 (fun a b -> 0.5 * (a + b)) (half 1.0) (half -1.0)

            let all = blocks |> List.map differences |> Array.concat
            let mean = Array.average all

            let deviation =
                Math.Sqrt((all |> Array.sumBy (fun d -> (d - mean) ** 2.0)) / float (options.Paths - 1))

            Ok(n, mean, deviation / Math.Sqrt(float options.Paths))
        | None ->
            Error "the sampler's states are no linear combinations of its start, predictions and one normal a step"

    if p.MeanReverting then
        Error "not run for mean-reverting processes"
    else
        // Coarser ones bend: the slope's standard error would grow beyond what tells two orders apart.
        let found = [ 12; 16; 24; 32; 48 ] |> List.map level

        match
            found
            |> List.tryPick (fun r ->
                match r with
                | Error e -> Some e
                | Ok _ -> None)
        with
        | Some fault -> Error fault
        | None ->
            Ok(
                found
                |> List.choose (fun r ->
                    match r with
                    | Ok l -> Some l
                    | Error _ -> None)
            )
