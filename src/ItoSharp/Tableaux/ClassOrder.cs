namespace ItoSharp;

/// <summary>The proven orders of a stochastic method for one class of noise.</summary>
/// <param name="Strong">The order on every path; 0 for a weak method, which follows no path.</param>
/// <param name="Weak">The order of expectations.</param>
public readonly record struct ClassOrder(double Strong, double Weak);
