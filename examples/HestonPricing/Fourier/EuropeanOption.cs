using System.Numerics;
using ItoSharp;

namespace HestonPricing.Fourier;

/// <summary>Semi-analytic prices of European options under Heston's model, by Lewis's single integral.</summary>
/// <remarks>
/// A. Lewis, Option Valuation under Stochastic Volatility (2000): with k = log(F / K),
/// call = D (F - sqrt(F K) / pi * integral over u > 0 of Re[exp(i u k) phi(u - i/2)] / (u^2 + 1/4)). All its values lie on one
/// line of the strip where the characteristic function exists, and the integrand falls at least exponentially.
/// </remarks>
internal static class EuropeanOption
{
    /// <summary>The price of max(S_T - strike, 0), discounted at the model's rate.</summary>
    /// <param name="law">The model.</param>
    /// <param name="spot">S at the start.</param>
    /// <param name="strike">The strike.</param>
    /// <param name="time">T, years.</param>
    /// <param name="discount">The discount rate where it is not the drift (a dividend yield is their difference).</param>
    /// <param name="tolerance">What the integral may be off by; all that doubles have takes ten times the time of ten digits.</param>
    public static double Call(HestonLaw law, double spot, double strike, double time, double? discount = null, double tolerance = 1e-15)
    {
        double forward = spot * Math.Exp(law.Rate * time);
        double moneyness = Math.Log(forward / strike);
        double integral = Integral(
            u =>
                (Complex.Exp(Complex.ImaginaryOne * u * moneyness) * HestonCharacteristicFunction.At(law, time, new Complex(u, -0.5))).Real
                / (u * u + 0.25),
            u => HestonCharacteristicFunction.At(law, time, new Complex(u, -0.5)).Magnitude / (u * u + 0.25),
            tolerance
        );
        return Math.Exp(-(discount ?? law.Rate) * time) * (forward - Math.Sqrt(forward * strike) / Math.PI * integral);
    }

    /// <summary>The price of max(strike - S_T, 0), by an integral of its own: parity with the call is a check, not a definition.</summary>
    /// <remarks>
    /// Gil-Pelaez: the probabilities of an exercise under the two measures are 1/2 + 1/pi times integrals of
    /// Im[exp(i u k) phi(u)] / u and of the same with phi(u - i).
    /// </remarks>
    public static double Put(HestonLaw law, double spot, double strike, double time, double? discount = null)
    {
        double forward = spot * Math.Exp(law.Rate * time);
        double moneyness = Math.Log(forward / strike);
        double Above(double shift)
        {
            Complex Phi(double u) => HestonCharacteristicFunction.At(law, time, new Complex(u, shift));
            double integral = Integral(
                u => (Complex.Exp(Complex.ImaginaryOne * u * moneyness) * Phi(u)).Imaginary / u,
                u => Phi(u).Magnitude / u,
                1e-15
            );
            return 0.5 + integral / Math.PI;
        }

        double put = strike * (1 - Above(0)) - forward * (1 - Above(-1));
        return Math.Exp(-(discount ?? law.Rate) * time) * put;
    }

    /// <summary>The integral over u &gt; 0 of what falls below <paramref name="bound"/>, in pieces until the rest no longer counts.</summary>
    private static double Integral(Func<double, double> integrand, Func<double, double> bound, double tolerance)
    {
        double sum = 0;
        for (double from = 0, to = 1; ; from = to, to *= 1.6)
        {
            sum += GaussLegendre.Integrate(integrand, from, to, tolerance, out _);
            if (bound(to) * to < 0.1 * tolerance)
            {
                return sum;
            }

            if (to > 1e7)
            {
                throw new ArithmeticException(
                    "The characteristic function does not fall: the time or the variance is too small for this integral."
                );
            }
        }
    }
}
