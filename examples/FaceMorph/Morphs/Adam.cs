namespace FaceMorph.Morphs;

/// <summary>
/// Adam on a batch of independent rows. The second moment is shared by a row: coordinates that hardly matter to the loss then
/// hardly move, and rows do not touch each other.
/// </summary>
internal sealed class Adam(double[] values, int width, double rate)
{
    private const double First = 0.9;
    private const double Second = 0.999;
    private readonly double[] _mean = new double[values.Length];
    private readonly double[] _square = new double[values.Length / width];
    private int _steps;

    /// <summary>Moves the values against the gradient.</summary>
    public void Step(ReadOnlySpan<double> gradient)
    {
        _steps++;
        double meanScale = 1 - Math.Pow(First, _steps);
        double squareScale = 1 - Math.Pow(Second, _steps);
        for (int row = 0; row < _square.Length; row++)
        {
            var g = gradient.Slice(row * width, width);
            _square[row] = Second * _square[row] + (1 - Second) * Algebra.Dense.Dot(g, g) / width;
            double size = Math.Sqrt(_square[row] / squareScale) + 1e-12;
            for (int i = 0; i < width; i++)
            {
                ref double mean = ref _mean[row * width + i];
                mean = First * mean + (1 - First) * g[i];
                values[row * width + i] -= rate * mean / (meanScale * size);
            }
        }
    }
}
