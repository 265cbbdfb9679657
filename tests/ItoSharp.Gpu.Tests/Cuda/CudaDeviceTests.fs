namespace ItoSharp.Gpu.Tests.Cuda

open ItoSharp
open ItoSharp.Gpu
open ItoSharp.Gpu.Tests
open ItoSharp.Gpu.Tests.Subjects
open Xunit

module private Cuda =
    let found =
        lazy
            (try
                Ok(Devices.Cuda() |> Seq.head)
             with :? DeviceException as error ->
                 Error error.Message)

    let skip () =
        match found.Value with
        | Ok _ -> null
        | Error message -> "no CUDA device: " + message

/// Skipped, and said to be, without a CUDA device.
type CudaTheoryAttribute() =
    inherit TheoryAttribute(Skip = Cuda.skip ())

/// The kernels on a real CUDA device, where there is one.
module CudaDeviceTests =
    let samplers () = Fields.EverySamplerTests.names ()

    [<CudaTheory>]
    [<MemberData(nameof samplers)>]
    let ``every field sampler has the bits of the CPU on CUDA`` (name: string) =
        match Cuda.found.Value with
        | Error message -> invalidOp message
        | Ok device -> Fields.EverySamplerTests.same device name |> ignore

    let names () = EveryEnsembleTests.names ()

    [<CudaTheory>]
    [<MemberData(nameof names)>]
    let ``every ensemble has the bits of the CPU on CUDA`` (name: string) =
        match Cuda.found.Value with
        | Error message -> invalidOp message
        | Ok device ->
            let options device =
                EnsembleOptions(
                    Device = device,
                    NonFinite = NonFinitePaths.Continue,
                    Antithetic = true,
                    ObservationSteps = [| 0; 5 |]
                )

            let subject = find name
            Bits.same subject 22 12500L (Bits.at subject) options device |> ignore

    let gradientNames () = EveryGradientTests.names ()

    [<CudaTheory>]
    [<MemberData(nameof gradientNames)>]
    let ``every gradient has the bits of the CPU on CUDA`` (name: string) =
        match Cuda.found.Value with
        | Error message -> invalidOp message
        | Ok device ->
            let subject = GradientSubjects.all.Value |> List.find (fun s -> s.Name = name)

            for antithetic in [ false; true ] do
                GradientSubjects.same
                    subject
                    70
                    12500L
                    (GradientSubjects.at subject)
                    (GradientSubjects.options antithetic)
                    (GradientSubjects.gradientOptions subject)
                    device
                |> ignore
