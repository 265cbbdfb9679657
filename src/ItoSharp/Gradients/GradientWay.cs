namespace ItoSharp;

/// <summary>
/// How one call takes the gradient of a sampler's samples: exactly with a budget of memory, exactly by a reversible scheme, or by the
/// continuous adjoint. <c>Gradients.Exact(memory: bytes)</c> and its like spell the same in C# 14.
/// </summary>
/// <example>
/// <code>
/// var g = sampler.Gradient(noise, loss, GradientWay.Exact(memory: 64 &lt;&lt; 20));
/// var h = sampler.Gradient(noise, loss, GradientWay.Reversible());
/// var a = sampler.Gradient(noise, loss, GradientWay.AdjointDeis(order: 2, form: Prediction.Data));
/// </code>
/// </example>
public abstract record GradientWay
{
    private protected GradientWay() { }

    /// <summary>
    /// The exact discrete adjoint. Within the budget it keeps every evaluation if it can, and otherwise checkpoints by the binomial
    /// schedule of Griewank and Walther, which repeats the fewest steps; the gradients are the same bits either way.
    /// </summary>
    /// <param name="memory">
    /// The bytes of forward states and predictions that the whole batch may hold at once; null: no limit. The state of the run itself
    /// and the cotangents, a fixed number of states, are not counted.
    /// </param>
    public static GradientWay Exact(long? memory = null) => new ExactGradientWay(memory);

    /// <summary>
    /// The gradient of an algebraically reversible run, whose states are reconstructed and not kept. The run is the scheme's own: its
    /// samples are those of <see cref="Gradient{TProcess, T}.Samples"/>, not those of <c>Sample</c>.
    /// </summary>
    /// <param name="scheme">The scheme.</param>
    /// <param name="coupling">lambda of the McCallum-Foster coupling, in (0, 1).</param>
    /// <param name="tolerance">
    /// The largest error of the reconstructed start, relative to its largest entry or 1; null: 1e-12 for an ODE and 1e-9 for an SDE in
    /// double, 1e-3 in float (where the model is asked in float, a reconstructed state may round to the neighbour).
    /// </param>
    public static GradientWay Reversible(
        ReversibleScheme scheme = ReversibleScheme.McCallumFoster,
        double coupling = 0.999,
        double? tolerance = null
    ) => new ReversibleGradientWay(scheme, coupling, tolerance);

    /// <summary>The continuous adjoint AdjointDEIS on the sampler's nodes and recorded states.</summary>
    /// <param name="order">1, or 2 for 2M.</param>
    /// <param name="form">Data, or Noise as published.</param>
    public static GradientWay AdjointDeis(int order = 2, Prediction form = Prediction.Data) =>
        AdjointDeis(new AdjointDeisOptions { Order = order, Form = form });

    /// <summary>The continuous adjoint AdjointDEIS with all its choices.</summary>
    /// <param name="options">Order, form, grid and states.</param>
    public static GradientWay AdjointDeis(AdjointDeisOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new AdjointDeisGradientWay(options);
    }
}

/// <summary>The exact adjoint of a call.</summary>
internal sealed record ExactGradientWay(long? Memory) : GradientWay;

/// <summary>The reversible run of a call.</summary>
internal sealed record ReversibleGradientWay(ReversibleScheme Scheme, double Coupling, double? Tolerance) : GradientWay;

/// <summary>The continuous adjoint of a call.</summary>
internal sealed record AdjointDeisGradientWay(AdjointDeisOptions Options) : GradientWay;
