/// Random plan declarations, nodes and levels for FsCheck.
module ItoSharp.Symbolics.Tests.Plans.RandomPlans

open System
open FsCheck
open FsCheck.FSharp
open ItoSharp.Symbolics

/// The first fixed cases of a property over a generator.
let check count (gen: Gen<'a>) (property: 'a -> unit) =
    let config =
        Config.QuickThrowOnFailure
            .WithMaxTest(count)
            .WithQuietOnSuccess(true)
            .WithReplay(Some { Rnd = Rnd(29UL, 3UL); Size = None })

    Check.One(config, Prop.forAll (Arb.fromGen gen) property)

/// A number between two, in a thousand places.
let between (low: float) (high: float) =
    Gen.choose (0, 1000) |> Gen.map (fun n -> low + (high - low) * float n / 1000.0)

let heun = {
    C = [ Rational.Zero; Rational.One ]
    A = [ []; [ Rational.One ] ]
    B = [ Rational.Of(1, 2); Rational.Of(1, 2) ]
}

let kutta3 = {
    C = [ Rational.Zero; Rational.Of(1, 2); Rational.One ]
    A = [ []; [ Rational.Of(1, 2) ]; [ Rational.Of -1; Rational.Of 2 ] ]
    B = [ Rational.Of(1, 6); Rational.Of(2, 3); Rational.Of(1, 6) ]
}

let classical4 = {
    C = [ Rational.Zero; Rational.Of(1, 2); Rational.Of(1, 2); Rational.One ]
    A = [
        []
        [ Rational.Of(1, 2) ]
        [ Rational.Zero; Rational.Of(1, 2) ]
        [ Rational.Zero; Rational.Zero; Rational.One ]
    ]
    B = [ Rational.Of(1, 6); Rational.Of(1, 3); Rational.Of(1, 3); Rational.Of(1, 6) ]
}

let declare name m = {
    Name = name
    Order = 0
    Method = m
    Churn = false
}

/// A multistep plan without starter, well formed by construction.
let private bare historyFrom historyTo =
    gen {
        let! form = Gen.elements [ PlanForm.Data; PlanForm.Noise ]
        let! rho = Gen.elements [ true; false ]
        let rho = rho && form = PlanForm.Noise
        let! history = Gen.choose (historyFrom, historyTo)
        let! corrector = Gen.elements [ 0; 0; 2; 3; 4; 5 ]

        let! weight =
            Gen.elements [ PlanWeight.Exact; PlanWeight.HalfExponential; PlanWeight.HalfStep ]

        let! noise =
            Gen.elements (
                if rho then
                    [ PlanNoise.Deterministic ]
                elif form = PlanForm.Noise then
                    [ PlanNoise.Deterministic; PlanNoise.Tau ]
                else
                    [ PlanNoise.Deterministic; PlanNoise.Tau; PlanNoise.Eta ]
            )

        return {
            Form = form
            Clock = if rho then PlanClock.Rho else PlanClock.Lambda
            History = history
            Corrector = corrector
            Weight = if rho then PlanWeight.Exact else weight
            Noise = noise
            Momentum = false
            Estimates = []
            Start = None
        }
    }

/// A well-formed multistep plan, with or without a starter.
let multistep =
    gen {
        let! plan = bare 1 4
        let! kind = Gen.choose (0, 3)

        if plan.History = 1 || kind = 0 then
            return plan
        elif kind = 1 && plan.Form = PlanForm.Noise && plan.Noise = PlanNoise.Deterministic then
            let! tableau = Gen.elements [ heun; kutta3; classical4 ]

            return {
                plan with
                    Start = Some(declare "Stages" (PlanMethod.RungeKutta tableau))
            }
        else
            let! start = bare 1 (plan.History - 1)

            // The starter of a plan is derived in that plan's form and noise law; its own clock must fit them.
            let start = {
                start with
                    Form = plan.Form
                    Noise = plan.Noise
                    Clock = plan.Clock
                    Weight =
                        if plan.Clock = PlanClock.Rho then
                            PlanWeight.Exact
                        else
                            start.Weight
            }

            return {
                plan with
                    Start = Some(declare "Start" (PlanMethod.Multistep start))
            }
    }

let plan = multistep |> Gen.map (fun m -> declare "Random" (PlanMethod.Multistep m))

/// A node of the process: alpha, sigma, lambda.
type Node = {
    Alpha: float
    Sigma: float
    Lambda: float
} with

    /// The process's time, of which log-SNR is some smooth falling function.
    member n.Time = 1.0 / (1.0 + Math.Exp(0.8 * n.Lambda)) - 0.05 * n.Lambda

/// The variance-preserving node of a log-SNR.
let vp lambda = {
    Alpha = 1.0 / Math.Sqrt(1.0 + Math.Exp(-2.0 * lambda))
    Sigma = 1.0 / Math.Sqrt(1.0 + Math.Exp(2.0 * lambda))
    Lambda = lambda
}

/// Target, start, and the nodes before at random distances; not all of them variance-preserving.
let nodes count =
    gen {
        let! last = between -2.0 2.5
        let! steps = Gen.listOfLength count (between 0.02 0.9)
        let! scale = between 0.3 3.0

        return
            steps
            |> List.scan (-) last
            |> List.truncate count
            |> List.map vp
            |> List.map (fun n -> {
                n with
                    Alpha = scale * n.Alpha
                    Sigma = scale * n.Sigma
            })
            |> Array.ofList
    }

let level = between 0.0 1.0
