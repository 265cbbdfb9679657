namespace ItoSharp.Verification

open System
open ItoSharp

/// How the plan gets its first values.
[<RequireQualifiedAccess>]
type internal Beginning =
    /// By its own starter.
    | Shipped
    /// Exactly, to within what a step of 1/4096 of a regular one errs by.
    | Exact

/// A problem under one process: a model of the state itself, times, start states and the exact end.
type internal Instance = {
    Name: string
    Process: IProcess
    Model: IModel<float>
    StartTime: float
    EndTime: float
    Starts: float[]
    Condition: float[]
    Mean: float[]
    Exact: float[]
    ReferenceError: float
    /// The size of the states.
    Scale: float
} with

    member i.Settings seed cancellation = {
        RunSettings.seeded seed with
            Condition = i.Condition
            Mean = i.Mean
            Cancellation = cancellation
    }

    member i.Request schedule : BuildRequest = {
        Model = i.Model
        Parameters = null
        Schedule = schedule
        StartTime = Nullable i.StartTime
        EndTime = Nullable i.EndTime
        Coefficients = null
    }

module internal Instance =
    /// The mean of every mean-reverting process; not zero, so that a sampler that forgets it shows.
    let private meanOf (p: IProcess) dimension =
        if p.MeanReverting then
            Array.create dimension 0.35
        else
            [||]

    /// The model of x for a model of x - mu.
    let shifted (p: IProcess) (centred: IModel<float>) =
        match p.MeanReverting, centred with
        | false, _ -> centred
        | true, (:? IDifferentiableModel<float> as model) ->
            MeanShiftedModel<float>(model, ReadOnlySpan(meanOf p model.Dimension)) :> IModel<float>
        | true, other ->
            raise (
                ArgumentException(
                    $"{other.GetType().Name} is a problem's model under a mean-reverting process, where it must be an IDifferentiableModel<double>: wrap it in a FunctionModel<double>"
                )
            )

    /// The times of two log-SNRs, moved inwards by a little where the process does not reach them.
    let times (p: IProcess) noisy clean =
        let lowest, highest = p.Lambda p.MaxTime, p.Lambda p.MinTime
        let first = max noisy (lowest + 1e-3 * abs lowest)
        let last = min clean (highest - 1e-3 * abs highest)

        if not (last - first > 0.5) then
            raise (
                ArgumentException(
                    FormattableString.Invariant
                        $"{p} covers log-SNR from {lowest:R} to {highest:R}, too little of {noisy:R} to {clean:R} to measure an order on: choose NoisyLambda and CleanLambda of the problem"
                )
            )

        p.TimeOfLambda first, p.TimeOfLambda last

    let spread (p: IProcess) time =
        Math.Sqrt(p.Alpha time ** 2.0 + p.Sigma time ** 2.0)

    let private create (problem: OrderProblem) (p: IProcess) =
        let centred = problem.Model.Invoke p

        if
            centred.Dimension <> problem.Dimension
            || problem.Starts.Count % problem.Dimension <> 0
        then
            raise (
                ArgumentException(
                    $"the problem '{problem.Name}' has dimension {problem.Dimension}, its model {centred.Dimension} and its starts {problem.Starts.Count} entries: they must fit together"
                )
            )

        let noisy, clean = times p problem.NoisyLambda problem.CleanLambda
        let startTime, endTime = if problem.Reversed then clean, noisy else noisy, clean
        let scale = spread p startTime
        let starts = problem.Starts |> Seq.map (fun s -> s * scale) |> Array.ofSeq
        let rows = starts.Length / problem.Dimension

        let condition =
            Array.init rows (fun _ -> Array.ofSeq problem.Condition) |> Array.concat

        let exact, error = Reference.solve centred p startTime endTime condition starts
        let mean = meanOf p problem.Dimension

        let back (x: float[]) =
            if mean.Length = 0 then
                x
            else
                x |> Array.map (fun v -> v + mean.[0])

        {
            Name = problem.Name
            Process = p
            Model = shifted p centred
            StartTime = startTime
            EndTime = endTime
            Starts = back starts
            Condition = condition
            Mean = mean
            Exact = back exact
            ReferenceError = error
            Scale = max scale (spread p endTime) * 2.0
        }

    /// The problem under a process.
    let of' (problem: OrderProblem) (p: IProcess) = create problem p

    let private doublings = 12

    /// The nodes of one grid of n steps. Exact start values without a hook for them: the first step is divided at 2^-12, 2^-11, ..,
    /// 1/2 of it. The plan starts up inside 1/4096 of a step, where its low-order formulas err by less than 1e-3 of what a regular
    /// step errs by, and every further step at most doubles, so that it is a regular one of the full history.
    let schedule (i: Instance) (family: GridFamily) beginning (n: int) : Schedule =
        let positions = [|
            yield 0.0

            if beginning = Beginning.Exact then
                for j in doublings .. -1 .. 1 do
                    yield 2.0 ** float -j

            for k in 1..n do
                yield float k
        |]

        let time u =
            family.TimeAt i.Process i.StartTime i.EndTime (u / float n)

        TimeTable.Of(ReadOnlySpan(positions |> Array.map time))

    /// The root mean square error of a sampler of the problem.
    let error (i: Instance) (machine: IMachine) cancellation =
        let got = machine.Sample(i.Starts, i.Settings 1UL cancellation)

        Array.map2 (fun a b -> (a - b) * (a - b)) got i.Exact
        |> Array.average
        |> Math.Sqrt
