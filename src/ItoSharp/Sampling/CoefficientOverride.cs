namespace ItoSharp;

/// <summary>Adds a coefficient table to the rows of a sampler.</summary>
internal static class CoefficientOverride
{
    public static StepRow[] Apply(StepRow[] rows, StepCoefficients table, SolverShape shape, bool towardsData)
    {
        if (table.StepCount != rows.Length)
        {
            throw Wrong($"the coefficients have {table.StepCount} steps, the sampler has {rows.Length}");
        }

        var result = new StepRow[rows.Length];
        for (int n = 0; n < rows.Length; n++)
        {
            result[n] = Row(rows[n], n, table, shape, towardsData);
        }

        return result;
    }

    /// <summary>The predictions that a table may weigh at a step: the stages of a Runge-Kutta step, or those kept of earlier steps.</summary>
    public static int Available(StepRow row, int step, SolverShape shape) =>
        row.RungeKutta ? row.Terms
        : shape.RungeKutta ? 1
        : Math.Min(step + 1, shape.Terms[^1]);

    private static StepRow Row(StepRow row, int n, StepCoefficients table, SolverShape shape, bool towardsData)
    {
        ReadOnlySpan<double> added = table.Predictions(n).TrimEnd(0.0);
        double state = table.State(n);
        double noise = table.Noise(n);
        if (noise != 0 && (row.RungeKutta || shape.Noise == Stochasticity.None || !towardsData))
        {
            throw Wrong(
                $"the coefficients add {noise:R} to the noise of step {n}, which has none: "
                    + (towardsData ? "its plan is deterministic there" : "an encoding run is deterministic")
            );
        }

        if (noise != 0 && row.Lift is not null)
        {
            throw Wrong($"the coefficients add {noise:R} to the noise of step {n}, whose normals are those of its churn");
        }

        if (added.Length > Available(row, n, shape))
        {
            throw Wrong(Unavailable(row, n, added.Length, shape));
        }

        if (added.IsEmpty && state == 0 && noise == 0)
        {
            return row;
        }

        // The last block of a Runge-Kutta step has no noise; a multistep row ends with it.
        int block = row.Evaluations - 1;
        int offset = row.RungeKutta ? row.Weights.Length - row.Block(block).Length : 0;
        int needed = Math.Max(row.Terms, added.Length);
        int terms = row.RungeKutta ? row.Terms : Array.Find(shape.Terms, t => t >= needed);
        double[] weights = [.. row.Weights];
        if (terms > row.Terms)
        {
            weights = new double[terms + 2];
            row.Weights.AsSpan(0, row.Terms + 1).CopyTo(weights);
            weights[^1] = row.Weights[^1];
        }

        Add(ref weights[offset], state);
        double sum = state;
        for (int j = 0; j < added.Length; j++)
        {
            Add(ref weights[offset + 1 + j], added[j]);
            sum += row.Form == Prediction.Data ? added[j] : 0;
        }

        if (!row.RungeKutta)
        {
            Add(ref weights[^1], noise);
        }

        double[] means = [.. row.MeanWeights];
        Add(ref means[block], -sum);
        return row with { Weights = weights, Terms = terms, MeanWeights = means, PlanGain = row.PlanGain };
    }

    // A zero leaves a weight as it is, to the sign of its zero.
    private static void Add(ref double weight, double added) => weight = added == 0 ? weight : weight + added;

    private static string Unavailable(StepRow row, int n, int asked, SolverShape shape)
    {
        string what = $"the coefficients weigh {asked} predictions at step {n}, ";
        return row.RungeKutta ? what + $"a Runge-Kutta step of {row.Terms} stages"
            : shape.RungeKutta ? what + "which a Runge-Kutta plan takes as a one-node step: weigh one there"
            : asked > n + 1 ? what + $"before which the model is asked {n + 1} times"
            : what + $"but this sampler has steps for {shape.Terms[^1]}: declare it with [Sampler<..>(Memory = {asked})]";
    }

    private static ArgumentException Wrong(string message) => new(message, "coefficients");
}
