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

/// The tableau of fractions p/q.
let fractions c a b =
    let numbers = List.map (fun (p, q) -> Rational.Of(p, q))
    Tableau.OfFractions(numbers c, List.map numbers a, numbers b)

let heun = fractions [ (0, 1); (1, 1) ] [ []; [ (1, 1) ] ] [ (1, 2); (1, 2) ]

let kutta3 =
    fractions [ (0, 1); (1, 2); (1, 1) ] [ []; [ (1, 2) ]; [ (-1, 1); (2, 1) ] ] [ (1, 6); (2, 3); (1, 6) ]

let classical4 =
    fractions [ (0, 1); (1, 2); (1, 2); (1, 1) ] [ []; [ (1, 2) ]; [ (0, 1); (1, 2) ]; [ (0, 1); (0, 1); (1, 1) ] ] [
        (1, 6)
        (1, 3)
        (1, 3)
        (1, 6)
    ]

/// A classical tableau on d(x/alpha)/drho = eps.
let rho tableau =
    PlanMethod.RungeKutta(RungeKuttaPlan.Rho tableau)

/// An exponential tableau from its text.
let exponential form text =
    match PhiText.read text with
    | Ok tableau -> RungeKuttaPlan.Exponential(form, tableau)
    | Error message -> failwith message

/// DPM-Solver's singlestep methods of orders 2 and 3, its taylor form of order 2, and ETD3RK of Cox and Matthews.
let midpoint = "0 |\n1/2 | 1/2 phi1\n---\n| 0 phi1"
let taylor = "0 |\n1/2 | 1/2 phi1\n---\n| phi1 - 2 phi2  2 phi2"

let dpm3 =
    "0 |\n1/3 | 1/3 phi1\n2/3 | 2/3 phi1 - 4/3 phi2  4/3 phi2\n---\n| phi1 - 3/2 phi2  0  3/2 phi2"

let etd3 =
    "0 |\n1/2 | 1/2 phi1\n1 | -phi1 2 phi1\n---\n| phi1 - 3 phi2 + 4 phi3  4 phi2 - 8 phi3  -phi2 + 4 phi3"

/// Deterministic Runge-Kutta methods on predictions of a form, with their orders.
let stagesOf form = [
    exponential form midpoint, 2
    exponential form taylor, 2
    exponential form dpm3, 3
    exponential form etd3, 3
    match form with
    | PlanForm.Noise ->
        RungeKuttaPlan.Rho heun, 2
        RungeKuttaPlan.Rho kutta3, 3
        RungeKuttaPlan.Rho classical4, 4
    | PlanForm.Data ->
        for clock in [ PlanClock.Time; PlanClock.Lambda ] do
            RungeKuttaPlan.Direct(clock, PlanNoise.Deterministic, Tableau.Euler), 1
            RungeKuttaPlan.Direct(clock, PlanNoise.Deterministic, heun), 2
            RungeKuttaPlan.Direct(clock, PlanNoise.Deterministic, kutta3), 3
            RungeKuttaPlan.Direct(clock, PlanNoise.Deterministic, classical4), 4
]

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
            LeftSums = 0
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
        elif kind = 1 && plan.Noise = PlanNoise.Deterministic then
            let! stages = Gen.elements (stagesOf plan.Form |> List.map fst)

            return {
                plan with
                    Start = Some(declare "Stages" (PlanMethod.RungeKutta stages))
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

    /// d lambda / dt.
    member n.LambdaRate =
        let p = 1.0 / (1.0 + Math.Exp(0.8 * n.Lambda))
        -1.0 / (0.8 * p * (1.0 - p) + 0.05)

    /// d alpha / dt: d log(alpha) / d lambda = sigma^2 of the variance-preserving node.
    member n.AlphaRate = n.Alpha / (1.0 + Math.Exp(2.0 * n.Lambda)) * n.LambdaRate

    /// d sigma / dt.
    member n.SigmaRate = -n.Sigma / (1.0 + Math.Exp(-2.0 * n.Lambda)) * n.LambdaRate

/// The variance-preserving node of a log-SNR.
let vp lambda = {
    Alpha = 1.0 / Math.Sqrt(1.0 + Math.Exp(-2.0 * lambda))
    Sigma = 1.0 / Math.Sqrt(1.0 + Math.Exp(2.0 * lambda))
    Lambda = lambda
}

/// The variance-preserving node of a time, by bisection.
let vpAtTime time =
    let rec halve low high count =
        let middle = 0.5 * (low + high)

        if count = 0 then
            vp middle
        elif (vp middle).Time > time then
            halve middle high (count - 1)
        else
            halve low middle (count - 1)

    halve -20.0 20.0 60

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
