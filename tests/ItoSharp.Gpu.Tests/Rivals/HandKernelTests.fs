/// The kernels written by hand compute what the benchmark's cases compute: their noise is another, their means agree.
module ItoSharp.Gpu.Tests.Rivals.HandKernelTests

open ItoSharp
open ItoSharp.Benchmarks.Gpu
open ItoSharp.Benchmarks.GpuRivals
open ItoSharp.Gpu.Tests.Cuda
open Xunit

let private paths = 1 <<< 15

let names () : TheoryData<string> =
    let data = TheoryData<string>()
    GpuCases.All() |> Seq.iter (fun subject -> data.Add subject.Name)
    data

let private find name =
    GpuCases.All() |> Seq.find (fun subject -> subject.Name = name)

let private ours (subject: GpuCase) =
    let outcome = subject.Run.Invoke(int64 paths, EnsembleOptions(Covariance = false))
    GpuAnswer(0.0, outcome.Means, outcome.Errors)

[<GccTheory>]
[<MemberData(nameof names)>]
let ``a kernel written by hand has our means`` (name: string) =
    let subject = find name
    let theirs = HandShim.run subject.Hand paths GpuCase.Steps
    let mutable greatest = 0.0
    let differs = Agreement.Find(subject, ours subject, theirs, &greatest)
    Assert.True(isNull differs, $"{name}: {differs}; {greatest}")

[<GccTheory>]
[<InlineData("gbm-float")>]
[<InlineData("heston-gradient-float")>]
let ``a rival of another equation is told from ours`` (name: string) =
    let subject = find name
    let constants = Array.copy subject.Hand.Constants
    constants[0] <- 1.5f * constants[0]

    let other =
        HandProblem(
            subject.Hand.File,
            subject.Hand.Kernel,
            constants,
            subject.Hand.Table,
            subject.Hand.Start,
            subject.Hand.Columns
        )

    let theirs = HandShim.run other paths GpuCase.Steps
    let mutable greatest = 0.0
    Assert.NotNull(Agreement.Find(subject, ours subject, theirs, &greatest))
    Assert.True(greatest > Agreement.MostErrors)
