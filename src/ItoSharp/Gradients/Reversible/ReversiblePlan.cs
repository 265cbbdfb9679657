namespace ItoSharp;

/// <summary>
/// A one-step plan in data-exponential variables: u = (x - mu)/G with G = sigma, or with the gain of the plan's own noisy steps, so that a
/// step adds an increment to u.
/// </summary>
internal sealed class ReversiblePlan
{
    private ReversiblePlan(
        OneStepMap[] forward,
        OneStepMap[] backward,
        OneStepMap[] nodes,
        double[] lengths,
        double[] scales,
        double[] noise
    )
    {
        Forward = forward;
        Backward = backward;
        Nodes = nodes;
        Lengths = lengths;
        Scales = scales;
        Noise = noise;
    }

    /// <summary>Per step, from its start to its end.</summary>
    public OneStepMap[] Forward { get; }

    /// <summary>Per step, the same plan from its end back to its start.</summary>
    public OneStepMap[] Backward { get; }

    /// <summary>Per node, a map whose increment is the data prediction itself.</summary>
    public OneStepMap[] Nodes { get; }

    /// <summary>Per step, what multiplies a constant data prediction in u's increment.</summary>
    public double[] Lengths { get; }

    /// <summary>Per node, x - mu over u.</summary>
    public double[] Scales { get; }

    /// <summary>Per step, what its normals add to u.</summary>
    public double[] Noise { get; }

    public bool Stochastic => Noise.Any(weight => weight != 0);

    /// <summary>The plan of a sampler.</summary>
    /// <exception cref="InvalidOperationException">It is no one-step plan, or not in data form where it has noise.</exception>
    public static ReversiblePlan Of<T>(SamplerPlan<T> plan)
        where T : unmanaged
    {
        ReadOnlySpan<ProcessPoint> points = plan.Grid.Points;
        if (!plan.Grid.TowardsData)
        {
            throw Refused("the run encodes (from the data towards noise), where these schemes have not been measured");
        }

        for (int n = 0; n < points.Length; n++)
        {
            if (!double.IsFinite(points[n].Lambda))
            {
                throw Refused(
                    $"node {n} has alpha {points[n].Alpha} and sigma {points[n].Sigma}, but the data-exponential variables need both positive: start and "
                        + "end in between"
                );
            }
        }

        for (int n = 0; n < plan.Rows.Length; n++)
        {
            RequireOneStep(plan, n);
        }

        return plan.Rows[0].RungeKutta ? OfStages(plan) : OfOneNode(plan);
    }

    private static void RequireOneStep<T>(SamplerPlan<T> plan, int n)
        where T : unmanaged
    {
        StepRow row = plan.Rows[n];
        string? wrong =
            row.Before is not null || !row.RungeKutta && row.Terms > 1
                ? $"step {n} combines {row.Terms} predictions, and what a multistep plan has forgotten cannot be reconstructed"
            : row.Damped ? $"step {n} is damped by the predictions before it"
            : row.Lift is not null ? $"step {n} first goes back towards noise (churn)"
            : row.RungeKutta != plan.Rows[0].RungeKutta ? $"step {n} is of another kind than step 0"
            : row.Stochastic && row.Form == Prediction.Noise
                ? $"step {n} draws noise in noise variables, in which reversible schemes are unstable: use a plan in data form (SdeDpmSolverPP1, Ddim)"
            : null;
        if (wrong is not null)
        {
            throw Refused(wrong);
        }
    }

    private static ReversiblePlan OfOneNode<T>(SamplerPlan<T> plan)
        where T : unmanaged
    {
        int steps = plan.Rows.Length;
        ReadOnlySpan<ProcessPoint> points = plan.Grid.Points;
        var forward = new OneStepMap[steps];
        var backward = new OneStepMap[steps];
        var scales = new double[steps + 1];
        var noise = new double[steps];
        var lengths = new double[steps];
        scales[0] = points[0].Sigma;
        for (int n = 0; n < steps; n++)
        {
            StepRow row = plan.Rows[n];
            (double gain, double weight) = DataWeights(row);
            if (!(gain > 0))
            {
                throw Refused($"step {n} multiplies the state by {gain}, which leaves nothing to go back from: take more steps");
            }

            scales[n + 1] = gain * scales[n];
            lengths[n] = weight / scales[n + 1];
            noise[n] = row.Stochastic ? row.Weights[^1] / scales[n + 1] : 0;
        }

        OneStepMap[] nodes = NodesOf(plan, scales);
        for (int n = 0; n < steps; n++)
        {
            // A step adds its length times the prediction at its start; its step back takes off as much of the prediction at its end.
            forward[n] = nodes[n] with
            {
                Weights = [0, lengths[n]],
            };
            backward[n] = nodes[n + 1] with { Weights = [0, -lengths[n]] };
        }

        return new(forward, backward, nodes, lengths, scales, noise);
    }

    /// <summary>A one-node row on the data prediction: eps = (X - alpha D)/sigma.</summary>
    private static (double Gain, double Weight) DataWeights(StepRow row)
    {
        ProcessPoint s = row.Points[0];
        return row.Form == Prediction.Data
            ? (row.Weights[0], row.Weights[1])
            : (row.Weights[0] + row.Weights[1] / s.Sigma, -row.Weights[1] * s.Alpha / s.Sigma);
    }

    private static ReversiblePlan OfStages<T>(SamplerPlan<T> plan)
        where T : unmanaged
    {
        SampleGrid grid = plan.Grid;
        StepRow[] back = StepTable.Build(plan.Process, grid.Reversed(), plan.Kernels, plan.Model.Predicts);
        double[] scales = [.. grid.Points.ToArray().Select(point => point.Sigma)];
        var forward = new OneStepMap[plan.Rows.Length];
        var backward = new OneStepMap[plan.Rows.Length];
        for (int n = 0; n < forward.Length; n++)
        {
            forward[n] = Map(plan.Rows[n], scales[n], scales[n + 1]);
            backward[n] = Map(back[^(n + 1)], scales[n + 1], scales[n]);
        }

        double[] lengths = new double[forward.Length];
        for (int n = 0; n < lengths.Length; n++)
        {
            lengths[n] = Ratio(grid.Points[n + 1]) - Ratio(grid.Points[n]);
        }

        return new(forward, backward, NodesOf(plan, scales), lengths, scales, new double[forward.Length]);

        static double Ratio(in ProcessPoint point) => point.Alpha / point.Sigma;
    }

    private static OneStepMap[] NodesOf<T>(SamplerPlan<T> plan, double[] scales)
        where T : unmanaged =>
        [
            .. plan
                .Grid.Points.ToArray()
                .Select(
                    (point, n) =>
                        new OneStepMap([0, 1], [point], [Conversion.At(point, plan.Model.Predicts, Prediction.Data)], scales[n], 1)
                ),
        ];

    private static OneStepMap Map(StepRow row, double from, double to) => new(row.Weights, row.Points, row.Conversions, from, to);

    private static InvalidOperationException Refused(string why) =>
        new($"{why}: use the checkpointed gradient, GradientWay.Exact(memory: bytes), which is exact for every plan");
}
