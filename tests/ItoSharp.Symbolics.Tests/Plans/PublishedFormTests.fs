/// Plans that deviate from the interpolation polynomial as published ones do, and clocks whose weights are integrals: the derived
/// order is the measured one.
module ItoSharp.Symbolics.Tests.Plans.PublishedFormTests

open Xunit
open ItoSharp.Symbolics
open ItoSharp.Symbolics.Tests.Plans.RandomPlans
open ItoSharp.Symbolics.Tests.Plans.PlanOrderTests

let private adams form clock history = {
    Form = form
    Clock = clock
    History = history
    Corrector = 0
    Weight = PlanWeight.Exact
    Noise = PlanNoise.Deterministic
    Momentum = false
    LeftSums = 0
    Estimates = []
    Start = None
}

let private estimate derivative nodes factor offset = {
    Derivative = derivative
    Nodes = nodes
    Factor = factor
    Offset = offset
}

let private half = Rational.Of(1, 2)
let private lambda = adams PlanForm.Data PlanClock.Lambda

/// Order expected, and the plan.
let private forms: (int * MultistepPlan) list = [
    for history in 1..4 do
        yield history, adams PlanForm.Noise PlanClock.Time history
        yield history, adams PlanForm.Data PlanClock.Rho history
    // DPM-Solver++(3M) and DPM-Solver-3 in the code of all three libraries.
    yield
        2,
        {
            lambda 3 with
                Estimates = [ estimate 2 3 half Rational.Zero ]
        }
    yield
        2,
        {
            adams PlanForm.Noise PlanClock.Lambda 3 with
                Estimates = [ estimate 2 3 half Rational.Zero ]
        }
    // ER-SDE-3's uncorrected first derivative.
    yield
        2,
        {
            adams PlanForm.Data PlanClock.Rho 3 with
                Estimates = [ estimate 1 2 Rational.One Rational.Zero ]
        }
    // A wrong factor of the first derivative leaves first order; of the third of four nodes, third.
    yield
        1,
        {
            lambda 4 with
                Estimates = [ estimate 1 4 (Rational.Of(9, 10)) Rational.Zero ]
        }
    yield
        3,
        {
            lambda 4 with
                Estimates = [ estimate 3 4 (Rational.Of 3) Rational.Zero ]
        }
    // An estimate that says what the polynomial says anyway.
    yield
        3,
        {
            lambda 3 with
                Estimates = [ estimate 2 3 Rational.One Rational.Zero ]
        }
    // UniPC's vary_coeff.
    yield
        1,
        {
            lambda 2 with
                Corrector = 3
                Weight = PlanWeight.Truncated
        }
    yield
        1,
        {
            lambda 3 with
                Corrector = 4
                Weight = PlanWeight.Truncated
        }
    // Adams-Bashforth numbers on a grid uniform in lambda, where the steps in rho shrink geometrically.
    for history in 1..4 do
        yield
            min history 2,
            {
                adams PlanForm.Noise PlanClock.Rho history with
                    Weight = PlanWeight.Uniform
            }
]

[<Fact>]
let ``the derived order of every published form is the measured one`` () =
    report [
        for expected, m in forms do
            let p = declared m

            match PlanProofs.faults p with
            | [] ->
                let d, points, (value, deviation) = measured p m (reach m)

                if d.Order <> expected || abs (value - float expected) > 0.35 then
                    sprintf "expected %d, stated %d, %s" expected d.Order (describe p points (value, deviation))
            | faults -> sprintf "%s: %s" (PlanText.write p) faults.Head.Message
    ]

/// diffusers' sde-dpmsolver++ of order 3.
let private shifted = {
    lambda 3 with
        Estimates = [ estimate 2 3 half (Rational.Of -1) ]
}

[<Fact>]
let ``a shifted weight, which does not vanish with the step, leaves no order and does not converge`` () =
    let d, points, _ = measured (declared shifted) shifted (reach shifted)
    Assert.Equal(0, d.Order)
    Assert.Equal(0, d.GlobalOrder)

    let error n =
        points |> List.find (fun (m, _) -> m = n) |> snd

    Assert.True(error 192 > error 48, sprintf "%A" points)

[<Fact>]
let ``every published form survives its text`` () =
    for _, m in (0, shifted) :: forms do
        for churn in [ false; true ] do
            let p = { declared m with Churn = churn }
            Assert.Equal(Ok p, PlanText.read (PlanText.write p))

[<Fact>]
let ``an order above a published form's is refused`` () =
    for expected, m in (0, shifted) :: forms do
        let p = { declared m with Order = expected + 1 }

        Assert.Equal<string list>([ "order-claim" ], PlanProofs.faults p |> List.map (fun f -> f.Rule))

/// A plan, and the rule it breaks.
let private wrong: (string * MultistepPlan) list = [
    "clock-form", adams PlanForm.Data PlanClock.Time 2
    "clock-noise",
    {
        adams PlanForm.Noise PlanClock.Time 2 with
            Noise = PlanNoise.Tau
    }
    "scale-form",
    {
        lambda 2 with
            Noise = PlanNoise.Scale
    }
    "posterior-form",
    {
        lambda 2 with
            Noise = PlanNoise.Posterior
    }
    "weight-clock",
    {
        adams PlanForm.Noise PlanClock.Time 2 with
            Weight = PlanWeight.HalfStep
    }
    "weight-uniform",
    {
        lambda 2 with
            Weight = PlanWeight.Uniform
    }
    "weight-truncated",
    {
        lambda 2 with
            Weight = PlanWeight.Truncated
    }
    "weight-regrouped",
    {
        adams PlanForm.Noise PlanClock.Time 3 with
            Weight = PlanWeight.Regrouped
    }
    "left-sums-plan", { lambda 2 with LeftSums = 100 }
    "left-sums-range",
    {
        adams PlanForm.Noise PlanClock.Time 2 with
            LeftSums = -1
    }
    "momentum-weight",
    {
        adams PlanForm.Noise PlanClock.Rho 2 with
            Momentum = true
    }
    "corrector-clock",
    {
        adams PlanForm.Noise PlanClock.Time 2 with
            Corrector = 2
    }
    "estimate-range",
    {
        lambda 2 with
            Estimates = [ estimate 2 2 half Rational.Zero ]
    }
    "estimate-nodes",
    {
        lambda 3 with
            Estimates = [ estimate 2 2 half Rational.Zero ]
    }
    "estimate-twice",
    {
        lambda 3 with
            Estimates = [ estimate 1 2 half Rational.Zero; estimate 1 3 half Rational.Zero ]
    }
    "estimate-offset",
    {
        adams PlanForm.Noise PlanClock.Lambda 3 with
            Estimates = [ estimate 2 3 half Rational.One ]
    }
    "estimate-corrector",
    {
        lambda 3 with
            Corrector = 2
            Estimates = [ estimate 2 3 half Rational.Zero ]
    }
    "start-momentum",
    {
        adams PlanForm.Noise PlanClock.Rho 2 with
            Weight = PlanWeight.Uniform
            Momentum = true
            Start = Some(declared (adams PlanForm.Noise PlanClock.Rho 1))
    }
]

[<Fact>]
let ``what does not go together is refused by its rule`` () =
    for rule, m in wrong do
        let found = PlanProofs.faults (declared m) |> List.map (fun f -> f.Rule)
        Assert.True(List.contains rule found, sprintf "%s: %s" rule (String.concat ", " found))

[<Fact>]
let ``churn goes with one node and no other noise`` () =
    let faults m =
        PlanProofs.faults { declared m with Churn = true } |> List.map (fun f -> f.Rule)

    Assert.Empty(faults (lambda 1))
    Assert.Equal<string list>([ "churn-history" ], faults (lambda 2))
    Assert.Equal<string list>([ "churn-history" ], faults { lambda 1 with Noise = PlanNoise.Tau })

/// The order on smooth grids, and that where the ratio of steps is free (None: the same), from the emitted weights in exact arithmetic.
[<Fact>]
let ``orders hold on smooth grids, and where the ratio of steps is free`` () =
    let rho = adams PlanForm.Noise PlanClock.Rho
    let time = adams PlanForm.Noise PlanClock.Time

    let regrouped history = {
        rho history with
            Weight = PlanWeight.Regrouped
    }

    for expected, m in
        [
            for history in 1..4 do
                (history, None), rho history

            for history in 2..4 do
                (2, Some 1),
                {
                    rho history with
                        Weight = PlanWeight.Uniform
                }

                (1, None), { time history with LeftSums = 100 }

            // diff-sampler's iPNDM_v: 29/6 for 1/3 in the moment u^2 where steps halve, and with four nodes no constant is integrated.
            (3, Some 2), regrouped 3
            (2, Some 0), regrouped 4
        ] do
        let p = declared m
        Assert.Equal(expected, (PlanOrders.order p, PlanOrders.freeRatioOrder p))

[<Fact>]
let ``a refused claim tells the moment that the emitted weights miss`` () =
    let message m order =
        (PlanProofs.faults { declared m with Order = order }).Head.Message

    let regrouped = {
        adams PlanForm.Noise PlanClock.Rho 4 with
            Weight = PlanWeight.Regrouped
    }

    Assert.Contains("the moment u^0 fails: with steps of lengths", message regrouped 4)

    let sums = {
        adams PlanForm.Noise PlanClock.Time 2 with
            LeftSums = 100
    }

    Assert.Contains("99/200 where the integral over the step is 1/2", message sums 2)
    // One node is no sum, and three nodes of Regrouped do add up.
    Assert.DoesNotContain("left sum", message { sums with History = 1 } 2)
    Assert.DoesNotContain("u^0", message { regrouped with History = 3 } 4)
