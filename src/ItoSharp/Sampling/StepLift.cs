namespace ItoSharp;

/// <summary>
/// The way back towards noise before a step (EDM's churn): from the node at rho to (1 + churn) rho by the forward kernel,
/// <c>x = gain x + noise z</c>.
/// </summary>
/// <param name="Point">Where the step then starts.</param>
/// <param name="Churn">The relative increase of rho.</param>
/// <param name="Gain">alpha there over alpha at the node.</param>
/// <param name="Noise">alpha there times S sqrt(rho'^2 - rho^2), S the scale of the added noise.</param>
internal sealed record StepLift(ProcessPoint Point, double Churn, double Gain, double Noise)
{
    /// <summary>The coefficient of the mean of a mean-reverting process.</summary>
    public double MeanWeight => 1 - Gain;

    /// <summary>The lift of a step that starts at <paramref name="node"/>; null where the plan asks for none.</summary>
    public static StepLift? At<T>(IProcess process, in ProcessPoint node, int steps, SolverKernels<T> kernels)
        where T : unmanaged
    {
        if (!kernels.Shape.Churn || !double.IsFinite(node.Lambda))
        {
            return null;
        }

        double rho = node.Sigma / node.Alpha;
        double churn = kernels.Churn(rho, steps);
        if (!(churn >= 0 && double.IsFinite(churn)))
        {
            throw new ArgumentException($"the plan's Churn({rho:R}, {steps}) is {churn}; it must be finite and not negative", "solver");
        }

        double scale = kernels.ChurnNoise;
        if (!(scale >= 0 && double.IsFinite(scale)))
        {
            throw new ArgumentException($"the plan's ChurnNoise is {scale}; it must be finite and not negative", "solver");
        }

        if (churn == 0)
        {
            return null;
        }

        ProcessPoint point = At(process, node, churn);
        return new(point, churn, point.Alpha / node.Alpha, point.Alpha * scale * Spread(rho, churn));
    }

    /// <summary>Where churn takes a node; a process given by formulas goes on beyond its MaxTime, a table ends there.</summary>
    private static ProcessPoint At(IProcess process, in ProcessPoint node, double churn)
    {
        try
        {
            return process.At(process.TimeOfLambda(node.Lambda - Math.Log(1 + churn)));
        }
        catch (ArgumentException outside)
        {
            throw new ArgumentException(
                $"the plan's churn of {churn:R} takes the node at time {node.Time:R} back beyond the noisy end of the process: let Churn be 0 "
                    + "at its rho (a lower SMax), or start at a later node",
                "solver",
                outside
            );
        }
    }

    /// <summary>sqrt(rho'^2 - rho^2) for rho' = (1 + churn) rho.</summary>
    private static double Spread(double rho, double churn) => rho * Math.Sqrt(churn * (2 + churn));

    /// <summary>
    /// Takes the cotangents of gain and noise to the node (returned) and to alpha at the lifted point.
    /// </summary>
    public ProcessPoint PullBack(in ProcessPoint node, double gain, double noise, out ProcessPoint lifted)
    {
        lifted = new(0, (gain * Gain + noise * Noise) / Point.Alpha, 0, 0, 0, 0);
        // noise is proportional to rho = sigma/alpha of the node.
        return new(0, -(gain * Gain + noise * Noise) / node.Alpha, noise * Noise / node.Sigma, 0, 0, 0);
    }
}
