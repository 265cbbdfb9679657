using System.Globalization;

namespace ItoSharp;

/// <summary>Means of observables and their gradients, from one run.</summary>
public sealed class EnsembleGradient
{
    private readonly GradientColumns _columns;
    private readonly TailSums _tails;

    internal EnsembleGradient(
        EnsembleStatistics statistics,
        GradientColumns columns,
        TailSums tails,
        GradientMemory? memory,
        EnsembleGradient? differences
    )
    {
        Differences = differences;
        Statistics = statistics;
        _columns = columns;
        _tails = tails;
        Memory = memory;
        Names = [.. columns.Targets.Select(target => target.Name), .. differences?.Names ?? []];
    }

    /// <summary>What the weighted sum of <see cref="EnsembleGradientOptions.Weights"/> is called.</summary>
    public const string Weighted = "Weighted";

    /// <summary>All columns, values and derivatives, with what merges slices of a run and, where asked for, covariances.</summary>
    public EnsembleStatistics Statistics { get; }

    /// <summary>The memory and the steps of the pathwise gradients, as planned; null where there are none.</summary>
    public GradientMemory? Memory { get; }

    /// <summary>
    /// With <see cref="Gradients.Reversible"/> the largest error of a start that was computed back from the end, relative to its largest
    /// component or 1; null where states were kept.
    /// </summary>
    public double? ReconstructionError { get; internal init; }

    /// <summary>The part that was taken by central differences, where there is one beside pathwise gradients.</summary>
    public EnsembleGradient? Differences { get; }

    /// <summary>The names of what has a gradient.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The gradient of an observable at the end.</summary>
    /// <param name="observable">Its name.</param>
    /// <exception cref="ArgumentException">The run took no such gradient; the message names those that it took.</exception>
    public ObservableDerivatives this[string observable] =>
        Differences is not null && Differences.Names.Contains(observable)
            ? Differences[observable]
            : new(this, _columns.Target(observable));

    /// <summary>The gradient of an observable after a step of <see cref="EnsembleOptions.ObservationSteps"/>.</summary>
    /// <param name="observable">Its name.</param>
    /// <param name="step">The number of steps.</param>
    public ObservableDerivatives At(string observable, int step) => this[TargetName(observable, step, Statistics.Steps)];

    /// <summary>The estimates as a table.</summary>
    public override string ToString() =>
        string.Join(
            '\n',
            Names.SelectMany(name =>
                _columns.Directions is { } directions
                    ? new[] { this[name].Value.ToString()! }.Concat(directions.Select(d => this[name].By[d].ToString()))
                    : new[] { this[name].Value.ToString()! }
                        .Concat(_columns.Components.Select(c => this[name].ByStart[c].ToString()))
                        .Concat(_columns.InputNames.Select(i => this[name].By[i].ToString()))
            )
        );

    internal static string TargetName(string observable, int step, int steps) =>
        step == steps ? observable : string.Create(CultureInfo.InvariantCulture, $"{observable} at {step}");

    internal EnsembleEstimate Value(int target) => Statistics.Terminal.Columns[target * _columns.Stride];

    internal GradientEstimate By(int target, int input)
    {
        int column = (target * _columns.Stride) + 1 + input;
        return new(Statistics.Terminal.Columns[column], _tails.ShareOfSum(column), _tails.ShareOfSquares(column));
    }

    internal int Input(string name) => _columns.Input(name);

    internal int Component(string name) => _columns.Component(name);
}

/// <summary>The mean of one observable and its derivatives.</summary>
public readonly struct ObservableDerivatives
{
    private readonly EnsembleGradient _gradient;
    private readonly int _target;

    internal ObservableDerivatives(EnsembleGradient gradient, int target)
    {
        _gradient = gradient;
        _target = target;
    }

    /// <summary>The mean of the observable.</summary>
    public EnsembleEstimate Value => _gradient.Value(_target);

    /// <summary>
    /// Derivatives by the equation's parameters, by those of observables and stops, and by the times "from" and "until" between which the
    /// grid lies.
    /// </summary>
    public InputDerivatives By => new(_gradient, _target, false);

    /// <summary>Derivatives by the components of the start: what the mean gains where all paths start that much higher.</summary>
    public InputDerivatives ByStart => new(_gradient, _target, true);

    /// <summary>The mean in words.</summary>
    public override string ToString() => Value.ToString()!;
}

/// <summary>The derivatives of one observable by name.</summary>
public readonly struct InputDerivatives
{
    private readonly EnsembleGradient _gradient;
    private readonly int _target;
    private readonly bool _ofStart;

    internal InputDerivatives(EnsembleGradient gradient, int target, bool ofStart)
    {
        _gradient = gradient;
        _target = target;
        _ofStart = ofStart;
    }

    /// <summary>The derivative by one of them.</summary>
    /// <param name="name">The name of the parameter or component.</param>
    /// <exception cref="ArgumentException">There is none of that name; the message names those that there are.</exception>
    public GradientEstimate this[string name] => _gradient.By(_target, _ofStart ? _gradient.Component(name) : _gradient.Input(name));
}
