/// A two-component mixture under a process: its marginals and draws of them.
module internal ItoSharp.Verification.MixtureLaw

open System
open ItoSharp

let private components = [ 0.35, -1.0, 0.25; 0.65, 0.8, 0.16 ]

let data =
    GaussianMixture(
        components
        |> List.map (fun (w, m, v) -> GaussianComponent(w, [| m |], [| v |]))
        |> Array.ofList
    )

/// The components of the marginal at a time, of x - mu.
let private marginal (p: IProcess) t =
    let a, s = p.Alpha t, p.Sigma t
    components |> List.map (fun (w, m, v) -> w, a * m, a * a * v + s * s)

/// Its distribution function.
let cdf (p: IProcess) t =
    let parts = marginal p t
    fun x -> parts |> List.sumBy (fun (w, m, v) -> w * Normal.cdf ((x - m) / Math.Sqrt v))

/// Mean, variance and the fourth central moment.
let moments (p: IProcess) t =
    let parts = marginal p t
    let mean = parts |> List.sumBy (fun (w, m, _) -> w * m)
    let variance = parts |> List.sumBy (fun (w, m, v) -> w * ((m - mean) ** 2.0 + v))

    let fourth =
        parts
        |> List.sumBy (fun (w, m, v) ->
            let d = m - mean
            w * (d ** 4.0 + 6.0 * d * d * v + 3.0 * v * v))

    mean, variance, fourth

/// Draws of the exact marginal, of x - mu.
let draw (p: IProcess) t seed count =
    let z = Array.zeroCreate<float> count
    FieldNoise.Fill(seed, 0UL, 0x2000_0000u, Span z)
    let a, s = p.Alpha t, p.Sigma t

    Array.init count (fun i ->
        let x0 = [| 0.0 |]
        data.Sample(seed, uint64 i, Span x0)
        a * x0.[0] + s * z.[i])
