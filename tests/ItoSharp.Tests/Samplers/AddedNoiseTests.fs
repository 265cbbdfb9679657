/// Starts from data: the forward kernel takes them to the start time.
module ItoSharp.Tests.Samplers.AddedNoiseTests

open System
open Xunit
open ItoSharp
open ItoSharp.Tests.Models
open ItoSharp.Tests.Samplers.Fixtures
open ItoSharp.Tests.Samplers.Inpainted

[<Fact>]
let ``data go to the start time by the forward kernel, with the prior's noise`` () =
    let data = Array.init 9 (fun i -> 0.1 * float i)
    let started = Array.zeroCreate<float> 9
    let sampler = VpDdim(model, vp, six, from 0.5)
    sampler.AddNoise(ReadOnlySpan data, Span started, SampleOptions(Seed = 3UL))
    let point = sampler.Grid.Points[0]

    let expected =
        Array.init 9 (fun i -> point.Alpha * data[i] + point.Sigma * (once 3UL (i / 3)).[i % 3])

    Assert.True(Oracle.distance started expected < 1e-15)

    // In place; a slice gets what it has in the whole.
    let slice = data[3..8]
    sampler.AddNoise(ReadOnlySpan slice, Span slice, SampleOptions(Seed = 3UL, FirstSample = 1UL))
    Assert.Equal<float[]>(started[3..8], slice)

    // Where alpha is 0 nothing of the data is left.
    let flow = ItoSharp.RectifiedFlow()

    let whole =
        FlowDpm2M(GaussianMixtureModel<float>(law, flow, Prediction.Flow), flow, UniformTime.Steps 4)

    let prior = Array.zeroCreate<float> 9
    whole.AddNoise(ReadOnlySpan data, Span started, null)
    whole.DrawPrior(Span prior, null)
    Assert.Equal<float[]>(prior, started)

    let proc = IrSde()

    let reverting =
        IrSdeDpm2M(GaussianMixtureModel<float>(law, proc), proc, six, from 0.4)

    let options = SampleOptions<float>(Seed = 3UL, Mean = memory mean)
    reverting.AddNoise(ReadOnlySpan data, Span started, options)
    let point = reverting.Grid.Points[0]

    let expected =
        Array.init 9 (fun i ->
            mean[i % 3]
            + point.Alpha * (data[i] - mean[i % 3])
            + point.Sigma * (once 3UL (i / 3)).[i % 3])

    Assert.True(Oracle.distance started expected < 1e-14)

    refused [ "data has 6"; "start has 9" ] (fun () -> sampler.AddNoise(ReadOnlySpan data[0..5], Span started, null))

    refused [ "data[4]"; "NaN" ] (fun () ->
        sampler.AddNoise(ReadOnlySpan(Array.updateAt 4 nan data), Span started, null))
