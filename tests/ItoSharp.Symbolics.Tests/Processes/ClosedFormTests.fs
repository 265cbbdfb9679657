/// Derived scales, rates and inverses: against the literature, against quadrature and against one another.
module ItoSharp.Symbolics.Tests.Processes.ClosedFormTests

open System
open ItoSharp.Symbolics
open ItoSharp.Symbolics.Tests
open ItoSharp.Symbolics.Tests.Properties
open ItoSharp.Symbolics.Tests.Processes.Derivations
open Xunit

// The zoo in plain floating point, from the table of reference/samplers.md A.5.
let private square x = x * x
let private b t = 0.1 * t + 0.5 * 19.9 * t * t

let private cosine t =
    Math.Cos((t + 0.008) / 1.008 * Math.PI / 2.0)
    / Math.Cos(0.008 / 1.008 * Math.PI / 2.0)

let private expm1 = SpecialFunctions.expm1

let private table: (ProcessDeclaration * (float -> float) * (float -> float)) list =
    let vp = (fun t -> exp (-0.5 * b t)), (fun t -> sqrt (-(expm1 (-(b t)))))
    let vpCosine = cosine, (fun t -> sqrt (1.0 - square (cosine t)))
    let ratio = 5000.0
    let one = fun (_: float) -> 1.0
    let trig = (fun t -> cos (Math.PI * t / 2.0)), (fun t -> sin (Math.PI * t / 2.0))

    [
        Zoo.vpLinear, fst vp, snd vp
        Zoo.vpLiteral, fst vp, snd vp
        Zoo.vpCosine, fst vpCosine, snd vpCosine
        Zoo.vpCosineRates, fst vpCosine, snd vpCosine
        Zoo.veGeometric, one, (fun t -> 0.01 * Math.Pow(ratio, t))
        Zoo.veRates, one, (fun t -> 0.01 * sqrt (expm1 (2.0 * t * log ratio)))
        Zoo.edm, one, id
        Zoo.edmRates, one, id
        Zoo.brownian, one, sqrt
        Zoo.rectifiedFlow, (fun t -> 1.0 - t), id
        Zoo.rectifiedFlowRates, (fun t -> 1.0 - t), id
        Zoo.horizon, (fun t -> 1.0 - t), id
        Zoo.horizonRates, (fun t -> 1.0 - t), id
        Zoo.trigonometric, fst trig, snd trig
        Zoo.trigonometricRates, fst trig, snd trig
        Zoo.irSde, (fun t -> exp (-4.6 * t)), (fun t -> 0.2 * sqrt (-(expm1 (-9.2 * t))))
        Zoo.ouve,
        (fun t -> exp (-1.5 * t)),
        (fun t ->
            let l = log 10.0
            0.05 * sqrt (l / (1.5 + l) * exp (-3.0 * t) * expm1 (2.0 * (l + 1.5) * t)))
        Zoo.subVp, fst vp, (fun t -> -(expm1 (-(b t))))
        Zoo.irSdeSine,
        (fun t -> exp (-9.2 * (t / 2.0 - sin (Math.PI * t) / (2.0 * Math.PI)))),
        (fun t ->
            0.2
            * sqrt (-(expm1 (-2.0 * 9.2 * (t / 2.0 - sin (Math.PI * t) / (2.0 * Math.PI))))))
    ]

[<Fact>]
let ``alpha, sigma and lambda are those of the literature`` () =
    for d, alpha, sigma in table do
        let p = derive d

        for t in times d do
            // The reference formulas cancel near t = 0, not ours.
            let tolerance = if t <= 1e-3 then 1e-5 else 1e-11
            near tolerance (alpha t) (at d (formula d.Name p.Alpha) t) (d.Name + " alpha at " + string t)
            near tolerance (sigma t) (at d (formula d.Name p.Sigma) t) (d.Name + " sigma at " + string t)
            near tolerance (sigma t / alpha t) (at d (formula d.Name p.Rho) t) (d.Name + " rho at " + string t)
            let lambda = at d (formula d.Name p.Lambda) t

            Assert.True(
                abs (lambda - log (alpha t / sigma t)) < 10.0 * tolerance * (1.0 + abs lambda),
                d.Name + " lambda"
            )

            near
                1e-12
                (at d (formula d.Name p.LogAlpha) t |> exp)
                (at d (formula d.Name p.Alpha) t)
                (d.Name + " log alpha")

            near
                1e-11
                (at d (formula d.Name p.LogSigma) t |> exp)
                (at d (formula d.Name p.Sigma) t)
                (d.Name + " log sigma")

[<Fact>]
let ``declared rates and derived scales agree by quadrature`` () =
    for d in Zoo.closed @ Zoo.withoutInverse do
        if d.Drift.IsSome then
            let p = derive d
            let f, g = at d d.Drift.Value, at d d.Diffusion.Value
            let alpha = at d (formula d.Name p.Alpha)

            for t in [ 0.05; 0.3; 0.7; 0.97 ] do
                near 1e-12 (exp (GaussLegendre.integrate 64 f 0.0 t)) (alpha t) (d.Name + " alpha")

                let ratio =
                    GaussLegendre.integrate 64 (fun s -> square (g s) / square (alpha s)) 0.0 t

                near 1e-12 ratio (at d (formula d.Name p.RhoSquared) t) (d.Name + " rho^2")

[<Fact>]
let ``rates follow from scales`` () =
    for d in Zoo.closed @ Zoo.withoutInverse do
        let p = derive d
        let alpha, sigma = formula d.Name p.Alpha, formula d.Name p.Sigma
        let rate e = at d (Differentiate.wrt "t" e)

        for t in [ 0.05; 0.3; 0.7; 0.97 ] do
            let f = rate alpha t / at d alpha t
            Assert.True(close 1e-11 f (at d p.Drift t), d.Name + " f")
            let g2 = 2.0 * at d sigma t * rate sigma t - 2.0 * f * square (at d sigma t)
            Assert.True(close 1e-10 g2 (at d p.DiffusionSquared t), d.Name + " g^2")

[<Fact>]
let ``the inverse of lambda returns the time`` () =
    for d in Zoo.closed do
        let p = derive d
        let lambda = formula d.Name p.Lambda
        let inverse = formula d.Name p.TimeOfLambda

        for t in times d do
            let l = at d lambda t
            let back = Evaluate.at (Map.add "lambda" l (defaults d)) inverse
            near 1e-10 t back (d.Name + " time of lambda")

[<Fact>]
let ``the ends of the interval may be the ends of the process`` () =
    for d in Zoo.closed do
        let p = derive { d with MinTime = 0.0 }
        let lambda = at d (formula d.Name p.Lambda) 0.0

        let back =
            Evaluate.at (Map.add "lambda" lambda (defaults d)) (formula d.Name p.TimeOfLambda)

        Assert.True(abs back < 1e-12, d.Name + " at 0: lambda " + string lambda + ", time " + string back)

    derive { Zoo.vpCosine with MaxTime = 1.0 } |> ignore
    derive { Zoo.vpCosineRates with MaxTime = 1.0 } |> ignore

[<Fact>]
let ``inverses hold at parameters far from the defaults`` () =
    let values = [
        Zoo.vpLinear, [ "BetaMin", 3.0; "BetaMax", 3.0 ]
        Zoo.vpLinear, [ "BetaMin", 5.0; "BetaMax", 1.0 ]
        Zoo.vpScaledLinear, [ "BetaMin", 2.0; "BetaMax", 2.0 ]
        Zoo.vpScaledLinear, [ "BetaMin", 0.01; "BetaMax", 12.0 ]
        Zoo.vpCosine, [ "Shift", 0.2 ]
        Zoo.veGeometric, [ "SigmaMin", 0.5; "SigmaMax", 3.0 ]
        Zoo.irSde, [ "Theta", 0.1; "Level", 5.0 ]
        Zoo.ouve, [ "Theta", 0.2; "SigmaMin", 0.1; "SigmaMax", 9.0 ]
    ]

    for d, parameters in values do
        let p = derive d
        let values = Map.ofList parameters

        for t in [ 1e-5; 0.01; 0.3; 0.9 ] do
            let lambda = Evaluate.at (Map.add "t" t values) (formula d.Name p.Lambda)
            near 1e-9 t (Evaluate.at (Map.add "lambda" lambda values) (formula d.Name p.TimeOfLambda)) d.Name

[<Fact>]
let ``growing noise under a constant pull is a phi-function`` () =
    // rho^2 = integral of s exp(2 A s): elementary, but it cancels near 0 and divides by A^2; the phi form does neither.
    let d = {
        Zoo.brownian with
            Parameters = [ "A", Some 1.3 ]
            Drift = Some(-(Var "A"))
            Diffusion = Some(Expr.sqrt Zoo.t)
    }

    let p = derive d
    Assert.Equal("t sqrt(phi_2(-2 A t))", FormulaPrinter.print (formula "sigma" p.Sigma))
    near 1e-14 (1e-9 / sqrt 2.0) (at d (formula "rho" p.Rho) 1e-9 * exp (-1.3e-9 * 2.0 / 3.0)) "rho near 0"
    near 1e-14 0.5 (Evaluate.at (Map.ofList [ "t", 1.0; "A", 0.0 ]) (formula "rho^2" p.RhoSquared)) "A = 0"

[<Fact>]
let ``parameters may start from 0`` () =
    for d, parameters in
        [
            Zoo.vpLinear, [ "BetaMin", Some 0.0; "BetaMax", Some 20.0 ]
            Zoo.vpCosine, [ "Shift", Some 0.0 ]
            Zoo.vpCosineRates, [ "Shift", Some 0.0 ]
        ] do
        let d = { d with Parameters = parameters }
        let p = derive d

        for t in [ 1e-3; 0.1; 0.6; 0.95 ] do
            let lambda = at d (formula d.Name p.Lambda) t
            near 1e-10 t (Evaluate.at (Map.add "lambda" lambda (defaults d)) (formula d.Name p.TimeOfLambda)) d.Name
