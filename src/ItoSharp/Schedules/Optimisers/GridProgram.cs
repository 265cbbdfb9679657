namespace ItoSharp;

/// <summary>The cheapest grid among fixed candidate nodes, by dynamic programming.</summary>
internal static class GridProgram
{
    /// <summary>
    /// The nodes of the cheapest way from the first candidate to the last in exactly <paramref name="steps"/> jumps: V(j, 1) = c(j, last) and
    /// V(j, k) = min_i c(j, i) + gamma V(i, k - 1).
    /// </summary>
    /// <param name="costs">costs[j][i - j - 1]: the cost of jumping from j to i &gt; j.</param>
    /// <param name="steps">The number of jumps, at most that of the candidates less one.</param>
    /// <param name="gamma">How much a later jump's cost counts.</param>
    public static int[] Cheapest(double[][] costs, int steps, double gamma)
    {
        int last = costs.Length;
        var value = new double[steps + 1][];
        var next = new int[steps + 1][];
        for (int k = 1; k <= steps; k++)
        {
            value[k] = new double[last];
            next[k] = new int[last];
            for (int j = 0; j < last; j++)
            {
                (value[k][j], next[k][j]) = k == 1 ? (costs[j][last - j - 1], last) : Best(costs[j], value[k - 1], j, gamma);
            }
        }

        var path = new int[steps + 1];
        for (int k = steps; k >= 1; k--)
        {
            path[steps - k + 1] = next[k][path[steps - k]];
        }

        return path;
    }

    /// <summary>Checks that a grid of so many steps can be cut from the candidates.</summary>
    public static void RequireSteps(int steps, int candidates, string finer)
    {
        if (steps < 1 || steps > candidates - 1)
        {
            throw new ArgumentOutOfRangeException(
                nameof(steps),
                steps,
                $"{candidates} candidate nodes allow 1 to {candidates - 1} steps; for more, {finer}"
            );
        }
    }

    private static (double Value, int Next) Best(double[] costs, double[] later, int from, double gamma)
    {
        (double Value, int Next) best = (double.PositiveInfinity, from + 1);
        for (int i = from + 1; i < later.Length; i++)
        {
            double value = costs[i - from - 1] + gamma * later[i];
            if (value < best.Value)
            {
                best = (value, i);
            }
        }

        return best;
    }
}
