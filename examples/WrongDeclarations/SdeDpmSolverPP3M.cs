// ITO0204: diffusers' sde-dpmsolver++ of order 3 has -1/2 where +1/2 belongs: a weight that does not vanish with the step, so no order.
using ItoSharp;

[ExponentialMultistep(Order = 3, Predict = Prediction.Data, History = 3, Noise = Stochasticity.Tau, Start = typeof(DpmSolverPP2M))]
[DerivativeEstimate(2, Factor = "1/2", Offset = "-1")]
public sealed partial record SdeDpmSolverPP3MAsInDiffusers(double Tau = 1);
