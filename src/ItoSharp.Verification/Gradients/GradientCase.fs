namespace ItoSharp.Verification

open System
open ItoSharp

/// A sampler on a model between two times, with a linear loss of random weights: its gradient is the pull-back of those weights, so
/// that a directional difference of the samples checks the dot-product identity (w, J v) = (J' w, v).
type internal GradientCase = {
    Name: string
    Sampler: DeclaredSampler
    /// The model of the state at another value of its parameters; null: it has none that can be moved.
    Model: float[] -> IModel<float>
    Theta: float[]
    StartTime: float
    EndTime: float
    Start: float[]
    Condition: float[]
    Weights: float[]
    Steps: int
    Settings: RunSettings
} with

    member c.Schedule: Schedule =
        let p = c.Sampler.Process

        TimeTable.Of(
            ReadOnlySpan(
                Array.init (c.Steps + 1) (fun k ->
                    GridFamily.Geometric.TimeAt p c.StartTime c.EndTime (float k / float c.Steps))
            )
        )

    member c.Request: BuildRequest = {
        Model = c.Model c.Theta
        Parameters = null
        Schedule = c.Schedule
        StartTime = Nullable c.StartTime
        EndTime = Nullable c.EndTime
        Coefficients = null
    }

    /// The loss of a sampler of the case.
    member c.Value (request: BuildRequest) (start: float[]) (condition: float[]) =
        let samples =
            c.Sampler
                .Build(request)
                .Sample(
                    start,
                    {
                        c.Settings with
                            Condition = condition
                    }
                )

        Differences.dot c.Weights samples

    member c.Loss =
        let weights = c.Weights

        Loss<float>(fun samples into ->
            let mutable sum = 0.0

            for i in 0 .. samples.Length - 1 do
                sum <- sum + weights.[i] * samples.[i]
                into.[i] <- weights.[i]

            sum)

module internal GradientCase =
    let private make (sampler: DeclaredSampler) (options: GradientOptions) name model theta dimension condition seed =
        let p = sampler.Process
        let s, t = Instance.times p -2.0 1.6
        let draws = Draws(options.Seed, seed)
        let rows = 3

        let mean =
            if p.MeanReverting then
                Array.create dimension 0.35
            else
                [||]

        let scale = Instance.spread p s

        {
            Name = name
            Sampler = sampler
            Model = model >> Instance.shifted p
            Theta = theta
            StartTime = s
            EndTime = t
            Start = Array.init (rows * dimension) (fun _ -> scale * draws.Between(-1.8, 1.8))
            Condition = Array.init rows (fun _ -> condition) |> Array.concat
            Weights = draws.Direction(rows * dimension)
            Steps = options.Steps
            Settings = {
                RunSettings.seeded options.Seed with
                    Mean = mean
                    Cancellation = options.Cancellation
            }
        }

    /// The cases of a verification.
    let all (sampler: DeclaredSampler) (options: GradientOptions) =
        let p = sampler.Process

        let own (model: IDifferentiableModel<float>) at theta =
            make sampler options (model.GetType().Name) at theta model.Dimension (Array.ofSeq options.Condition) 3u

        if not (isNull options.ModelAt) then
            let theta = Array.ofSeq options.Parameters
            let at = ParameterizedModel.make options.ModelAt p
            [ own (at theta) (fun moved -> at moved :> IModel<float>) theta ]
        elif not (isNull options.Model) then
            let model = options.Model.Invoke p
            [ own model (fun _ -> model :> IModel<float>) [||] ]
        else
            [
                make sampler options "guided" (fun theta -> GuidedScalarModel(p, theta.[0])) [| 0.5 |] 1 [| 0.4 |] 1u
                make sampler options "coupled" (fun theta -> CoupledModel(p, theta)) [| 0.5; -1.0; 0.3 |] 3 [||] 2u
            ]
