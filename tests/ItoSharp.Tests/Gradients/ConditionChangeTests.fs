/// Conditions that jump on the way: runs, exact and reversible gradients of each part, and AdjointDEIS's orders across a jump.
module ItoSharp.Tests.Gradients.ConditionChangeTests

open System
open Xunit
open ItoSharp
open ItoSharp.Tests.Models
open ItoSharp.Tests.Gradients
open ItoSharp.Tests.Samplers.Fixtures

let private starts = [| 0.7; -0.4; -1.1; 0.9 |]
let private times = [| 0.9; 0.75; 0.6; 0.4; 0.3; 0.2; 0.1; 0.05; 0.02 |]

let private changing (z: float[][]) =
    SampleOptions<float>(
        Seed = 5UL,
        Condition = ReadOnlyMemory z.[0],
        ConditionChanges = [|
            ConditionChange<float>(0.4, ReadOnlyMemory z.[1])
            ConditionChange<float>(0.1, ReadOnlyMemory z.[2])
        |]
    )

let private conditions = [|
    [| 0.3; -0.5; 0.8; 0.1 |]
    [| -0.6; 0.2; 0.4; 0.7 |]
    [| 0.9; 0.3; -0.2; -0.4 |]
|]

let private model =
    GaussianMixtureModel<float>(ExactTests.law, vp, Prediction.Noise) :> IModel<float>

[<Fact>]
let ``a run with jumps is runs one after the other`` () =
    let piece (times: float[]) z start =
        runWith
            (SampleOptions<float>(Condition = ReadOnlyMemory z))
            (VpDdim(model, vp, TimeTable.Of times, solver = Ddim 0.0))
            start

    let chained =
        starts
        |> piece times.[..3] conditions.[0]
        |> piece times.[3..6] conditions.[1]
        |> piece times.[6..] conditions.[2]

    let whole =
        runWith (changing conditions) (VpDdim(model, vp, TimeTable.Of times, solver = Ddim 0.0)) starts

    Assert.Equal<float[]>(chained, whole)

let private against (what: string) (call: SampleOptions -> Gradient<VpLinear, float>) =
    let g = call (changing conditions)

    for part in 0..2 do
        let expected =
            Array.init 4 (fun i ->
                Differences.derivative 4e-3 (fun e ->
                    let moved =
                        conditions
                        |> Array.mapi (fun k z -> if k = part then Differences.perturb z i e else z)

                    (call (changing moved)).Loss))

        let found =
            if part = 0 then
                g.Condition
            else
                g.ConditionChanges.[part - 1]

        Differences.close (sprintf "%s, condition %d" what part) 1e-8 expected found

[<Fact>]
let ``every way has the gradient of every part`` () =
    let grid = TimeTable.Of times

    let unipc = VpUniPC2(model, vp, grid)
    let sde = VpSdeDpm2M(model, vp, grid)
    let heun = VpHeun(model, vp, grid)
    let two = ReversibleTwoStages(model, vp, grid)
    against "UniPC-2" (fun o -> unipc.Gradient(ReadOnlySpan starts, Differences.loss, o))

    against "UniPC-2 with checkpoints" (fun o ->
        unipc.Gradient(ReadOnlySpan starts, Differences.loss, GradientWay.Exact(Nullable 300L), o))

    against "the SDE" (fun o -> sde.Gradient(ReadOnlySpan starts, Differences.loss, o))
    against "Heun" (fun o -> heun.Gradient(ReadOnlySpan starts, Differences.loss, o))

    for scheme in [ ReversibleScheme.McCallumFoster; ReversibleScheme.Heun ] do
        against (string scheme) (fun o ->
            two.Gradient(ReadOnlySpan starts, Differences.loss, GradientWay.Reversible scheme, o))

/// The integrand of the adjoint jumps with the condition; without a restart there 2M would be of first order.
[<Theory>]
[<InlineData(1, Prediction.Noise)>]
[<InlineData(2, Prediction.Noise)>]
[<InlineData(1, Prediction.Data)>]
[<InlineData(2, Prediction.Data)>]
let ``AdjointDEIS keeps its order across a jump`` (order: int) (form: Prediction) =
    let sampler =
        ReversibleThreeStages(T6.model (), vp, UniformLambda.Steps 2048, T1.startTime, T1.endTime)

    let options =
        SampleOptions<float>(
            Condition = ReadOnlyMemory [| 0.4 |],
            ConditionChanges = [|
                ConditionChange<float>(sampler.Grid.Points.[1024].Time, ReadOnlyMemory [| -0.3 |])
            |]
        )

    let parts (g: Gradient<VpLinear, float>) = [ g.Start.[0]; g.Condition.[0]; g.ConditionChanges.[0].[0] ]

    let exact = parts (sampler.Gradient(ReadOnlySpan T1.start, T6.loss, options))

    let levels = [ 64; 128; 256; 512; 1024 ]

    let errors =
        levels
        |> List.map (fun m ->
            let way =
                GradientWay.AdjointDeis(
                    AdjointDeisOptions(Order = order, Form = form, Schedule = UniformLambda.Steps m)
                )

            let g = sampler.Gradient(ReadOnlySpan T1.start, T6.loss, way, options)
            Assert.DoesNotContain(g.Warnings, fun (w: string) -> w.Contains "no node")
            List.map2 (fun a b -> abs (a - b)) (parts g) exact)

    for part, name in List.indexed [ "start"; "first condition"; "second condition" ] do
        let x = levels |> List.map (fun n -> Math.Log2(float n))
        let y = errors |> List.map (fun e -> -Math.Log2 e.[part])
        let mx, my = List.average x, List.average y

        let slope =
            List.sum (List.map2 (fun a c -> (a - mx) * (c - my)) x y)
            / (x |> List.sumBy (fun a -> (a - mx) ** 2.0))

        Assert.True(slope > float order - 0.2, sprintf "%s: slope %.3f of %A" name slope errors)

[<Fact>]
let ``changes that do not decrease are refused`` () =
    let sampler = VpDdim(model, vp, TimeTable.Of times)

    let own =
        SampleOptions<float>(
            Condition = ReadOnlyMemory conditions.[0],
            ConditionChanges = [|
                ConditionChange<float>(0.1, ReadOnlyMemory conditions.[1])
                ConditionChange<float>(0.4, ReadOnlyMemory conditions.[2])
            |]
        )

    let failure =
        Assert.Throws<ArgumentException>(fun () -> runWith own sampler starts |> ignore)

    Assert.Contains("ConditionChanges[1].Time is 0.4 after 0.1", failure.Message)
