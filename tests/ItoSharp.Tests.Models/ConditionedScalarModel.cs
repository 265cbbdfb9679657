namespace ItoSharp.Tests.Models;

/// <summary>
/// Fixture T6: the noise prediction of a scalar two-component mixture, made to depend on a condition z and a parameter theta:
/// <c>eps (1 + 0.3 z sin lambda) + 0.2 theta tanh(x) cos(lambda / 2)</c>. Non-autonomous, nonlinear, with closed derivatives.
/// </summary>
public sealed class ConditionedScalarModel(IProcess process, double theta) : IDifferentiableModel<double>
{
    private static readonly double[] Weights = [0.35, 0.65];
    private static readonly double[] Means = [-1, 0.8];
    private static readonly double[] Variances = [0.25, 0.16];

    public Prediction Predicts => Prediction.Noise;

    public int Dimension => 1;

    public int ConditionDimension => 1;

    public int ParameterCount => 1;

    public void Evaluate(in ModelInput<double> input, Span<double> prediction)
    {
        for (int row = 0; row < input.Batch; row++)
        {
            double x = input.X[row];
            (double eps, _) = Noise(x, input.Time);
            double lambda = process.Lambda(input.Time);
            prediction[row] = eps * (1 + 0.3 * input.Condition[row] * Math.Sin(lambda)) + 0.2 * theta * Math.Tanh(x) * Math.Cos(lambda / 2);
        }
    }

    public void PullBack(in ModelInput<double> input, ReadOnlySpan<double> cotangent, in ModelCotangents<double> into)
    {
        for (int row = 0; row < input.Batch; row++)
        {
            double x = input.X[row];
            (double eps, double slope) = Noise(x, input.Time);
            double lambda = process.Lambda(input.Time);
            double tanh = Math.Tanh(x);
            into.X[row] =
                cotangent[row]
                * (slope * (1 + 0.3 * input.Condition[row] * Math.Sin(lambda)) + 0.2 * theta * (1 - tanh * tanh) * Math.Cos(lambda / 2));
            into.Condition[row] = cotangent[row] * eps * 0.3 * Math.Sin(lambda);
            into.Parameters[0] += cotangent[row] * 0.2 * tanh * Math.Cos(lambda / 2);
        }
    }

    /// <summary>eps = -sigma d log p_t / dx and its derivative.</summary>
    private (double Eps, double Slope) Noise(double x, double t)
    {
        double alpha = process.Alpha(t);
        double sigma = process.Sigma(t);
        double sum = 0;
        double first = 0;
        double second = 0;
        for (int k = 0; k < Weights.Length; k++)
        {
            double variance = alpha * alpha * Variances[k] + sigma * sigma;
            double d = (x - alpha * Means[k]) / variance;
            double p = Weights[k] / Math.Sqrt(variance) * Math.Exp(-0.5 * d * d * variance);
            sum += p;
            first -= p * d;
            second += p * (d * d - 1 / variance);
        }

        double score = first / sum;
        return (-sigma * score, -sigma * (second / sum - score * score));
    }
}
