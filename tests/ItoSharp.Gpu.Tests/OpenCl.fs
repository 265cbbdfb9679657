namespace ItoSharp.Gpu.Tests

open ItoSharp.Gpu
open Xunit

// One queue of one device, whose free memory the tests look at.
[<assembly: CollectionBehavior(DisableTestParallelization = true)>]
do ()

/// The device that the tests run on: PoCL where it is installed, as .ci/run does.
module OpenCl =
    let private found =
        lazy
            (try
                Ok(Devices.OpenCl() |> Seq.head)
             with :? DeviceException as error ->
                 Error error.Message)

    let device () =
        match found.Value with
        | Ok device -> device
        | Error message -> invalidOp message

    /// Why tests are skipped, or null.
    let skip () =
        match found.Value with
        | Ok _ -> null
        | Error message -> "no OpenCL device: " + message

/// A fact that needs an OpenCL device; skipped, and said to be, without one.
type OpenClFactAttribute() =
    inherit FactAttribute(Skip = OpenCl.skip ())

/// A theory that needs an OpenCL device; skipped, and said to be, without one.
type OpenClTheoryAttribute() =
    inherit TheoryAttribute(Skip = OpenCl.skip ())
