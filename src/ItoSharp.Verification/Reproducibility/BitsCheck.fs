/// The same seed gives the same bits, whatever the threads, the batch's parts and a restart.
module internal ItoSharp.Verification.BitsCheck

open System
open ItoSharp

let private bits (x: float) = BitConverter.DoubleToInt64Bits x

/// Compares entry by entry, bit by bit.
let private same what (expected: float[]) (got: float[]) =
    let different =
        Array.map2 (fun a b -> bits a <> bits b) expected got
        |> Array.filter id
        |> Array.length

    match different with
    | 0 -> Finding(what, "the same bits", "the same bits", true, "")
    | n ->
        let at = Array.zip expected got |> Array.findIndex (fun (a, b) -> bits a <> bits b)

        Finding(
            what,
            $"{n} of {expected.Length} entries differ",
            "the same bits",
            false,
            FormattableString.Invariant $"entry {at} is {got.[at]:R} where {expected.[at]:R} was"
        )

/// The worst of several comparisons under one name.
let private all what (findings: Finding list) =
    match findings |> List.tryFind (fun f -> not f.Passed) with
    | Some f -> Finding(what, f.Measured, f.Expected, false, $"{f.What}: {f.Note}")
    | None -> Finding(what, $"the same bits ({findings.Length} ways)", "the same bits", true, "")

let run (sampler: DeclaredSampler) (options: ReproducibilityOptions) =
    let p = sampler.Process
    let s, t = Instance.times p -2.0 1.6

    let centred: IModel<float> =
        if isNull options.Model then
            CoupledModel(p, [| 0.5; -1.0; 0.3 |])
        else
            options.Model.Invoke p

    let model = Instance.shifted p centred
    let dimension = model.Dimension
    let rows = options.Rows
    let condition = Array.ofSeq options.Condition

    let machine =
        sampler.Build(
            {
                Model = model
                Parameters = null
                Schedule = UniformLambda.Steps options.Steps
                StartTime = Nullable s
                EndTime = Nullable t
                Coefficients = null
            }
        )

    let settings = {
        RunSettings.seeded (options.Seed + 40UL) with
            Mean =
                (if p.MeanReverting then
                     Array.create dimension 0.35
                 else
                     [||])
            Condition = condition
            Cancellation = options.Cancellation
    }

    let start = machine.DrawPrior(rows * dimension, settings)
    let sample settings = machine.Sample(start, settings)
    options.Report $"reproducibility of {sampler.Name}"
    let whole = sample settings

    let again =
        all "the same seed again" [ for k in 1..3 -> same $"run {k + 1}" whole (sample settings) ]

    let cut =
        all "threads and parts of the batch" [
            for threads in [ 1; 2; 4 ] do
                for perCall in [ 1; 4; 7; rows ] do
                    same
                        $"{threads} threads, {perCall} rows a call"
                        whole
                        (sample {
                            settings with
                                Threads = threads
                                RowsPerCall = perCall
                        })
        ]

    let slices =
        all "slices of the batch" [
            for first, count in [ 0, rows / 2; rows / 2, rows - rows / 2; rows - 1, 1 ] do
                let part (values: float[]) =
                    values.[first * dimension .. (first + count) * dimension - 1]

                let slice = { settings with First = uint64 first }

                same
                    $"rows {first} to {first + count - 1}, drawn"
                    (part start)
                    (machine.DrawPrior(count * dimension, slice))

                same $"rows {first} to {first + count - 1}" (part whole) (machine.Sample(part start, slice))
        ]

    let resumed =
        all "resumed from a checkpoint" [
            for k in 0 .. machine.Evaluations - 1 do
                options.Cancellation.ThrowIfCancellationRequested()
                same $"after {k} evaluations" whole (machine.SampleResumed(start, settings, k))
        ]

    let other = {
        settings with
            Seed = settings.Seed + 1UL
    }

    let differ what (a: float[]) (b: float[]) =
        let equal =
            Array.map2 (fun x y -> bits x = bits y) a b |> Array.filter id |> Array.length

        Finding(
            what,
            (if equal = 0 then
                 "every entry differs"
             else
                 $"{equal} of {a.Length} entries are equal"),
            "other numbers",
            // Two floats may be equal by chance.
            equal * 1000 <= a.Length,
            ""
        )

    let stochastic = OrderCheck.isStochastic sampler options.Cancellation

    [
        again
        cut
        slices
        resumed
        differ "another seed, start draws" start (machine.DrawPrior(start.Length, other))
        if stochastic then
            differ "another seed, samples" whole (sample other)
        else
            same "another seed, samples without noise" whole (sample other)
    ]
