/// The mixture, mask and known values of the inpainting tests.
module ItoSharp.Tests.Samplers.Inpainted

open System
open Xunit
open ItoSharp
open ItoSharp.Tests.Samplers.Fixtures

let law =
    GaussianMixture(
        [|
            GaussianComponent(
                0.5,
                [| -1.0; 0.0; 0.5 |],
                [| 0.2; 0.3; 0.1 |],
                Array2D.init 3 1 (fun i _ -> 0.2 * float i)
            )
            GaussianComponent(0.5, [| 1.0; 0.5; -0.5 |], [| 0.1; 0.2; 0.3 |])
        |]
    )

let model = GaussianMixtureModel<float>(law, vp, Prediction.Data)
let starts = [| 0.7; -0.4; -1.1; 0.9; 0.2; 0.3; -0.8; 1.3; 0.5 |]
let start () = ReadOnlySpan starts
let mask = [| 1.0; 0.0; 0.3 |]
let known = [| 0.8; nan; -0.4 |]
let mean = [| 0.4; -0.3; 0.1 |]
let from (t: float) = Nullable t
let six = UniformLambda.Steps 6
let memory (values: float[]) = ReadOnlyMemory values
let inpainting = Inpainting<float>(memory mask, memory known)

let with' (inpainting: Inpainting<float>) =
    SampleOptions<float>(Seed = 9UL, Inpainting = inpainting)

/// The noise of the known values at a node from 1 on, and of the start.
let noise (seed: uint64) (row: int) (node: int) =
    let z = Array.zeroCreate<float> 3
    FieldNoise.Fill(seed, uint64 row, 0x8000_0000u + uint32 (node - 1), Span z)
    z

let once (seed: uint64) (row: int) =
    let z = Array.zeroCreate<float> 3
    FieldNoise.Fill(seed, uint64 row, UInt32.MaxValue, Span z)
    z

let refused (words: string list) (action: unit -> unit) =
    let failure = Assert.ThrowsAny<ArgumentException>(action)

    for word in words do
        Assert.Contains(word, failure.Message)
