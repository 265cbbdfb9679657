/// Tensors from numbers and back, and the comparison of both.
module ItoSharp.Torch.Tests.Tensors

open System
open Xunit
open TorchSharp

type Tensor = torch.Tensor

let shaped (shape: int64 list) (values: float[]) : Tensor =
    torch.tensor (values, ReadOnlySpan<int64>(Array.ofList shape))

let rows (count: int) (values: float[]) =
    shaped [ int64 count; int64 (values.Length / count) ] values

let numbers (tensor: Tensor) : float[] = tensor.data<float>().ToArray()

/// The largest difference, relative to the largest number.
let distance (expected: float[]) (actual: float[]) =
    Assert.Equal(expected.Length, actual.Length)
    let scale = expected |> Array.fold (fun m v -> max m (abs v)) 1e-3

    (expected, actual)
    ||> Array.map2 (fun a b -> if Double.IsFinite b then abs (a - b) else infinity)
    |> Array.fold max 0.0
    |> fun d -> d / scale

let close (what: string) (tolerance: float) (expected: float[]) (actual: float[]) =
    let d = distance expected actual
    Assert.True(d <= tolerance, $"{what}: {d} apart, allowed {tolerance}")
