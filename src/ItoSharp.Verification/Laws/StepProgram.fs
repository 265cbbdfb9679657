namespace ItoSharp.Verification

open System
open ItoSharp

/// A number as weights of a step's start state, of its normal and of the newest predictions.
type internal Combination = {
    State: float
    Normal: float
    /// The newest first.
    Predictions: float[]
}

/// One step: where the model is asked, and where the state goes.
type internal ProgramStep = {
    Queries: (float * Combination)[]
    Next: Combination
}

/// The steps of a sampler of scalars, found by asking it: every state is linear in what went before, so that a run whose predictions are
/// arbitrary numbers and whose normals are known gives all weights. With them its paths can be driven by any Brownian motion.
module internal StepProgram =
    let private memory = 10
    let private rows = 16
    let private seed = 17UL

    /// None where the states are not such combinations.
    let ofSampler (machine: IMachine) (start: Draws) (scale: float) (settings: RunSettings) : ProgramStep[] option =
        use run =
            machine.Start(Array.init rows (fun _ -> scale * start.Normal()), { settings with Seed = seed })

        let answers = Collections.Generic.List<float[]>()
        let mutable sound = true

        let normals =
            Array.init rows (fun i ->
                fun n ->
                    let z = [| 0.0 |]
                    FieldNoise.Fill(seed, uint64 i, uint32 n, Span<float> z)
                    z.[0])

        let combination step (before: float[]) (after: float[]) =
            let kept = min memory answers.Count

            let row i = [|
                before.[i]
                normals.[i]step
                for j in 1..kept do
                    answers.[answers.Count - j].[i]
            |]

            let unknowns = kept + 2
            let c = LinearSystem.solve (Array.init unknowns row) after.[.. unknowns - 1]

            for i in unknowns .. rows - 1 do
                let got = Array.fold2 (fun sum a b -> sum + a * b) 0.0 c (row i)

                if not (abs (got - after.[i]) < 1e-6 * scale) then
                    sound <- false

            {
                State = c.[0]
                Normal = c.[1]
                Predictions = c.[2..]
            }

        let steps = machine.Grid.StepCount

        let program =
            Array.init steps (fun n ->
                let before = run.State()
                let evaluations = Collections.Generic.List()
                let mutable inside = sound

                while inside do
                    let asked = run.Asked()
                    evaluations.Add((run.Time, combination n before asked))
                    let answer = Array.init rows (fun _ -> start.Normal())
                    answers.Add answer
                    run.Answer answer
                    run.Advance()
                    inside <- sound && not run.Finished && run.Step = n

                {
                    Queries = evaluations.ToArray()
                    Next = combination n before (run.State())
                })

        if sound && run.Finished then Some program else None
