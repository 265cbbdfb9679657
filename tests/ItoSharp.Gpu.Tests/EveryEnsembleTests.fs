/// Every ensemble of the test models is executed on the device and compared with the CPU: 0 differing values.
module ItoSharp.Gpu.Tests.EveryEnsembleTests

open System
open ItoSharp
open ItoSharp.Gpu.Tests
open ItoSharp.Gpu.Tests.Subjects
open Xunit

/// A whole block and a partial one.
let private paths = 4096L + 130L

/// No multiple of the four steps that a tile has.
let private steps = 18

let names () : TheoryData<string> =
    let data = TheoryData<string>()
    all.Value |> List.iter (fun s -> data.Add s.Name)
    data

[<Fact>]
let ``the models declare ensembles of both precisions, with stops, observables, second and further normals`` () =
    let has (what: Subject -> bool) = Assert.Contains(all.Value, what)
    Assert.True(all.Value.Length >= 40, $"{all.Value.Length} ensembles")
    Assert.All(all.Value, (fun (s: Subject) -> Assert.False(String.IsNullOrEmpty s.Kernel)))
    has (fun s -> s.Ensemble 1 :? Ensemble<float32>)
    has (fun s -> s.Shape.Stops.Count > 1)
    has (fun s -> s.Shape.Observables.Count > 0)
    has _.Shape.TimeIntegrals
    has (fun s -> s.Shape.ExtraNormals > 0)
    has (fun s -> s.Shape.TimedColumns > 0)
    has (fun s -> s.Shape.Components.Count = 40)

[<OpenClTheory>]
[<MemberData(nameof names)>]
let ``every ensemble has the bits of the CPU`` (name: string) =
    let subject = find name

    let options device =
        EnsembleOptions(
            Device = device,
            NonFinite = NonFinitePaths.Continue,
            Covariance = true,
            ObservationSteps = [| 0; 3; 4; 17 |]
        )

    Bits.same subject steps paths (Bits.at subject) options (OpenCl.device ())
    |> ignore
