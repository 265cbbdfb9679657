/// Tables of additive weights: what they change, what they leave, and what they refuse.
module ItoSharp.Tests.Samplers.StepCoefficientsTests

open System
open Xunit
open ItoSharp
open ItoSharp.Tests.Models
open ItoSharp.Tests.Samplers.Fixtures

let private law =
    GaussianMixture(
        [|
            GaussianComponent(0.4, [| -0.7; 0.3 |], [| 0.2; 0.1 |])
            GaussianComponent(0.6, [| 0.8; -0.4 |], [| 0.15; 0.25 |])
        |]
    )

let private model predicts =
    GaussianMixtureModel<float>(law, vp, predicts)

let private starts = [| 0.7; -0.4; -1.1; 0.9; 0.2; 0.3 |]
let private five = UniformLambda.Steps 5

let private table steps memory (rows: (int * float list) list) =
    (StepCoefficients.Zero(steps, memory), rows)
    ||> List.fold (fun table (step, weights) -> table.WithStep(step, ReadOnlySpan(Array.ofList weights)))

let private evaluate (model: IModel<float>) (query: ModelQuery<float>) =
    let input = query.Input
    model.Evaluate(&input, query.Prediction.Span)

let private refused (part: string) (make: unit -> 's) =
    let failure = Assert.Throws<ArgumentException>(fun () -> make () |> ignore)
    Assert.Contains(part, failure.Message)
    Assert.Equal("coefficients", failure.ParamName)

[<Fact>]
let ``a table of zeros changes no bit`` () =
    let zero = StepCoefficients.Zero(5, 3)
    let m = model Prediction.Noise

    let same (a: FieldSampler<'p, float>) b =
        Assert.Equal<float[]>(run a starts, run b starts)

    let ddim = VpDdimMemory(m, vp, five, solver = Ddim 0.5)
    same ddim (ddim.With zero)
    let sa = VpSaMemory(m, vp, five)
    same sa (sa.With zero)
    let unipc = VpUniPC2(m, vp, five)
    same unipc (unipc.With zero)
    let kutta = VpRhoAB2KuttaMemory(m, vp, five)
    same kutta (kutta.With zero)
    let heun = VpHeun(m, vp, five)
    same heun (heun.With zero)
    // A memory that no table uses changes nothing either.
    same (VpDdim(m, vp, five, solver = Ddim 0.5)) ddim

[<Fact>]
let ``DDIM with the differences of DPM-Solver++ 2M is DPM-Solver++ 2M`` () =
    let ddim = VpDdimMemory(model Prediction.Data, vp, five)
    let points = ddim.Grid.Points.ToArray()

    let rows = [
        for n in 1..4 ->
            // c0 = -alpha_t expm1(-h) is DDIM's weight; 2M gives D + (D - D_before) / (2 r) with r = h_before / h.
            let h = points.[n + 1].Lambda - points.[n].Lambda
            let r = (points.[n].Lambda - points.[n - 1].Lambda) / h
            let w = points.[n + 1].Alpha * (1.0 - exp -h) / (2.0 * r)
            n, [ w; -w ]
    ]

    let expected = run (VpDpm2M(model Prediction.Data, vp, five)) starts
    let found = run (ddim.With(table 5 2 rows)) starts
    Array.iter2 (fun (e: float) f -> Assert.Equal(e, f, 1e-13)) expected found
    Assert.NotEqual<float[]>(run ddim starts, found)

[<Fact>]
let ``a table of older predictions reaches through starters and several evaluations a step`` () =
    // Moving a weight from age 3 to a state that nobody kept would be seen: the step is checked against the run's own predictions.
    let sampler = VpRhoAB2KuttaMemory(model Prediction.Noise, vp, five)
    let coefficients = table 5 4 [ 4, [ 0.1; 0.0; -0.2; 0.3 ] ]

    let predictionsOfSteps =
        use run = sampler.Start(ReadOnlySpan starts)
        let seen = Array.create 5 [||]

        while not run.IsFinished do
            let query = run.NextQuery
            let step = query.Step
            evaluate (model Prediction.Noise) query

            if seen.[step].Length = 0 then
                seen.[step] <- query.Prediction.ToArray()

            run.Advance()

        seen

    let plain = run sampler starts
    let found = run (sampler.With coefficients) starts

    for i in 0 .. starts.Length - 1 do
        let p age = predictionsOfSteps.[4 - age].[i]
        Assert.Equal(plain.[i] + 0.1 * p 0 - 0.2 * p 2 + 0.3 * p 3, found.[i], 1e-13)

[<Fact>]
let ``in a mean-reverting process a table is about x - mu`` () =
    let ir = IrSde()
    let mean = [| 0.4; -1.3 |]
    let centred = GaussianMixtureModel<float>(law, ir, Prediction.Data)

    let coefficients =
        (table 5 3 [ 0, [ 0.1 ]; 2, [ 0.1; -0.3 ]; 4, [ 0.2; 0.1; 0.3 ] ]).WithStep(3, ReadOnlySpan [| 0.2 |], 0.3, 0.1)

    let sample (model: IModel<float>) (starts: float[]) (mean: float[]) =
        let sampler =
            IrSdeDpm2MMemory(model, ir, five, solver = SdeDpmSolverPP2M 0.5).With coefficients

        runWith (SampleOptions<float>(Seed = 3UL, Mean = ReadOnlyMemory mean)) sampler starts

    let shift (values: float[]) =
        values |> Array.mapi (fun i x -> x + mean.[i % 2])

    let expected = sample centred starts [| 0.0; 0.0 |] |> shift

    let found =
        sample (MeanShiftedModel<float>(centred, ReadOnlySpan mean)) (shift starts) mean

    Array.iter2 (fun (e: float) f -> Assert.Equal(e, f, 1e-12)) expected found

[<Fact>]
let ``the weights of state, noise and stages`` () =
    let m = model Prediction.Noise
    let last = StepCoefficients.Zero(5, 3)
    let plain = run (VpHeun(m, vp, five)) starts

    let stretched =
        run (VpHeun(m, vp, five).With(last.WithStep(4, ReadOnlySpan(), 0.5))) starts

    let before =
        use run = VpHeun(m, vp, five).Start(ReadOnlySpan starts)

        while run.Step < 4 do
            evaluate m run.NextQuery
            run.Advance()

        run.State.ToArray()

    Array.iteri (fun i (s: float) -> Assert.Equal(plain.[i] + 0.5 * before.[i], s, 1e-13)) stretched

    let stochastic = VpDdimMemory(m, vp, five)

    let noisy =
        run (stochastic.With(last.WithStep(4, ReadOnlySpan(), 0.0, 0.25))) starts

    let z = Array.zeroCreate<float> 2
    let quiet = run stochastic starts

    for row in 0..2 do
        FieldNoise.Fill(0UL, uint64 row, 4u, Span z)
        Assert.Equal(quiet.[2 * row] + 0.25 * z.[0], noisy.[2 * row], 1e-13)

[<Fact>]
let ``what does not fit is refused`` () =
    let m = model Prediction.Noise
    let ddim = VpDdimMemory(m, vp, five)
    refused "4 steps, the sampler has 5" (fun () -> ddim.With(StepCoefficients.Zero(4, 1)))
    refused "before which the model is asked 2 times" (fun () -> ddim.With(table 5 3 [ 1, [ 0.0; 0.0; 1.0 ] ]))
    refused "Memory = 2" (fun () -> VpDdim(m, vp, five).With(table 5 2 [ 1, [ 0.0; 1.0 ] ]))
    refused "a Runge-Kutta step of 2 stages" (fun () -> VpHeun(m, vp, five).With(table 5 3 [ 2, [ 0.0; 0.0; 1.0 ] ]))

    let withNoise = StepCoefficients.Zero(5, 1).WithStep(2, ReadOnlySpan(), 0.0, 0.1)

    refused "deterministic" (fun () -> VpDpm2M(m, vp, five).With withNoise)
    refused "encoding" (fun () -> VpDdimMemory(m, vp, five, Nullable 0.1, Nullable 0.9).With withNoise)

    let edm = Edm()

    let toZero =
        EdmHeun(GaussianMixtureModel<float>(law, edm, Prediction.Data), edm, Karras.Steps(5, 7.0, true))

    refused "one-node step" (fun () -> toZero.With(table 5 2 [ 4, [ 0.0; 1.0 ] ]))
    // One weight there is fine.
    Assert.NotNull(toZero.With(table 5 2 [ 4, [ 0.1 ] ]).Coefficients)

[<Fact>]
let ``a table replaces the one before, and null takes it off`` () =
    let ddim = VpDdimMemory(model Prediction.Noise, vp, five)
    let a = table 5 2 [ 2, [ 0.1; -0.1 ] ]
    let b = table 5 2 [ 3, [ 0.2; 0.3 ] ]
    Assert.Equal<float[]>(run (ddim.With b) starts, run ((ddim.With a).With b) starts)
    Assert.Equal<float[]>(run ddim starts, run ((ddim.With a).With null) starts)
    Assert.Null ddim.Coefficients
    Assert.Equal(a, (ddim.With a).Coefficients)

[<Fact>]
let ``a checkpoint belongs to its table`` () =
    let m = model Prediction.Noise
    let sampler = VpDdimMemory(m, vp, five).With(table 5 3 [ 3, [ 0.1; -0.1; 0.2 ] ])

    let saved =
        use run = sampler.Start(ReadOnlySpan starts)

        for _ in 1..3 do
            evaluate m run.NextQuery
            run.Advance()

        run.Save()

    let resumed =
        use run = sampler.Resume saved
        run.Complete()
        run.State.ToArray()

    Assert.Equal<float[]>(run sampler starts, resumed)

    Assert.Throws<ArgumentException>(fun () -> (sampler.With null).Resume saved |> ignore)
    |> ignore

[<Fact>]
let ``a table is a value`` () =
    let a =
        (table 3 2 [ 1, [ 0.1; -1e-17 ] ]).WithStep(2, ReadOnlySpan [| 1.0 / 3.0 |], -0.5, 2e100)

    Assert.Equal(a, StepCoefficients.Parse(string a))
    Assert.Equal(a.GetHashCode(), StepCoefficients.Parse(string a).GetHashCode())
    Assert.NotEqual(a, StepCoefficients.Zero(3, 2))
    Assert.NotEqual(StepCoefficients.Zero(3, 1), StepCoefficients.Zero(3, 2))

    let sum = a.Plus(table 3 3 [ 1, [ 1.0; 2.0; 3.0 ] ], -2.0)
    Assert.Equal<float[]>([| 0.1 - 2.0; -4.0; -6.0 |], sum.Predictions(1).ToArray())
    Assert.Equal(2e100, sum.Noise 2)
    Assert.Equal(-0.5, sum.State 2)

    for text in
        [
            ""
            "0 | 1 2"
            "0 | 1 | 0\n0 | 1 2 | 0"
            "0 | x | 0"
            "0 1 | 2 | 0"
            "0 | | 0"
            "0 | Infinity | 0"
        ] do
        Assert.Throws<FormatException>(fun () -> StepCoefficients.Parse text |> ignore)
        |> ignore

    Assert.Throws<ArgumentException>(fun () -> a.WithStep(0, ReadOnlySpan [| nan |]) |> ignore)
    |> ignore

    Assert.Throws<ArgumentException>(fun () -> a.WithStep(0, ReadOnlySpan [| 1.0; 2.0; 3.0 |]) |> ignore)
    |> ignore

    Assert.Throws<ArgumentOutOfRangeException>(fun () -> a.State 3 |> ignore)
    |> ignore

    Assert.Throws<ArgumentException>(fun () -> a.Plus(StepCoefficients.Zero(2, 2)) |> ignore)
    |> ignore
