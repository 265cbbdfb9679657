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
