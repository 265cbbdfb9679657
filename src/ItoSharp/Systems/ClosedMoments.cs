namespace ItoSharp;

/// <summary>
/// The means and second moments of an equation at one time, as far as they obey a closed system of equations: exact up to the error
/// of integrating it, about 1e-12. They are those of the equation that never meets a bound that truncates.
/// </summary>
public sealed class ClosedMoments
{
    readonly string[] components;
    readonly Dictionary<(int First, int Second), double> values = [];
    readonly Dictionary<(int First, int Second), string> reasons = [];

    ClosedMoments(string[] components, double time) => (this.components, Time) = (components, time);

    /// <summary>The time of the moments.</summary>
    public double Time { get; }

    /// <summary>Integrates the equations of moments; called by generated code.</summary>
    /// <param name="components">The names of the components.</param>
    /// <param name="closed">The moments that close, as indices of components; (i, -1) is the mean of component i.</param>
    /// <param name="open">The others, each with the reason.</param>
    /// <param name="rates">The rates of the closed ones.</param>
    /// <param name="start">The closed ones at the start.</param>
    /// <param name="from">The time of the start.</param>
    /// <param name="until">The time that is asked for, not before the start.</param>
    /// <exception cref="ArgumentOutOfRangeException">A time is not finite, or they are out of order.</exception>
    /// <exception cref="ArithmeticException">The equations cannot be integrated that far.</exception>
    public static ClosedMoments Integrate(
        string[] components,
        (int First, int Second)[] closed,
        (int First, int Second, string Reason)[] open,
        MomentRates rates,
        double[] start,
        double from,
        double until
    )
    {
        ArgumentNullException.ThrowIfNull(components);
        ArgumentNullException.ThrowIfNull(closed);
        ArgumentNullException.ThrowIfNull(open);
        ArgumentNullException.ThrowIfNull(rates);
        ArgumentNullException.ThrowIfNull(start);
        if (!double.IsFinite(from))
        {
            throw new ArgumentOutOfRangeException(nameof(from), from, "The time of the start must be finite.");
        }

        if (!double.IsFinite(until) || until < from)
        {
            throw new ArgumentOutOfRangeException(nameof(until), until, $"The end must be finite and not before the start at {from:R}.");
        }

        var result = new ClosedMoments(components, until);
        double[] end = MomentFlow.Integrate(rates, start, from, until);
        for (int i = 0; i < closed.Length; i++)
        {
            result.values.Add(closed[i], end[i]);
        }

        foreach ((int first, int second, string reason) in open)
        {
            result.reasons.Add((first, second), reason);
        }

        return result;
    }

    /// <summary>E[x_i].</summary>
    /// <param name="component">The index of the component.</param>
    /// <exception cref="InvalidOperationException">The mean has no closed equation; the message says why.</exception>
    public double Mean(int component) => Value(Checked(component), -1);

    /// <summary>E[x_i x_j].</summary>
    /// <param name="first">The index of one component.</param>
    /// <param name="second">The index of the other.</param>
    /// <exception cref="InvalidOperationException">The moment has no closed equation; the message says why.</exception>
    public double Second(int first, int second) => Value(Math.Min(Checked(first), Checked(second)), Math.Max(first, second));

    /// <summary>E[x_i x_j] - E[x_i] E[x_j].</summary>
    /// <param name="first">The index of one component.</param>
    /// <param name="second">The index of the other.</param>
    /// <exception cref="InvalidOperationException">A moment that it needs has no closed equation; the message says why.</exception>
    public double Covariance(int first, int second) => Second(first, second) - (Mean(first) * Mean(second));

    /// <summary>The covariance of a component with itself.</summary>
    /// <param name="component">The index of the component.</param>
    /// <exception cref="InvalidOperationException">A moment that it needs has no closed equation; the message says why.</exception>
    public double Variance(int component) => Covariance(component, component);

    double Value(int first, int second)
    {
        if (values.TryGetValue((first, second), out double value))
        {
            return value;
        }

        string name = second < 0 ? $"E[{components[first]}]" : $"E[{components[first]} {components[second]}]";
        throw new InvalidOperationException($"{name} has no closed equation: {reasons[(first, second)]}.");
    }

    int Checked(int component) =>
        component >= 0 && component < components.Length
            ? component
            : throw new ArgumentOutOfRangeException(
                nameof(component),
                component,
                $"The components are numbered 0 to {components.Length - 1}: {string.Join(", ", components)}."
            );
}
