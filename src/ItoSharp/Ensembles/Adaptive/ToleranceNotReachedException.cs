using System.Globalization;

namespace ItoSharp;

/// <summary>A path of an adaptive ensemble met its tolerance with no step, however short.</summary>
public sealed class ToleranceNotReachedException : ArithmeticException
{
    internal ToleranceNotReachedException(long path, double time, double step)
        : base(
            string.Create(
                CultureInfo.InvariantCulture,
                $"path {path} does not get past time {time:R}: its last attempt was a step of {step:G3}. The equation may have no solution beyond, or is not finite there, or it is stiff, or the tolerance is below what the precision resolves; to leave such paths out use NonFinitePaths.Mask"
            )
        )
    {
        Path = path;
        Time = time;
        Step = step;
    }

    /// <summary>The path, counted from the first of the whole run.</summary>
    public long Path { get; }

    /// <summary>The time it reached.</summary>
    public double Time { get; }

    /// <summary>The length of the last step that was tried.</summary>
    public double Step { get; }
}
