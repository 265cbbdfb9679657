namespace ItoSharp;

/// <summary>The rates of change of moments that obey a closed system of linear differential equations.</summary>
/// <param name="t">The time.</param>
/// <param name="moments">The moments at that time.</param>
/// <param name="rates">Takes the rate of each, per unit of time.</param>
public delegate void MomentRates(double t, ReadOnlySpan<double> moments, Span<double> rates);
