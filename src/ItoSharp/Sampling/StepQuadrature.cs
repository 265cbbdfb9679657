namespace ItoSharp;

/// <summary>
/// The integrals over one step that weights without closed form are made of, by a 24-point Gauss-Legendre rule in lambda: there
/// the integrands are smooth also where rho runs over decades.
/// </summary>
internal static class StepQuadrature
{
    private static readonly (double At, double Weight)[] Rule = UnitRule(24);

    /// <summary>The integrals that a row of <paramref name="history"/> nodes reads, in the layout of <see cref="StepIntegrals"/>.</summary>
    public static double[] Evaluate<T>(IProcess process, in ProcessPoint t, in ProcessPoint s, int history, SolverKernels<T> kernels)
        where T : unmanaged =>
        kernels.Shape.Integrals == StepIntegrals.Scale ? Scale(t, s, history, kernels)
        : kernels.Shape.LeftSums > 0 ? LeftSums.Time(process, t, s, history, kernels.Shape.LeftSums)
        : Time(process, t, s, history);

    private static double[] Time(IProcess process, in ProcessPoint t, in ProcessPoint s, int history)
    {
        var moments = new double[history - 1];
        double h = t.Lambda - s.Lambda;
        for (int q = 0; moments.Length > 0 && q < Rule.Length; q++)
        {
            double lambda = s.Lambda + Rule[q].At * h;
            double u = (process.TimeOfLambda(lambda) - s.Time) / (t.Time - s.Time);
            double term = -h * Rule[q].Weight * Math.Exp(-lambda);
            for (int n = 0; n < moments.Length; n++)
            {
                moments[n] += term *= u;
            }
        }

        return moments;
    }

    private static double[] Scale<T>(in ProcessPoint t, in ProcessPoint s, int history, SolverKernels<T> kernels)
        where T : unmanaged
    {
        double rhoT = Math.Exp(-t.Lambda);
        double rhoS = Math.Exp(-s.Lambda);
        double phiT = PositiveScale(kernels, rhoT);
        double phiS = PositiveScale(kernels, rhoS);
        var integrals = new double[3 + history - 1];
        integrals[0] = phiT;
        integrals[1] = phiS;
        double retained = phiT / rhoT / (phiS / rhoS);
        if (retained > 1 + 1e-9 && t.Lambda > s.Lambda)
        {
            throw new ArgumentException(
                $"the plan's NoiseScale gives {phiS:R} at rho = {rhoS:R} and {phiT:R} at rho = {rhoT:R}, so a step between them would "
                    + "need noise of negative variance: NoiseScale(rho)/rho must not fall as rho grows",
                "solver"
            );
        }

        integrals[2] = Math.Sqrt(Math.Max(0, (1 - retained) * (1 + retained)));
        if (kernels.Shape.LeftSums > 0)
        {
            LeftSums.Scale(rho => PositiveScale(kernels, rho), rhoT, rhoS, phiT, integrals.AsSpan(3), kernels.Shape.LeftSums);
            return integrals;
        }

        double h = t.Lambda - s.Lambda;
        for (int q = 0; history > 1 && q < Rule.Length; q++)
        {
            // M_n = int u^n d(phi_t/phi) = n int u^(n-1) (1 - phi_t/phi) du, by parts.
            double rho = Math.Exp(-(s.Lambda + Rule[q].At * h));
            double u = (rho - rhoS) / (rhoT - rhoS);
            double term = Rule[q].Weight * (-rho * h / (rhoT - rhoS)) * (1 - phiT / PositiveScale(kernels, rho));
            for (int n = 1; n < history; n++)
            {
                integrals[2 + n] += n * term;
                term *= u;
            }
        }

        return integrals;
    }

    private static double PositiveScale<T>(SolverKernels<T> kernels, double rho)
        where T : unmanaged
    {
        double phi = kernels.Scale(rho);
        return phi > 0 && double.IsFinite(phi)
            ? phi
            : throw new ArgumentException($"the plan's NoiseScale({rho:R}) is {phi}; it must be positive and finite", "solver");
    }

    /// <summary>
    /// The pull-back of the moments in t: cotangents of t, s and of the points between, whose times follow from their log-SNR.
    /// </summary>
    /// <param name="process">The process.</param>
    /// <param name="t">The step's target.</param>
    /// <param name="s">The step's start.</param>
    /// <param name="cotangent">The integrals' cotangents.</param>
    /// <param name="moveWithLambda">Takes a point and the cotangent of its time to the cotangent of its log-SNR.</param>
    public static (ProcessPoint Target, ProcessPoint Start) PullBackTime(
        IProcess process,
        in ProcessPoint t,
        in ProcessPoint s,
        ReadOnlySpan<double> cotangent,
        Func<ProcessPoint, double, double> moveWithLambda
    )
    {
        double h = t.Lambda - s.Lambda;
        double span = t.Time - s.Time;
        (double hBar, double lambdaBar, double tBar, double sBar) = (0, 0, 0, 0);
        foreach ((double at, double weight) in Rule)
        {
            double lambda = s.Lambda + at * h;
            ProcessPoint point = process.At(process.TimeOfLambda(lambda));
            double u = (point.Time - s.Time) / span;
            double density = -h * weight * Math.Exp(-lambda);
            (double sum, double slope, double power) = (0, 0, 1);
            for (int n = 0; n < cotangent.Length; n++)
            {
                slope += (n + 1) * power * cotangent[n];
                power *= u;
                sum += power * cotangent[n];
            }

            double uBar = density * slope;
            double moved = moveWithLambda(point, uBar / span) - density * sum;
            tBar -= uBar * u / span;
            sBar -= uBar * (1 - u) / span;
            hBar += density / h * sum + at * moved;
            lambdaBar += moved;
        }

        return (new(tBar, 0, 0, hBar, 0, 0), new(sBar, 0, 0, lambdaBar - hBar, 0, 0));
    }

    /// <summary>The pull-back of the noise scale's integrals: cotangents of lambda at t and s.</summary>
    public static (ProcessPoint Target, ProcessPoint Start) PullBackScale<T>(
        in ProcessPoint t,
        in ProcessPoint s,
        ReadOnlySpan<double> integrals,
        ReadOnlySpan<double> cotangent,
        SolverKernels<T> kernels
    )
        where T : unmanaged
    {
        double rhoT = Math.Exp(-t.Lambda);
        double rhoS = Math.Exp(-s.Lambda);
        double h = t.Lambda - s.Lambda;
        (double phiT, double phiS, double spread) = (integrals[0], integrals[1], integrals[2]);
        double span = rhoT - rhoS;
        (double phiTBar, double phiSBar, double rhoTBar, double rhoSBar) = (cotangent[0], cotangent[1], 0, 0);
        (double hBar, double lambdaBar, double spanBar) = (0, 0, 0);
        // Where the spread vanishes it does so for every rho: phi = rho, the ODE.
        if (spread > 0)
        {
            double retained = phiT / rhoT / (phiS / rhoS);
            double bar = -retained / spread * cotangent[2] * retained;
            phiTBar += bar / phiT;
            phiSBar -= bar / phiS;
            rhoTBar -= bar / rhoT;
            rhoSBar += bar / rhoS;
        }

        ReadOnlySpan<double> moments = cotangent[3..];
        if (kernels.Shape.LeftSums > 0)
        {
            (double bar, double t1, double s1) = LeftSums.PullBackScale(
                kernels.Scale,
                kernels.ScaleSlope,
                rhoT,
                rhoS,
                phiT,
                moments,
                kernels.Shape.LeftSums
            );
            (phiTBar, rhoTBar, rhoSBar) = (phiTBar + bar, rhoTBar + t1, rhoSBar + s1);
            moments = default;
        }

        foreach ((double at, double weight) in Rule)
        {
            if (moments.IsEmpty)
            {
                break;
            }

            double rho = Math.Exp(-(s.Lambda + at * h));
            double phi = kernels.Scale(rho);
            double u = (rho - rhoS) / span;
            double jacobian = -rho * h / span;
            double lost = 1 - phiT / phi;
            (double sum, double slope, double power) = (0, 0, 1);
            for (int n = 1; n <= moments.Length; n++)
            {
                sum += n * power * moments[n - 1];
                slope += n < moments.Length ? (n + 1) * n * power * moments[n] : 0;
                power *= u;
            }

            double uBar = weight * lost * jacobian * slope;
            double lostBar = weight * jacobian * sum;
            double jacobianBar = weight * lost * sum;
            phiTBar -= lostBar / phi;
            double rhoBar = lostBar * phiT / (phi * phi) * kernels.ScaleSlope(rho) + uBar / span - jacobianBar * h / span;
            rhoSBar -= uBar / span;
            spanBar -= (uBar * u + jacobianBar * jacobian) / span;
            hBar -= jacobianBar * rho / span;
            lambdaBar -= rhoBar * rho;
            hBar -= at * rhoBar * rho;
        }

        rhoTBar += spanBar + phiTBar * kernels.ScaleSlope(rhoT);
        rhoSBar += -spanBar + phiSBar * kernels.ScaleSlope(rhoS);
        return (new(0, 0, 0, hBar - rhoTBar * rhoT, 0, 0), new(0, 0, 0, lambdaBar - hBar - rhoSBar * rhoS, 0, 0));
    }

    private static (double, double)[] UnitRule(int points)
    {
        (double[] nodes, double[] weights) = GaussLegendre.Compute(points);
        return [.. nodes.Zip(weights, (x, w) => ((1 + x) / 2, w / 2))];
    }
}
