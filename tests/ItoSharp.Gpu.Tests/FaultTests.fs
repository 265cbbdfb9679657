/// What goes wrong with devices is told by its own type, and the memory is given back.
module ItoSharp.Gpu.Tests.FaultTests

open System
open System.IO
open ItoSharp
open ItoSharp.Gpu
open ItoSharp.Gpu.Tests
open ItoSharp.Gpu.Tests.Subjects
open ItoSharp.Tests.Models.Devices
open ItoSharp.Tests.Models.Ensembles
open Xunit

let private volatility = find typeof<VolatilitySingle>.FullName

let private program source : DeviceProgram<float32> =
    DeviceProgram<float32>(
        Name = "a test",
        Source = source,
        UsesDouble = false,
        Sums = null,
        Covariance = false,
        Rows = 1,
        Columns = 1,
        Values = ReadOnlyMemory [| 0f |],
        Table = ReadOnlyMemory [| 0f |],
        Start = ReadOnlyMemory [| 0f |],
        StartTime = 0f,
        Seed = 1UL,
        Paths = 4096L,
        Antithetic = false,
        Refinement = 1
    )

[<Fact>]
let ``a driver that is not there is named with what was tried and what to install`` () =
    let opencl =
        Assert.Throws<DriverMissingException>(fun () -> Devices.OpenCl "/nowhere/libOpenCL.so.1" |> ignore)

    Assert.Equal<string>([ "/nowhere/libOpenCL.so.1" ], opencl.Tried)
    Assert.Contains("pocl-opencl-icd", opencl.Message)

    let cuda =
        Assert.Throws<DriverMissingException>(fun () -> Devices.Cuda "/nowhere/libcuda.so.1" |> ignore)

    Assert.Equal("CUDA", cuda.Driver)

[<Fact>]
let ``all devices end with the CPU, and the default is one of them`` () =
    Assert.Same(EnsembleDevice.Cpu, Seq.last Devices.All)
    Assert.Contains(Devices.Default, Devices.All)

    match Devices.Default with
    | :? GpuDevice as device -> Assert.True device.IsGpu
    | other -> Assert.Same(EnsembleDevice.Cpu, other)

[<OpenClFact>]
let ``a device says who it is and whether it rounds as the CPU does`` () =
    let device = OpenCl.device ()
    Assert.Equal(GpuBackend.OpenCl, device.Backend)
    Assert.Contains("OpenCL", device.Name)
    Assert.NotEmpty device.DriverVersion
    Assert.True(device.IsExact, "the tests compare bits, which a device that rounds otherwise cannot have")
    Assert.InRange(device.FreeMemoryBytes, 1L, device.MemoryBytes)

    let refused =
        Assert.Throws<ArgumentOutOfRangeException>(fun () -> device.WithMemoryLimit 0L |> ignore)

    Assert.Contains("at least 1", refused.Message)

[<OpenClFact>]
let ``a text that does not compile brings the compiler's log`` () =
    let error =
        Assert.Throws<KernelCompilationException>(fun () ->
            (OpenCl.device ()).Open(program "__kernel void ensemble() { nonsense; }", 1, 1)
            |> ignore)

    Assert.Contains("nonsense", error.Log)
    Assert.Contains("a test", error.Message)
    Assert.Contains("ensemble", error.KernelSource)

[<OpenClFact>]
let ``too little memory for one block tells how much was asked and how much is free`` () =
    let limited = (OpenCl.device ()).WithMemoryLimit 1000L

    let error =
        Assert.Throws<DeviceMemoryException>(fun () ->
            Bits.run volatility 4 100L (Bits.at volatility) (EnsembleOptions(Device = limited))
            |> ignore)

    Assert.Equal(1000L, error.Free)
    // Three rows of state and four columns of an observation.
    Assert.InRange(error.Asked, 4096L * 7L * 4L, 4096L * 7L * 4L + 1000L)

[<OpenClFact>]
let ``a path that is not finite is named with its step, as the CPU names it`` () =
    let exploding = find typeof<ExplodingPaths>.FullName

    let fault device =
        Assert.Throws<NonFinitePathException>(fun () ->
            Bits.run exploding 40 9000L (Bits.at exploding) (EnsembleOptions(Device = device))
            |> ignore)

    let here, there = fault null, fault (OpenCl.device ())
    Assert.Equal(here.Path, there.Path)
    Assert.Equal(here.Step, there.Step)
    Assert.Equal(here.Message, there.Message)

[<OpenClFact>]
let ``paths that are not finite are masked as on the CPU`` () =
    let exploding = find typeof<ExplodingPaths>.FullName

    Bits.same
        exploding
        40
        9000L
        (Bits.at exploding)
        (fun device ->
            EnsembleOptions(Device = device, NonFinite = NonFinitePaths.Mask, ObservationSteps = [| 2; 4; 8; 16 |]))
        (OpenCl.device ())
    |> ignore

[<OpenClFact>]
let ``a program written by hand has no kernel, and says so`` () =
    let ensemble = Ensemble<float32>(GbmProgram<float32>(), 4, 1.0)

    let error =
        Assert.Throws<NotSupportedException>(fun () ->
            ensemble.Run(
                ReadOnlySpan [| 0.05; 0.3; 105.0 |],
                EnsembleStart.At(ReadOnlySpan [| 100.0 |]),
                10L,
                1UL,
                EnsembleOptions(Device = OpenCl.device ())
            )
            |> ignore)

    Assert.Contains("GbmProgram", error.Message)

[<OpenClFact>]
let ``memory is given back after runs and after faults`` () =
    let device = OpenCl.device ()
    let free () = device.FreeMemoryBytes
    let before = free ()
    let exploding = find typeof<ExplodingPaths>.FullName

    Assert.Throws<NonFinitePathException>(fun () ->
        Bits.run exploding 40 9000L (Bits.at exploding) (EnsembleOptions(Device = device))
        |> ignore)
    |> ignore

    Assert.Equal(before, free ())
    use batches = device.Open(program "__kernel void ensemble() { }", 1, 1)
    Assert.Equal(1, batches.Blocks)
    Assert.True(free () < before)

[<OpenClFact>]
let ``a spoilt kernel in the cache is compiled again`` () =
    let kept = Devices.KernelCacheDirectory
    let folder = Path.Combine(Path.GetTempPath(), $"itosharp-kernels-{Guid.NewGuid()}")

    try
        Devices.KernelCacheDirectory <- folder
        // The comments make texts that no other test has, so that neither is taken from memory.
        let text n =
            $"__kernel void ensemble() {{ /* spoilt {n} */ }}"

        (OpenCl.device ()).Open(program (text 1), 1, 1).Dispose()
        let file = Assert.Single(Directory.GetFiles folder)
        Assert.True(FileInfo(file).Length > 100L)
        File.WriteAllText(file, "rubbish")
        let again = Assert.Single(Devices.OpenCl() |> Seq.truncate 1)
        again.Open(program (text 1), 1, 1).Dispose()
        Assert.True(FileInfo(file).Length > 100L)
    finally
        Devices.KernelCacheDirectory <- kept

        if Directory.Exists folder then
            Directory.Delete(folder, true)
