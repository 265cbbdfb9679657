/// What is refused, and that the message names it.
module ItoSharp.Torch.Tests.FaultTests

open System
open Xunit
open TorchSharp
open ItoSharp
open ItoSharp.Tests.Models
open ItoSharp.Torch.Tests.Tensors
open ItoSharp.Torch.Tests.Forms

let private steps = UniformLambda.Steps 4

let private ode (model: Model2) =
    VpDpm2M.Torch(model, Prediction.Data, VpLinear(), steps, Nullable 0.9, Nullable 0.05)

let private good = ode (Model2(fun x _ -> x.sin ()))
let private start () = rows 3 starts

let private fails<'e when 'e :> exn> (text: string) (action: unit -> obj) =
    let failure = Assert.Throws<'e>(fun () -> action () |> ignore)
    Assert.Contains(text, failure.Message)

[<Fact>]
let ``starts that are no batch of numbers`` () =
    fails<ArgumentException> "[] Float64 on cpu" (fun () -> good.Sample(shaped [] [| 1.0 |]))

    fails<ArgumentException> "[2] Int64 on cpu" (fun () ->
        good.Sample(torch.tensor ([| 1L; 2L |], ReadOnlySpan [| 2L |])))

    fails<ArgumentException> "[0, 2] Float64 on cpu" (fun () -> good.Sample(shaped [ 0L; 2L ] [||]))

    Assert.Throws<ArgumentNullException>("start", fun () -> good.Sample null |> ignore)
    |> ignore

[<Fact>]
let ``predictions that are not like their states`` () =
    fails<InvalidOperationException> "[3, 1] Float64 on cpu for states that are [3, 2] Float64 on cpu" (fun () ->
        (ode (Model2(fun _ t -> t.reshape (-1L, 1L)))).Sample(start ()))

    fails<InvalidOperationException> "Float32 on cpu" (fun () ->
        (ode (Model2(fun x _ -> x.``to`` torch.float32))).Sample(start ()))

    fails<InvalidOperationException> "returned null" (fun () -> (ode (Model2(fun _ _ -> null))).Sample(start ()))

[<Fact>]
let ``conditions and means that do not fit`` () =
    fails<ArgumentException> "takes states and times alone" (fun () ->
        good.Sample(start (), TensorOptions(Condition = rows 3 conditions)))

    let conditioned =
        VpDpm2M.Torch(Model3(fun x _ _ -> x.sin ()), Prediction.Data, VpLinear(), steps)

    fails<ArgumentException> "options.Condition is null" (fun () -> conditioned.Sample(start ()))

    fails<ArgumentException> "for 3 rows" (fun () ->
        conditioned.Sample(start (), TensorOptions(Condition = rows 2 conditions)))

    fails<ArgumentException> "not mean-reverting" (fun () -> good.Sample(start (), TensorOptions(Mean = rows 3 mean)))

    let reverting =
        IrSdeDpm2M.Torch(Model2(fun x _ -> x.sin ()), Prediction.Noise, IrSde(), steps, Nullable 0.9, Nullable 0.05)

    fails<ArgumentException> "options.Mean is null" (fun () -> reverting.Sample(start ()))

    fails<ArgumentException> "like start" (fun () ->
        reverting.Sample(start (), TensorOptions(Mean = rows 2 [| 1.0; 2.0; 3.0; 4.0 |])))

[<Fact>]
let ``two sources of noise`` () =
    let own = Func<Tensor, Tensor>(fun x -> torch.randn x.shape)
    fails<ArgumentException> "one source" (fun () -> good.Sample(start (), TensorOptions(Seed = 1UL, DrawNoise = own)))

    fails<ArgumentException> "2 entries for 3 rows" (fun () ->
        good.Sample(start (), TensorOptions(SampleSeeds = ReadOnlyMemory [| 1UL; 2UL |])))

    fails<ArgumentException> "one key" (fun () ->
        good.Sample(start (), TensorOptions(Seed = 1UL, SampleSeeds = ReadOnlyMemory [| 1UL; 2UL; 3UL |])))

[<Fact>]
let ``noise of another kind than the states`` () =
    let sde =
        VpSdeDpm2M.Torch(Model2(fun x _ -> x.sin ()), Prediction.Data, VpLinear(), steps, Nullable 0.9, Nullable 0.05)

    let own =
        Func<Tensor, Tensor>(fun x -> torch.randn (x.shape, dtype = torch.float32))

    fails<ArgumentException> "DrawNoise is [3, 2] Float32 on cpu" (fun () ->
        sde.Sample(start (), TensorOptions(DrawNoise = own)))

[<Fact>]
let ``values that are not finite name sample, step and time`` () =
    let poisoned = ode (Model2(fun x _ -> x * shaped [ 3L; 1L ] [| 1.0; nan; 1.0 |]))

    let atEnd =
        Assert.Throws<NonFiniteStateException>(fun () -> poisoned.Sample(start ()) |> ignore)

    Assert.Equal(1UL, atEnd.Sample)
    Assert.Equal(3, atEnd.Step)

    let atOnce =
        Assert.Throws<NonFiniteStateException>(fun () ->
            poisoned.Sample(start (), TensorOptions(CheckEvaluations = true, FirstSample = 10UL))
            |> ignore)

    Assert.Equal(11UL, atOnce.Sample)
    Assert.Equal(0, atOnce.Step)
    Assert.Equal(0.9, atOnce.Time)
    Assert.Contains("prediction", atOnce.Message)

    let samples =
        numbers (poisoned.Sample(start (), TensorOptions(NonFinite = NonFinite.Continue)))

    Assert.Equal<bool[]>([| true; true; false; false; true; true |], samples |> Array.map Double.IsFinite)

[<Fact>]
let ``gradients that cannot be`` () =
    let frozen = rows 2 weights
    fails<ArgumentException> "parameters[0]" (fun () -> good.Gradient(start (), rows 3 cotangent, [| frozen |]))

    fails<ArgumentException> "must be like the samples" (fun () ->
        good.Gradient(start (), rows 2 [| 1.0; 2.0; 3.0; 4.0 |]))

    fails<ArgumentException> "one number" (fun () -> good.Gradient(start (), Func<Tensor, Tensor>(fun x -> x.mul 2.0)))

    fails<ArgumentException> "does not depend on the samples" (fun () ->
        good.Gradient(start (), Func<Tensor, Tensor>(fun _ -> shaped [] [| 1.0 |])))

    fails<ArgumentException> "not finite in row 2" (fun () ->
        good.Gradient(start (), rows 3 [| 1.0; 1.0; 1.0; 1.0; nan; 1.0 |]))

    let constant = ode (Model2(fun x _ -> torch.zeros (x.shape, dtype = x.dtype)))
    fails<InvalidOperationException> "no graph" (fun () -> constant.Gradient(start (), rows 3 cotangent))

    let without = good.Gradient(start (), rows 3 cotangent, numbers = false)
    fails<InvalidOperationException> "not asked for" (fun () -> without.Process)

[<Fact>]
let ``a module of one tensor needs an axis for the time, and conditions that join`` () =
    let one = {
        new torch.nn.Module<Tensor, Tensor>("one") with
            override _.forward x = x.sin ()
    }

    let sampler = VpDpm2M.Torch(one, Prediction.Data, VpLinear(), steps)
    fails<ArgumentException> "along axis 1" (fun () -> sampler.Sample(shaped [ 3L ] [| 1.0; 2.0; 3.0 |]))

    fails<ArgumentException> "alike but for axis 1" (fun () ->
        sampler.Sample(start (), TensorOptions(Condition = shaped [ 3L ] [| 1.0; 2.0; 3.0 |])))

[<Fact>]
let ``gradients exist only where they are declared`` () =
    Assert.Null(typeof<VpUniPC2.Torch>.GetMethod "GradientAdjointDeis")
    Assert.Null(typeof<ItoSharp.Tests.Models.Orders.CosineDdim.Torch>.GetMethod "Gradient")

    Assert.NotEmpty(
        typeof<VpDpm2M.Torch>.GetMethods()
        |> Array.filter (fun m -> m.Name = "GradientAdjointDeis")
    )
