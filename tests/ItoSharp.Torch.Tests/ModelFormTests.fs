/// The forms of models, element types and shapes.
module ItoSharp.Torch.Tests.ModelFormTests

open System
open Xunit
open TorchSharp
open ItoSharp
open ItoSharp.Tests.Models
open ItoSharp.Torch.Tests.Tensors
open ItoSharp.Torch.Tests.Forms

type private Two(twin: TwinModel) =
    inherit torch.nn.Module<Tensor, Tensor, Tensor>("two")
    override _.forward(x, t) = twin.OnTensors(x, t)

type private Three(twin: TwinModel) =
    inherit torch.nn.Module<Tensor, Tensor, Tensor, Tensor>("three")
    override _.forward(x, t, z) = twin.OnTensors(x, t, z)

/// The time of the last channel, and the mean over the channels: what it is given shows in what it returns.
type private Joined(channels: int64, seen: Collections.Generic.List<int64[]>) =
    inherit torch.nn.Module<Tensor, Tensor>("joined")

    override _.forward x =
        seen.Add x.shape
        // States, [condition,] time: a linear map to the states' channels by a matrix on axis 1 of a matrix.
        let columns = x.shape.[1]

        let map =
            shaped [ columns; channels ] (Array.init (int (columns * channels)) (fun i -> 0.1 + 0.2 * float i))

        x.matmul(map).sin()

let private twin = TwinModel(Prediction.Data, weights, false)
let private conditioned = TwinModel(Prediction.Data, weights, true)
let private steps = UniformLambda.Steps 4
let private start () = rows 3 starts

let private sample (build: unit -> VpDpm2M.Torch) (options: TensorOptions<Tensor>) =
    numbers (build().Sample(start (), options))

[<Fact>]
let ``a delegate and a module of states and times`` () =
    let byDelegate =
        sample (fun () -> VpDpm2M.Torch(Model2(fun x t -> twin.OnTensors(x, t)), twin.Predicts, VpLinear(), steps)) null

    let byModule =
        sample (fun () -> VpDpm2M.Torch(new Two(twin), twin.Predicts, VpLinear(), steps)) null

    Assert.Equal<float[]>(byDelegate, byModule)

[<Fact>]
let ``a module of states, times and condition`` () =
    let options = TensorOptions(Condition = rows 3 conditions)

    let byDelegate =
        sample
            (fun () ->
                VpDpm2M.Torch(Model3(fun x t z -> conditioned.OnTensors(x, t, z)), twin.Predicts, VpLinear(), steps))
            options

    let byModule =
        sample (fun () -> VpDpm2M.Torch(new Three(conditioned), twin.Predicts, VpLinear(), steps)) options

    Assert.Equal<float[]>(byDelegate, byModule)

[<Fact>]
let ``a module of one tensor gets states, condition and time along axis 1`` () =
    let seen = Collections.Generic.List<int64[]>()

    let joined =
        VpDpm2M.Torch(new Joined(2L, seen), Prediction.Data, VpLinear(), steps, Nullable 0.9, Nullable 0.05)

    let map columns =
        shaped [ columns; 2L ] (Array.init (int columns * 2) (fun i -> 0.1 + 0.2 * float i))

    let byHand =
        VpDpm2M.Torch(
            Model2(fun x t -> torch.cat([| x; t.reshape (-1L, 1L) |], 1L).matmul(map 3L).sin()),
            Prediction.Data,
            VpLinear(),
            steps,
            Nullable 0.9,
            Nullable 0.05
        )

    Assert.Equal<float[]>(numbers (byHand.Sample(start ())), numbers (joined.Sample(start ())))
    Assert.All(seen, fun shape -> Assert.Equal<int64[]>([| 3L; 3L |], shape))
    seen.Clear()
    joined.Sample(start (), TensorOptions(Condition = rows 3 conditions)) |> ignore
    Assert.All(seen, fun shape -> Assert.Equal<int64[]>([| 3L; 5L |], shape))

[<Fact>]
let ``images get the time as one more channel`` () =
    let seen = Collections.Generic.List<Tensor>()

    let first = {
        new torch.nn.Module<Tensor, Tensor>("first") with
            override _.forward x =
                seen.Add(x.clone().MoveToOuterDisposeScope().MoveToOuterDisposeScope())
                torch.zeros ([| 2L; 3L; 2L; 2L |], dtype = torch.float64)
    }

    let sampler =
        VpDpm2M.Torch(first, Prediction.Data, VpLinear(), UniformTime.Steps 2, Nullable 0.9, Nullable 0.1)

    sampler.Sample(shaped [ 2L; 3L; 2L; 2L ] (Array.init 24 float)) |> ignore
    Assert.Equal<int64[]>([| 2L; 4L; 2L; 2L |], seen.[0].shape)
    let image = numbers seen.[0]
    Assert.Equal<float[]>(Array.init 12 float, image.[..11])
    Assert.Equal<float[]>(Array.replicate 4 0.9, image.[12..15])
    Assert.Equal<float[]>(Array.init 12 (fun i -> float (i + 12)), image.[16..27])

[<Fact>]
let ``any shape gives the numbers of its rows`` () =
    let sampler =
        VpSa.Torch(Model2(fun x t -> x.sin ()), Prediction.Velocity, VpLinear(), steps, Nullable 0.9, Nullable 0.05)

    let options = TensorOptions(Seed = 2UL)
    let flat = numbers (sampler.Sample(rows 1 starts, options))
    let image = sampler.Sample(shaped [ 1L; 3L; 1L; 2L ] starts, options)
    Assert.Equal<int64[]>([| 1L; 3L; 1L; 2L |], image.shape)
    Assert.Equal<float[]>(flat, numbers image)

[<Fact>]
let ``floats give the CPU form of floats`` () =
    let starts32 = starts |> Array.map float32

    let expected =
        let samples = Array.zeroCreate<float32> 6

        VpDpm2MSingle(
            FunctionModel<float32>(
                2,
                Prediction.Data,
                ModelEvaluation<float32>(fun input prediction ->
                    for i in 0 .. prediction.Length - 1 do
                        prediction.[i] <- MathF.Sin input.X.[i])
            ),
            VpLinear(),
            steps,
            Nullable 0.9,
            Nullable 0.05
        )
            .Sample(ReadOnlySpan starts32, Span samples)

        samples |> Array.map float

    let sampler =
        VpDpm2MSingle.Torch(
            Model2(fun x _ -> x.sin ()),
            Prediction.Data,
            VpLinear(),
            steps,
            Nullable 0.9,
            Nullable 0.05
        )

    let start = torch.tensor (starts32, ReadOnlySpan [| 3L; 2L |])
    let samples = sampler.Sample start
    Assert.Equal(torch.float32, samples.dtype)
    close "samples" 1e-5 expected (samples.data<float32>().ToArray() |> Array.map float)
    // The same sampler takes doubles.
    Assert.Equal(torch.float64, (sampler.Sample(start.``to`` torch.float64)).dtype)

[<Fact>]
let ``a condition of integers is passed on and has no gradient`` () =
    let labels = torch.tensor ([| 1L; 0L; 2L |], ReadOnlySpan [| 3L |])
    let seen = Collections.Generic.List<torch.ScalarType>()

    let sampler =
        VpDpm2M.Torch(
            Model3(fun x _ z ->
                seen.Add z.dtype
                x.sin ()),
            Prediction.Data,
            VpLinear(),
            steps
        )

    let g =
        sampler.Gradient(start (), rows 3 cotangent, options = TensorOptions(Condition = labels))

    Assert.Null g.Condition
    Assert.All(seen, fun dtype -> Assert.Equal(torch.ScalarType.Int64, dtype))

[<Fact>]
let ``a parameter that the model does not use has a gradient of zeros`` () =
    let sampler =
        VpDpm2M.Torch(Model2(fun x _ -> x.sin ()), Prediction.Data, VpLinear(), steps, Nullable 0.9, Nullable 0.05)

    let g = sampler.Gradient(start (), rows 3 cotangent, [| twin.Weights |])
    Assert.Equal<float[]>(Array.zeroCreate 4, numbers g.Model.[0])

[<Fact>]
let ``a loss by autograd is its cotangent given by hand`` () =
    let sampler =
        VpUniPC2.Torch(
            Model2(fun x t -> twin.OnTensors(x, t)),
            twin.Predicts,
            VpLinear(),
            steps,
            Nullable 0.9,
            Nullable 0.05
        )

    let samples = numbers (sampler.Sample(start ()))

    let byLoss =
        sampler.Gradient(start (), Func<Tensor, Tensor>(fun x -> (x.pow 2).sum().mul 0.5))

    let byHand = sampler.Gradient(start (), rows 3 samples)
    close "start" 1e-14 (numbers byHand.Start) (numbers byLoss.Start)
    Assert.Equal((samples |> Array.sumBy (fun v -> v * v)) / 2.0, byLoss.Loss, 12)
    Assert.True(Double.IsNaN byHand.Loss)

[<Fact>]
let ``progress and cancellation`` () =
    let seen = Collections.Generic.List<SampleProgress>()
    use stop = new Threading.CancellationTokenSource()

    let progress = {
        new IProgress<SampleProgress> with
            member _.Report p =
                seen.Add p

                if seen.Count = 3 then
                    stop.Cancel()
    }

    let sampler =
        VpDpm2M.Torch(Model2(fun x t -> twin.OnTensors(x, t)), twin.Predicts, VpLinear(), steps)

    Assert.Throws<OperationCanceledException>(fun () ->
        sampler.Sample(start (), TensorOptions(Progress = progress, Cancellation = stop.Token))
        |> ignore)
    |> ignore

    Assert.Equal<float list>([ 0.25; 0.5; 0.75 ], [ for p in seen -> p.Fraction ])
