using System.Globalization;

namespace ItoSharp;

/// <summary>
/// What moves along a tangent of an ensemble: a parameter, a component of the start or a time by its name, or several at given rates.
/// </summary>
/// <example>
/// <code>
/// paths.Tangents(start, 1 &lt;&lt; 16, seed, along: ["Kappa", "V", new("shift", [("Theta", 1), ("V", 1)])])
/// </code>
/// </example>
public sealed record EnsembleDirection
{
    /// <summary>One input, at rate 1.</summary>
    /// <param name="input">The name of a parameter of the run, of a component of the start, or "from" or "until".</param>
    public EnsembleDirection(string input)
        : this(input, [(input, 1.0)]) { }

    /// <summary>Several inputs at once.</summary>
    /// <param name="name">What the derivative is called.</param>
    /// <param name="rates">What moves, and how fast; finite.</param>
    public EnsembleDirection(string name, IReadOnlyList<(string Input, double Rate)> rates)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(rates);
        foreach ((string input, double rate) in rates)
        {
            if (!double.IsFinite(rate))
            {
                throw new ArgumentOutOfRangeException(
                    nameof(rates),
                    rate,
                    string.Create(CultureInfo.InvariantCulture, $"'{input}' must move at a finite rate along '{name}'")
                );
            }
        }

        (Name, Rates) = (name, rates);
    }

    /// <summary>What the derivative is called.</summary>
    public string Name { get; }

    /// <summary>What moves, and how fast.</summary>
    public IReadOnlyList<(string Input, double Rate)> Rates { get; }

    /// <summary>One input, at rate 1.</summary>
    public static implicit operator EnsembleDirection(string input) => new(input);
}
