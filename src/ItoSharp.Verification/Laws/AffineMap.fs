namespace ItoSharp.Verification

open System
open ItoSharp

/// A sampler of scalar Gaussian data is affine in its start and the normals that it draws: x_end = Constant + Start x_start +
/// sum_n Noise_n z_n. Hence its law follows exactly, without Monte Carlo.
type internal AffineMap = {
    Constant: float
    Start: float
    Noise: float[]
} with

    /// Mean and variance at the end for a start law.
    member m.Moments(mean: float, variance: float) =
        m.Constant + m.Start * mean, m.Start * m.Start * variance + (m.Noise |> Array.sumBy (fun b -> b * b))

module internal AffineMap =
    /// From as many runs as there are unknowns: the normals of a run are known, since noise is a function of seed, path and step.
    let ofSampler (machine: IMachine) (scale: float) (settings: RunSettings) : AffineMap =
        let steps = machine.Grid.StepCount
        let unknowns = steps + 2
        let seed = 11UL
        let starts = Array.zeroCreate<float> unknowns
        FieldNoise.Fill(5UL, 0UL, 0u, Span<float> starts)
        let starts = starts |> Array.map (fun s -> s * scale)
        let samples = machine.Sample(starts, { settings with Seed = seed })

        let rows =
            Array.init unknowns (fun i ->
                let z = [| 0.0 |]

                let normal step =
                    FieldNoise.Fill(seed, uint64 i, uint32 step, Span<float> z)
                    z.[0]

                Array.append [| 1.0; starts.[i] |] (Array.init steps normal))

        let c = LinearSystem.solve rows samples

        {
            Constant = c.[0]
            Start = c.[1]
            Noise = c.[2..]
        }
