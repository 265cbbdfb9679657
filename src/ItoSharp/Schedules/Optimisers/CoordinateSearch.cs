namespace ItoSharp;

/// <summary>The grid between fixed ends that minimises a sum of costs of its steps, moving one node at a time.</summary>
internal static class CoordinateSearch
{
    private const double Golden = 0.6180339887498949;

    /// <summary>Moves the inner nodes, in place, until a whole sweep moves none by more than 1e-10.</summary>
    public static void Minimise(double[] nodes, Func<double, double, double> cost, AlignYourStepsOptions options)
    {
        const int MostSweeps = 100_000; // sweeps needed grow with the square of the nodes: enough for some hundreds
        const double Still = 1e-10;
        double first = 0;
        for (int sweep = 0; sweep < MostSweeps; sweep++)
        {
            options.Cancellation.ThrowIfCancellationRequested();
            double moved = 0;
            // Sweeps alternate in direction, so that a shift travels both ways.
            for (int i = 1; i < nodes.Length - 1; i++)
            {
                int at = sweep % 2 == 0 ? i : nodes.Length - 1 - i;
                double before = nodes[at];
                nodes[at] = Best(nodes[at - 1], nodes[at + 1], cost);
                moved = Math.Max(moved, Math.Abs(nodes[at] - before));
            }

            if (moved <= Still)
            {
                break;
            }

            first = Math.Max(first, moved);
            options.Progress?.Report(Math.Log(first / moved) / Math.Log(first / Still));
        }

        options.Progress?.Report(1);
    }

    // Golden sections, then one parabola through the last three points: sections alone stop at the square root of the precision.
    private static double Best(double low, double high, Func<double, double, double> cost)
    {
        (double left, double right) = (low, high);
        double a = right - Golden * (right - left);
        double b = left + Golden * (right - left);
        double costA = At(a);
        double costB = At(b);
        while (right - left > 1e-4 * (high - low))
        {
            if (costA < costB)
            {
                (right, b, costB) = (b, a, costA);
                a = right - Golden * (right - left);
                costA = At(a);
            }
            else
            {
                (left, a, costA) = (a, b, costB);
                b = left + Golden * (right - left);
                costB = At(b);
            }
        }

        double middle = 0.5 * (left + right);
        double h = right - left;
        double below = At(middle - h);
        double above = At(middle + h);
        double bend = below - 2 * At(middle) + above;
        double vertex = bend > 0 ? middle + 0.5 * h * (below - above) / bend : middle;
        return vertex > low && vertex < high ? vertex : middle;

        double At(double x) => cost(low, x) + cost(x, high);
    }
}
