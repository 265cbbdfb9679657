namespace ItoSharp;

/// <content>Where tables come from.</content>
public sealed partial class AlphaBarTable
{
    /// <summary>The table of the given alpha-bars.</summary>
    /// <param name="alphaBars">Strictly decreasing, the first below 1, the last positive or 0 (zero terminal SNR); at least 2.</param>
    /// <exception cref="ArgumentException">An entry is out of its place.</exception>
    public static AlphaBarTable FromAlphaBars(params ReadOnlySpan<double> alphaBars)
    {
        RequireLength(alphaBars.Length, nameof(alphaBars));
        double before = 1;
        for (int i = 0; i < alphaBars.Length; i++)
        {
            bool last = i == alphaBars.Length - 1;
            if (!(alphaBars[i] < before && (alphaBars[i] > 0 || last && alphaBars[i] == 0)))
            {
                throw new ArgumentException(
                    FormattableString.Invariant(
                        $"alphaBars[{i}] is {alphaBars[i]:R} after {before:R}; alpha-bar must fall strictly from below 1, "
                    ) + "stay positive, and only its last entry may be 0",
                    nameof(alphaBars)
                );
            }

            before = alphaBars[i];
        }

        return new(alphaBars.ToArray());
    }

    /// <summary>The table of <c>alpha-bar_i = prod_(j &lt;= i) (1 - beta_j)</c>.</summary>
    /// <param name="betas">Each above 0 and below 1, the last at most 1; at least 2.</param>
    /// <exception cref="ArgumentException">A beta is outside (0, 1).</exception>
    public static AlphaBarTable FromBetas(params ReadOnlySpan<double> betas)
    {
        RequireLength(betas.Length, nameof(betas));
        var alphaBars = new double[betas.Length];
        double product = 1;
        for (int i = 0; i < betas.Length; i++)
        {
            bool last = i == betas.Length - 1;
            if (!(betas[i] > 0 && (betas[i] < 1 || last && betas[i] == 1)))
            {
                throw new ArgumentException(
                    FormattableString.Invariant($"betas[{i}] is {betas[i]:R}; every beta must lie above 0 and below 1 (the last may be 1)"),
                    nameof(betas)
                );
            }

            alphaBars[i] = product *= 1 - betas[i];
        }

        return FromAlphaBars(alphaBars);
    }

    /// <summary>DDPM: betas linear from <paramref name="first"/> to <paramref name="last"/> (Ho, Jain and Abbeel, NeurIPS 2020).</summary>
    /// <param name="count">The number of indices.</param>
    /// <param name="first">beta_0.</param>
    /// <param name="last">beta of the last index.</param>
    public static AlphaBarTable Ddpm(int count = 1000, double first = 1e-4, double last = 0.02) => FromBetas(Linear(count, first, last));

    /// <summary>
    /// Latent and Stable Diffusion's "scaled linear": square roots of the betas linear (Rombach et al., CVPR 2022; their code's values).
    /// </summary>
    /// <param name="count">The number of indices.</param>
    /// <param name="first">beta_0.</param>
    /// <param name="last">beta of the last index.</param>
    public static AlphaBarTable StableDiffusion(int count = 1000, double first = 0.00085, double last = 0.012)
    {
        double[] roots = Linear(count, Math.Sqrt(first), Math.Sqrt(last));
        return FromBetas(Array.ConvertAll(roots, root => root * root));
    }

    /// <summary>
    /// iDDPM's cosine: <c>beta_i = min(1 - f((i+1)/N) / f(i/N), maxBeta)</c> with <c>f(u) = cos^2(pi/2 (u + offset)/(1 + offset))</c>
    /// (Nichol and Dhariwal, ICML 2021).
    /// </summary>
    /// <param name="count">The number of indices.</param>
    /// <param name="offset">s of the paper.</param>
    /// <param name="maxBeta">The largest beta, below 1.</param>
    public static AlphaBarTable Cosine(int count = 1000, double offset = 0.008, double maxBeta = 0.999)
    {
        RequireLength(count, nameof(count));
        ScheduleChecks.Positive(offset, nameof(offset));
        var betas = new double[count];
        for (int i = 0; i < count; i++)
        {
            betas[i] = Math.Min(1 - Square(i + 1) / Square(i), maxBeta);
        }

        return FromBetas(betas);

        double Square(int i)
        {
            double root = Math.Cos(((double)i / count + offset) / (1 + offset) * Math.PI / 2);
            return root * root;
        }
    }

    /// <summary>
    /// The table rescaled so that its last entry is 0: <c>sqrt(alpha-bar)</c> is shifted to end at 0 and scaled to keep its first value.
    /// </summary>
    /// <remarks>
    /// Lin, Liu, Li and Yang, "Common Diffusion Noise Schedules and Sample Steps are Flawed" (WACV 2024), algorithm 1. At the last index x
    /// holds nothing of the data: use a model of data, velocity or flow there, and trailing spacing (<see cref="IndexSpacing.Trailing"/>).
    /// </remarks>
    public AlphaBarTable WithZeroTerminalSnr()
    {
        double first = Math.Sqrt(_alphaBars[0]);
        double last = Math.Sqrt(_alphaBars[^1]);
        double[] rescaled = Array.ConvertAll(
            _alphaBars,
            alphaBar =>
            {
                double root = (Math.Sqrt(alphaBar) - last) * (first / (first - last));
                return root * root;
            }
        );
        rescaled[0] = _alphaBars[0];
        return FromAlphaBars(rescaled);
    }

    private static double[] Linear(int count, double first, double last)
    {
        RequireLength(count, nameof(count));
        var values = new double[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = i == count - 1 ? last : first + i * (last - first) / (count - 1);
        }

        return values;
    }

    private static void RequireLength(int count, string argument)
    {
        if (count < 2)
        {
            throw new ArgumentException($"a table needs at least 2 indices, got {count}", argument);
        }
    }
}
