using System.Globalization;

namespace Charts;

/// <summary>A range of values laid along a line of the drawing, straight or logarithmic.</summary>
/// <param name="Low">The value at the start.</param>
/// <param name="High">The value at the end.</param>
/// <param name="Ticks">Where labels stand.</param>
/// <param name="Logarithmic">Whether equal ratios take equal lengths.</param>
public sealed record Axis(double Low, double High, double[] Ticks, bool Logarithmic)
{
    /// <summary>What stands at the ticks instead of their values, one name each; null: the values.</summary>
    public string[]? Names { get; init; }

    /// <summary>From 0 at the start to 1 at the end.</summary>
    public double Place(double value) => Logarithmic ? Math.Log(value / Low) / Math.Log(High / Low) : (value - Low) / (High - Low);

    /// <summary>Decades that hold all values.</summary>
    public static Axis Decades(IEnumerable<double> values)
    {
        var list = values.ToList();
        int low = (int)Math.Floor(Math.Log10(list.Min()));
        int high = (int)Math.Ceiling(Math.Log10(list.Max()));
        int every = high - low > 8 ? 2 : 1;
        double[] ticks = [.. Enumerable.Range(0, (high - low) / every + 1).Select(i => Math.Pow(10, low + i * every))];
        return new Axis(Math.Pow(10, low), Math.Pow(10, high), ticks, true);
    }

    /// <summary>Round steps that hold all values.</summary>
    public static Axis Straight(double low, double high, double step)
    {
        int first = (int)Math.Floor(low / step + 1e-9);
        int last = (int)Math.Ceiling(high / step - 1e-9);
        double[] ticks = [.. Enumerable.Range(first, last - first + 1).Select(i => i * step)];
        return new Axis(first * step, last * step, ticks, false);
    }

    /// <summary>A tick's text.</summary>
    public string Label(double tick)
    {
        if (Names is { } names)
        {
            return names[Array.IndexOf(Ticks, tick)];
        }

        double power = Math.Log10(tick);
        if (!Logarithmic || (tick >= 1 && tick < 10000) || Math.Abs(power - Math.Round(power)) > 1e-9)
        {
            return Math.Round(tick, 6).ToString(CultureInfo.InvariantCulture);
        }

        return string.Create(CultureInfo.InvariantCulture, $"1e{Math.Round(power)}");
    }
}
