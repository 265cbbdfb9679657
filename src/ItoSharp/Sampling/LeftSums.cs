namespace ItoSharp;

/// <summary>
/// The integrals over one step as released code sums them: left Riemann sums of n equal parts. For DEIS the parts are of t and the left
/// ends the noisy ones; for ER-SDE they are of rho and the left ends those towards the data.
/// </summary>
internal static class LeftSums
{
    /// <summary><c>M_k = int u^k d rho</c>, u from 0 at s to 1 at t, k = 0 .. history - 1; none with one node.</summary>
    public static double[] Time(IProcess process, in ProcessPoint t, in ProcessPoint s, int history, int terms)
    {
        var moments = new double[history > 1 ? history : 0];
        double span = t.Time - s.Time;
        for (int q = 0; moments.Length > 0 && q < terms; q++)
        {
            double u = (double)q / terms;
            double term = span / terms * Slope(process.At(s.Time + u * span));
            for (int k = 0; k < moments.Length; k++)
            {
                moments[k] += term;
                term *= u;
            }
        }

        return moments;
    }

    /// <summary>The reverse of <see cref="Time"/>: the cotangents of the two ends' times.</summary>
    /// <param name="t">The step's target.</param>
    /// <param name="s">The step's start.</param>
    /// <param name="cotangent">The moments' cotangents.</param>
    /// <param name="terms">The number of terms.</param>
    /// <param name="process">The process.</param>
    /// <param name="parameters">Of the process; added to.</param>
    public static (ProcessPoint Target, ProcessPoint Start) PullBackTime(
        IProcess process,
        in ProcessPoint t,
        in ProcessPoint s,
        ReadOnlySpan<double> cotangent,
        int terms,
        Span<double> parameters
    )
    {
        double span = t.Time - s.Time;
        (double tBar, double sBar) = (0, 0);
        for (int q = 0; !cotangent.IsEmpty && q < terms; q++)
        {
            double u = (double)q / terms;
            double sum = 0;
            for (int k = cotangent.Length - 1; k >= 0; k--)
            {
                sum = sum * u + cotangent[k];
            }

            ProcessPoint at = process.At(s.Time + u * span);
            double slopeBar = sum * span / terms;
            double spanBar = sum / terms * Slope(at);
            double moved = process.PullBack(at.Time, SlopePullBack(at, slopeBar), parameters);
            tBar += spanBar + u * moved;
            sBar += -spanBar + (1 - u) * moved;
        }

        return (new(tBar, 0, 0, 0, 0, 0), new(sBar, 0, 0, 0, 0, 0));
    }

    /// <summary>
    /// <c>M_k = int u^k d(phi_t/phi) = 1 - k int u^(k-1) phi_t/phi du</c>, the polynomial exactly and the rest by sums in rho; added to
    /// the entries k - 1.
    /// </summary>
    public static void Scale(Func<double, double> phi, double rhoT, double rhoS, double phiT, Span<double> moments, int terms)
    {
        moments.Fill(1);
        for (int q = 0; !moments.IsEmpty && q < terms; q++)
        {
            double u = 1 - (double)q / terms;
            double term = phiT / (terms * phi(rhoS + u * (rhoT - rhoS)));
            for (int k = 1; k <= moments.Length; k++)
            {
                moments[k - 1] -= k * term;
                term *= u;
            }
        }
    }

    /// <summary>The reverse of <see cref="Scale"/>: cotangents of phi_t, rho_t and rho_s.</summary>
    public static (double PhiT, double RhoT, double RhoS) PullBackScale(
        Func<double, double> phi,
        Func<double, double> slope,
        double rhoT,
        double rhoS,
        double phiT,
        ReadOnlySpan<double> cotangent,
        int terms
    )
    {
        (double phiTBar, double rhoTBar, double rhoSBar) = (0, 0, 0);
        for (int q = 0; !cotangent.IsEmpty && q < terms; q++)
        {
            double u = 1 - (double)q / terms;
            double rho = rhoS + u * (rhoT - rhoS);
            double at = phi(rho);
            double sum = 0;
            for (int k = cotangent.Length; k >= 1; k--)
            {
                sum = sum * u + k * cotangent[k - 1];
            }

            phiTBar -= sum / (terms * at);
            double rhoBar = sum * phiT / (terms * at * at) * slope(rho);
            rhoTBar += u * rhoBar;
            rhoSBar += (1 - u) * rhoBar;
        }

        return (phiTBar, rhoTBar, rhoSBar);
    }

    /// <summary>d rho / dt, rho = sigma/alpha.</summary>
    private static double Slope(in ProcessPoint at) => (at.SigmaRate - at.Sigma / at.Alpha * at.AlphaRate) / at.Alpha;

    private static ProcessPoint SlopePullBack(in ProcessPoint at, double bar)
    {
        double rho = at.Sigma / at.Alpha;
        // slope = (sigma' - rho alpha') / alpha
        double alpha = (rho * at.AlphaRate / at.Alpha - Slope(at)) * bar / at.Alpha;
        double sigma = -at.AlphaRate / (at.Alpha * at.Alpha) * bar;
        return new(0, alpha, sigma, 0, -rho * bar / at.Alpha, bar / at.Alpha);
    }
}
