/// Plans that are the same method under several names give the same samples.
module ItoSharp.Tests.Samplers.ZooIdentitiesTests

open System
open Xunit
open ItoSharp
open ItoSharp.Tests.Models
open ItoSharp.Tests.Samplers.Fixtures

/// Names of one method, each with values at which it is that method; null: those without noise.
let private groups: (string * obj) list list = [
    [
        "Ddim", null
        "DpmSolver1", null
        "SdeDpmSolver1", null
        "SdeDpmSolverPP1", null
    ]
    [ "DpmSolverPP2M", null; "SdeDpmSolverPP2M", null ]
    [ "DpmSolverPP2MTaylor", null; "SdeDpmSolverPP2MTaylor", null ]
    [ "DpmSolverPP3M", null; "SdeDpmSolverPP3M", null ]
    [ "DpmSolverPP3MPublished", null; "SdeDpmSolverPP3MKDiffusion", null ]
    [ "DpmSolver3M", null; "DeisLambdaAB2", null ]
    [ "SaSolver", null; "SaSolverP3C4", null ]
    [ "RhoRkHeun", null; "EdmStochastic", null ]
    [ "Ghvb4", Ghvb4 1.0; "Ipndm4", null ]
    [ "Euler", null; "EulerMaruyama", null ]
    [ "EulerLambda", null; "EulerMaruyamaLambda", null ]
    // At tau = 1 the same noise as well: DDIM's eta = 1 is SDE-DPM-Solver++(1), and DiffVC's step for data at one point.
    [
        "Ddim", Ddim 1.0
        "SdeDpmSolverPP1", SdeDpmSolverPP1 1.0
        "DiffVcMaximumLikelihood", DiffVcMaximumLikelihood 0.0
    ]
]

let private samples (name: string) (values: obj) schedule =
    let entry = Zoo.All |> Seq.find (fun e -> e.Facts.Name = name)
    let values = if isNull values then entry.Quiet else values

    let sampler =
        match name, values with
        | "Ddim", (:? Ddim as ddim) ->
            VpDdim(T1.model Prediction.Data, vp, schedule, T1.startTime, T1.endTime, ddim)
            :> FieldSampler<VpLinear, float>
        | _ -> entry.Make.Invoke(T1.model Prediction.Data, vp, schedule, T1.startTime.Value, T1.endTime.Value, values)

    runWith (SampleOptions(Seed = 3UL)) sampler [| -1.4; 0.1; 0.7; 2.2 |]

[<Fact>]
let ``one method under several names`` () =
    for group in groups do
        for schedule in
            [
                UniformLambda.Steps 7 :> Schedule
                UniformTime.Steps 9
                PolynomialTime.Steps(8, 2.0)
            ] do
            let name, values = group.Head
            let expected = samples name values schedule

            for other, values in group.Tail do
                let found = samples other values schedule

                Array.iter2
                    (fun (a: float) b ->
                        Assert.True(abs (a - b) <= 2e-12 * (1.0 + abs a), sprintf "%s %.15g, %s %.15g" name a other b))
                    expected
                    found

/// ER-SDE's noise scale rho^(1 + tau^2) is the level tau; rho itself is DDIM.
[<Fact>]
let ``powers of rho as noise scale are levels of the reverse family`` () =
    let model = T1.model Prediction.Data
    let start = [| -1.4; 0.1; 0.7; 2.2 |]
    let options = SampleOptions(Seed = 3UL)

    for tau in [ 0.0; 0.3; 0.7; 1.0; 1.4 ] do
        for schedule in [ UniformLambda.Steps 7 :> Schedule; UniformTime.Steps 9 ] do
            let scaled =
                VpPowerScale(model, vp, schedule, PowerScale(1.0 + tau * tau), T1.startTime, T1.endTime)

            let level =
                ZooSdeDpmSolverPP1(model, vp, schedule, T1.startTime, T1.endTime, SdeDpmSolverPP1 tau)

            Array.iter2
                (fun (a: float) b -> Assert.Equal(a, b, 2e-11))
                (runWith options level start)
                (runWith options scaled start)

[<Fact>]
let ``a heavy ball without damping is Adams-Bashforth from the first step`` () =
    let model = T1.model Prediction.Noise

    for steps in [ 1; 2; 3; 12 ] do
        let ball =
            ZooGhvb2(model, vp, UniformRho.Steps steps, T1.startTime, T1.endTime, Ghvb2 1.0)

        let adams =
            ZooDeisRhoAB1(model, vp, UniformRho.Steps steps, T1.startTime, T1.endTime)

            // On a grid uniform in rho the ratio of steps is one, and the exact weights are the uniform numbers.

        Assert.Equal((run adams T1.start).[0], (run ball T1.start).[0], 1e-12)

/// So on such grids they have the order of their history, which they have on no other (F.5).
[<Fact>]
let ``on a grid uniform in rho the uniform numbers are the exact weights`` () =
    let model = T1.model Prediction.Noise

    for steps in [ 1; 3; 4; 9 ] do
        let uniform = ZooIpndm4(model, vp, UniformRho.Steps steps, T1.startTime, T1.endTime)

        let exact =
            ZooDeisRhoAB3(model, vp, UniformRho.Steps steps, T1.startTime, T1.endTime)

        Assert.Equal((run exact T1.start).[0], (run uniform T1.start).[0], 1e-11)
