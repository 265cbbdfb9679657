using ItoSharp;

namespace VerifyInCi;

/// <summary>A model of our own with a hand-written pull-back: what the verification of gradients is for.</summary>
/// <param name="process">The process.</param>
public sealed class Denoiser(IProcess process) : IDifferentiableModel<double>
{
    private const double Mixing = 0.7;

    /// <inheritdoc/>
    public Prediction Predicts => Prediction.Noise;

    /// <inheritdoc/>
    public int Dimension => 2;

    /// <inheritdoc/>
    public void Evaluate(in ModelInput<double> input, Span<double> prediction)
    {
        double sigma = process.Sigma(input.Time);
        for (int row = 0; row < input.Batch; row++)
        {
            double x = input.X[2 * row];
            double y = input.X[2 * row + 1];
            prediction[2 * row] = sigma * Math.Tanh(x + Mixing * y);
            prediction[2 * row + 1] = sigma * Math.Sin(y);
        }
    }

    /// <inheritdoc/>
    public void PullBack(in ModelInput<double> input, ReadOnlySpan<double> cotangent, in ModelCotangents<double> into)
    {
        double sigma = process.Sigma(input.Time);
        for (int row = 0; row < input.Batch; row++)
        {
            double x = input.X[2 * row];
            double y = input.X[2 * row + 1];
            double bent = Math.Tanh(x + Mixing * y);
            double first = cotangent[2 * row] * sigma * (1 - bent * bent);
            into.X[2 * row] = first;
            into.X[2 * row + 1] = Mixing * first + cotangent[2 * row + 1] * sigma * Math.Cos(y);
        }
    }
}
