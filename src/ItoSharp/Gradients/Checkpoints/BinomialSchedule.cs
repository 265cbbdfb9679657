namespace ItoSharp;

/// <summary>
/// Where a reverse pass with few checkpoints puts them: the binomial schedule, which repeats the fewest steps.
/// </summary>
/// <remarks>
/// Griewank and Walther, "Algorithm 799: revolve" (ACM TOMS 26, 2000). s checkpoints, that of the start included, reverse
/// <c>beta(s, r) = C(s + r, r)</c> steps when no step is advanced over more than r times; l steps take <c>r l - beta(s + 1, r - 1)</c>
/// advances with the least such r. The evaluation that tapes a step right before it is pulled back is not an advance.
/// </remarks>
internal static class BinomialSchedule
{
    /// <summary>The steps that are advanced over in all, the first sweep's included.</summary>
    public static long Advances(int steps, int checkpoints)
    {
        int repetitions = Repetitions(steps, checkpoints);
        return (long)repetitions * steps - Beta(checkpoints + 1, repetitions - 1);
    }

    /// <summary>How far after the checkpoint that starts <paramref name="steps"/> steps the next one lies; at least one step.</summary>
    /// <param name="steps">At least 2.</param>
    /// <param name="checkpoints">Those free, that of the start included: at least 2.</param>
    public static int Next(int steps, int checkpoints)
    {
        // Any l' with beta(s, r-2) <= l' <= beta(s, r-1) and beta(s-1, r-1) <= l - l' <= beta(s-1, r) is optimal; the largest one
        // leaves the last part short.
        int repetitions = Repetitions(steps, checkpoints);
        return (int)Math.Min(Beta(checkpoints, repetitions - 1), steps - Beta(checkpoints - 1, repetitions - 1));
    }

    /// <summary>The least r with beta(s, r) at least the steps.</summary>
    private static int Repetitions(int steps, int checkpoints)
    {
        int repetitions = 1;
        while (Beta(checkpoints, repetitions) < steps)
        {
            repetitions++;
        }

        return repetitions;
    }

    /// <summary>C(s + r, r), or <see cref="int.MaxValue"/> where it is larger; 0 for r = -1.</summary>
    private static long Beta(int checkpoints, int repetitions)
    {
        if (repetitions < 0)
        {
            return 0;
        }

        long beta = 1;
        int smaller = Math.Min(checkpoints, repetitions);
        int larger = Math.Max(checkpoints, repetitions);
        for (int k = 1; k <= smaller; k++)
        {
            beta = beta * (larger + k) / k;
            if (beta > int.MaxValue)
            {
                return int.MaxValue;
            }
        }

        return beta;
    }
}
