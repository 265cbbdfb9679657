namespace ItoSharp;

/// <summary>A process at one time; also the cotangent of that value (then <see cref="Time"/> is not used).</summary>
/// <param name="Time">t.</param>
/// <param name="Alpha">alpha(t).</param>
/// <param name="Sigma">sigma(t).</param>
/// <param name="Lambda">log(alpha / sigma).</param>
/// <param name="AlphaRate">d alpha / dt.</param>
/// <param name="SigmaRate">d sigma / dt.</param>
public readonly record struct ProcessPoint(
    double Time,
    double Alpha,
    double Sigma,
    double Lambda,
    double AlphaRate,
    double SigmaRate
);
