namespace ItoSharp;

/// <summary>
/// A discrete-time model's table of <c>alpha-bar_i = prod_(j &lt;= i) (1 - beta_j)</c> as a process like any other:
/// <c>alpha(i) = sqrt(alpha-bar_i)</c>, <c>sigma(i) = sqrt(1 - alpha-bar_i)</c>. Time is the training index, which is also what
/// the model is asked with.
/// </summary>
/// <remarks>
/// <para>Between two indices log alpha-bar is linear, as in DPM-Solver's discrete NoiseScheduleVP (Lu et al., NeurIPS 2022, appendix
/// D.3), and before index 0 it runs to alpha-bar = 1 at t = -1, the data. Towards a last entry of 0 (zero terminal SNR) alpha is
/// linear instead, whose log-SNR also falls to minus infinity.</para>
/// <para>alpha and sigma are exact at the indices and continuous, but their rates jump there. Plans integrate in log-SNR: a model that
/// is a smooth function of the state and of (alpha, sigma) keeps every plan's order. A network that is a smooth function of the index
/// has a kink in log-SNR at every index: with steps shorter than an index no plan has more than order 2 then. With tens of steps over
/// a thousand indices the kinks, which have the size of the table's second differences, are not seen.</para>
/// <para>The parameters are the entries: a gradient is again a table of the same length (whose numbers are derivatives). An entry of 0
/// stays 0, so its derivative is 0.</para>
/// </remarks>
public sealed partial class AlphaBarTable : IProcess<AlphaBarTable>, IDiscreteProcess, IEquatable<AlphaBarTable>
{
    private readonly double[] _alphaBars;

    // log alpha-bar, entry 0 that of t = -1.
    private readonly double[] _logs;

    private AlphaBarTable(double[] alphaBars)
    {
        _alphaBars = alphaBars;
        _logs = [0, .. alphaBars.Select(alphaBar => Math.Log(alphaBar))];
        ParameterNames = new EntryNames(alphaBars.Length);
    }

    /// <summary>alpha-bar of every index.</summary>
    public ReadOnlySpan<double> AlphaBars => _alphaBars;

    /// <inheritdoc/>
    public int IndexCount => _alphaBars.Length;

    /// <summary>0: the first index. The data lie one before it, at t = -1.</summary>
    public double MinTime => 0;

    /// <summary>The last index.</summary>
    public double MaxTime => IndexCount - 1;

    /// <summary>False.</summary>
    public bool MeanReverting => false;

    /// <summary>"AlphaBar[0]", "AlphaBar[1]" and so on.</summary>
    public IReadOnlyList<string> ParameterNames { get; }

    /// <summary>DDPM's table, <see cref="Ddpm"/>.</summary>
    public static AlphaBarTable Default { get; } = Ddpm();

    /// <summary>A table of any numbers, unchecked: gradients are tables too. To declare one use <see cref="FromAlphaBars"/>.</summary>
    public static AlphaBarTable FromParameters(ReadOnlySpan<double> parameters) => new(parameters.ToArray());

    /// <summary>Writes the entries.</summary>
    /// <exception cref="ArgumentException">The span is not as long as the table.</exception>
    public void CopyParameters(Span<double> parameters)
    {
        ExpectLength(parameters.Length);
        _alphaBars.CopyTo(parameters);
    }

    /// <summary>beta of an index, <c>1 - alpha-bar_i / alpha-bar_(i-1)</c>.</summary>
    /// <param name="index">From 0 to <see cref="IndexCount"/> - 1.</param>
    public double Beta(int index) => index == 0 ? 1 - _alphaBars[0] : 1 - _alphaBars[index] / _alphaBars[index - 1];

    /// <summary>The index whose log-SNR is nearest to that of a time: the way back from continuous time to what was trained.</summary>
    /// <param name="t">From -1 to the last index.</param>
    public int NearestIndex(double t)
    {
        RequireTime(t);
        int below = Math.Max((int)Math.Floor(t), 0);
        int above = Math.Min(below + 1, IndexCount - 1);
        double lambda = Lambda(t);
        return Math.Abs(Lambda(above) - lambda) < Math.Abs(Lambda(below) - lambda) ? above : below;
    }

    /// <summary>The law from one time to a later one, x_t | x_s ~ N(Gain x_s, Variance I).</summary>
    public TransitionKernel Transition(double s, double t) => TransitionKernel.Between(this, s, t);

    /// <summary>How a form of prediction is made of another at a time.</summary>
    public PredictionMap Convert(Prediction from, Prediction to, double t) => PredictionMap.Between(At(t), from, to);

    /// <summary>The reverse process with noise level tau.</summary>
    public ReverseProcess Reverse(double tau) => new(this, tau);

    /// <summary>The standard deviation of the prior, sigma of the last index.</summary>
    public double PriorDeviation => Sigma(MaxTime);

    /// <inheritdoc/>
    public bool Equals(AlphaBarTable? other) => other is not null && _alphaBars.AsSpan().SequenceEqual(other._alphaBars);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as AlphaBarTable);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(IndexCount, _alphaBars[0], _alphaBars[^1]);

    /// <summary>The length and the ends, such as "AlphaBarTable(1000 indices, 0.9999 to 4.04E-05)".</summary>
    public override string ToString() =>
        FormattableString.Invariant($"AlphaBarTable({IndexCount} indices, {_alphaBars[0]:G6} to {_alphaBars[^1]:G6})");

    private void ExpectLength(int length)
    {
        if (length != IndexCount)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"the table has {IndexCount} entries, but the span has {length}"),
                "parameters"
            );
        }
    }

    private void RequireTime(double t)
    {
        if (!(t >= IDiscreteProcess.DataTime && t <= MaxTime))
        {
            throw new ArgumentOutOfRangeException(
                nameof(t),
                t,
                FormattableString.Invariant($"the table's time is the training index, from -1 (the data) to {IndexCount - 1}")
            );
        }
    }

    // A thousand names are made only when somebody reads them.
    private sealed class EntryNames(int count) : IReadOnlyList<string>
    {
        public int Count => count;

        public string this[int index] =>
            index >= 0 && index < count
                ? FormattableString.Invariant($"AlphaBar[{index}]")
                : throw new ArgumentOutOfRangeException(nameof(index), index, $"the table has {count} entries");

        public IEnumerator<string> GetEnumerator() => Enumerable.Range(0, count).Select(i => this[i]).GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
