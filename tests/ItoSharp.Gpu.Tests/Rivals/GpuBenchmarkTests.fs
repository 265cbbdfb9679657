/// The benchmark of devices, run on the one that is always here: what it compares must agree.
module ItoSharp.Gpu.Tests.Rivals.GpuBenchmarkTests

open System
open System.IO
open ItoSharp.Benchmarks.Gpu
open ItoSharp.Benchmarks.GpuLimits
open ItoSharp.Gpu.Tests
open Xunit

[<Fact>]
let ``every case asks the device`` () =
    for subject in GpuCases.All() do
        let kernel = if subject.IsGradient then "gradient" else "ensemble"
        Assert.Contains($"KERNEL {kernel}(", KernelText.Of subject)

let private run (case: string) =
    use printed = new StringWriter()
    let right = GpuBenchmark.Run(printed, "opencl", 4096L, case)
    right, printed.ToString()

[<OpenClFact>]
let ``forward and reverse runs agree with the processor, and are timed`` () =
    for case in [ "lorenz-ode"; "gradient" ] do
        let right, printed = run case
        Assert.True(right, printed)
        Assert.Contains("bits equal to the CPU's", printed)
        Assert.Contains("/cpu-lanes ", printed)

[<OpenClFact>]
let ``a case that is not there is told, with those that are`` () =
    let right, printed = run "ising"
    Assert.False right
    Assert.Contains("no case has ising in its name", printed)
    Assert.Contains("heston-gradient-float", printed)
