/// Orders of random plans, measured by running their formulas, against what the proofs state.
module ItoSharp.Symbolics.Tests.Plans.PlanOrderTests

open System
open Xunit
open ItoSharp.Symbolics
open ItoSharp.Symbolics.Tests.Plans.RandomPlans
open ItoSharp.Symbolics.Tests.Plans.Interpreter

/// A smooth noise prediction, nonlinear and with its own dependence on time; data by x = alpha D + sigma eps.
let private noise (n: Node) x =
    0.8 * Math.Tanh(x * (1.0 + 0.3 * Math.Sin(2.0 * n.Lambda)))
    + 0.4 * Math.Cos(n.Lambda - 0.5 * x)

let private model form : Model =
    match form with
    | PlanForm.Noise -> noise
    | PlanForm.Data -> fun n x -> (x - n.Sigma * noise n x) / n.Alpha

let private first, last = -1.0, 1.0

/// Several starts: the root mean square over them does not vanish by accident, as the error of one may.
let private starts = [| -1.7; -0.9; 0.4; 1.2; 2.0 |]
let private counts = [ 48; 64; 96; 128; 192 ]
let private finest = 384 * 12

/// The solution of d(x/alpha)/drho = eps at all nodes of the finest grid, by the classical method in lambda.
let private reference =
    lazy
        (let h = (last - first) / float finest

         let slope lambda y =
             let n = vp lambda
             -(Math.Exp -lambda) * noise n (n.Alpha * y)

         let step y i =
             let l = first + float i * h
             let k1 = slope l y
             let k2 = slope (l + 0.5 * h) (y + 0.5 * h * k1)
             let k3 = slope (l + 0.5 * h) (y + 0.5 * h * k2)
             let k4 = slope (l + h) (y + h * k3)
             y + h / 6.0 * (k1 + 2.0 * k2 + 2.0 * k3 + k4)

         let from start =
             let scaled =
                 Seq.scan step (start / (vp first).Alpha) (seq { 0 .. finest - 1 })
                 |> Array.ofSeq

             scaled |> Array.mapi (fun i y -> y * (vp (first + float i * h)).Alpha)

         Array.map from starts)

let private error (d: DerivedPlan) exact n =
    let grid =
        Array.init (n + 1) (fun i -> vp (first + (last - first) * float i / float n))

    let states =
        Array.init exact (fun i -> reference.Value |> Array.map (fun solution -> solution.[i * (finest / n)]))

    let got = run d (model d.Form) grid states

    Array.map2 (fun x (solution: float[]) -> (x - solution.[finest]) ** 2.0) got reference.Value
    |> Array.average
    |> Math.Sqrt

/// Least squares, and its standard error.
let private slope (points: (int * float) list) =
    let x = points |> List.map (fun (n, _) -> Math.Log(float n))
    let y = points |> List.map (fun (_, e) -> -Math.Log e)
    let mx, my = List.average x, List.average y
    let sxx = x |> List.sumBy (fun v -> (v - mx) ** 2.0)
    let value = (List.map2 (fun a b -> (a - mx) * (b - my)) x y |> List.sum) / sxx
    let rest = List.map2 (fun a b -> (b - my - value * (a - mx)) ** 2.0) x y |> List.sum
    value, Math.Sqrt(rest / float (points.Length - 2) / sxx)

let internal describe p points (value, deviation) =
    sprintf
        "%s: slope %.3f +- %.3f; %s"
        (PlanText.write p)
        value
        deviation
        (points
         |> List.map (fun (n: int, e: float) -> sprintf "%d: %.2e" n e)
         |> String.concat ", ")

/// The nodes that must be exact so that every step is a regular one.
let internal reach (m: MultistepPlan) = max m.History (max 1 (m.Corrector - 1))

/// Every shape of plan once, without starters: form, clock, history, corrector, weight.
let private shapes = [
    for form, clock in
        [
            PlanForm.Data, PlanClock.Lambda
            PlanForm.Noise, PlanClock.Lambda
            PlanForm.Noise, PlanClock.Rho
        ] do
        for history in 1..4 do
            for corrector in [ 0; 2; 3; 4; 5 ] do
                for weight in [ PlanWeight.Exact; PlanWeight.HalfExponential; PlanWeight.HalfStep ] do
                    // Half weights change formulas of two nodes only, and are those of the lambda clock.
                    if
                        weight = PlanWeight.Exact
                        || (clock = PlanClock.Lambda && history <= 2 && (history = 2 || corrector = 2))
                    then
                        {
                            Form = form
                            Clock = clock
                            History = history
                            Corrector = corrector
                            Weight = weight
                            Noise = PlanNoise.Deterministic
                            Momentum = false
                            LeftSums = 0
                            Estimates = []
                            Start = None
                        }
]

let internal measured p m exact =
    match PlanDerivation.derive p with
    | Error _ -> failwith (PlanText.write p)
    | Ok d ->
        let points = counts |> List.map (fun n -> n, error d exact n)
        d, points, slope points

let internal declared m =
    declare "Shape" (PlanMethod.Multistep m)

/// The shapes whose corrector has fewer nodes than their predictor.
let internal isShortened (m: MultistepPlan) =
    m.Corrector > 0 && m.Corrector < m.History

let private faults shapes = [
    for m in shapes do
        let p = declared m
        let d, points, (value, deviation) = measured p m (reach m)

        if abs (value - float d.Order) > 0.35 then
            sprintf "stated %d, %s" d.Order (describe p points (value, deviation))
]

let internal report (faults: string list) =
    Assert.True(faults.IsEmpty, sprintf "%d plans:\n%s" faults.Length (String.concat "\n" faults))

[<Fact>]
let ``the stated order of every shape is the measured one`` () =
    shapes |> List.filter (isShortened >> not) |> faults |> report

[<Fact>]
let ``a corrector with fewer nodes than the predictor sets the order`` () =
    shapes |> List.filter isShortened |> faults |> report

[<Fact>]
let ``no starter gives less than the stated global order`` () =
    let bare =
        shapes
        |> List.filter (fun m -> m.Weight = PlanWeight.Exact && not (isShortened m))

    let started = [
        for m in bare do
            m

            if m.History > 1 then
                {
                    m with
                        Start = Some(declared { m with History = 1; Corrector = 0 })
                }

            if m.History > 2 then
                for stages, order in stagesOf m.Form do
                    // One method of each order is enough.
                    if order = 3 && stages.Clock <> PlanClock.Time then
                        {
                            m with
                                Start = Some(declare "Stages" (PlanMethod.RungeKutta stages))
                        }
    ]

    report [
        for m in started do
            let p = declared m
            let d, points, (value, deviation) = measured p m 1

            if value < float d.GlobalOrder - 0.35 then
                sprintf "stated %d, %s" d.GlobalOrder (describe p points (value, deviation))
    ]

[<Fact>]
let ``Runge-Kutta plans have the order of their tableau`` () =
    for stages, order in stagesOf PlanForm.Noise @ stagesOf PlanForm.Data do
        let p = declare "Stages" (PlanMethod.RungeKutta stages)

        match PlanDerivation.derive p with
        | Error _ -> Assert.Fail(PlanText.write p)
        | Ok d ->
            Assert.Equal(order, d.Order)
            let points = counts |> List.map (fun n -> n, error d 1 n)
            let value, deviation = slope points
            Assert.True(abs (value - float order) < 0.3, describe p points (value, deviation))
