// ITO0204: DPM-Solver++(3M) as dpm-solver, diffusers and k-diffusion compute it has half the second derivative: order 2, not 3.
using ItoSharp;

[ExponentialMultistep(Order = 3, Predict = Prediction.Data, Clock = Clock.Lambda, History = 3, Start = typeof(DpmSolverPP2M))]
[DerivativeEstimate(2, Factor = "1/2")]
public sealed partial class DpmSolverPP3MAsPublished;
