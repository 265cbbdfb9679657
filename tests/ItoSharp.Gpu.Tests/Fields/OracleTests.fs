/// The oracles as kernels against themselves in double on the CPU, to the tolerances that their documentation states.
module ItoSharp.Gpu.Tests.Fields.OracleTests

open System
open System.IO
open System.IO.Compression
open System.Numerics
open ItoSharp
open ItoSharp.Gpu.Tests
open ItoSharp.Tests.Models
open Xunit

let private uniform (seed: int) =
    let random = Random seed
    fun () -> 2.0 * random.NextDouble() - 1.0

let private law rank conditions =
    let d = 37
    let next = uniform 1

    let part weight =
        let mean = Array.init d (fun _ -> next ())
        let diagonal = Array.init d (fun _ -> 0.07 + 0.05 * next ())
        GaussianComponent(weight, mean, diagonal, Array2D.init d rank (fun _ _ -> 0.15 * next ()))

    GaussianMixture([| part 0.2; part 0.5; part 0.3 |], Array2D.init d conditions (fun _ _ -> 0.5 * next ()))

/// A device's prediction at one time, by the first query of a run.
let private predict (model: IDeviceModel<float>) (x: float[]) (condition: float[]) time =
    let grid = TimeTable.Of(ReadOnlySpan [| time; time / 2.0 |])
    let sampler = VpDdim(model, VpLinear(), grid)
    let options = SampleOptions<float>(Condition = ReadOnlyMemory condition)
    use run = sampler.StartOn(OpenCl.device (), ReadOnlySpan x, options)
    let query = run.NextQuery
    use opened = model.Open(run.Queue, query.Batch)
    opened.Evaluate query
    let prediction = Array.zeroCreate x.Length
    run.Queue.Read(query.Prediction, Span prediction)
    prediction

let private predictSingle (model: IDeviceModel<float32>) (x: float32[]) (condition: float32[]) time =
    let sampler =
        VpDpm2MSingle(model, VpLinear(), TimeTable.Of(ReadOnlySpan [| time; time / 2.0 |]))

    let options = SampleOptions<float32>(Condition = ReadOnlyMemory condition)
    use run = sampler.StartOn(OpenCl.device (), ReadOnlySpan x, options)
    let query = run.NextQuery
    use opened = model.Open(run.Queue, query.Batch)
    opened.Evaluate query
    let prediction = Array.zeroCreate<float32> x.Length
    run.Queue.Read(query.Prediction, Span prediction)
    prediction

/// The largest error, relative to the largest value.
let private error (expected: float[]) (actual: float[]) =
    Array.fold2 (fun worst a b -> max worst (abs (a - b))) 0.0 expected actual
    / (expected |> Array.map abs |> Array.max)

let private hostOf<'T
    when 'T: unmanaged
    and 'T: struct
    and 'T: (new: unit -> 'T)
    and 'T :> ValueType
    and 'T :> IBinaryFloatingPointIeee754<'T>>
    (model: IModel<'T>)
    (x: 'T[])
    (condition: 'T[])
    time
    =
    let y = Array.zeroCreate<'T> x.Length

    let input =
        ModelInput<'T>(ReadOnlySpan x, x.Length / model.Dimension, time, ReadOnlySpan condition)

    model.Evaluate(&input, Span y)
    y

let private kinds = [ Prediction.Data; Prediction.Noise; Prediction.Velocity ]

[<OpenClTheory>]
[<InlineData(0, 0)>]
[<InlineData(5, 3)>]
let ``the mixture's denoiser agrees with the CPU's to 1e-12 in double and 1e-5 in float`` (rank: int, conditions: int) =
    let law = law rank conditions
    let rows = 9
    let next = uniform 2

    for kind in kinds do
        for time in [ 0.02; 0.3; 0.9 ] do
            let x = Array.init (rows * law.Dimension) (fun _ -> 1.5 * next ())
            let z = Array.init (rows * conditions) (fun _ -> next ())
            let model = GaussianMixtureModel<float>(law, VpLinear(), kind)
            Assert.InRange(error (hostOf model x z time) (predict model x z time), 0.0, 1e-12)
            let single = GaussianMixtureModel<float32>(law, VpLinear(), kind)
            let x, z = Array.map float32 x, Array.map float32 z
            let expected = hostOf single x z time |> Array.map float
            let actual = predictSingle single x z time |> Array.map float
            Assert.InRange(error expected actual, 0.0, 1e-5)

let private mnist =
    lazy
        (let mutable folder = AppContext.BaseDirectory

         while not (isNull folder)
               && not (File.Exists(Path.Combine(folder, "shared", "data", "mnist-train-images-idx3-ubyte.gz"))) do
             folder <- Path.GetDirectoryName folder

         if isNull folder then
             null
         else
             use file =
                 File.OpenRead(Path.Combine(folder, "shared", "data", "mnist-train-images-idx3-ubyte.gz"))

             use images = new GZipStream(file, CompressionMode.Decompress)
             use all = new MemoryStream()
             images.CopyTo all
             all.ToArray())

/// Pixels in [-1, 1]; where the data are not at hand, blots of the same size.
let private pixels count =
    match mnist.Value with
    | null ->
        Array.init (count * 784) (fun i ->
            let n, x, y = i / 784, i % 28, i % 784 / 28
            let at k = 14.0 + 8.0 * sin (float (n * 7 + k))
            2.0 * exp (-0.05 * ((float x - at 1) ** 2.0 + (float y - at 2) ** 2.0)) - 1.0)
    | bytes -> Array.init (count * 784) (fun i -> float bytes[16 + i] / 127.5 - 1.0)

let private noised (data: float[]) rows (time: float) =
    let point = (VpLinear() :> IProcess).At time
    let count = data.Length / 784

    Array.concat (
        Array.init rows (fun row ->
            let noise = Array.zeroCreate<float> 784
            FieldNoise.Fill(3UL, uint64 row, 0u, Span noise)
            Array.init 784 (fun i -> point.Alpha * data[(row * 977 % count) * 784 + i] + point.Sigma * noise[i]))
    )

[<OpenClFact>]
let ``the empirical denoiser of images agrees with the CPU's to 1e-12 in double and 1e-4 in float`` () =
    let data = pixels 700
    let rows = 70 // more than are weighed at once, and no multiple of a tile

    for kind in [ Prediction.Data; Prediction.Noise ] do
        for time in [ 0.02; 0.45; 1.0 ] do
            let x = noised data rows time
            let model = EmpiricalModel<float>(ReadOnlySpan data, 784, VpLinear(), kind)
            Assert.InRange(error (hostOf model x [||] time) (predict model x [||] time), 0.0, 1e-12)
            let images = Array.map float32 data
            let single = EmpiricalModel<float32>(ReadOnlySpan images, 784, VpLinear(), kind)
            let x = Array.map float32 x
            let expected = hostOf single x [||] time |> Array.map float
            Assert.InRange(error expected (predictSingle single x [||] time |> Array.map float), 0.0, 1e-4)

[<OpenClFact>]
let ``a device samples digits from all of the training set, as the CPU does`` () =
    let count = if isNull mnist.Value then 2000 else 60000
    let data = pixels count |> Array.map float32
    let model = EmpiricalModel<float32>(ReadOnlySpan data, 784, VpLinear())
    let sampler = VpDpm2MSingle(model, VpLinear(), UniformLambda.Steps 3)
    let start = Array.zeroCreate<float32>(2 * 784)
    sampler.DrawPrior(Span start, SampleOptions(Seed = 5UL))
    let samples = Array.zeroCreate<float32> start.Length
    sampler.Sample(ReadOnlySpan start, Span samples, SampleOptions(Device = OpenCl.device ()))
    let expected = Array.zeroCreate<float32> start.Length
    sampler.Sample(ReadOnlySpan start, Span expected)
    Assert.InRange(error (Array.map float expected) (Array.map float samples), 0.0, 1e-3)
    // Digits: ink on an empty ground.
    Assert.InRange(samples |> Array.max, 0.8f, 2.2f)
    Assert.InRange(samples |> Array.averageBy float, -0.95, -0.4)

[<OpenClFact>]
let ``an oracle that finds no memory gives back what it took`` () =
    let device = OpenCl.device ()
    let free = device.FreeMemoryBytes
    let data = pixels 100 |> Array.map float32
    let model = EmpiricalModel<float32>(ReadOnlySpan data, 784, VpLinear())
    let sampler = VpDpm2MSingle(model, VpLinear(), UniformTime.Steps 3)
    let start = Array.zeroCreate<float32> 784
    let samples = Array.create 784 7f

    Assert.Throws<ItoSharp.Gpu.DeviceMemoryException>(fun () ->
        let limited = device.WithMemoryLimit 400000L
        sampler.Sample(ReadOnlySpan start, Span samples, SampleOptions(Device = limited)))
    |> ignore

    Assert.All(samples, (fun x -> Assert.Equal(7f, x)))
    Assert.Equal(free, device.FreeMemoryBytes)
