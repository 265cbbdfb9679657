using TorchSharp;

namespace ItoSharp.Tests.Models;

/// <summary>
/// One model in both forms: y = sin(x W + z + t / 2), rows of a matrix; with W trained. Smooth, bounded, not diagonal, and it
/// depends on everything.
/// </summary>
public sealed class TwinModel : IDifferentiableModel<double>
{
    private readonly double[] _weights;
    private readonly bool _conditioned;

    public TwinModel(Prediction predicts, double[] weights, bool conditioned)
    {
        Predicts = predicts;
        _weights = weights;
        _conditioned = conditioned;
        Dimension = (int)Math.Sqrt(weights.Length);
        Weights = torch.tensor(weights, new long[] { Dimension, Dimension }, requires_grad: true);
    }

    public Prediction Predicts { get; }

    public int Dimension { get; }

    public int ConditionDimension => _conditioned ? Dimension : 0;

    public int ParameterCount => _weights.Length;

    public bool DifferentiatesTime => true;

    /// <summary>W as a tensor.</summary>
    public torch.Tensor Weights { get; }

    /// <summary>The model on tensors.</summary>
    public torch.Tensor OnTensors(torch.Tensor x, torch.Tensor times) => (x.matmul(Weights) + times.reshape(-1, 1) * 0.5).sin();

    /// <summary>The model on tensors with a condition.</summary>
    public torch.Tensor OnTensors(torch.Tensor x, torch.Tensor times, torch.Tensor condition) =>
        (x.matmul(Weights) + condition + times.reshape(-1, 1) * 0.5).sin();

    public void Evaluate(in ModelInput<double> input, Span<double> prediction)
    {
        for (int i = 0; i < prediction.Length; i++)
        {
            prediction[i] = Math.Sin(Phase(input, i));
        }
    }

    public void PullBack(in ModelInput<double> input, ReadOnlySpan<double> cotangent, in ModelCotangents<double> into)
    {
        into.X.Clear();
        into.Time.Clear();
        for (int i = 0; i < cotangent.Length; i++)
        {
            (int row, int column) = Math.DivRem(i, Dimension);
            double slope = cotangent[i] * Math.Cos(Phase(input, i));
            for (int j = 0; j < Dimension; j++)
            {
                if (!into.X.IsEmpty)
                {
                    into.X[row * Dimension + j] += slope * _weights[j * Dimension + column];
                }

                if (!into.Parameters.IsEmpty)
                {
                    into.Parameters[j * Dimension + column] += slope * input.X[row * Dimension + j];
                }
            }

            if (!into.Condition.IsEmpty)
            {
                into.Condition[i] = slope;
            }

            if (!into.Time.IsEmpty)
            {
                into.Time[row] += slope * 0.5;
            }
        }
    }

    private double Phase(in ModelInput<double> input, int i)
    {
        (int row, int column) = Math.DivRem(i, Dimension);
        double phase = 0.5 * input.Time + (_conditioned ? input.Condition[i] : 0);
        for (int j = 0; j < Dimension; j++)
        {
            phase += input.X[row * Dimension + j] * _weights[j * Dimension + column];
        }

        return phase;
    }
}
