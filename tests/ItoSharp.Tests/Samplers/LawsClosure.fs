/// The law of a sampler on Gaussian data, exactly and without Monte Carlo: its samples are affine in the start state and the
/// normals that it draws.
module ItoSharp.Tests.Samplers.LawsClosure

open System
open ItoSharp
open ItoSharp.Tests.Samplers.Fixtures

/// x_end = Constant + Start x_start + sum_n Noise[n] z_n.
type Affine = {
    Constant: float
    Start: float
    Noise: float[]
}

/// The affine map of a sampler of scalars, from as many runs as it has unknowns: the normals of a run are known, since noise is
/// a function of seed, path and step.
let closure (sampler: FieldSampler<'p, float>) : Affine =
    let steps = sampler.Grid.StepCount
    let unknowns = steps + 2
    let starts = Array.zeroCreate unknowns
    FieldNoise.Fill(5UL, 0UL, 0u, Span<float> starts)
    let samples = runWith (SampleOptions(Seed = 11UL)) sampler starts

    let rows =
        Array.init unknowns (fun i ->
            let normal step =
                let z = [| 0.0 |]
                FieldNoise.Fill(11UL, uint64 i, uint32 step, Span<float> z)
                z.[0]

            Array.append [| 1.0; starts.[i] |] (Array.init steps normal))

    let coefficients = LinearSystem.solve rows samples

    {
        Constant = coefficients.[0]
        Start = coefficients.[1]
        Noise = coefficients.[2..]
    }

/// Mean and variance of the sampler's law for a start law.
let moments (startMean: float, startVariance: float) (map: Affine) =
    map.Constant + map.Start * startMean, map.Start ** 2.0 * startVariance + (map.Noise |> Array.sumBy (fun b -> b * b))

/// Gaussian data N(Mean, Variance) under a process, and the reverse SDE of level Tau.
type Reverse = {
    Process: IProcess
    Mean: float
    Variance: float
    Tau: float
} with

    /// The variance of the marginal.
    member r.MarginalVariance t =
        r.Process.Alpha t ** 2.0 * r.Variance + r.Process.Sigma t ** 2.0

    /// The factor by which the exact solution carries x - alpha m from s to t: d log Phi / dlambda = d log v / (2 dlambda) -
    /// tau^2 sigma^2 / v, whose integral is sqrt(v_t / v_s) ((alpha_t^2 / v_t) / (alpha_s^2 / v_s))^(-tau^2 / 2).
    member r.Propagate s t =
        let weight time =
            r.Process.Alpha time ** 2.0 / r.MarginalVariance time

        Math.Sqrt(r.MarginalVariance t / r.MarginalVariance s)
        * Math.Pow(weight t / weight s, -0.5 * r.Tau * r.Tau)

    /// The exact mean and variance at t of a start law at s.
    member r.Law s t (startMean, startVariance) =
        let gain = r.Propagate s t

        r.Process.Alpha t * r.Mean + gain * (startMean - r.Process.Alpha s * r.Mean),
        gain * gain * startVariance + r.MarginalVariance t
        - gain * gain * r.MarginalVariance s

/// T2's data, start law and times.
let t2 tau = {
    Process = vp
    Mean = T2.mean
    Variance = T2.variance
    Tau = tau
}

let t2Start = T2.startMean, T2.startVariance
let t2Times = T2.startTime.Value, T2.endTime.Value
