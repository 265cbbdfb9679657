// ITO0207: a history of data predictions cannot be started by steps on noise predictions.
using ItoSharp;

[ExponentialMultistep(Order = 2, Predict = Prediction.Data, History = 2, Start = typeof(DpmSolver2S))]
public sealed partial class MixedForms;
