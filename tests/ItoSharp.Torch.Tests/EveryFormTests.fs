/// Every declared sampler on tensors against its own CPU form: samples and gradients, same noise.
module ItoSharp.Torch.Tests.EveryFormTests

open System
open Xunit
open ItoSharp
open ItoSharp.Tests.Models
open ItoSharp.Torch.Tests.Tensors
open ItoSharp.Torch.Tests.Forms

let private same = 1e-12
let private sameGradient = 1e-10

/// Of weights, and of what comes by them (parameters, times, levels): the CPU takes products with predictions as its run kept them,
/// tensors with the model's own. On VE the two forms of a prediction differ by rounding of a state that is large beside it.
let private sameByWeights = 1e-9
let private seed = 5UL

let private model kind = TwinModel(kind, weights, true)

let private cpuOptions (form: Form) =
    SampleOptions<float>(
        Seed = seed,
        Condition = ReadOnlyMemory conditions,
        Mean =
            (if (processOf form).MeanReverting then
                 ReadOnlyMemory mean
             else
                 ReadOnlyMemory())
    )

let private torchOptions (form: Form) =
    TensorOptions<Tensor>(
        Seed = seed,
        Condition = rows 3 conditions,
        Mean = (if (processOf form).MeanReverting then rows 3 mean else null)
    )

let private loss =
    Loss<float>(fun samples gradient ->
        let mutable value = 0.0

        for i in 0 .. samples.Length - 1 do
            gradient.[i] <- cotangent.[i]
            value <- value + cotangent.[i] * samples.[i]

        value)

/// A value, or the message of the refusal: some plans have no AdjointDEIS.
let private outcome (call: unit -> 'a) =
    try
        Ok(call ())
    with :? ArgumentException as refusal ->
        Error refusal.Message

/// Reflection cannot pass spans, so both forms are reached through typed helpers.
type Typed<'p when 'p: not struct and 'p :> IProcess<'p>>() =
    member _.Samples(sampler: obj, options: SampleOptions) =
        let samples = Array.zeroCreate<float> starts.Length
        (sampler :?> FieldSampler<'p, float>).Sample(ReadOnlySpan starts, Span samples, options)
        samples

    member _.Gradient(sampler: obj, name: string, options: SampleOptions, extra: obj list) =
        // Gradient(ReadOnlySpan, Loss, ...) cannot be invoked by reflection: a delegate over the same method can.
        let found (call: Type) =
            let types = call.GetMethod("Invoke").GetParameters() |> Array.map _.ParameterType

            sampler.GetType().GetMethod(name, types)

        match extra with
        | [] ->
            let call = (found typeof<GradientCall<'p>>).CreateDelegate<GradientCall<'p>> sampler

            call.Invoke(ReadOnlySpan starts, loss, options)
        | adjoint :: _ ->
            let call = (found typeof<AdjointCall<'p>>).CreateDelegate<AdjointCall<'p>> sampler
            call.Invoke(ReadOnlySpan starts, loss, (adjoint :?> AdjointDeisOptions), options)

    member t.Check(form: Form, kind: Prediction, schedule: Schedule) =
        let twin = model kind
        let onCpu = cpu form twin schedule
        let onTensors = tensors form twin schedule
        let start = rows 3 starts

        let sampled =
            call onTensors "Sample" typeof<TensorOptions<Tensor>> [ start; torchOptions form ] :?> Tensor

        close $"{form}, samples" same (t.Samples(onCpu, cpuOptions form)) (numbers sampled)
        Assert.Equal<float[]>(starts, numbers start)

        // A sampler with reversible gradients alone is asked for a way of them.
        let isExact (m: Reflection.MethodInfo) =
            m.Name = "Gradient"
            && m.GetParameters().[2].ParameterType = typeof<SampleOptions>

        if form.Sampler.GetMethods() |> Array.exists isExact then
            let expected = t.Gradient(onCpu, "Gradient", cpuOptions form, [])

            let actual =
                call onTensors "Gradient" typeof<Tensor> [
                    start
                    rows 3 cotangent
                    [| twin.Weights |]
                    true
                    torchOptions form
                ]
                :?> TensorGradient<'p, Tensor>

            close $"{form}, start" sameGradient expected.Start (numbers actual.Start)
            close $"{form}, condition" sameGradient expected.Condition (numbers actual.Condition)
            close $"{form}, model" sameGradient expected.Model (numbers actual.Model.[0])
            close $"{form}, its samples" same expected.Samples (numbers actual.Samples)

            let parameters (p: 'p) =
                let values = Array.zeroCreate<float> p.ParameterNames.Count
                p.CopyParameters(Span values)
                values

            close $"{form}, process" sameByWeights (parameters expected.Process) (parameters actual.Process)
            close $"{form}, times" sameByWeights expected.Times actual.Times
            close $"{form}, levels" sameByWeights expected.Levels actual.Levels

            for step in 0 .. expected.Coefficients.StepCount - 1 do
                let row (table: StepCoefficients) = [|
                    table.State step
                    yield! table.Predictions(step).ToArray()
                    table.Noise step
                |]

                close
                    $"{form}, weights of step {step}"
                    sameByWeights
                    (row expected.Coefficients)
                    (row actual.Coefficients)

            if expected.Mean.Length > 0 then
                close $"{form}, mean" sameGradient expected.Mean (numbers actual.Mean)

            // A table of weights changes both forms alike.
            let table =
                StepCoefficients
                    .Zero(expected.Coefficients.StepCount, expected.Coefficients.Memory)
                    .Plus(expected.Coefficients, -0.01)

            let onCpu = onCpu.GetType().GetMethod("With").Invoke(onCpu, [| table |])
            let onTensors = onTensors.GetType().GetMethod("With").Invoke(onTensors, [| table |])

            let sampled =
                call onTensors "Sample" typeof<TensorOptions<Tensor>> [ start; torchOptions form ] :?> Tensor

            close $"{form}, with a table" same (t.Samples(onCpu, cpuOptions form)) (numbers sampled)

        if
            form.Sampler.GetMethods()
            |> Array.exists (fun m -> m.Name = "GradientAdjointDeis")
        then
            for order in [ 1; 2 ] do
                for formOf in [ Prediction.Noise; Prediction.Data ] do
                    let adjoint =
                        AdjointDeisOptions(Order = order, Form = formOf, Schedule = UniformLambda.Steps 7)

                    let expected =
                        outcome (fun () -> t.Gradient(onCpu, "GradientAdjointDeis", cpuOptions form, [ adjoint ]))

                    let actual =
                        outcome (fun () ->
                            call onTensors "GradientAdjointDeis" typeof<Tensor> [
                                start
                                rows 3 cotangent
                                [| twin.Weights |]
                                adjoint
                                torchOptions form
                            ]
                            :?> TensorGradient<'p, Tensor>)

                    match expected, actual with
                    | Ok expected, Ok actual ->
                        close $"{form}, start" sameGradient expected.Start (numbers actual.Start)
                        close $"{form}, condition" sameGradient expected.Condition (numbers actual.Condition)
                        close $"{form}, model" sameGradient expected.Model (numbers actual.Model.[0])
                        Assert.Equal<string list>(List.ofSeq expected.Warnings, List.ofSeq actual.Warnings)
                    | Error expected, Error actual -> Assert.Equal(expected, actual)
                    | _ -> Assert.Fail($"{form}: one form refuses what the other one does")

and GradientCall<'p when 'p: not struct and 'p :> IProcess<'p>> =
    delegate of ReadOnlySpan<float> * Loss<float> * SampleOptions -> Gradient<'p, float>

and AdjointCall<'p when 'p: not struct and 'p :> IProcess<'p>> =
    delegate of ReadOnlySpan<float> * Loss<float> * AdjointDeisOptions * SampleOptions -> Gradient<'p, float>

let private compare (form: Form) (kind: Prediction) (schedule: Schedule) =
    let typed =
        typeof<Typed<VpLinear>>.GetGenericTypeDefinition().MakeGenericType [| form.Process |]

    let instance = Activator.CreateInstance typed
    let comparison = typed.GetMethod "Check"

    unwrapped (fun () -> comparison.Invoke(instance, [| form; kind; schedule |]))
    |> ignore

/// Whether the sampler exists; some of the tests' plans are wrong at run time on purpose, and both forms say so alike.
let private check (form: Form) (kind: Prediction) (schedule: Schedule) =
    let refusal =
        try
            cpu form (model kind) schedule |> ignore
            None
        with :? ArgumentException as failure ->
            Some failure.Message

    match refusal with
    | Some message ->
        let failure =
            Assert.Throws<ArgumentException>(fun () -> tensors form (model kind) schedule |> ignore)

        Assert.Equal(message, failure.Message)
    | None -> compare form kind schedule

    refusal.IsNone

let private predictions = [|
    Prediction.Data
    Prediction.Noise
    Prediction.Velocity
    Prediction.Score
    Prediction.Flow
|]

[<Fact>]
let ``every sampler has a tensor form, and they are many`` () =
    Assert.True(all.Length >= 30, string all.Length)

[<Fact>]
let ``every sampler gives the numbers of its CPU form, on nodes fixed in time`` () =
    let made =
        all
        |> List.indexed
        |> List.filter (fun (i, form) -> check form predictions.[i % 5] (UniformTime.Steps 5))

    Assert.True(20 * made.Length >= 19 * all.Length, $"{made.Length} of {all.Length}")

[<Fact>]
let ``every sampler gives the numbers of its CPU form, on nodes that move with the parameters`` () =
    let made =
        all
        |> List.indexed
        |> List.filter (fun (i, form) -> check form predictions.[(i + 2) % 5] (UniformLambda.Steps 6))

    Assert.True(20 * made.Length >= 19 * all.Length, $"{made.Length} of {all.Length}")

[<Fact>]
let ``states solved back give the CPU form's AdjointDEIS`` () =
    let twin = model Prediction.Velocity
    let start, finish = Nullable 0.9, Nullable 0.05
    let adjoint = AdjointDeisOptions(States = AdjointStates.Recomputed)

    let expected =
        VpDpm2M(twin, VpLinear(), UniformLambda.Steps 6, start, finish)
            .GradientAdjointDeis(
                ReadOnlySpan starts,
                loss,
                adjoint,
                SampleOptions<float>(Condition = ReadOnlyMemory conditions)
            )

    let actual =
        VpDpm2M
            .Torch(
                Model3(fun x t z -> twin.OnTensors(x, t, z)),
                twin.Predicts,
                VpLinear(),
                UniformLambda.Steps 6,
                start,
                finish
            )
            .GradientAdjointDeis(
                rows 3 starts,
                rows 3 cotangent,
                [| twin.Weights |],
                adjoint,
                TensorOptions<Tensor>(Condition = rows 3 conditions)
            )

    close "start" sameGradient expected.Start (numbers actual.Start)
    close "model" sameGradient expected.Model (numbers actual.Model.[0])
    Assert.Equal(expected.ModelCalls.ToString(), actual.ModelCalls.ToString())
