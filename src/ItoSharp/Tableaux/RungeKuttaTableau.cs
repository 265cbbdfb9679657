namespace ItoSharp;

/// <summary>
/// A Runge-Kutta tableau as numbers, with what was proven of it at build time. Immutable; the coefficients are the doubles nearest
/// to the declared ones.
/// </summary>
public sealed class RungeKuttaTableau
{
    readonly double[] a;
    readonly double[] b;
    readonly double[] c;
    readonly double[]? embedded;

    /// <summary>Makes a tableau from its numbers; the generator of <see cref="ButcherTableauAttribute"/> calls this.</summary>
    /// <param name="name">The declared type's name.</param>
    /// <param name="c">The nodes, one a stage.</param>
    /// <param name="a">The matrix, row by row: the square of the number of stages.</param>
    /// <param name="b">The weights, one a stage.</param>
    /// <param name="embedded">The embedded weights, or null.</param>
    /// <exception cref="ArgumentException">The arrays do not have the sizes of one tableau.</exception>
    public RungeKuttaTableau(string name, double[] c, double[] a, double[] b, double[]? embedded = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(c);
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        int stages = b.Length;
        Check(stages > 0, nameof(b), "a tableau needs at least one stage");
        Check(c.Length == stages, nameof(c), $"{c.Length} nodes for {stages} stages");
        Check(a.Length == stages * stages, nameof(a), $"{a.Length} entries, where {stages} stages have {stages * stages}");
        Check(embedded is null || embedded.Length == stages, nameof(embedded), $"{embedded?.Length} weights for {stages} stages");
        Name = name;
        this.c = [.. c];
        this.a = [.. a];
        this.b = [.. b];
        this.embedded = embedded is null ? null : [.. embedded];
    }

    /// <summary>The declared type's name.</summary>
    public string Name { get; }

    /// <summary>The number of stages.</summary>
    public int Stages => b.Length;

    /// <summary>The proven order of the weights b; conditions are tested up to 8.</summary>
    public int Order { get; init; }

    /// <summary>The proven order of the embedded weights; 0 without them.</summary>
    public int EmbeddedOrder { get; init; }

    /// <summary>The stage order: the largest q with sum_j a_ij c_j^(k-1) = c_i^k / k for k = 1..q in every stage.</summary>
    public int StageOrder { get; init; }

    /// <summary>What the stages are solved from.</summary>
    public RungeKuttaKind Kind { get; init; }

    /// <summary>Whether the last stage is the first one of the next step: explicit first stage, last row equal to b, c = 1.</summary>
    public bool IsFsal { get; init; }

    /// <summary>Whether the last row of A equals b.</summary>
    public bool IsStifflyAccurate { get; init; }

    /// <summary>Whether A-stability was proven; false also where the quick criterion does not decide.</summary>
    public bool IsAStable { get; init; }

    /// <summary>|R| at infinity of the stability function of an implicit method; infinite for explicit ones.</summary>
    public double StabilityAtInfinity { get; init; } = double.PositiveInfinity;

    /// <summary>The largest difference of the two sides of an order condition of the declared decimals; 0 for exact coefficients.</summary>
    public double Residual { get; init; }

    /// <summary>How well the digits of the declared decimals determine those differences; 0 for exact coefficients.</summary>
    public double Uncertainty { get; init; }

    /// <summary>The nodes, in parts of the step.</summary>
    public ReadOnlySpan<double> C => c;

    /// <summary>The matrix row by row, Stages x Stages.</summary>
    public ReadOnlySpan<double> A => a;

    /// <summary>The weights.</summary>
    public ReadOnlySpan<double> B => b;

    /// <summary>The embedded weights b-hat; empty without them.</summary>
    public ReadOnlySpan<double> BHat => embedded;

    /// <summary>Whether there are embedded weights.</summary>
    public bool IsPair => embedded is not null;

    /// <summary>The row of a stage, Stages entries.</summary>
    /// <param name="stage">The stage, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such stage.</exception>
    public ReadOnlySpan<double> Row(int stage)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(stage);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(stage, Stages);
        return a.AsSpan(stage * Stages, Stages);
    }

    static void Check(bool right, string name, string message)
    {
        if (!right)
        {
            throw new ArgumentException(message + ".", name);
        }
    }
}
