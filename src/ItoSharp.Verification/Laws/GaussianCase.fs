namespace ItoSharp.Verification

open System
open ItoSharp

/// Gaussian data N(Mean, Variance) under a process, between two times.
type internal GaussianCase = {
    Process: IProcess
    Mean: float
    Variance: float
    StartTime: float
    EndTime: float
} with

    member private g.Shift = if g.Process.MeanReverting then 0.35 else 0.0

    /// The exact mean of the marginal.
    member g.MarginalMean t =
        g.Shift + g.Process.Alpha t * (g.Mean - g.Shift)

    /// The exact variance of the marginal.
    member g.MarginalVariance t =
        g.Process.Alpha t ** 2.0 * g.Variance + g.Process.Sigma t ** 2.0

    /// The exact data prediction.
    member g.Model =
        let law =
            GaussianMixture([| GaussianComponent(1.0, [| g.Mean - g.Shift |], [| g.Variance |]) |])

        Instance.shifted g.Process (GaussianMixtureModel<float>(law, g.Process, Prediction.Data))

    member g.Request schedule : BuildRequest = {
        Model = g.Model
        Parameters = null
        Schedule = schedule
        StartTime = Nullable g.StartTime
        EndTime = Nullable g.EndTime
        Coefficients = null
    }

    member g.Settings cancellation = {
        RunSettings.seeded 1UL with
            Mean = (if g.Process.MeanReverting then [| 0.35 |] else [||])
            Cancellation = cancellation
    }

    /// The factor by which the reverse SDE of level tau carries x - mean from s to t: d log Phi / dlambda = d log v / (2 dlambda) -
    /// tau^2 sigma^2 / v, whose integral is sqrt(v_t / v_s) ((alpha_t^2 / v_t) / (alpha_s^2 / v_s))^(-tau^2 / 2).
    member g.Propagate tau s t =
        let weight time =
            g.Process.Alpha time ** 2.0 / g.MarginalVariance time

        Math.Sqrt(g.MarginalVariance t / g.MarginalVariance s)
        * Math.Pow(weight t / weight s, -0.5 * tau * tau)

module internal GaussianCase =
    /// Three laws: mean and variance of one alone cross zero on some grids.
    let all (p: IProcess) =
        let s, t = Instance.times p -2.0 1.6

        [ 0.6, 1.5; -0.4, 0.5; 0.6, 0.25 ]
        |> List.map (fun (mean, variance) -> {
            Process = p
            Mean = mean
            Variance = variance
            StartTime = s
            EndTime = t
        })

    /// The nodes of a family of grids between the case's times.
    let schedule (g: GaussianCase) (family: GridFamily) (n: int) : Schedule =
        let times =
            Array.init (n + 1) (fun k -> family.TimeAt g.Process g.StartTime g.EndTime (float k / float n))

        TimeTable.Of(ReadOnlySpan times)
