namespace ItoSharp.Verification

open System
open ItoSharp

/// Numbers of the verifications' own: a counter-based stream of a seed and a purpose, the same on every machine.
[<Sealed>]
type internal Draws(seed: uint64, purpose: uint32) =
    let mutable next = 0u

    member _.Normal() =
        let z = [| 0.0 |]
        FieldNoise.Fill(seed, uint64 purpose, 0x4000_0000u + next, Span<float> z)
        next <- next + 1u
        z.[0]

    /// Between low and high.
    member d.Between(low: float, high: float) =
        low + (high - low) * Normal.cdf (d.Normal())

    /// A random direction of length 1.
    member d.Direction(length: int) =
        let v = Array.init length (fun _ -> d.Normal())
        let norm = Math.Sqrt(v |> Array.sumBy (fun x -> x * x))
        v |> Array.map (fun x -> x / norm)
