/// Where noise comes from, and that no tensor is left behind.
module ItoSharp.Torch.Tests.NoiseTests

open System
open Xunit
open TorchSharp
open ItoSharp
open ItoSharp.Tests.Models
open ItoSharp.Torch.Tests.Tensors
open ItoSharp.Torch.Tests.Forms

// Living tensors are counted for the whole process.
[<assembly: CollectionBehavior(DisableTestParallelization = true)>]
do ()

let private twin = TwinModel(Prediction.Noise, weights, false)

let private sampler =
    VpSdeDpm2M.Torch(
        Model2(fun x t -> twin.OnTensors(x, t)),
        twin.Predicts,
        VpLinear(),
        UniformLambda.Steps 5,
        Nullable 0.9,
        Nullable 0.05
    )

let private sample (options: TensorOptions<Tensor>) =
    numbers (sampler.Sample(rows 3 starts, options))

[<Fact>]
let ``without a seed the tensor library's default generator draws`` () =
    torch.manual_seed 3L |> ignore
    let first = sample (TensorOptions())
    let second = sample (TensorOptions())
    torch.manual_seed 3L |> ignore
    Assert.Equal<float[]>(first, sample (TensorOptions()))
    Assert.NotEqual<float[]>(first, second)

[<Fact>]
let ``a generator of one's own`` () =
    let draw () =
        let own = new torch.Generator(9UL, torch.CPU)

        sample (
            TensorOptions(
                DrawNoise =
                    Func<Tensor, Tensor>(fun x ->
                        torch.randn (x.shape, dtype = x.dtype, device = x.device, generator = own))
            )
        )

    Assert.Equal<float[]>(draw (), draw ())

[<Fact>]
let ``a slice of a batch gets the noise that it gets in the whole`` () =
    let whole = sample (TensorOptions(Seed = 4UL))

    let last =
        numbers (sampler.Sample(rows 1 starts.[4..], TensorOptions(Seed = 4UL, FirstSample = 2UL)))

    Assert.Equal<float[]>(whole.[4..], last)

[<Fact>]
let ``a key for each row`` () =
    let keys = [| 11UL; 12UL; 13UL |]

    let expected = Array.zeroCreate<float> 6

    VpSdeDpm2M(twin, VpLinear(), UniformLambda.Steps 5, Nullable 0.9, Nullable 0.05)
        .Sample(ReadOnlySpan starts, Span expected, SampleOptions(SampleSeeds = ReadOnlyMemory keys))

    close "samples" 1e-12 expected (sample (TensorOptions(SampleSeeds = ReadOnlyMemory keys)))

[<Fact>]
let ``draws of the prior are the CPU form's`` () =
    let expected = Array.zeroCreate<float> 6

    VpSdeDpm2M(twin, VpLinear(), UniformLambda.Steps 5, Nullable 0.9, Nullable 0.05)
        .DrawPrior(Span expected, SampleOptions(Seed = 8UL))

    close "draws" 1e-14 expected (numbers (sampler.DrawPrior(rows 3 starts, TensorOptions(Seed = 8UL))))

[<Fact>]
let ``noise that cannot be drawn again is kept for the process's gradient`` () =
    // The same normals once by a seed and once by a delegate must give the same gradient.
    let noise = Collections.Generic.Queue<Tensor>()

    for step in 0..4 do
        let normals = Array.zeroCreate<float> 6

        for row in 0..2 do
            FieldNoise.Fill(4UL, uint64 row, uint32 step, normals.AsSpan(2 * row, 2))

        noise.Enqueue(rows 3 normals)

    let process' (options: TensorOptions<Tensor>) =
        let g = sampler.Gradient(rows 3 starts, rows 3 cotangent, options = options)
        [| g.Process.BetaMin; g.Process.BetaMax |]

    let expected = process' (TensorOptions(Seed = 4UL))
    // The last step ends without noise in no sampler here; each step draws once.
    let actual =
        process' (TensorOptions(DrawNoise = Func<Tensor, Tensor>(fun _ -> noise.Dequeue())))

    close "process" 1e-12 expected actual
    Assert.Empty noise

[<Fact>]
let ``nothing is left behind but the results`` () =
    let start, seedOfLoss = rows 3 starts, rows 3 cotangent
    let before = Tensor.Live
    (sampler.Sample(start, TensorOptions(Seed = 1UL))).Dispose()
    Assert.Equal(before, Tensor.Live)

    let g =
        sampler.Gradient(start, seedOfLoss, [| twin.Weights |], true, TensorOptions(Seed = 1UL))

    Assert.Equal(before + 3L, Tensor.Live)
    g.Dispose()
    Assert.Equal(before, Tensor.Live)

    let a =
        sampler.GradientAdjointDeis(start, seedOfLoss, [| twin.Weights |], null, TensorOptions(Seed = 1UL))

    Assert.Equal(before + 3L, Tensor.Live)
    a.Dispose()
    let loss = Func<Tensor, Tensor>(fun x -> (x.pow 2).sum())
    (sampler.Gradient(start, loss, options = TensorOptions(Seed = 1UL))).Dispose()
    Assert.Equal(before, Tensor.Live)

[<Fact>]
let ``nothing is left behind by a run that fails`` () =
    let start = rows 3 starts
    let before = Tensor.Live
    let mutable calls = 0

    let failing =
        VpHeun.Torch(
            Model2(fun x t ->
                calls <- calls + 1

                if calls = 5 then
                    failwith "no more"

                twin.OnTensors(x, t)),
            twin.Predicts,
            VpLinear(),
            UniformLambda.Steps 5,
            Nullable 0.9,
            Nullable 0.05
        )

    Assert.Throws<Exception>(fun () -> failing.Sample start |> ignore) |> ignore
    Assert.Equal(before, Tensor.Live)
    Assert.True(torch.is_grad_enabled ())

[<Fact>]
let ``results belong to the caller's scope`` () =
    let before = Tensor.Live

    do
        use _ = torch.NewDisposeScope()
        sampler.Sample(rows 3 starts, TensorOptions(Seed = 1UL)) |> ignore

    Assert.Equal(before, Tensor.Live)
