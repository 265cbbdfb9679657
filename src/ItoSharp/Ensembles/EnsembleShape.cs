namespace ItoSharp;

/// <summary>Names and sizes of an <see cref="EnsembleProgram{T}"/>.</summary>
/// <param name="Components">The names of the state's components, in the order of their rows.</param>
/// <param name="Stops">The names of the stops, in the order of their rows.</param>
/// <param name="Observables">The names of the observables.</param>
/// <param name="Noises">The number m of independent Wiener processes.</param>
/// <param name="TimeIntegrals">
/// Whether a step has a second normal for each noise, for its time integral: with the normals (z, y) of a noise and the step h the
/// increment is <c>sqrt(h) z</c>, and the integral over the step of W(s) - W(start) is <c>h^(3/2) (z + y / sqrt 3) / 2</c>.
/// </param>
/// <param name="ExtraNormals">The number of further normals a step, such as those that approximate iterated integrals.</param>
/// <param name="Constants">The number of values that <see cref="EnsembleProgram{T}.FillConstants"/> fills.</param>
/// <param name="TimedColumns">The number of values that <see cref="EnsembleProgram{T}.FillTimed"/> fills for a step.</param>
public sealed record EnsembleShape(
    IReadOnlyList<string> Components,
    IReadOnlyList<string> Stops,
    IReadOnlyList<string> Observables,
    int Noises,
    bool TimeIntegrals,
    int ExtraNormals,
    int Constants,
    int TimedColumns
)
{
    /// <summary>
    /// The names of the arguments of a run, in their order: errors use them, and their number is checked. Empty: neither.
    /// </summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>
    /// What tells the program's formulas from others, such as a digest of the equation and the scheme; checkpoints of another digest are
    /// refused. Empty: the type's name alone does.
    /// </summary>
    public string Digest { get; init; } = "";

    /// <summary>
    /// Whether the state has a second row for each component, its twin, which starts at the same value: reversible methods. Rows are
    /// components, twins, stops.
    /// </summary>
    public bool HasTwins { get; init; }

    /// <summary>The number of normals that a step of one path uses.</summary>
    public int NormalsPerStep => Noises * (TimeIntegrals ? 2 : 1) + ExtraNormals;

    /// <summary>The number of rows that steps change: components and their twins.</summary>
    internal int Moving => HasTwins ? 2 * Components.Count : Components.Count;

    /// <summary>The number of rows of a block's state: components, twins and stops.</summary>
    internal int Rows => Moving + Stops.Count;

    /// <summary>The number of columns that statistics are taken of: components and observables.</summary>
    internal int Columns => Components.Count + Observables.Count;

    internal string Column(int index) => index < Components.Count ? Components[index] : Observables[index - Components.Count];
}
