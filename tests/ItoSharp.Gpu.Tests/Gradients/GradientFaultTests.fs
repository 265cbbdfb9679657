/// What a device does not take is refused in words, and paths that are not finite are named as on the CPU.
module ItoSharp.Gpu.Tests.GradientFaultTests

open System
open ItoSharp
open ItoSharp.Gpu
open ItoSharp.Gpu.Tests
open ItoSharp.Gpu.Tests.GradientSubjects
open ItoSharp.Tests.Models.Devices
open Xunit

let private volatility = lazy (find typeof<VolatilityGradients>)
let private exploding = lazy (find typeof<ExplodingSingleGradients>)
let private plain = EnsembleGradientOptions()

[<OpenClFact>]
let ``a derivative that is not finite is named with its path, as on the CPU`` () =
    let fault device =
        Assert.Throws<NonFiniteGradientException>(fun () ->
            take exploding.Value 40 9000L (at exploding.Value) (EnsembleOptions(Device = device)) plain
            |> ignore)

    let before = (OpenCl.device ()).FreeMemoryBytes
    let here, there = fault null, fault (OpenCl.device ())
    Assert.Equal(here.Message, there.Message)
    Assert.Equal(before, (OpenCl.device ()).FreeMemoryBytes)

[<OpenClFact>]
let ``paths that are not finite are masked or kept as on the CPU`` () =
    let excluded = [
        for policy in [ NonFinitePaths.Mask; NonFinitePaths.Continue ] do
            for antithetic in [ false; true ] do
                for step in 8..13 do
                    let there =
                        same
                            exploding.Value
                            40
                            9000L
                            (at exploding.Value)
                            (fun device ->
                                EnsembleOptions(Device = device, NonFinite = policy, Antithetic = antithetic))
                            (EnsembleGradientOptions(Weights = [| GradientWeight("Place", 1.0, Nullable step) |]))
                            (OpenCl.device ())

                    there.Statistics.Terminal.ExcludedPaths
    ]

    // Some steps leave some paths.
    Assert.Contains(excluded, (fun paths -> paths > 0L && paths < 9000L))

[<OpenClFact>]
let ``a budget below the least names the least, which does`` () =
    let subject = volatility.Value
    let device = OpenCl.device ()

    let take budget =
        take
            subject
            20
            100L
            (at subject)
            (EnsembleOptions(Device = device))
            (EnsembleGradientOptions(Memory = Nullable budget, Observables = List.toArray subject.Observables))

    let least = (take plenty).Memory.LeastBytesPerThread

    let error =
        Assert.Throws<ArgumentOutOfRangeException>(fun () -> take (least - 1L) |> ignore)

    Assert.Equal(nameof plain.Memory, error.ParamName)
    Assert.Contains($"{least} bytes", error.Message)
    Assert.Equal(least, (take least).Memory.Bytes)

[<OpenClFact>]
let ``a device with less memory than one block needs says so`` () =
    let subject = volatility.Value

    let error =
        Assert.Throws<DeviceMemoryException>(fun () ->
            take
                subject
                20
                100L
                (at subject)
                (EnsembleOptions(Device = (OpenCl.device ()).WithMemoryLimit 1000L))
                (EnsembleGradientOptions(Observables = List.toArray subject.Observables))
            |> ignore)

    Assert.Equal(1000L, error.Free)
    Assert.True(error.Asked > 4096L)

let private refusal (run: unit -> 'a) =
    Assert.Throws<NotSupportedException>(fun () -> run () |> ignore).Message

[<OpenClFact>]
let ``what devices do not take is refused, not taken elsewhere`` () =
    let device = OpenCl.device ()
    let options = EnsembleOptions(Device = device)

    let differences () =
        take volatility.Value 4 100L (at volatility.Value) options plain

    let message = refusal differences
    Assert.Contains("Digital", message)
    Assert.Contains("Observables", message)

    let reversible = find typeof<ItoSharp.Tests.Models.Undone.WhirlHeun>

    let undone () =
        take reversible 4 100L (at reversible) options plain

    Assert.Contains("Memory", refusal undone)

    let tangents () =
        VolatilityGradients(Volatility(), 4, 1.0)
            .Tangents(
                Volatility.State(0.7, 0.4),
                100L,
                1UL,
                0.1,
                0.2,
                0.3,
                0.4,
                0.9,
                [| EnsembleDirection("Theta") |],
                options
            )

    Assert.Contains("Gradient", refusal tangents)

    let adaptive () =
        ItoSharp.Tests.Models.Adaptive
            .DrivenTsit5(ItoSharp.Tests.Models.Adaptive.Driven(), StepTolerance(1e-6, 1e-6), 1.0)
            .Gradient(ItoSharp.Tests.Models.Adaptive.Driven.State(0.1, 0.2), 100L, 1UL, 0.3, options)

    Assert.Contains("tolerance", refusal adaptive)
