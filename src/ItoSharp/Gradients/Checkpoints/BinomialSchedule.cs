namespace ItoSharp;

/// <summary>
/// Which states to keep so that steps can be gone back over with few of them: the binomial schedule of Griewank and Walther (2000,
/// Revolve), which takes the fewest forward steps that any can.
/// </summary>
public static class BinomialSchedule
{
    /// <summary>
    /// The number of forward steps that going back over <paramref name="steps"/> steps takes at least, with room for
    /// <paramref name="checkpoints"/> states, the first one among them: r steps - C(checkpoints + r, r - 1), where r is the least number
    /// with C(checkpoints + r, r) at least <paramref name="steps"/>.
    /// </summary>
    /// <param name="steps">The number of steps, at least 1.</param>
    /// <param name="checkpoints">The number of states, at least 1.</param>
    public static long ForwardSteps(int steps, int checkpoints)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(checkpoints, 1);
        if (checkpoints == 1)
        {
            return (long)steps * (steps - 1) / 2;
        }

        // reached = C(checkpoints + r, r), before = C(checkpoints + r, r - 1).
        Int128 reached = 1;
        Int128 before = 0;
        int r = 0;
        while (reached < steps)
        {
            r++;
            reached = reached * (checkpoints + r) / r;
            before = reached * r / (checkpoints + 1);
        }

        return (long)(((Int128)r * steps) - before);
    }

    /// <summary>
    /// How far to step before the next state is kept, so that the least is reached: the steps after it get one checkpoint less, those
    /// before it as many as now.
    /// </summary>
    /// <param name="steps">The number of steps, at least 2.</param>
    /// <param name="checkpoints">The number of states, the first one among them, at least 2.</param>
    public static int Split(int steps, int checkpoints)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(checkpoints, 2);

        // The cost is convex in the split: the last one before it rises. Of the best splits the farthest makes the fewest and longest runs.
        long Cost(int split) => split + ForwardSteps(split, checkpoints) + ForwardSteps(steps - split, checkpoints - 1);
        int low = 1;
        int high = steps - 1;
        while (low < high)
        {
            int middle = low + ((high - low) / 2);
            if (Cost(middle + 1) > Cost(middle))
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low;
    }
}
