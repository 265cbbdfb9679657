/// Every function of every process against its formula in the literature and against independent quadrature.
module ItoSharp.Tests.Processes.ProcessValueTests

open System
open Xunit
open ItoSharp
open ItoSharp.Tests.Models
open ItoSharp.Tests.Processes.Zoo

let private each (cases: Case list) (check: Case -> string list) =
    let wrong = [
        for c in cases do
            for w in check c -> $"{c.Name}: {w}"
    ]

    Assert.True(wrong.IsEmpty, String.Join("\n", wrong))

let private compare what tolerance expected actual t =
    if close tolerance expected actual then
        []
    else
        [ $"{what}({t}) = {actual:R}, expected {expected:R}" ]

[<Fact>]
let ``f, g, alpha, sigma and lambda are those of the literature`` () =
    each closed (fun c -> [
        for t in times c.Process do
            let p = c.Process
            // The formula 1 - alpha^2 as printed loses digits near t = 0; ours does not.
            let slack = 1e-12 + 4e-16 / (c.Sigma t / c.Alpha t) ** 2.0
            yield! compare "f" 1e-12 (c.F t) (p.LinearDrift t) t
            yield! compare "g^2" 1e-12 (c.G2 t) (p.DiffusionSquared t) t
            yield! compare "alpha" 1e-12 (c.Alpha t) (p.Alpha t) t
            yield! compare "sigma" slack (c.Sigma t) (p.Sigma t) t

            if abs (log (c.Alpha t / c.Sigma t) - p.Lambda t) > 10.0 * slack then
                yield $"lambda({t}) = {p.Lambda t:R}, expected {log (c.Alpha t / c.Sigma t):R}"
    ])

[<Fact>]
let ``what comes from quadrature agrees with Runge-Kutta`` () =
    each numeric (fun c -> [
        for t in times c.Process do
            let p = c.Process
            yield! compare "alpha" 1e-11 (c.Alpha t) (p.Alpha t) t
            yield! compare "sigma" 1e-11 (c.Sigma t) (p.Sigma t) t
            yield! compare "lambda" 1e-10 (log (c.Alpha t / c.Sigma t)) (p.Lambda t) t
    ])

/// 40 panels of a 16-point rule, narrower towards b, where rectified flow's f is nearly singular: an integral of the test's own.
let private integral f a b =
    let struct (nodes, weights) = GaussLegendre.Compute 16
    let panels = 40

    let edge i =
        b - (b - a) * (1.0 - float i / float panels) ** 4.0

    Seq.sum (
        seq {
            for i in 0 .. panels - 1 do
                let centre = (edge i + edge (i + 1)) / 2.0
                let h = edge (i + 1) - edge i
                for j in 0..15 -> weights.[j] * f (centre + 0.5 * h * nodes.[j]) * 0.5 * h
        }
    )

[<Fact>]
let ``alpha and sigma solve the equations of f and g`` () =
    each all (fun c ->
        let p = c.Process
        let ts = times p
        let s = ts.Head

        [
            for t in ts.Tail do
                let logAlpha = integral c.F s t
                yield! compare "alpha ratio" 1e-11 (exp logAlpha) (p.Alpha t / p.Alpha s) t
                let fresh = integral (fun u -> c.G2 u * (p.Alpha t / p.Alpha u) ** 2.0) s t
                let variance = fresh + (p.Alpha t / p.Alpha s * p.Sigma s) ** 2.0
                yield! compare "sigma^2" 1e-11 variance (p.Sigma t ** 2.0) t
                let kernel = TransitionKernel.Between(p, s, t)
                yield! compare "gain" 1e-11 (exp logAlpha) kernel.Gain t
                yield! compare "kernel variance" 1e-10 fresh kernel.Variance t
        ])

[<Fact>]
let ``At says what the functions say, with the right rates`` () =
    each all (fun c ->
        let p = c.Process

        [
            for t in times p |> List.filter (fun t -> t > p.MinTime && t < p.MaxTime) do
                let point = p.At t
                yield! compare "Time" 0.0 t point.Time t
                yield! compare "Alpha" 1e-14 (p.Alpha t) point.Alpha t
                yield! compare "Sigma" 1e-13 (p.Sigma t) point.Sigma t
                yield! compare "Lambda" 1e-13 (p.Lambda t) point.Lambda t
                yield! compare "AlphaRate" 1e-12 (c.F t * p.Alpha t) point.AlphaRate t
                let sigmaRate = c.F t * p.Sigma t + c.G2 t / (2.0 * p.Sigma t)
                let size = abs (c.F t * p.Sigma t) + c.G2 t / (2.0 * p.Sigma t)

                if abs (sigmaRate - point.SigmaRate) > 1e-11 * size then
                    yield $"SigmaRate({t}) = {point.SigmaRate:R}, expected {sigmaRate:R}"
        ])

[<Fact>]
let ``TimeOfLambda inverts Lambda`` () =
    each all (fun c ->
        let p = c.Process

        [
            for t in times p do
                let back = p.TimeOfLambda(p.Lambda t)
                // What an ulp of lambda is worth in time: |dt/dlambda| = 2 sigma^2 / g^2.
                let worth = 2.0 * (c.Sigma t) ** 2.0 / c.G2 t
                let allowed = 1e-12 * t + 4e-15 * (1.0 + abs (p.Lambda t)) * worth

                if not (abs (back - t) <= allowed) then
                    yield $"TimeOfLambda(Lambda({t:R})) = {back:R}"
        ])

[<Fact>]
let ``the ends are exact`` () =
    for c in all do
        let p = c.Process

        if p.Sigma 0.0 = 0.0 then
            Assert.Equal(Double.PositiveInfinity, p.Lambda 0.0)
            Assert.Equal(0.0, p.TimeOfLambda Double.PositiveInfinity)
            Assert.Equal(1.0, p.Alpha 0.0, 15)

    let rf = ItoSharp.RectifiedFlow() :> IProcess
    Assert.Equal(Double.NegativeInfinity, rf.Lambda 1.0)
    Assert.Equal(1.0, rf.TimeOfLambda Double.NegativeInfinity)
    let first = rf.At 1.0

    Assert.Equal<float list>(
        [ 1.0; 0.0; 1.0; Double.NegativeInfinity; -1.0; 1.0 ],
        [
            first.Time
            first.Alpha
            first.Sigma
            first.Lambda
            first.AlphaRate
            first.SigmaRate
        ]
    )

    let last = rf.At 0.0

    Assert.Equal<float list>(
        [ 0.0; 1.0; 0.0; Double.PositiveInfinity; -1.0; 1.0 ],
        [
            last.Time
            last.Alpha
            last.Sigma
            last.Lambda
            last.AlphaRate
            last.SigmaRate
        ]
    )

[<Fact>]
let ``kernels compose, and are right at the ends`` () =
    each all (fun c ->
        let p = c.Process
        let ts = times p
        let s, u, t = ts.[0], ts.[3], ts.[7]

        let first, second, whole =
            TransitionKernel.Between(p, s, u), TransitionKernel.Between(p, u, t), TransitionKernel.Between(p, s, t)

        [
            yield! compare "gain" 1e-12 (first.Gain * second.Gain) whole.Gain t
            yield! compare "variance" 1e-12 (second.Gain ** 2.0 * first.Variance + second.Variance) whole.Variance t
            if TransitionKernel.Between(p, t, t) <> TransitionKernel(1.0, 0.0) then
                yield "the kernel of no time is not the identity"
        ])

    Assert.Equal(TransitionKernel(0.0, 1.0), TransitionKernel.Between(ItoSharp.RectifiedFlow(), 0.0, 1.0))

    let error =
        Assert.Throws<ArgumentOutOfRangeException>(fun () -> VpLinear.Default.Transition(0.5, 0.25) |> ignore)

    Assert.Contains("must not lie before s = 0.5", error.Message)

[<Fact>]
let ``a record is its parameters`` () =
    let p = VpLinear(BetaMax = 12.0)
    Assert.Equal("VpLinear { BetaMin = 0.1, BetaMax = 12 }", string p)
    Assert.Equal("Edm { }", string (Edm()))
    Assert.Equal<string seq>([ "BetaMin"; "BetaMax" ], p.ParameterNames)
    Assert.Equal(VpLinear(0.1, 20.0), VpLinear.Default)
    Assert.Equal(p, VpLinear.FromParameters(ReadOnlySpan [| 0.1; 12.0 |]))
    Assert.Equal<float[]>([| 0.1; 12.0 |], parameters p)
    Assert.True(Double.IsNaN (parameters Awkward.Default).[0])

    let error =
        Assert.Throws<ArgumentException>(fun () -> VpLinear.FromParameters(ReadOnlySpan [| 1.0 |]) |> ignore)

    Assert.Contains("VpLinear has 2 parameters (BetaMin, BetaMax), but the span has 1 entries", error.Message)
    Assert.Equal(p.Sigma 1.0, p.PriorDeviation)
    Assert.Equal((0.002, 80.0, false), (Edm().MinTime, Edm().MaxTime, Edm().MeanReverting))
    Assert.True(Ouve.Default.MeanReverting && IrSde.Default.MeanReverting)
