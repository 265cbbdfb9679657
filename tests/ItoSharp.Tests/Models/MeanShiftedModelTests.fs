module ItoSharp.Tests.Models.MeanShiftedModelTests

open System
open ItoSharp
open Xunit

[<Fact>]
let ``data shift by the mean, the rest is that of x - mu`` () =
    let vp = HandMadeVp() :> IProcess
    let problem = MixtureProblem.make 21 5 3 2 2 3 0.4
    let mean = Oracle.normals 22 5
    let apart = problem.X |> Array.mapi (fun i x -> x - mean[i % 5])

    for kind in Oracle.predictions do
        let centred = GaussianMixtureModel<double>(problem.Law, vp, kind)
        let model = MeanShiftedModel<double>(centred, ReadOnlySpan mean)

        let expected =
            Oracle.evaluate centred apart 0.4 problem.Z
            |> Array.mapi (fun i m -> if kind = Prediction.Data then m + mean[i % 5] else m)

        Assert.Equal<double[]>(expected, Oracle.evaluate model problem.X 0.4 problem.Z)

        Oracle.checkPullBack 1e-8 model problem.X 0.4 problem.Z problem.Cotangent
        |> ignore

[<Fact>]
let ``a mean of another length is refused`` () =
    let problem = MixtureProblem.make 21 5 3 2 2 3 0.4
    let centred = GaussianMixtureModel<double>(problem.Law, HandMadeVp())

    let fault =
        Assert.Throws<ArgumentException>(fun () -> MeanShiftedModel<double>(centred, ReadOnlySpan [| 1.0 |]) |> ignore)

    Assert.Contains("1 entries; 5", fault.Message)
