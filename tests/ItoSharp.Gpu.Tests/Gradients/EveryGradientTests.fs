/// The gradient of every ensemble of the test models is taken on the device and compared with the CPU: 0 differing bits.
module ItoSharp.Gpu.Tests.EveryGradientTests

open System
open ItoSharp
open ItoSharp.Gpu.Tests
open ItoSharp.Gpu.Tests.GradientSubjects
open Xunit

/// Two pieces of 32 steps over which constants are summed and one that is none, and no multiple of the four steps of a tile.
let private steps = 70

/// A whole block and a partial one.
let private paths = 4096L + 130L

let names () : TheoryData<string> =
    let data = TheoryData<string>()
    all.Value |> List.iter (fun s -> data.Add s.Name)
    data

[<Fact>]
let ``the models have gradients of all that a kernel must do`` () =
    let has (what: GradientSubject -> bool) = Assert.Contains(all.Value, what)
    Assert.True(all.Value.Length >= 20, $"{all.Value.Length} ensembles")
    Assert.All(all.Value, (fun (s: GradientSubject) -> Assert.False(String.IsNullOrEmpty s.Kernel)))
    has (fun s -> s.Ensemble 1 :? Ensemble<float32> && s.Shape.Stops.Count > 0)
    has (fun s -> s.Ensemble 1 :? Ensemble<float> && s.Shape.Stops.Count > 0)
    has (fun s -> s.Ensemble 1 :? Ensemble<float32> && s.Shape.TimedColumns > 0)
    has (fun s -> s.Ensemble 1 :? Ensemble<float> && s.Shape.TimedColumns > 0)
    has (fun s -> not s.Smoothed.IsEmpty)
    has (fun s -> s.Observables.Length > 1)
    has _.Shape.HasTwins
    has _.Shape.TimeIntegrals
    has (fun s -> s.Shape.ExtraNormals > 0)
    has (fun s -> s.Shape.Components.Count = 40)

[<OpenClTheory>]
[<MemberData(nameof names)>]
let ``every gradient has the bits of the CPU`` (name: string) =
    let subject = all.Value |> List.find (fun s -> s.Name = name)
    let gradients = gradientOptions subject

    for antithetic in [ false; true ] do
        let there =
            same subject steps paths (at subject) (options antithetic) gradients (OpenCl.device ())

        // All states fit: a path takes every step once.
        Assert.Equal(int64 steps, there.Memory.MeasuredForwardSteps)
