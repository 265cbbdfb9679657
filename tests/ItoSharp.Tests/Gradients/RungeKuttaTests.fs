/// Gradients of Runge-Kutta plans: the exact adjoint against differences, AdjointDEIS against the exact flow.
module ItoSharp.Tests.Gradients.RungeKuttaTests

open System
open Xunit
open ItoSharp
open ItoSharp.Tests.Models
open ItoSharp.Tests.Models.Stages
open ItoSharp.Tests.Gradients
open ItoSharp.Tests.Gradients.ExactTests
open ItoSharp.Tests.Samplers.Fixtures

let private high, low = Nullable 0.9, Nullable 0.02
let private linear = VpLinear(0.2, 15.0)

/// Nodes that move with the parameters, and nodes that do not.
let private schedules: Schedule list = [ UniformLambda.Steps 4; UniformTime.Steps 5 ]

[<Theory>]
[<InlineData(Prediction.Noise)>]
[<InlineData(Prediction.Data)>]
[<InlineData(Prediction.Velocity)>]
[<InlineData(Prediction.Score)>]
[<InlineData(Prediction.Flow)>]
let ``DPM-Solver-3S, any prediction`` (kind: Prediction) =
    for schedule in schedules do
        check linear kind (fun m p -> VpDpmSolver3S(m, p, schedule, high, low)) (fun s o ->
            (s :?> VpDpmSolver3S).Gradient(start (), Differences.loss, o))

[<Fact>]
let ``exponential methods of two stages`` () =
    for schedule in schedules do
        check linear Prediction.Data (fun m p -> VpDpmSolver2S(m, p, schedule, high, low)) (fun s o ->
            (s :?> VpDpmSolver2S).Gradient(start (), Differences.loss, o))

        check linear Prediction.Velocity (fun m p -> VpDpmSolver2STaylor(m, p, schedule, high, low)) (fun s o ->
            (s :?> VpDpmSolver2STaylor).Gradient(start (), Differences.loss, o))

        check linear Prediction.Noise (fun m p -> VpDpmSolverPP2S(m, p, schedule, high, low)) (fun s o ->
            (s :?> VpDpmSolverPP2S).Gradient(start (), Differences.loss, o))

    check linear Prediction.Data (fun m p -> VpEtd3InData(m, p, six, high, low)) (fun s o ->
        (s :?> VpEtd3InData).Gradient(start (), Differences.loss, o))

    check linear Prediction.Data (fun m p -> VpDpmSolver1(m, p, six, high, low)) (fun s o ->
        (s :?> VpDpmSolver1).Gradient(start (), Differences.loss, o))

[<Fact>]
let ``methods in rho`` () =
    check linear Prediction.Data (fun m p -> VpRhoRk4(m, p, six, high, low)) (fun s o ->
        (s :?> VpRhoRk4).Gradient(start (), Differences.loss, o))

    check linear Prediction.Velocity (fun m p -> VpRhoRkVanDerHouwen3(m, p, six, high, low)) (fun s o ->
        (s :?> VpRhoRkVanDerHouwen3).Gradient(start (), Differences.loss, o))

[<Theory>]
[<InlineData(Prediction.Noise)>]
[<InlineData(Prediction.Data)>]
[<InlineData(Prediction.Flow)>]
let ``direct methods, whose weights read the rates of alpha and sigma`` (kind: Prediction) =
    // Nearer to the data the parameters hardly matter, and differences of that little are rounding noise.
    let low = Nullable 0.15

    for schedule in schedules do
        check linear kind (fun m p -> VpEuler(m, p, schedule, high, low)) (fun s o ->
            (s :?> VpEuler).Gradient(start (), Differences.loss, o))

        check linear kind (fun m p -> VpEulerLambda(m, p, schedule, high, low)) (fun s o ->
            (s :?> VpEulerLambda).Gradient(start (), Differences.loss, o))

        check linear kind (fun m p -> VpKutta3InTime(m, p, schedule, high, low)) (fun s o ->
            (s :?> VpKutta3InTime).Gradient(start (), Differences.loss, o))

        check linear kind (fun m p -> VpRalston3InLambda(m, p, schedule, high, low)) (fun s o ->
            (s :?> VpRalston3InLambda).Gradient(start (), Differences.loss, o))

[<Fact>]
let ``Euler-Maruyama`` () =
    for schedule in schedules do
        check
            linear
            Prediction.Velocity
            (fun m p -> VpEulerMaruyama(m, p, schedule, high, low, EulerMaruyama 0.7))
            (fun s o -> (s :?> VpEulerMaruyama).Gradient(start (), Differences.loss, o))

        check
            linear
            Prediction.Data
            (fun m p -> VpEulerMaruyamaLambda(m, p, schedule, high, low, EulerMaruyamaLambda 0.7))
            (fun s o -> (s :?> VpEulerMaruyamaLambda).Gradient(start (), Differences.loss, o))

[<Fact>]
let ``steps that start behind a way back towards noise`` () =
    for schedule in schedules do
        check linear Prediction.Data (fun m p -> VpChurnedKutta(m, p, schedule, high, low, ChurnedKutta())) (fun s o ->
            (s :?> VpChurnedKutta).Gradient(start (), Differences.loss, o))

        check
            linear
            Prediction.Velocity
            (fun m p -> VpChurnedDpm3(m, p, schedule, high, low, ChurnedDpm3()))
            (fun s o -> (s :?> VpChurnedDpm3).Gradient(start (), Differences.loss, o))

        check linear Prediction.Noise (fun m p -> VpChurnedEuler(m, p, schedule, high, low, ChurnedEuler())) (fun s o ->
            (s :?> VpChurnedEuler).Gradient(start (), Differences.loss, o))

[<Fact>]
let ``multistep plans started by Runge-Kutta steps`` () =
    for schedule in schedules do
        check linear Prediction.Velocity (fun m p -> VpAdams3From2S(m, p, schedule, high, low)) (fun s o ->
            (s :?> VpAdams3From2S).Gradient(start (), Differences.loss, o))

        check linear Prediction.Data (fun m p -> VpNoiseAdams3From3S(m, p, schedule, high, low)) (fun s o ->
            (s :?> VpNoiseAdams3From3S).Gradient(start (), Differences.loss, o))

        check linear Prediction.Noise (fun m p -> VpAdams3FromKutta(m, p, schedule, high, low)) (fun s o ->
            (s :?> VpAdams3FromKutta).Gradient(start (), Differences.loss, o))

[<Theory>]
[<InlineData(Prediction.Noise)>]
[<InlineData(Prediction.Data)>]
let ``mean-reverting processes`` (kind: Prediction) =
    check (IrSde()) kind (fun m p -> IrDpmSolverPP2S(m, p, six, high, Nullable 0.05)) (fun s o ->
        (s :?> IrDpmSolverPP2S).Gradient(start (), Differences.loss, o))

    check (Ouve()) kind (fun m p -> OuveDpmSolver3S(m, p, six, high, Nullable 0.05)) (fun s o ->
        (s :?> OuveDpmSolver3S).Gradient(start (), Differences.loss, o))

    check
        (IrSde())
        kind
        (fun m p -> IrEulerMaruyama(m, p, UniformTime.Steps 6, high, Nullable 0.05, EulerMaruyama 0.6))
        (fun s o -> (s :?> IrEulerMaruyama).Gradient(start (), Differences.loss, o))

    // Every function of OUVE's sigma is a closed form of exponentials.
    check (Ouve()) kind (fun m p -> OuveRalston3InLambda(m, p, six, high, Nullable 0.05)) (fun s o ->
        (s :?> OuveRalston3InLambda).Gradient(start (), Differences.loss, o))

[<Fact>]
let ``from alpha = 0 and to sigma = 0`` () =
    check (ItoSharp.RectifiedFlow()) Prediction.Flow (fun m p -> RfKutta3InTime(m, p, UniformTime.Steps 6)) (fun s o ->
        (s :?> RfKutta3InTime).Gradient(start (), Differences.loss, o))

[<Fact>]
let ``encoding, from the data to the noise`` () =
    check linear Prediction.Noise (fun m p -> VpDpmSolver3S(m, p, six, low, high)) (fun s o ->
        (s :?> VpDpmSolver3S).Gradient(start (), Differences.loss, o))

    check linear Prediction.Noise (fun m p -> VpKutta3InTime(m, p, six, low, high)) (fun s o ->
        (s :?> VpKutta3InTime).Gradient(start (), Differences.loss, o))

/// d loss / d (start, condition, theta) of T6 on the exact flow, samples note F.1.
let private exact = [| 0.478133800003; 0.142199997027; -0.160551235262 |]

/// The errors of both gradients of a sampler of T6 with n steps.
let private errors name n =
    let m, s = T6.model (), UniformLambda.Steps n
    let x = ReadOnlySpan T1.start
    let a, b = T1.startTime, T1.endTime

    let distance (g: Gradient<VpLinear, float>) =
        Array.map2 (fun found e -> (found - e) ** 2.0) [| g.Start.[0]; g.Condition.[0]; g.Model.[0] |] exact
        |> Array.sum
        |> sqrt

    let adjoint = AdjointDeisOptions(Order = 2, Form = Prediction.Data)

    match name with
    | "DpmSolver2S" ->
        let s = VpDpmSolver2S(m, vp, s, a, b)
        distance (s.Gradient(x, T6.loss, T6.options)), distance (s.GradientAdjointDeis(x, T6.loss, adjoint, T6.options))
    | "DpmSolver3S" ->
        let s = VpDpmSolver3S(m, vp, s, a, b)
        distance (s.Gradient(x, T6.loss, T6.options)), distance (s.GradientAdjointDeis(x, T6.loss, adjoint, T6.options))
    | "RhoRk4" ->
        let s = VpRhoRk4(m, vp, s, a, b)
        distance (s.Gradient(x, T6.loss, T6.options)), distance (s.GradientAdjointDeis(x, T6.loss, adjoint, T6.options))
    | "Kutta3InTime" ->
        let s = VpKutta3InTime(m, vp, s, a, b)
        distance (s.Gradient(x, T6.loss, T6.options)), distance (s.GradientAdjointDeis(x, T6.loss, adjoint, T6.options))
    | "Adams3From2S" ->
        let s = VpAdams3From2S(m, vp, s, a, b)
        distance (s.Gradient(x, T6.loss, T6.options)), distance (s.GradientAdjointDeis(x, T6.loss, adjoint, T6.options))
    | _ ->
        let s = VpEulerLambda(m, vp, s, a, b)
        distance (s.Gradient(x, T6.loss, T6.options)), distance (s.GradientAdjointDeis(x, T6.loss, adjoint, T6.options))

/// The exact adjoint converges with its sampler's order, AdjointDEIS-2M with the lesser of that and two.
[<Theory>]
[<InlineData("DpmSolver2S", 2, 2)>]
[<InlineData("DpmSolver3S", 3, 2)>]
[<InlineData("RhoRk4", 4, 2)>]
[<InlineData("Kutta3InTime", 3, 2)>]
[<InlineData("Adams3From2S", 3, 2)>]
[<InlineData("EulerLambda", 1, 1)>]
let ``both gradients converge to that of the exact flow`` (name: string) (exactOrder: int) (continuousOrder: int) =
    // The reference has twelve digits, which fourth order reaches early; along Euler's states 2M's own error of second order hides
    // theirs of first for long.
    let exactGrids =
        if exactOrder = 4 then
            [ 24; 32; 48; 64; 96; 128 ]
        else
            [ 96; 128; 192; 256; 384; 512 ]

    let continuousGrids =
        if continuousOrder = 1 then
            [ 1448; 2048; 2896; 4096; 5793 ]
        else
            [ 96; 128; 192; 256; 384; 512 ]

    let slope pick grids =
        grids |> List.map (fun n -> n, pick (errors name n))

    slope fst exactGrids
    |> ItoSharp.Tests.Samplers.OrdersFit.assertSlope (name + ", exact adjoint") (float exactOrder) 0.3

    slope snd continuousGrids
    |> ItoSharp.Tests.Samplers.OrdersFit.assertSlope (name + ", AdjointDEIS") (float continuousOrder) 0.3
