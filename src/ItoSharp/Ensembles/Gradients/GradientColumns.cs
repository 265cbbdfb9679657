using System.Globalization;

namespace ItoSharp;

/// <summary>The columns of a gradient run: for every target its value, then its derivatives by every input.</summary>
internal sealed class GradientColumns
{
    private readonly Dictionary<string, int> _inputs = [];

    /// <param name="shape">The program's shape.</param>
    /// <param name="targets">What is differentiated.</param>
    /// <param name="directions">By what; null: by every input.</param>
    public GradientColumns(EnsembleShape shape, GradientTarget[] targets, IReadOnlyList<EnsembleDirection>? directions = null)
    {
        Targets = targets;
        Components = [.. shape.Components];
        Arguments = [.. shape.Arguments];
        for (int i = 0; i < Arguments.Length; i++)
        {
            _inputs[Arguments[i]] = Components.Length + i;
        }

        // The names of the constructor's times; a parameter of the same name keeps it.
        From = Free("from");
        _inputs[From] = Components.Length + Arguments.Length;
        Until = Free("until");
        _inputs[Until] = Components.Length + Arguments.Length + 1;
        Inputs = Components.Length + Arguments.Length + 2;
        Directions = directions is null ? null : [.. directions.Select(d => d.Name)];
        Stride = 1 + (Directions?.Length ?? Inputs);
    }

    /// <summary>The directions in which derivatives are taken; null where they are taken by every input.</summary>
    public string[]? Directions { get; }

    public GradientTarget[] Targets { get; }

    public string[] Components { get; }

    public string[] Arguments { get; }

    public string From { get; }

    public string Until { get; }

    /// <summary>The number of inputs: components of the start, arguments, the two times.</summary>
    public int Inputs { get; }

    /// <summary>The runs that central differences take: one where it is, and two for every input.</summary>
    public int Runs => 1 + (2 * Inputs);

    /// <summary>The columns of one target.</summary>
    public int Stride { get; }

    public int Count => Stride * Targets.Length;

    public IEnumerable<string> InputNames => [.. Arguments, From, Until];

    public int Target(string name)
    {
        int index = Array.FindIndex(Targets, target => target.Name == name);
        return index >= 0
            ? index
            : throw new ArgumentException(
                $"'{name}' has no gradient in this run; those that were taken are {string.Join(", ", Targets.Select(t => t.Name))}",
                nameof(name)
            );
    }

    public int Input(string name) =>
        Directions is not null ? Direction(name)
        : _inputs.TryGetValue(name, out int index) ? index
        : throw new ArgumentException($"'{name}' is no argument of the run; those are {string.Join(", ", InputNames)}", nameof(name));

    /// <summary>The number of any input: components, arguments, the two times.</summary>
    public int Any(string name)
    {
        int component = Array.IndexOf(Components, name);
        return component >= 0 ? component
            : _inputs.TryGetValue(name, out int index) ? index
            : throw new ArgumentException(
                $"'{name}' is nothing that a run is given; those are {string.Join(", ", Components.Concat(InputNames))}",
                nameof(name)
            );
    }

    public int Component(string name)
    {
        if (Directions is not null)
        {
            return Direction(name);
        }

        int index = Array.IndexOf(Components, name);
        return index >= 0
            ? index
            : throw new ArgumentException(
                $"'{name}' is no component of the state; those are {string.Join(", ", Components)}",
                nameof(name)
            );
    }

    public string[] Names() =>
        [
            .. Targets.SelectMany(target =>
                Directions is not null
                    ? new[] { target.Name }.Concat(Directions.Select(d => $"{target.Name} along {d}"))
                    : new[] { target.Name }
                        .Concat(Components.Select(c => string.Create(CultureInfo.InvariantCulture, $"{target.Name} by the start's {c}")))
                        .Concat(InputNames.Select(i => string.Create(CultureInfo.InvariantCulture, $"{target.Name} by {i}")))
            ),
        ];

    private int Direction(string name)
    {
        int index = Array.IndexOf(Directions!, name);
        return index >= 0
            ? index
            : throw new ArgumentException(
                $"no tangent was taken along '{name}'; those that were are {string.Join(", ", Directions!)}",
                nameof(name)
            );
    }

    private string Free(string name)
    {
        while (_inputs.ContainsKey(name))
        {
            name += "_";
        }

        return name;
    }
}
