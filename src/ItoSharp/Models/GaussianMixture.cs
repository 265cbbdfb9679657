namespace ItoSharp;

/// <summary>
/// The law <c>sum_k w_k N(m_k + B z, diag(D_k) + F_k F_k')</c> of data given a condition z: a mixture of Gaussians whose
/// covariances are a diagonal plus a matrix of low rank.
/// </summary>
/// <remarks>Immutable; the components' arrays are copied.</remarks>
public sealed class GaussianMixture
{
    /// <summary>Rows are padded with zeros to a multiple of this: two vectors of eight doubles.</summary>
    internal const int Padding = 16;

    /// <summary>Checks and copies the components.</summary>
    /// <param name="components">At least one; their weights sum to 1 and their dimensions agree.</param>
    /// <param name="conditionMap">B, a d x (condition dimension) matrix; none by default.</param>
    public GaussianMixture(IReadOnlyList<GaussianComponent> components, double[,]? conditionMap = null)
    {
        ArgumentNullException.ThrowIfNull(components);
        if (components.Count == 0)
            throw new ArgumentException("A mixture has at least one component.", nameof(components));
        Dimension = components[0].Mean.Length;
        if (Dimension == 0)
            throw new ArgumentException("The mean of component 0 is empty; a state has at least one dimension.", nameof(components));
        foreach (var component in components)
            Rank = Math.Max(Rank, component.Factor?.GetLength(1) ?? 0);
        Count = components.Count;
        Padded = (Dimension + Padding - 1) / Padding * Padding;
        LogWeights = new double[Count];
        Means = new double[Count * Padded];
        Diagonals = new double[Count * Padded];
        Factors = new double[Count * Rank * Padded];
        double total = 0.0;
        for (int k = 0; k < Count; k++)
        {
            Pack(components[k], k);
            total += components[k].Weight;
        }
        if (!(Math.Abs(total - 1.0) <= 1e-9))
            throw new ArgumentException(
                FormattableString.Invariant($"The weights sum to {total}; they must sum to 1."),
                nameof(components)
            );
        ConditionDimension = conditionMap?.GetLength(1) ?? 0;
        ConditionMap = new double[ConditionDimension * Padded];
        if (conditionMap is not null)
            Transpose(conditionMap, ConditionMap, "conditionMap");
    }

    /// <summary>d, the length of a state.</summary>
    public int Dimension { get; }

    /// <summary>The number of components.</summary>
    public int Count { get; }

    /// <summary>The largest rank among the low-rank parts.</summary>
    public int Rank { get; }

    /// <summary>The length of a condition; 0 without.</summary>
    public int ConditionDimension { get; }

    internal int Padded { get; }

    internal double[] LogWeights { get; }

    // Row k of a padded matrix is component k; a component's factor is stored by its columns, each one padded row.
    internal double[] Means { get; }

    internal double[] Diagonals { get; }

    internal double[] Factors { get; }

    internal double[] ConditionMap { get; }

    internal ReadOnlySpan<double> Mean(int k) => Means.AsSpan(k * Padded, Padded);

    internal ReadOnlySpan<double> Diagonal(int k) => Diagonals.AsSpan(k * Padded, Padded);

    internal ReadOnlySpan<double> Factor(int k) => Factors.AsSpan(k * Rank * Padded, Rank * Padded);

    /// <summary>Adds B z to a padded row.</summary>
    internal void AddCondition(ReadOnlySpan<double> condition, Span<double> row)
    {
        for (int j = 0; j < condition.Length; j++)
        {
            var column = ConditionMap.AsSpan(j * Padded, Padded);
            for (int i = 0; i < Dimension; i++)
                row[i] = Math.FusedMultiplyAdd(condition[j], column[i], row[i]);
        }
    }

    /// <summary>Draws one x0.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="path">Which draw: the same seed and path give the same x0.</param>
    /// <param name="sample">Filled, d entries.</param>
    /// <param name="condition">The condition; empty without.</param>
    public void Sample(ulong seed, ulong path, Span<double> sample, ReadOnlySpan<double> condition = default)
    {
        CheckLength(sample.Length, Dimension, nameof(sample));
        CheckLength(condition.Length, ConditionDimension, nameof(condition));
        // Step 0 chooses the component by the bits of one block, step 1 gives the normals.
        var (bits, _, _, _) = Philox4x32_10.Block(0, 0, (uint)path, (uint)(path >> 32), (uint)seed, (uint)(seed >> 32));
        double left = (bits + 0.5) * 2.3283064365386963e-10; // 2^-32
        int k = 0;
        while (k < Count - 1 && left > Elementary.Exp(LogWeights[k]))
            left -= Elementary.Exp(LogWeights[k++]);

        var normals = new double[Dimension + Rank];
        FieldNoise.Fill(seed, path, 1, normals);
        for (int i = 0; i < Dimension; i++)
        {
            double x = Means[k * Padded + i] + Math.Sqrt(Diagonals[k * Padded + i]) * normals[i];
            for (int j = 0; j < Rank; j++)
                x += Factors[(k * Rank + j) * Padded + i] * normals[Dimension + j];
            for (int j = 0; j < ConditionDimension; j++)
                x += ConditionMap[j * Padded + i] * condition[j];
            sample[i] = x;
        }
    }

    internal static void CheckLength(int length, int right, string argument)
    {
        if (length != right)
            throw new ArgumentException(FormattableString.Invariant($"{argument} has {length} entries; {right} are right."), argument);
    }

    private void Pack(GaussianComponent component, int k)
    {
        if (!(component.Weight >= 0.0))
        {
            throw new ArgumentException(
                FormattableString.Invariant($"The weight of component {k} is {component.Weight}; it must not be negative."),
                "components"
            );
        }
        LogWeights[k] = Elementary.Log(component.Weight);
        CheckShape(component.Mean.Length, k, "mean");
        CheckShape(component.Diagonal.Length, k, "diagonal");
        for (int i = 0; i < Dimension; i++)
        {
            CheckFinite(component.Mean[i], k, "mean", i);
            CheckFinite(component.Diagonal[i], k, "diagonal", i);
            if (!(component.Diagonal[i] > 0.0))
            {
                throw new ArgumentException(
                    FormattableString.Invariant(
                        $"Entry {i} of the diagonal of component {k} is {component.Diagonal[i]}; it must be positive."
                    ),
                    "components"
                );
            }
        }
        component.Mean.CopyTo(Means, k * Padded);
        component.Diagonal.CopyTo(Diagonals, k * Padded);
        if (component.Factor is not null)
            Transpose(component.Factor, Factors.AsSpan(k * Rank * Padded), FormattableString.Invariant($"factor of component {k}"));
    }

    private void Transpose(double[,] matrix, Span<double> columns, string name)
    {
        if (matrix.GetLength(0) != Dimension)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"The {name} has {matrix.GetLength(0)} rows; the dimension {Dimension} is right.")
            );
        }
        for (int j = 0; j < matrix.GetLength(1); j++)
        {
            for (int i = 0; i < Dimension; i++)
            {
                if (!double.IsFinite(matrix[i, j]))
                {
                    throw new ArgumentException(
                        FormattableString.Invariant($"Entry ({i}, {j}) of the {name} is {matrix[i, j]}; every entry must be finite.")
                    );
                }
                columns[j * Padded + i] = matrix[i, j];
            }
        }
    }

    private void CheckShape(int length, int k, string name)
    {
        if (length != Dimension)
        {
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"The {name} of component {k} has {length} entries; {Dimension}, as the mean of component 0, are right."
                ),
                "components"
            );
        }
    }

    private static void CheckFinite(double value, int k, string name, int i)
    {
        if (!double.IsFinite(value))
        {
            throw new ArgumentException(
                FormattableString.Invariant($"Entry {i} of the {name} of component {k} is {value}; every entry must be finite."),
                "components"
            );
        }
    }
}
