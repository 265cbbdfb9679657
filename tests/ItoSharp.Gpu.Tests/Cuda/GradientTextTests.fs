/// The CUDA form of every gradient's kernel, executed through g++.
module ItoSharp.Gpu.Tests.Cuda.GradientTextTests

open ItoSharp
open ItoSharp.Gpu.Tests
open ItoSharp.Gpu.Tests.GradientSubjects
open Xunit

let names () = EveryGradientTests.names ()

let private steps = 40

[<GccTheory>]
[<MemberData(nameof names)>]
let ``the CUDA text of every gradient has the bits of the CPU`` (name: string) =
    let subject = all.Value |> List.find (fun s -> s.Name = name)

    let options device =
        EnsembleOptions(
            Device = device,
            Antithetic = true,
            NonFinite = NonFinitePaths.Continue,
            ObservationSteps = [| 0; 32; 35 |]
        )

    let device = ShimDevice()

    let whole =
        same subject steps 300L (at subject) options (gradientOptions subject) device

    // Again in the least memory: no sums on the device here, so that it is that of states and results alone.
    let least =
        EnsembleGradientOptions(
            Memory = System.Nullable whole.Memory.LeastBytesPerThread,
            Covariance = true,
            Observables = List.toArray subject.Observables,
            Widths = (gradientOptions subject).Widths
        )

    let there = take subject steps 300L (at subject) (options device) least
    sameAs subject whole there
    Assert.Equal(BinomialSchedule.ForwardSteps(steps, 1) + 1L, there.Memory.MeasuredForwardSteps)
