namespace ItoSharp;

/// <summary>
/// Up to four rows of a mixture's posterior at one time, in borrowed memory: for each component the solution u of
/// <c>S_k u = x - alpha (m_k + B z)</c> by Woodbury's formula, and the posterior weights.
/// </summary>
/// <remarks>
/// With y the right-hand side and g = M^-1 F' E^-1 y, t = F g: u = E^-1 (y - alpha^2 t), C u = D u + t (no division), and
/// y'u = (y - alpha^2 t)' E^-1 (y - alpha^2 t) + alpha^2 g'g: a sum of squares, stationary in g, so that no digits cancel.
/// </remarks>
internal readonly ref struct MixtureBlock
{
    private const int Lanes = LowRankKernels.Lanes;

    private readonly GaussianMixture law;
    private readonly MixtureAtTime at;
    private readonly Span<double> x;
    private readonly Span<double> shift;
    private readonly Span<double> scaled;
    private readonly Span<double> expansions;
    private readonly Span<double> coefficients;
    private readonly Span<double> weights;
    private readonly Span<double> condition;

    public MixtureBlock(GaussianMixture law, MixtureAtTime at, Span<double> memory)
    {
        this.law = law;
        this.at = at;
        int rows = Lanes * law.Padded;
        x = Take(ref memory, rows);
        shift = Take(ref memory, rows);
        scaled = Take(ref memory, rows);
        expansions = Take(ref memory, law.Count * rows);
        coefficients = Take(ref memory, Lanes * law.Rank);
        weights = Take(ref memory, law.Count * Lanes);
        condition = Take(ref memory, law.ConditionDimension);
    }

    /// <summary>How many doubles a block borrows.</summary>
    public static int Memory(GaussianMixture law) => Lanes * (law.Padded * (3 + law.Count) + law.Rank + law.Count) + law.ConditionDimension;

    /// <summary>The state of a row.</summary>
    public Span<double> X(int row) => x.Slice(row * law.Padded, law.Padded);

    /// <summary>B z of a row.</summary>
    public Span<double> Shift(int row) => shift.Slice(row * law.Padded, law.Padded);

    /// <summary>t = F_k g of a row.</summary>
    public Span<double> Expansion(int k, int row) => expansions.Slice((k * Lanes + row) * law.Padded, law.Padded);

    /// <summary>The posterior probability of component k for a row.</summary>
    public ref double Weight(int k, int row) => ref weights[k * Lanes + row];

    /// <summary>Loads the rows from <paramref name="first"/> on; what is left of the block becomes zero.</summary>
    public void Load<T>(in ModelInput<T> input, int first, int count)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        int d = law.Dimension;
        int z = law.ConditionDimension;
        for (int row = 0; row < count; row++)
        {
            Rows.Load(input.X.Slice((first + row) * d, d), X(row));
            Shift(row).Clear();
            if (z == 0)
                continue;
            Rows.Load(input.Condition.Slice((first + row) * z, z), condition);
            law.AddCondition(condition, Shift(row));
        }
        for (int row = count; row < Lanes; row++)
        {
            X(row).Clear();
            Shift(row).Clear();
        }
    }

    /// <summary>Solves for every component, and leaves the posterior weights and the log densities of the rows.</summary>
    public void Solve(int count, Span<double> logDensities)
    {
        double alpha = at.Point.Alpha;
        double alpha2 = alpha * alpha;
        for (int k = 0; k < law.Count; k++)
        {
            var inverse = at.InverseDiagonal(k);
            for (int row = 0; row < count; row++)
                MixtureRows.Centre(X(row), Shift(row), law.Mean(k), inverse, alpha, scaled.Slice(row * law.Padded, law.Padded));
            SolveScaled(k, count, expansions);
            for (int row = 0; row < count; row++)
            {
                double energy = MixtureRows.Energy(X(row), Shift(row), law.Mean(k), Expansion(k, row), inverse, alpha);
                double square = 0.0;
                for (int j = 0; j < law.Rank; j++)
                    square = Math.FusedMultiplyAdd(coefficients[Lanes * j + row], coefficients[Lanes * j + row], square);
                energy = Math.FusedMultiplyAdd(alpha2, square, energy);
                Weight(k, row) = law.LogWeights[k] - 0.5 * (at.LogDeterminants[k] + energy);
            }
        }
        for (int row = 0; row < count; row++)
            logDensities[row] = Normalise(row);
    }

    /// <summary>The t of cotangent rows c, with which S_k^-1 c = E^-1 (c - alpha^2 t), laid out as those of the rows.</summary>
    public void SolveCotangents(ReadOnlySpan<double> cotangents, int count, Span<double> into)
    {
        for (int k = 0; k < law.Count; k++)
        {
            var inverse = at.InverseDiagonal(k);
            for (int row = 0; row < count; row++)
                MixtureRows.Scale(cotangents.Slice(row * law.Padded, law.Padded), inverse, scaled.Slice(row * law.Padded, law.Padded));
            SolveScaled(k, count, into);
        }
    }

    // From E^-1 y in `scaled`: the coefficients g = M^-1 F' E^-1 y, and t = F g.
    private void SolveScaled(int k, int count, Span<double> all)
    {
        var g = coefficients;
        var factor = law.Factor(k);
        var into = all.Slice(k * Lanes * law.Padded, Lanes * law.Padded);
        if (count == 1)
        {
            LowRankKernels.Project1(factor, law.Rank, law.Padded, scaled, g);
            at.Solve(k, g);
            LowRankKernels.Expand1(factor, law.Rank, law.Padded, g, into);
            return;
        }
        for (int row = count; row < Lanes; row++)
            scaled.Slice(row * law.Padded, law.Padded).Clear();
        LowRankKernels.Project4(factor, law.Rank, law.Padded, scaled, g);
        at.Solve(k, g);
        LowRankKernels.Expand4(factor, law.Rank, law.Padded, g, into);
    }

    // Log weights to probabilities by log-sum-exp.
    private double Normalise(int row)
    {
        double largest = double.NegativeInfinity;
        for (int k = 0; k < law.Count; k++)
            largest = Math.Max(largest, Weight(k, row));
        double sum = 0.0;
        for (int k = 0; k < law.Count; k++)
        {
            Weight(k, row) = Elementary.Exp(Weight(k, row) - largest);
            sum += Weight(k, row);
        }
        for (int k = 0; k < law.Count; k++)
            Weight(k, row) /= sum;
        const double LogTwoPi = 1.8378770664093454;
        return largest + Elementary.Log(sum) - 0.5 * law.Dimension * LogTwoPi;
    }

    private static Span<double> Take(scoped ref Span<double> memory, int count)
    {
        var taken = memory[..count];
        memory = memory[count..];
        return taken;
    }
}
