/// Encoding: the deterministic plans run from the data to the noise by exchanged times, and come back to their order.
module ItoSharp.Tests.Samplers.OrdersEncodeTests

open System
open Xunit
open ItoSharp
open ItoSharp.Tests.Models
open ItoSharp.Tests.Models.Orders
open ItoSharp.Tests.Samplers.Fixtures
open ItoSharp.Tests.Samplers.OrdersFit
open ItoSharp.Tests.Samplers.OrdersProblems

let private data = [| -1.2; -0.7; 0.3; 0.8; 1.1 |]

/// The RMS distance between data and their decoded codes.
let private returns (decode: FieldSampler<'p, float>) (encode: FieldSampler<'p, float>) =
    let back = run decode (run encode data)
    Array.map2 (fun a b -> (a - b) ** 2.0) back data |> Array.average |> Math.Sqrt

/// The local error of a one-step method of even order p is odd in the step, so there and back its leading terms cancel: Heun's
/// round trip is of order three.
[<Theory>]
[<InlineData("NoiseOneNode", 1)>]
[<InlineData("DpmSolverPP2M", 2)>]
[<InlineData("UniPC2", 3)>]
[<InlineData("RhoRkHeun", 3)>]
[<InlineData("RhoAB2FromHeun", 3)>]
let ``decoding an encoded state returns it to the plan's order`` (plan: string) (order: int) =
    let m = T1.model Prediction.Data
    let a, b = T1.startTime, T1.endTime

    errorsOn [ 48; 64; 96; 128; 192; 256; 384 ] (fun n ->
        let s = UniformLambda.Steps n

        match plan with
        | "NoiseOneNode" -> returns (VpNoise1(m, vp, s, a, b)) (VpNoise1(m, vp, s, b, a))
        | "DpmSolverPP2M" -> returns (VpDpm2M(m, vp, s, a, b)) (VpDpm2M(m, vp, s, b, a))
        | "UniPC2" -> returns (VpUniPC2(m, vp, s, a, b)) (VpUniPC2(m, vp, s, b, a))
        | "RhoRkHeun" -> returns (VpHeun(m, vp, s, a, b)) (VpHeun(m, vp, s, b, a))
        | _ -> returns (VpRhoAB2FromHeun(m, vp, s, a, b)) (VpRhoAB2FromHeun(m, vp, s, b, a)))
    |> assertSlope (sprintf "%s there and back" plan) (float order) 0.3

[<Fact>]
let ``encoding is the exact flow backwards`` () =
    let p = gaussianT2.Value

    let sampler =
        VpRk4(p.Model, vp, UniformLambda.Steps 200, Nullable p.EndTime, Nullable p.StartTime)

    let codes = run sampler p.Exact
    Array.iter2 (fun (a: float) b -> Assert.Equal(a, b, 1e-7)) p.Starts codes

[<Fact>]
let ``DDIM without noise encodes`` () =
    let m = T1.model Prediction.Data
    let s = UniformLambda.Steps 40
    let ddim = VpDdim(m, vp, s, T1.endTime, T1.startTime, Ddim 0.0)
    let expected = run (VpNoise1(m, vp, s, T1.endTime, T1.startTime)) data
    Array.iter2 (fun (a: float) b -> Assert.Equal(a, b, 1e-12)) expected (run ddim data)
