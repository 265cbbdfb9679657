// ITO0204: diff-sampler's iPNDM_v has misplaced brackets: its four weights do not add up where the ratio of the steps changes.
using ItoSharp;

[ExponentialMultistep(Order = 4, Predict = Prediction.Noise, Clock = Clock.Rho, History = 4, Weight = DifferenceWeight.Regrouped)]
public sealed partial class IpndmV4AsReleased;
