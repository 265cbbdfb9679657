namespace ItoSharp.Tests.Models;

/// <summary>Predicts zero.</summary>
public sealed class Silent(int dimension) : IModel<double>
{
    public Prediction Predicts => Prediction.Data;

    public int Dimension => dimension;

    public void Evaluate(in ModelInput<double> input, Span<double> prediction) => prediction.Clear();
}

/// <summary>Leaves one entry of its prediction unwritten.</summary>
public sealed class Forgetful(int dimension, int entry) : IModel<double>
{
    public Prediction Predicts => Prediction.Data;

    public int Dimension => dimension;

    public void Evaluate(in ModelInput<double> input, Span<double> prediction)
    {
        for (int i = 0; i < prediction.Length; i++)
        {
            if (i != entry)
            {
                prediction[i] = 0;
            }
        }
    }
}

/// <summary>The exact noise prediction of data at zero, in the limit of pure noise: eps = x.</summary>
public sealed class PureNoise : IDifferentiableModel<double>
{
    public Prediction Predicts => Prediction.Noise;

    public int Dimension => 1;

    public void Evaluate(in ModelInput<double> input, Span<double> prediction) => input.X.CopyTo(prediction);

    public void PullBack(in ModelInput<double> input, ReadOnlySpan<double> cotangent, in ModelCotangents<double> into) =>
        cotangent.CopyTo(into.X);
}

/// <summary>Its pull-back writes the first row alone.</summary>
public sealed class HalfPulledBack : IDifferentiableModel<double>
{
    public Prediction Predicts => Prediction.Data;

    public int Dimension => 1;

    public void Evaluate(in ModelInput<double> input, Span<double> prediction) => prediction.Fill(0.5);

    public void PullBack(in ModelInput<double> input, ReadOnlySpan<double> cotangent, in ModelCotangents<double> into) => into.X[0] = 0;
}
