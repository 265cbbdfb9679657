// ITO0204: iPNDM uses the Adams-Bashforth numbers of equal steps on steps that are not: fourth order on no schedule in use.
using ItoSharp;

[ExponentialMultistep(Order = 4, Predict = Prediction.Noise, Clock = Clock.Rho, History = 4, Weight = DifferenceWeight.Uniform)]
public sealed partial class Ipndm;
