/// Random processes, parameters, times and schedules under the shipped plans: finite, reproducible, and of their order.
module ItoSharp.Tests.Samplers.RandomPlansTests

open System
open FsCheck
open FsCheck.FSharp
open Xunit
open ItoSharp
open ItoSharp.Tests.Models
open ItoSharp.Tests.Models.Orders
open ItoSharp.Tests.Samplers.Fixtures
open ItoSharp.Tests.Samplers.OrdersFit
open ItoSharp.Tests.Samplers.OrdersProblems

let private check count (gen: Gen<'a>) (property: 'a -> unit) =
    let config =
        Config.QuickThrowOnFailure
            .WithMaxTest(count)
            .WithQuietOnSuccess(true)
            .WithReplay(Some { Rnd = Rnd(17UL, 5UL); Size = None })

    Check.One(config, Prop.forAll (Arb.fromGen gen) property)

/// A number between two, in a thousand places.
let private between (low: float) (high: float) =
    Gen.choose (0, 1000) |> Gen.map (fun n -> low + (high - low) * float n / 1000.0)

let private vpLinear =
    gen {
        let! low = between 0.05 1.0
        let! high = between 6.0 25.0
        return VpLinear(low, high)
    }

/// A process with a span of its times that covers a few units of log-SNR.
let private span (p: IProcess) lowest highest =
    gen {
        let! first = between -2.6 lowest
        let! last = between highest 2.5
        return p.TimeOfLambda first, p.TimeOfLambda last
    }

let private schedule =
    gen {
        let! n = Gen.choose (1, 24)
        let! exponent = between 1.0 9.0

        return!
            Gen.elements [
                UniformLambda.Steps n :> Schedule
                UniformTime.Steps n
                Karras.Steps(n, exponent)
            ]
    }

/// Samples of a few starts at the scale of the prior, twice; finite and the same bits. One step of a plan in noise form from
/// deep noise is far off (1 / alpha times its error), but a number.
let private soundly what (sampler: FieldSampler<'p, float>) =
    let start = Array.zeroCreate 12
    sampler.DrawPrior(Span start, SampleOptions(Seed = 3UL))
    let options = SampleOptions(Seed = 5UL)
    let first = runWith options sampler start
    Assert.All(first, fun x -> Assert.True(Double.IsFinite x && abs x < 1e6, sprintf "%s gives %g" what x))
    Assert.Equal<float[]>(first, runWith (SampleOptions(Seed = 5UL, RowsPerCall = 5, Threads = 2)) sampler start)

let private model (p: IProcess) =
    GaussianMixtureModel<float>(mixture1, p, Prediction.Data) :> IModel<float>

[<Fact>]
let ``every plan stays finite and reproducible on random VP processes`` () =
    let cases =
        gen {
            let! p = vpLinear
            let! first, last = span p -1.0 0.5
            let! s = schedule
            let! level = between 0.0 1.0
            return p, Nullable first, Nullable last, s, level
        }

    check 60 cases (fun (p, a, b, s, level) ->
        let m = model p
        soundly "DDIM" (VpDdim(m, p, s, a, b, Ddim level))
        soundly "2M" (VpDpm2M(m, p, s, a, b))
        soundly "SDE 2M" (VpSdeDpm2M(m, p, s, a, b, SdeDpmSolverPP2M level))
        soundly "UniPC" (VpUniPC2(m, p, s, a, b))
        soundly "SA" (VpSa(m, p, s, a, b, SaSolverP2C2 level))
        soundly "Heun" (VpHeun(m, p, s, a, b))
        soundly "rhoAB1" (VpRhoAB1(m, p, s, a, b))
        soundly "rhoAB2" (VpRhoAB2(m, p, s, a, b)))

[<Fact>]
let ``samplers stay finite and reproducible on random processes of the other kinds`` () =
    let cases =
        gen {
            let! offset = between 0.002 0.1
            let! sigma = between 0.2 1.5
            let! theta = between 1.0 6.0
            let! s = schedule
            return VpCosine offset, PlainIrSde(theta, sigma), VarianceExploding(0.02, 4.0 + 10.0 * sigma), s
        }

    check 40 cases (fun (cosine, ir, ve, s) ->
        soundly "cosine UniPC" (CosineUniPC2(model cosine, cosine, s))
        soundly "cosine SA" (CosineSa(model cosine, cosine, s))
        soundly "cosine Heun" (CosineHeun(model cosine, cosine, s))
        soundly "IR DDIM" (PlainIrDdim(model ir, ir, s, solver = Ddim 0.5))
        soundly "IR SA" (PlainIrSa(model ir, ir, s))
        soundly "VE UniPC" (VeUniPC2(model ve, ve, s))
        soundly "VE SDE 2M" (VeSdeDpm2M(model ve, ve, s)))

[<Fact>]
let ``the order holds on random processes and times`` () =
    let cases =
        gen {
            let! p = vpLinear
            let! first, last = span p -1.5 1.0
            let! offset = between 0.002 0.1
            let! theta = between 2.0 5.0
            return p, first, last, VpCosine offset, PlainIrSde(theta, 0.8)
        }

    let grids = [ 64; 91; 128; 181; 256 ]

    let slope what order (problem: Problem) (make: Schedule -> FieldSampler<'p, float>) =
        errorsOn grids (fun n -> error problem (make (UniformLambda.Steps n)))
        |> assertSlope what order 0.25

    let on problem (p: IProcess) first last =
        let problem: Problem = problem p first last
        problem, Nullable problem.StartTime, Nullable problem.EndTime

    check 6 cases (fun (p, first, last, cosine, ir) ->
        let problem, a, b = on nonautonomous p first last
        slope (sprintf "DDIM on %O" p) 1.0 problem (fun s -> VpDdim(problem.Model, p, s, a, b))
        slope (sprintf "2M on %O" p) 2.0 problem (fun s -> VpDpm2M(problem.Model, p, s, a, b))
        slope (sprintf "UniPC on %O" p) 3.0 problem (fun s -> VpUniPC2(problem.Model, p, s, a, b))
        slope (sprintf "Heun on %O" p) 2.0 problem (fun s -> VpHeun(problem.Model, p, s, a, b))
        slope (sprintf "rhoAB2 from Heun on %O" p) 3.0 problem (fun s -> VpRhoAB2FromHeun(problem.Model, p, s, a, b))

        let onCosine, a, b =
            on nonautonomous cosine (cosine.TimeOfLambda -2.0) (cosine.TimeOfLambda 1.5)

        slope (sprintf "UniPC on %O" cosine) 3.0 onCosine (fun s -> CosineUniPC2(onCosine.Model, cosine, s, a, b))
        slope (sprintf "Heun on %O" cosine) 2.0 onCosine (fun s -> CosineHeun(onCosine.Model, cosine, s, a, b))
        let onIr, a, b = on nonautonomous ir (ir.TimeOfLambda -2.0) (ir.TimeOfLambda 1.5)
        slope (sprintf "UniPC on %O" ir) 3.0 onIr (fun s -> PlainIrUniPC2(onIr.Model, ir, s, a, b))
        slope (sprintf "Heun on %O" ir) 2.0 onIr (fun s -> PlainIrHeun(onIr.Model, ir, s, a, b)))
