/// Samplers and their gradients on discrete-time models and on processes written by hand.
module ItoSharp.Tests.Processes.AlphaBarTableSamplerTests

open System
open Xunit
open ItoSharp
open ItoSharp.Tests.Models
open ItoSharp.Tests.Gradients
open ItoSharp.Tests.Samplers.Fixtures

let private table (values: float list) =
    AlphaBarTable.FromAlphaBars(ReadOnlySpan(List.toArray values))

let private entries (t: AlphaBarTable) = t.AlphaBars.ToArray()

let private near tolerance (expected: float) (actual: float) =
    Assert.True(abs (expected - actual) <= tolerance * max 1.0 (abs expected), $"expected {expected:R}, got {actual:R}")

let private oracle (p: IProcess) predicts =
    GaussianMixtureModel<float>(mixture1, p, predicts)

[<Fact>]
let ``in log-SNR a table and VP-linear are one process: the same plan gives the same samples`` () =
    let t = AlphaBarTable.Ddpm()
    let schedule = UniformLambda.Steps 9

    let ends (p: IProcess) =
        Nullable(p.TimeOfLambda -3.0), Nullable(p.TimeOfLambda 2.5)

    let tableStart, tableEnd = ends t
    let vpStart, vpEnd = ends vp
    let start = [| 0.7; -1.2; 0.1 |]

    let onTable =
        run (TableDpm2M(oracle t Prediction.Noise, t, schedule, tableStart, tableEnd)) start

    let onVp =
        run (VpDpm2M(oracle vp Prediction.Noise, vp, schedule, vpStart, vpEnd)) start

    Array.iter2 (near 1e-11) onVp onTable

/// DDIM as discrete-time code writes it: x' = sqrt(a') x0 + sqrt(1 - a') eps, at integer indices.
let private discreteDdim (t: AlphaBarTable) (model: IModel<float>) (indices: int list) last start =
    let step (x: float) (i, next) =
        let a = t.AlphaBars.[i]
        let a' = if next = -1 then 1.0 else t.AlphaBars.[next]
        let mutable prediction = [| 0.0 |]

        let mutable input =
            ModelInput<float>(ReadOnlySpan [| x |], 1, float i, ReadOnlySpan())

        model.Evaluate(&input, Span prediction)
        // v-prediction: x0 = sqrt(a) x - sqrt(1 - a) v, eps = sqrt(a) v + sqrt(1 - a) x.
        let x0 = sqrt a * x - sqrt (1.0 - a) * prediction.[0]
        let eps = sqrt a * prediction.[0] + sqrt (1.0 - a) * x
        sqrt a' * x0 + sqrt (1.0 - a') * eps

    List.fold step start (List.pairwise (indices @ [ last ]))

[<Fact>]
let ``DDIM over index spacings is the discrete-time loop, zero terminal SNR included`` () =
    let t = AlphaBarTable.StableDiffusion()
    let zero = t.WithZeroTerminalSnr()

    for t: AlphaBarTable, spacing, last in
        [
            t, IndexSpacing.Leading 10, -1
            t, IndexSpacing.Leading(10, 1, LastStep.FirstIndex), 0
            t, IndexSpacing.Linspace 13, -1
            t, IndexSpacing.Trailing 20, -1
            zero, IndexSpacing.Trailing 20, -1
            zero, IndexSpacing.Linspace 7, -1
        ] do
        let model = oracle t Prediction.Velocity
        let sampler = TableDdim(model, t, spacing, Nullable(), Nullable(), Ddim(Eta = 0.0))
        Assert.Equal(spacing.StepCount, sampler.Evaluations)
        let expected = discreteDdim t model (List.ofSeq (spacing.Indices 1000)) last 0.7
        near 1e-12 expected (run sampler [| 0.7 |]).[0]

[<Fact>]
let ``the gradient of a table is a table of the same length`` () =
    let small = table [ 0.97; 0.9; 0.78; 0.6; 0.42; 0.25; 0.12; 0.05 ]
    let starts = [| 0.7; -0.4; 1.3 |]

    for t: AlphaBarTable in [ small; small.WithZeroTerminalSnr() ] do
        let zero = t.AlphaBars.[7] = 0.0

        let samplers: (IModel<float> -> AlphaBarTable -> FieldSampler<AlphaBarTable, float>) list = [
            fun m p -> TableDpm2M(m, p, IndexSpacing.Trailing 4)
            fun m p -> TableDpm2M(m, p, IndexSpacing.Linspace 8)
            if not zero then
                fun m p -> TableDpm2M(m, p, UniformLambda.Steps 5)
                fun m p -> TableHeun(m, p, TimeTable.Of(ReadOnlySpan [| 6.4; 4.0; 2.5; 0.5 |]))
                fun m p -> TableDpm2M(m, p, (Karras.Steps 4).DenoiseToZero())
        ]

        for build in samplers do
            let model = oracle t Prediction.Velocity
            let sampler = build model t

            let g =
                match sampler with
                | :? TableDpm2M as s -> s.Gradient(ReadOnlySpan starts, Differences.loss)
                | other -> (other :?> TableHeun).Gradient(ReadOnlySpan starts, Differences.loss)

            Assert.Equal(8, g.Process.IndexCount)

            // Times given by log-SNR may end up beyond the zero entry only by rounding; it is no parameter.
            let expected =
                Array.init 8 (fun k ->
                    if zero && k = 7 then
                        0.0
                    else
                        Differences.derivative 1e-4 (fun e ->
                            let values = entries t
                            values.[k] <- values.[k] + e * values.[k]

                            let moved = AlphaBarTable.FromParameters(ReadOnlySpan values)
                            Differences.lossOf (run (build model moved) starts))
                        / t.AlphaBars.[k])

            Differences.close $"{t} {sampler.Grid.StepCount}" 1e-7 expected (entries g.Process)

[<Fact>]
let ``a thousand entries are no trouble`` () =
    let t = AlphaBarTable.StableDiffusion()
    let model = oracle t Prediction.Noise

    let build (p: AlphaBarTable) =
        TableDpm2M(model, p, IndexSpacing.Leading(20, 1))

    let starts = [| 0.7; -0.4 |]
    let g = (build t).Gradient(ReadOnlySpan starts, Differences.loss)
    Assert.Equal(1000, g.Process.IndexCount)
    // Along one direction through all entries.
    let direction =
        Array.init 1000 (fun i -> t.AlphaBars.[i] * (1.0 - t.AlphaBars.[i]) * cos (float i))

    let expected =
        Differences.derivative 1e-3 (fun e ->
            let moved = Array.map2 (fun a d -> a + e * d) (entries t) direction
            Differences.lossOf (run (build (AlphaBarTable.FromParameters(ReadOnlySpan moved))) starts))

    near 1e-9 expected (Array.fold2 (fun s a b -> s + a * b) 0.0 (entries g.Process) direction)
    Assert.Equal(20, entries g.Process |> Array.filter (fun x -> x <> 0.0) |> Array.length)

[<Fact>]
let ``a mean-reverting process written by hand runs as the declared one`` () =
    let declared, written = IrSde.Default, WrittenIrSde.Default
    let starts = [| 0.7; -0.4 |]

    let options =
        SampleOptions<float>(Seed = 4UL, Mean = ReadOnlyMemory [| 0.3; -0.2 |])

    let model p =
        GaussianMixtureModel<float>(mixture1, p, Prediction.Data)

    let schedule = UniformTime.Steps 6
    let from, until = Nullable 1.0, Nullable 0.05
    let a = IrSdeDpm2M(model declared, declared, schedule, from, until)
    let b = WrittenIrSdeDpm2M(model written, written, schedule, from, until)
    Assert.Equal<float[]>(runWith options a starts, runWith options b starts)
    let ga = a.Gradient(ReadOnlySpan starts, Differences.loss, options)
    let gb = b.Gradient(ReadOnlySpan starts, Differences.loss, options)
    Assert.Equal<float[]>(ga.Start, gb.Start)
    let values = Array.zeroCreate 2
    gb.Process.CopyParameters(Span values)
    Assert.Equal<float[]>([| ga.Process.Theta; ga.Process.SigmaInfinity |], values)
