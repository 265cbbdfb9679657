/// What the weights of every plan must be: exact on constants, on polynomials in the clock, and marginal-preserving.
module ItoSharp.Symbolics.Tests.Plans.WeightTests

open System
open FsCheck.FSharp
open Xunit
open ItoSharp.Symbolics
open ItoSharp.Symbolics.Tests.Plans.RandomPlans
open ItoSharp.Symbolics.Tests.Plans.Interpreter

let private near (tolerance: float) what (expected: float) (actual: float) =
    Assert.True(
        abs (expected - actual) <= tolerance * (1.0 + abs expected),
        sprintf "%s: %.16g expected, %.16g found" what expected actual
    )

let private methodOf (p: PlanDeclaration) =
    match p.Method with
    | PlanMethod.Multistep m -> m
    | PlanMethod.RungeKutta _ -> failwith "a multistep plan was declared"

let private derived p =
    match PlanDerivation.derive p with
    | Ok d -> d
    | Error faults ->
        failwithf "%s: %s" (PlanText.write p) (faults |> List.map (fun f -> f.Message) |> String.concat "; ")

let private clock (m: MultistepPlan) (n: Node) =
    match m.Clock with
    | PlanClock.Lambda -> n.Lambda
    | PlanClock.Rho -> n.Sigma / n.Alpha
    | PlanClock.Time -> n.Time

/// tau^2 of a step: DDIM's eta stands for the tau with 1 - exp(-2 tau^2 h) = eta^2 (1 - exp(-2h)).
let private tauSquared (m: MultistepPlan) level h =
    match m.Noise with
    | PlanNoise.Deterministic -> 0.0
    | PlanNoise.Tau -> level * level
    | PlanNoise.Scale
    | PlanNoise.Posterior -> failwith "no random plan has this noise"
    | PlanNoise.Eta -> -Math.Log(1.0 - level * level * (1.0 - Math.Exp(-2.0 * h))) / (2.0 * h)

/// Whether the plan or a starter of it takes half weights, which are exact on constants only.
let rec private hasHalfWeight (m: MultistepPlan) =
    m.Weight <> PlanWeight.Exact
    || match m.Start with
       | Some { Method = PlanMethod.Multistep start } -> hasHalfWeight start
       | _ -> false

/// The integral of the weight times a function of the clock over the step from s to t.
let private integral (m: MultistepPlan) level (t: Node) (s: Node) (f: float -> float) =
    let kappa = 1.0 + tauSquared m level (t.Lambda - s.Lambda)

    match m.Form, m.Clock with
    | PlanForm.Data, _ ->
        GaussLegendre.integrate 4 (fun u -> kappa * t.Alpha * Math.Exp(-kappa * (t.Lambda - u)) * f u) s.Lambda t.Lambda
    | PlanForm.Noise, PlanClock.Lambda ->
        GaussLegendre.integrate 4 (fun u -> -kappa * t.Alpha * Math.Exp(-u) * f u) s.Lambda t.Lambda
    | PlanForm.Noise, PlanClock.Time -> failwith "random plans have closed weights"
    | PlanForm.Noise, PlanClock.Rho -> GaussLegendre.integrate 4 (fun u -> t.Alpha * f u) (clock m s) (clock m t)

/// u^degree about the start, in steps: well scaled.
let private power (m: MultistepPlan) (t: Node) (s: Node) degree u =
    ((u - clock m s) / (clock m t - clock m s)) ** float degree

let private cases =
    gen {
        let! p = plan
        let! nodes = nodes 7
        let! level = level
        return p, nodes, level
    }

[<Fact>]
let ``random plans are well formed and their orders are within their nodes`` () =
    check 200 plan (fun p ->
        let d = derived p
        let m = methodOf p
        Assert.Empty(PlanProofs.faults p)
        Assert.InRange(d.Order, 1, max m.History m.Corrector)
        Assert.InRange(d.GlobalOrder, 1, d.Order)
        Assert.Equal(1, d.EvaluationsPerStep))

[<Fact>]
let ``predictors integrate polynomials of the clock exactly`` () =
    check 150 cases (fun (p, nodes, level) ->
        let m = methodOf p

        for formula in (derived p).Predictors do
            let k = formula.History
            let row = onNodes formula.Program nodes level
            let t, s = nodes.[0], nodes.[1]

            let degrees = if k = 2 && hasHalfWeight m then 0 else k - 1

            for degree in 0..degrees do
                let sum =
                    Seq.sum (seq { for j in 0 .. k - 1 -> row.[1 + j] * power m t s degree (clock m nodes.[1 + j]) })

                near
                    1e-10
                    (sprintf "degree %d of %s" degree (PlanText.write p))
                    (integral m level t s (power m t s degree))
                    sum)

[<Fact>]
let ``steps keep the law of a point mass`` () =
    // x_s ~ N(alpha_s D, sigma_s^2) goes to N(alpha_t D, sigma_t^2): a alpha_s + sum c = alpha_t and (a sigma_s)^2 + nu^2 = sigma_t^2.
    check 150 cases (fun (p, nodes, level) ->
        let m = methodOf p

        for formula in (derived p).Predictors do
            let row = onNodes formula.Program nodes level
            let t, s = nodes.[0], nodes.[1]
            let weights = Array.sum row.[1 .. formula.History]

            let nu =
                if m.Noise = PlanNoise.Deterministic then
                    0.0
                else
                    row.[formula.History + 1]

            match m.Form with
            | PlanForm.Data ->
                near 1e-11 "mean" t.Alpha (row.[0] * s.Alpha + weights)
                near 1e-11 "variance" (t.Sigma * t.Sigma) ((row.[0] * s.Sigma) ** 2.0 + nu * nu)
                let h = t.Lambda - s.Lambda
                let delta = h * tauSquared m level h
                near 1e-11 "gain" (t.Sigma / s.Sigma * Math.Exp(-delta)) row.[0]
                near 1e-11 "constants" (t.Alpha * (1.0 - Math.Exp(-h - delta))) weights
            | PlanForm.Noise ->
                near 1e-11 "gain" (t.Alpha / s.Alpha) row.[0]

                if m.Noise = PlanNoise.Deterministic then
                    near 1e-11 "noise" t.Sigma (row.[0] * s.Sigma + weights))

[<Fact>]
let ``corrections replace the predictor's polynomial by one through the new node`` () =
    check 150 cases (fun (p, nodes, level) ->
        let m = methodOf p
        let d = derived p

        for formula in d.Corrections do
            let predictor =
                d.Predictors |> List.find (fun f -> f.History = formula.PredictorHistory)

            let row = onNodes predictor.Program nodes level
            let correction = onNodes formula.Program nodes level
            let t, s = nodes.[0], nodes.[1]
            let c = formula.CorrectorNodes
            let degrees = if c = 2 && m.Weight <> PlanWeight.Exact then 0 else c - 1

            for degree in 0..degrees do
                let at j = power m t s degree (clock m nodes.[j])

                let predicted =
                    Seq.sum (seq { for j in 1 .. formula.PredictorHistory -> row.[j] * at j })

                let change = correction |> Array.mapi (fun j w -> w * at j) |> Array.sum

                near
                    1e-9
                    (sprintf "degree %d of %s" degree (PlanText.write p))
                    (integral m level t s (power m t s degree))
                    (predicted + change))

[<Fact>]
let ``programs name what they use and nothing else`` () =
    check 100 plan (fun p ->
        let d = derived p

        let programs =
            (d.Predictors |> List.map (fun f -> f.Program))
            @ (d.Corrections |> List.map (fun f -> f.Program))

        for program in programs do
            let inputs = program.Inputs |> List.map fst
            Assert.Equal(inputs.Length, (List.distinct inputs).Length)

            let known =
                (Set.ofList inputs, program.Lets)
                ||> List.fold (fun known (name, e) ->
                    Assert.True(Set.isSubset (Expr.variables e) known, sprintf "%s uses a later value" name)
                    Assert.DoesNotContain(name, known)
                    known.Add name)

            Assert.True(Set.isSubset (Set.ofList program.Outputs) known))
