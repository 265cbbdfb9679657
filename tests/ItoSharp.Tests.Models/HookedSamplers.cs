namespace ItoSharp.Tests.Models;

/// <summary>A heavy ball, whose conversions carry a factor, under thresholding and inpainting.</summary>
[Sampler<VpLinear, Ghvb3>(Gradients = Gradients.Exact, Precision = Precision.Double)]
public sealed partial class HookedHeavyBall;

/// <summary>Churn, whose states leave a node before the next query, under thresholding and inpainting.</summary>
[Sampler<VpLinear, EdmStochastic>(Gradients = Gradients.Exact, Precision = Precision.Double)]
public sealed partial class HookedChurn;
