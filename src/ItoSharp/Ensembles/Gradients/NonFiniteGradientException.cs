using System.Globalization;

namespace ItoSharp;

/// <summary>A path has a value or a derivative that is not finite.</summary>
public sealed class NonFiniteGradientException : ArithmeticException
{
    internal NonFiniteGradientException(string quantity, long path)
        : base(
            string.Create(
                CultureInfo.InvariantCulture,
                $"'{quantity}' is not finite along path {path}: the path runs to infinity, or passes a point where a formula has no derivative, such as a root at 0; to leave such paths out use NonFinitePaths.Mask"
            )
        )
    {
        Quantity = quantity;
        Path = path;
    }

    /// <summary>What is not finite.</summary>
    public string Quantity { get; }

    /// <summary>The number of the path.</summary>
    public long Path { get; }
}
