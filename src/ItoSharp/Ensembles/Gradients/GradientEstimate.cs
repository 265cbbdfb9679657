using System.Globalization;

namespace ItoSharp;

/// <summary>A derivative of a mean: the mean of the derivatives along the paths, and whether few paths make it.</summary>
public sealed class GradientEstimate
{
    private const double TailShare = 0.05;
    private readonly EnsembleEstimate _estimate;

    internal GradientEstimate(EnsembleEstimate estimate, double shareOfSum, double shareOfSquares)
    {
        _estimate = estimate;
        LargestShareOfSum = shareOfSum;
        LargestShareOfSquares = shareOfSquares;
    }

    /// <summary>What is differentiated by what.</summary>
    public string Name => _estimate.Name;

    /// <summary>The derivative.</summary>
    public double Mean => _estimate.Mean;

    /// <summary>
    /// The standard error of <see cref="Mean"/>, from the scatter of the paths. It is worth nothing where <see cref="HasHeavyTail"/>.
    /// </summary>
    public double StandardError => _estimate.StandardError;

    /// <summary>The variance of the derivative over the paths.</summary>
    public double Variance => _estimate.Variance;

    /// <summary>What the path with the greatest magnitude has of the sum of all magnitudes, 0 to 1.</summary>
    public double LargestShareOfSum { get; }

    /// <summary>What that path has of the sum of squares, 0 to 1.</summary>
    public double LargestShareOfSquares { get; }

    /// <summary>
    /// Whether one path carries more than 5 % of the sum of magnitudes or of squares: then the derivative may have no variance, and
    /// neither mean nor standard error is to be trusted. Few paths (a hundred or so) can look like it without being so.
    /// </summary>
    public bool HasHeavyTail => LargestShareOfSum > TailShare || LargestShareOfSquares > TailShare;

    /// <summary>The estimate in words.</summary>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{_estimate}{(HasHeavyTail ? $" (heavy tail: one path has {LargestShareOfSum:P1} of the sum and {LargestShareOfSquares:P1} of the squares)" : "")}"
        );
}
