using System.Numerics;

namespace HestonPricing.Fourier;

/// <summary>
/// E[exp(i u log(S_T / F))], F the forward, in the stable form ("little Heston trap"; Albrecher, Mayer, Schoutens and Tistaert,
/// Wilmott 2007; why its logarithm stays on the main branch: Lord and Kahl, Mathematical Finance 20, 2010).
/// </summary>
/// <remarks>
/// As published it divides differences of order xi^2 by xi^2. Here those divisions are done by hand, so that xi may be as small as one
/// likes: at xi = 0 it is the characteristic function of a lognormal law.
/// </remarks>
internal static class HestonCharacteristicFunction
{
    /// <summary>Its value.</summary>
    /// <param name="law">The model.</param>
    /// <param name="time">T, years.</param>
    /// <param name="u">The argument; its imaginary part in [-1, 0], where the moment exists for every T.</param>
    public static Complex At(HestonLaw law, double time, Complex u)
    {
        var moment = Complex.ImaginaryOne * u + u * u;
        double square = law.Xi * law.Xi;
        var beta = law.Kappa - law.Rho * law.Xi * Complex.ImaginaryOne * u;
        var d = Complex.Sqrt(beta * beta + square * moment);
        // (beta - d) / xi^2, since (beta - d)(beta + d) = -xi^2 (i u + u^2).
        var quotient = -moment / (beta + d);
        var decay = Complex.Exp(-d * time);
        // g = (beta - d) / (beta + d), the trap's small quotient.
        var g = square * quotient / (beta + d);
        // log((1 - g decay) / (1 - g)) / xi^2 as log(1 + xi^2 y) / xi^2.
        var y = quotient * (1 - decay) / (2 * d);
        var logarithm = y * LogarithmQuotient(square * y);
        var ofVariance = quotient * (1 - decay) / (1 - g * decay);
        return Complex.Exp(law.Kappa * law.Theta * (quotient * time - 2 * logarithm) + ofVariance * law.Variance);
    }

    /// <summary>log(1 + z) / z, also where z is small.</summary>
    private static Complex LogarithmQuotient(Complex z)
    {
        if (z.Magnitude > 0.05)
        {
            return Complex.Log(1 + z) / z;
        }

        // 1 - z/2 + z^2/3 - ...: twelve terms leave 0.05^12 / 13 = 2e-17.
        Complex sum = 0;
        for (int n = 12; n >= 1; n--)
        {
            sum = 1.0 / n - z * sum;
        }

        return sum;
    }
}
