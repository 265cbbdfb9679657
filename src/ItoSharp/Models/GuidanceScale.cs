namespace ItoSharp;

/// <summary>The scale w of guidance: a number, a number inside an interval of times, or any function of time.</summary>
public sealed class GuidanceScale
{
    private readonly Func<double, double> scale;
    private readonly Func<double, double>? slope;

    private GuidanceScale(Func<double, double> scale, Func<double, double>? slope)
    {
        this.scale = scale;
        this.slope = slope;
    }

    /// <summary>Whether <see cref="SlopeAt"/> is known.</summary>
    public bool HasSlope => slope is not null;

    /// <summary>The same scale at all times: 0 is unconditional, 1 conditional, above 1 guided.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not finite.</exception>
    public static GuidanceScale Constant(double scale)
    {
        RequireFinite(scale, nameof(scale));
        return new(_ => scale, _ => 0.0);
    }

    /// <summary>
    /// A scale inside an interval of times and another one outside, as limited interval guidance (Kynkaanniemi et al., 2024): guidance
    /// harms at high noise and is not needed at low noise.
    /// </summary>
    /// <param name="scale">w where <c>first &lt;= t &lt;= last</c>.</param>
    /// <param name="first">The end of the interval nearer to the data.</param>
    /// <param name="last">The noisier end.</param>
    /// <param name="outside">w elsewhere; at 1 the model is asked only once.</param>
    public static GuidanceScale Between(double scale, double first, double last, double outside = 1.0)
    {
        RequireFinite(scale, nameof(scale));
        RequireFinite(outside, nameof(outside));
        if (!(first <= last))
        {
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"The interval of times runs from {first} to {last}; its first end must not lie after its last."
                ),
                nameof(first)
            );
        }
        return new(t => t >= first && t <= last ? scale : outside, _ => 0.0);
    }

    /// <summary>Any function of time.</summary>
    /// <param name="scale">w(t).</param>
    /// <param name="slope">dw/dt; only gradients that move the model's times need it.</param>
    public static GuidanceScale Of(Func<double, double> scale, Func<double, double>? slope = null)
    {
        ArgumentNullException.ThrowIfNull(scale);
        return new(scale, slope);
    }

    /// <summary>A number is a constant scale.</summary>
    public static implicit operator GuidanceScale(double scale) => Constant(scale);

    /// <summary>w(t).</summary>
    /// <exception cref="InvalidOperationException">The given function returned a value that is not finite.</exception>
    public double At(double time) => Finite(scale(time), "scale", time);

    /// <summary>dw/dt at a time.</summary>
    /// <exception cref="InvalidOperationException">The slope is not known, or not finite.</exception>
    public double SlopeAt(double time) =>
        slope is null
            ? throw new InvalidOperationException(
                "This guidance scale was given as a function without its slope; give GuidanceScale.Of both."
            )
            : Finite(slope(time), "slope", time);

    private static double Finite(double value, string what, double time) =>
        double.IsFinite(value)
            ? value
            : throw new InvalidOperationException(
                FormattableString.Invariant($"The guidance {what} is {value} at time {time}; it must be finite.")
            );

    private static void RequireFinite(double value, string argument)
    {
        if (!double.IsFinite(value))
            throw new ArgumentOutOfRangeException(argument, value, "A guidance scale must be finite.");
    }
}
