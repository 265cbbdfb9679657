/// Verify.PullBack: a model's own vector-Jacobian products.
module internal ItoSharp.Verification.PullBackCheck

open System
open System.Collections.Generic
open ItoSharp

let private evaluate (model: IModel<float>) (x: float[]) time (condition: float[]) =
    let result = Array.zeroCreate<float> x.Length

    let mutable input =
        ModelInput<float>(ReadOnlySpan x, x.Length / model.Dimension, time, ReadOnlySpan condition)

    model.Evaluate(&input, Span result)
    result

let run (name: string) (model: IDifferentiableModel<float>) (p: IProcess) (options: GradientOptions) : GradientResult =
    options.Check()
    let rows = 3
    let s, t = Instance.times p -2.0 1.6
    let draws = Draws(options.Seed, 21u)

    let tolerance =
        if Double.IsNaN options.Tolerance then
            1e-7
        else
            options.Tolerance

    let given = Array.ofSeq options.Condition
    let theta = Array.ofSeq options.Parameters

    if theta.Length > 0 && theta.Length <> model.ParameterCount then
        raise (
            ArgumentException(
                $"the options' Parameters has {theta.Length} entries where the model has {model.ParameterCount} parameters",
                nameof options
            )
        )

    if given.Length <> model.ConditionDimension then
        raise (
            ArgumentException(
                $"the options' Condition has {given.Length} entries where the model asks for {model.ConditionDimension}",
                nameof options
            )
        )

    let condition = Array.init rows (fun _ -> given) |> Array.concat

    let ofTime k =
        let lambda =
            p.Lambda s + (float k + 0.5) / float options.Steps * (p.Lambda t - p.Lambda s)

        let time = p.TimeOfLambda lambda
        let scale = Instance.spread p time

        let x =
            Array.init (rows * model.Dimension) (fun _ -> scale * draws.Between(-1.8, 1.8))

        let c = draws.Direction x.Length
        let byX = Array.create x.Length nan
        let byZ = Array.create condition.Length nan
        let byTheta = Array.zeroCreate<float> model.ParameterCount
        let byTime = Array.create (if model.DifferentiatesTime then rows else 0) nan

        let mutable input =
            ModelInput<float>(ReadOnlySpan x, rows, time, ReadOnlySpan condition)

        let mutable into =
            ModelCotangents<float>(X = Span byX, Condition = Span byZ, Parameters = Span byTheta, Time = Span byTime)

        model.PullBack(&input, ReadOnlySpan c, &into)

        let value x t z =
            Differences.dot c (evaluate model x t z)

        let compare part (gradient: float[]) (values: float[]) step f =
            if values.Length = 0 then
                []
            else
                [
                    for _ in 1 .. options.Directions do
                        let v = draws.Direction values.Length
                        let d = Differences.derivative step (fun e -> f (Differences.move values v e))
                        let found = Differences.dot gradient v
                        let size = max (Differences.norm gradient) 1e-3

                        part,
                        Differences.relative size found d,
                        FormattableString.Invariant
                            $"at time {time:G4}: by differences {Text.long (d)}, by the pull-back {Text.long (found)}"
                ]

        options.Report(FormattableString.Invariant $"pull-back of {name} at time {time:G4}")

        compare "state" byX x (4e-3 * scale) (fun x -> value x time condition)
        @ compare "condition" byZ condition 4e-3 (fun z -> value x time z)
        @ (if isNull options.ModelAt then
               []
           else
               compare "model parameters" byTheta theta 4e-3 (fun moved ->
                   Differences.dot c (evaluate (ParameterizedModel.make options.ModelAt p moved) x time condition)))
        @ (if model.DifferentiatesTime then
               compare "time" [| Array.sum byTime |] [| time |] (2e-3 * abs (t - s)) (fun at ->
                   value x at.[0] condition)
           else
               [])

    let found = [ 0 .. options.Steps - 1 ] |> List.collect ofTime

    let findings =
        [ "state"; "condition"; "model parameters"; "time" ]
        |> List.choose (fun part ->
            match found |> List.filter (fun (p, _, _) -> p = part) with
            | [] -> None
            | all ->
                let _, error, note = all |> List.maxBy (fun (_, e, _) -> e)

                Some(
                    Finding(
                        part,
                        FormattableString.Invariant $"relative error {Text.brief (error)} ({all.Length} directions)",
                        FormattableString.Invariant $"<= {Text.power (tolerance)}",
                        error <= tolerance,
                        "worst " + note
                    )
                ))
        |> fun measured ->
            measured
            @ [
                if model.ParameterCount > 0 && theta.Length = 0 then
                    Finding.NotMeasured(
                        "model parameters",
                        $"the model has {model.ParameterCount}, which need a factory to be moved: set ModelAt and Parameters"
                    )
            ]

    let part, worst, note = found |> List.maxBy (fun (_, e, _) -> e)
    let passed = findings |> List.forall (fun f -> f.Passed)

    GradientResult(
        name,
        passed,
        FormattableString.Invariant
            $"{name}: pull-back: worst relative error {Text.brief (worst)} ({part}, {note}; <= {Text.power (tolerance)} expected){Ending.of' passed findings}",
        List<Finding>(findings),
        List<ConvergenceCurve>(),
        "The pull-back against extrapolated central differences of the model along random directions, at random states and times over the process's range. Parameters are moved where ModelAt makes the model of them. Deterministic: no chance is involved.",
        worst,
        part
    )
