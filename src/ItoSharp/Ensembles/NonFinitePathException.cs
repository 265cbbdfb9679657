using System.Globalization;

namespace ItoSharp;

/// <summary>A path of an ensemble stopped being finite.</summary>
public sealed class NonFinitePathException : ArithmeticException
{
    internal NonFinitePathException(string quantity, bool isObservable, double value, long path, int step, int steps, double time)
        : base(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{(isObservable ? "observable" : "component")} {quantity} of path {path} is {value} after step {step} of {steps} (time {time:R}): "
            )
                + (
                    isObservable
                        ? "its formula is at fault at this state, or mask such paths with NonFinitePaths.Mask"
                        : "the equation or the start state is at fault, or the steps are too large for the scheme; to leave such paths out use NonFinitePaths.Mask"
                )
        )
    {
        Quantity = quantity;
        Value = value;
        Path = path;
        Step = step;
        Time = time;
    }

    /// <summary>The name of the component or observable.</summary>
    public string Quantity { get; }

    /// <summary>NaN or an infinity.</summary>
    public double Value { get; }

    /// <summary>The path, counted from the first of the whole run.</summary>
    public long Path { get; }

    /// <summary>
    /// The number of steps after which the path was first not finite (0: at the start). For an observable whose state is finite: the
    /// observation's step.
    /// </summary>
    public int Step { get; }

    /// <summary>The time after that step.</summary>
    public double Time { get; }
}
