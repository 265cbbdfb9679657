namespace ItoSharp.Verification

open System
open System.Numerics
open ItoSharp

/// How a sampler's numbers become doubles and back.
type internal Conversion<'T> = { To: float -> 'T; From: 'T -> float }

/// A run of a generated sampler that its owner steps.
[<Sealed>]
type internal FieldRun<'T
    when 'T: unmanaged
    and 'T: struct
    and 'T: (new: unit -> 'T)
    and 'T :> ValueType
    and 'T :> IBinaryFloatingPointIeee754<'T>>(run: SamplerRun<'T>, convert: Conversion<'T>) =
    interface ISteppedRun with
        member _.Finished = run.IsFinished

        member _.Asked() =
            run.NextQuery.X.ToArray() |> Array.map convert.From

        member _.Time = run.NextQuery.Time
        member _.Step = run.NextQuery.Step

        member _.Answer prediction =
            let target = run.NextQuery.Prediction

            for i in 0 .. prediction.Length - 1 do
                target.Span.[i] <- convert.To prediction.[i]

        member _.Advance() = run.Advance()

        member _.State() =
            run.State.ToArray() |> Array.map convert.From

        member _.Dispose() = run.Dispose()

/// A generated sampler with its types erased.
[<Sealed>]
type internal FieldMachine<'P, 'T
    when 'P: not struct
    and 'P :> IProcess<'P>
    and 'T: unmanaged
    and 'T: struct
    and 'T: (new: unit -> 'T)
    and 'T :> ValueType
    and 'T :> IBinaryFloatingPointIeee754<'T>>
    (
        sampler: FieldSampler<'P, 'T>,
        convert: Conversion<'T>,
        gradient: Func<'T[], Loss<'T>, SampleOptions, Gradient<'P, 'T>>,
        adjointDeis: Func<'T[], Loss<'T>, AdjointDeisOptions, SampleOptions, Gradient<'P, 'T>>
    ) =
    let narrow (values: float[]) = values |> Array.map convert.To
    let widen (values: 'T[]) = values |> Array.map convert.From

    let options (s: RunSettings) : SampleOptions =
        SampleOptions<'T>(
            Seed = s.Seed,
            FirstSample = s.First,
            Threads = s.Threads,
            RowsPerCall = s.RowsPerCall,
            Cancellation = s.Cancellation,
            Condition = ReadOnlyMemory(narrow s.Condition),
            Mean = ReadOnlyMemory(narrow s.Mean)
        )

    let lossOf (loss: Loss<float>) =
        Loss<'T>(fun samples into ->
            let wide = Array.zeroCreate<float> samples.Length

            for i in 0 .. wide.Length - 1 do
                wide.[i] <- convert.From samples.[i]

            let slope = Array.zeroCreate<float> wide.Length
            let value = loss.Invoke(ReadOnlySpan wide, Span slope)

            for i in 0 .. slope.Length - 1 do
                into.[i] <- convert.To slope.[i]

            value)

    let values (g: Gradient<'P, 'T>) = {
        Start = widen g.Start
        Condition = widen g.Condition
        Model = widen g.Model
        Process =
            fun () ->
                let p = g.Process
                let numbers = Array.zeroCreate<float> (p :> IProcess).ParameterNames.Count
                p.CopyParameters(Span numbers)
                numbers
        Times = fun () -> g.Times
        Coefficients = fun () -> g.Coefficients
    }

    interface IMachine with
        member _.Grid = sampler.Grid
        member _.Evaluations = sampler.Evaluations

        member _.Sample(start, settings) =
            let samples = Array.zeroCreate<'T> start.Length
            sampler.Sample(ReadOnlySpan(narrow start), Span samples, options settings)
            widen samples

        member _.DrawPrior(length, settings) =
            let start = Array.zeroCreate<'T> length
            sampler.DrawPrior(Span start, options settings)
            widen start

        member _.Start(start, settings) =
            new FieldRun<'T>(sampler.Start(ReadOnlySpan(narrow start), options settings), convert) :> ISteppedRun

        member _.SampleResumed(start, settings, evaluations) =
            let rules = options settings
            use first = sampler.Start(ReadOnlySpan(narrow start), rules)

            for _ in 1..evaluations do
                first.NextQuery.Answer sampler.Model
                first.Advance()

            let bytes = first.Save().Bytes.ToArray()
            use second = sampler.Resume(SamplerCheckpoint.FromBytes(ReadOnlySpan bytes), rules)
            second.Complete()
            widen (second.State.ToArray())

        member _.HasGradient = not (isNull gradient)

        member _.Gradient(start, loss, settings) =
            gradient.Invoke(narrow start, lossOf loss, options settings) |> values

        member _.HasAdjointDeis = not (isNull adjointDeis)

        member _.AdjointDeis(start, loss, adjoint, settings) =
            adjointDeis.Invoke(narrow start, lossOf loss, adjoint, options settings)
            |> values
