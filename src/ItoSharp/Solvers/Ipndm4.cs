namespace ItoSharp;

/// <summary>
/// iPNDM: fourth-order Adams-Bashforth numbers on noise predictions, as if all steps were equal in rho; second order on other grids.
/// </summary>
/// <remarks>Zhang and Chen, "DEIS" (ICLR 2023), section 3; Liu, Ren, Lin and Zhao, "PNDM" (ICLR 2022).</remarks>
[ExponentialMultistep(Order = 2, Predict = Prediction.Noise, Clock = Clock.Rho, History = 4, Weight = DifferenceWeight.Uniform)]
public sealed partial class Ipndm4;
