// ITO0204: DEIS's released code sums the integrals of its coefficients from left end points: first order on fine grids, not second.
using ItoSharp;

[ExponentialMultistep(Order = 2, Predict = Prediction.Noise, Clock = Clock.Time, History = 2, LeftSums = 10000)]
public sealed partial class DeisTAB1AsReleased;
