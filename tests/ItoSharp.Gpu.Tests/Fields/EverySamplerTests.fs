/// Every field sampler of the test models runs on the device and is compared with the CPU: 0 differing values.
module ItoSharp.Gpu.Tests.Fields.EverySamplerTests

open System
open ItoSharp
open ItoSharp.Gpu.Tests
open ItoSharp.Tests.Models.Fields
open Xunit

let names () : TheoryData<string> =
    let data = TheoryData<string>()
    FieldTrial.All |> Seq.iter (fun trial -> data.Add trial.Name)
    data

let private differing (expected: uint64[]) (actual: uint64[]) =
    Seq.zip expected actual |> Seq.filter (fun (a, b) -> a <> b) |> Seq.length

/// 0 differing values, in the batch as a whole and in parts with a key for each sample.
let same (device: EnsembleDevice) (name: string) =
    let trial = FieldTrial.Of name
    let rows = 7
    let expected = trial.Sample(null, rows)
    Assert.DoesNotContain(UInt64.MaxValue, expected)
    Assert.Equal(0, differing expected (trial.Sample(device, rows)))
    let keyed = trial.Sample(null, rows, true)
    Assert.Equal(0, differing keyed (trial.Sample(device, rows, true, 3)))
    expected, keyed

[<Fact>]
let ``the models declare samplers of every kind`` () =
    let has (what: FieldTrial -> bool) = Assert.Contains(FieldTrial.All, what)
    Assert.True(FieldTrial.All.Count >= 150, $"{FieldTrial.All.Count} samplers")
    Assert.All(FieldTrial.All, (fun trial -> Assert.False(String.IsNullOrEmpty trial.Kernels)))
    has _.IsSingle
    has (fun trial -> trial.Shape.Noise <> Stochasticity.None)
    has (fun trial -> trial.Shape.Churn)
    has (fun trial -> trial.Shape.HeavyBall)
    has (fun trial -> trial.Shape.Corrector > 0)
    has (fun trial -> trial.Shape.RungeKutta && trial.Shape.Stages.Length > 2)
    has (fun trial -> trial.Shape.Stages.Length > 0 && not trial.Shape.RungeKutta)
    has (fun trial -> trial.Shape.AlwaysReadsMean)
    has (fun trial -> trial.Kernels.Contains "kmu")
    has (fun trial -> trial.Shape.Memory > 4)

[<OpenClTheory>]
[<MemberData(nameof names)>]
let ``every sampler has the bits of the CPU`` (name: string) =
    let expected, keyed = same (OpenCl.device ()) name

    if (FieldTrial.Of name).Shape.Noise <> Stochasticity.None then
        Assert.NotEqual(0, differing expected keyed)
