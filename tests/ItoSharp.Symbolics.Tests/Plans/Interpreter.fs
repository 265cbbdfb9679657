/// Runs straight-line programs and whole plans as numbers, without any printer.
module ItoSharp.Symbolics.Tests.Plans.Interpreter

open ItoSharp.Symbolics
open ItoSharp.Symbolics.Tests.Plans.RandomPlans

/// The integrals of a step for plans without closed weights, phi(rho) = rho; Simpson's rule in lambda.
let private integrals (d: DerivedPlan) (nodes: Node[]) =
    let t, s = nodes.[0], nodes.[1]
    let count = 400
    let h = (t.Lambda - s.Lambda) / float count

    let simpson f =
        Seq.init (count + 1) (fun i ->
            let weight =
                if i = 0 || i = count then 1.0
                elif i % 2 = 1 then 4.0
                else 2.0

            weight * f (s.Lambda + float i * h))
        |> Seq.sum
        |> fun sum -> sum * h / 3.0

    // rho = sigma / alpha = exp(-lambda) also where nodes are scaled.
    let rho lambda = System.Math.Exp -lambda

    match d.Form, d.Clock with
    | PlanForm.Noise, PlanClock.Time ->
        let u lambda =
            ({ s with Lambda = lambda }.Time - s.Time) / (t.Time - s.Time)

        [| for n in 1..4 -> simpson (fun l -> -(rho l) * u l ** float n) |]
    | PlanForm.Data, PlanClock.Rho ->
        let rhoT, rhoS = rho t.Lambda, rho s.Lambda
        let u lambda = (rho lambda - rhoS) / (rhoT - rhoS)

        [|
            yield rhoT
            yield rhoS
            yield 0.0
            for n in 1..4 do
                yield simpson (fun l -> rhoT / rho l * u l ** float n)
        |]
    | _ -> [||]

/// The value of one input at some nodes.
let input (nodes: Node[]) (level: float) (integrals: float[]) (kind: ProgramInput) =
    match kind with
    | ProgramInput.Level -> level
    | ProgramInput.Quadrature i -> integrals.[i]
    | ProgramInput.Node(i, NodeField.Alpha) -> nodes.[i].Alpha
    | ProgramInput.Node(i, NodeField.Sigma) -> nodes.[i].Sigma
    | ProgramInput.Node(i, NodeField.Lambda) -> nodes.[i].Lambda
    | ProgramInput.Node(i, NodeField.Time) -> nodes.[i].Time
    | ProgramInput.Node(i, NodeField.AlphaRate) -> nodes.[i].AlphaRate
    | ProgramInput.Node(i, NodeField.SigmaRate) -> nodes.[i].SigmaRate

/// A program as a function of the values of its inputs, in their order; the result is its output row.
let compile (program: Program) : float[] -> float[] =
    let names = (program.Inputs |> List.map fst) @ (program.Lets |> List.map fst)
    let index = names |> List.mapi (fun i name -> name, i) |> Map.ofList

    let lets =
        program.Lets
        |> List.map (fun (_, e) -> Evaluate.compile names e)
        |> Array.ofList

    let outputs = program.Outputs |> List.map (fun name -> index.[name]) |> Array.ofList
    let first = program.Inputs.Length

    fun values ->
        let all = Array.zeroCreate names.Length
        Array.blit values 0 all 0 first
        lets |> Array.iteri (fun i f -> all.[first + i] <- f all)
        outputs |> Array.map (fun i -> all.[i])

let private onNodesWith (integrals: Node[] -> float[]) (program: Program) : Node[] -> float -> float[] =
    let run = compile program
    let kinds = program.Inputs |> List.map snd |> Array.ofList

    fun nodes level ->
        let integrals = integrals nodes
        run (kinds |> Array.map (input nodes level integrals))

/// A program as a function of nodes and level.
let onNodes (program: Program) : Node[] -> float -> float[] = onNodesWith (fun _ -> [||]) program

/// A scalar problem: the plan's kind of prediction at a node and a state.
type Model = Node -> float -> float

/// Runs a plan without noise for several trajectories from exact values at the first `exact` nodes (states.[i] at node i) to the
/// last node.
let run (derived: DerivedPlan) (model: Model) (grid: Node[]) (states: float[][]) : float[] =
    let predictors =
        derived.Predictors
        |> List.map (fun p -> p.History, onNodesWith (integrals derived) p.Program)
        |> Map.ofList

    let corrections =
        derived.Corrections
        |> List.map (fun c -> (c.PredictorHistory, c.CorrectorNodes), onNodes c.Program)
        |> Map.ofList

    let stages = derived.RungeKutta |> Option.map onNodes
    let last = grid.Length - 1
    let made: float[][] = Array.zeroCreate grid.Length

    let backwards n count =
        Array.init count (fun i -> grid.[n - i])

    let predict node x = Array.map (model node) x

    /// x + sum of weights times predictions.
    let add (x: float[]) (weights: float[]) (predictions: float[][]) =
        x
        |> Array.mapi (fun i v -> Array.fold2 (fun sum w (m: float[]) -> sum + w * m.[i]) v weights predictions)

    let scale a x = Array.map (fun v -> a * v) x

    states |> Array.iteri (fun n x -> made.[n] <- predict grid.[n] x)

    let historyAt n =
        if derived.OnlyRungeKutta then 0
        elif n + 1 >= derived.History then derived.History
        else derived.StartHistory.[n]

    let rungeKutta n x =
        let rho q = q.Sigma / q.Alpha

        let nodes =
            derived.Stages
            |> List.map (fun c ->
                let c = Coefficient.toDouble c

                match derived.StageClock with
                | PlanClock.Rho -> vp (-(log ((1.0 - c) * rho grid.[n] + c * rho grid.[n + 1])))
                | PlanClock.Time -> vpAtTime ((1.0 - c) * grid.[n].Time + c * grid.[n + 1].Time)
                | PlanClock.Lambda -> vp ((1.0 - c) * grid.[n].Lambda + c * grid.[n + 1].Lambda))
            |> Array.ofList

        let row = stages.Value (Array.append [| grid.[n + 1] |] nodes) 0.0
        let predictions: float[][] = Array.zeroCreate nodes.Length
        let mutable u = x
        let mutable at = 0

        for b in 0 .. nodes.Length - 1 do
            predictions.[b] <- predict nodes.[b] u
            u <- add (scale row.[at] x) row.[at + 1 .. at + 1 + b] predictions.[0..b]
            at <- at + b + 2

        u

    let mutable x = Array.last states

    for n in states.Length - 1 .. last - 1 do
        let history = historyAt n

        if history = 0 then
            x <- rungeKutta n x
            made.[n + 1] <- predict grid.[n + 1] x
        else
            let row = predictors.[history] (backwards (n + 1) (history + 1)) 0.0
            x <- add (scale row.[0] x) row.[1..history] (Array.init history (fun j -> made.[n - j]))
            made.[n + 1] <- predict grid.[n + 1] x

            // The last step is not corrected.
            if derived.Corrector > 0 && n < last - 1 then
                let nodes = min derived.Corrector (n + 2)

                let correction =
                    corrections.[history, nodes] (backwards (n + 1) (max nodes (history + 1))) 0.0

                x <- add x correction (Array.init correction.Length (fun j -> made.[n + 1 - j]))

    x
