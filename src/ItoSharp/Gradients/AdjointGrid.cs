namespace ItoSharp;

/// <summary>The nodes, rows and warnings of an AdjointDEIS pass.</summary>
internal sealed class AdjointGrid
{
    private const double HighNoise = 0.9;

    // A node that was placed by log-SNR may be an ulp away from the same node of another grid.
    private const double SameTime = 1e-9;

    private AdjointGrid(ProcessPoint[] points, int[] parts, double[][] rows, IReadOnlyList<string> warnings)
    {
        Points = points;
        Parts = parts;
        Rows = rows;
        Warnings = warnings;
    }

    /// <summary>From the clean end to the noisy start.</summary>
    public ProcessPoint[] Points { get; }

    /// <summary>Per adjoint step, which of the conditions holds on it.</summary>
    public int[] Parts { get; }

    /// <summary>Per adjoint step <c>[a, w_0, w_1, u_0, u_1]</c>.</summary>
    public double[][] Rows { get; }

    public IReadOnlyList<string> Warnings { get; }

    /// <param name="plan">The sampler's plan.</param>
    /// <param name="options">The choices.</param>
    /// <param name="changes">The times at which the condition jumps: there the integrand does, and what was before is not interpolated.</param>
    public static AdjointGrid Build<T>(SamplerPlan<T> plan, AdjointDeisOptions options, IReadOnlyList<double> changes)
        where T : unmanaged
    {
        if (options.Order is not (1 or 2))
        {
            throw new ArgumentOutOfRangeException("adjoint", options.Order, "AdjointDEIS has Order 1 and 2 (2M)");
        }

        if (options.Form is not (Prediction.Noise or Prediction.Data))
        {
            throw new ArgumentOutOfRangeException("adjoint", options.Form, "AdjointDEIS has the forms Noise and Data");
        }

        if (options.States == AdjointStates.Recomputed && plan.Rows.Any(row => row.Stochastic))
        {
            throw new ArgumentException(
                "the states of an SDE run cannot be recomputed from its samples (a stochastic step has no inverse without both of "
                    + "its ends): use AdjointStates.Recorded",
                "adjoint"
            );
        }

        if (plan.Kernels.Shape.Churn)
        {
            throw new ArgumentException(
                "AdjointDEIS integrates along a path of one direction; this plan's churn goes back and forth: use the exact adjoint",
                "adjoint"
            );
        }

        SampleGrid grid = options.Schedule is { } own
            ? SampleGrid.Build(plan.Process, own, plan.Grid.Points[0].Time, plan.Grid.Points[^1].Time)
            : plan.Grid;
        ProcessPoint[] points = grid.Points.ToArray();
        Array.Reverse(points);
        if (!grid.TowardsData || points.Any(point => !double.IsFinite(point.Lambda)))
        {
            throw new ArgumentException(
                $"AdjointDEIS integrates in log-SNR and needs it finite and increasing along the sampler; it runs from "
                    + $"{points[^1].Lambda} to {points[0].Lambda}: end (or start) where alpha and sigma are positive, or use the exact adjoint",
                "adjoint"
            );
        }

        double kept = 1;
        double largest = 0;
        int count = 0;
        var rows = new double[points.Length - 1][];
        var parts = new int[rows.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            double h = points[i].Lambda - points[i + 1].Lambda;
            largest = Math.Max(largest, h);
            kept *= points[i + 1].Sigma > HighNoise ? 1 - Square(Special.Expm1(h)) : 1;
            count += h > Math.Log(2) ? 1 : 0;
            rows[i] = new double[5];
            parts[i] = ConditionParts<T>.PartOf(changes, 0.5 * (points[i].Time + points[i + 1].Time));
            bool restarts = i == 0 || parts[i] != parts[i - 1];
            ReadOnlySpan<ProcessPoint> nodes = restarts ? [points[i + 1], points[i]] : [points[i + 1], points[i], points[i - 1]];
            plan.Kernels.AdjointDeis(
                options.Form,
                restarts ? 1 : options.Order,
                nodes,
                TauSquared(plan.Kernels, points[i], points[i + 1]),
                rows[i]
            );
        }

        List<string> warnings = [];
        if (options.Form == Prediction.Noise && count > 0)
        {
            warnings.Add(
                $"{count} of {rows.Length} adjoint steps have |h| > ln 2 (largest {largest:0.###}): in the noise form one step "
                    + "multiplies the high-noise adjoint by 1 - (exp|h| - 1)^2, which is negative there; use more steps, the data "
                    + "form, or the exact adjoint"
            );
        }
        else if (options.Form == Prediction.Noise && kept < 0.5)
        {
            warnings.Add(
                $"in the noise form the {rows.Length} adjoint steps multiply the adjoint in high noise (sigma > {HighNoise}) by {kept:0.##e+0} "
                    + "in all, where the exact factor is 1: only the direction of this gradient can be trusted; use more steps, the data "
                    + "form, or the exact adjoint"
            );
        }

        foreach (double change in changes)
        {
            if (
                change < points[^1].Time
                && change > points[0].Time
                && !Array.Exists(points, point => Math.Abs(point.Time - change) <= SameTime * Math.Abs(change))
            )
            {
                warnings.Add(
                    $"the condition changes at time {change:R}, which is no node of the adjoint: the gradients of the conditions on both sides are then "
                        + "of first order; put a node there"
                );
            }
        }

        return new(points, parts, rows, warnings);
    }

    private static double Square(double x) => x * x;

    /// <summary>tau^2 on a step; DDIM's eta is the tau with the same one-step noise.</summary>
    private static double TauSquared<T>(SolverKernels<T> kernels, in ProcessPoint t, in ProcessPoint s)
        where T : unmanaged
    {
        double h = t.Lambda - s.Lambda;
        double level = kernels.Shape.Noise is Stochasticity.Tau or Stochasticity.Eta ? kernels.Level(t.Time) : 0;
        return kernels.Shape.Noise switch
        {
            Stochasticity.Tau => level * level,
            Stochasticity.Eta => -Special.Log1p(level * level * Special.Expm1(-2 * h)) / (2 * h),
            // The posterior is eta = 1; its widening is fresh noise, through which no gradient goes.
            Stochasticity.Posterior => 1,
            // phi = rho^(1 + tau^2) on the step.
            Stochasticity.Scale => Math.Log(kernels.Scale(Math.Exp(-s.Lambda)) / kernels.Scale(Math.Exp(-t.Lambda))) / h - 1,
            _ => 0,
        };
    }
}
