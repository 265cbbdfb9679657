namespace ItoSharp;

/// <summary>A step of a reverse process: <c>x_t = State x_s + Data D + Deviation z</c>, z standard normal.</summary>
/// <param name="State">The factor of the state.</param>
/// <param name="Data">The factor of the data prediction.</param>
/// <param name="Deviation">The standard deviation of the fresh noise.</param>
public readonly record struct ReverseStep(double State, double Data, double Deviation);
