namespace ItoSharp.Tests.Models.Orders;

/// <summary>Any scalar prediction as a function of state and time, applied to every entry of a row.</summary>
public sealed class LawScalarModel(Prediction predicts, Func<double, double, double> prediction, int dimension = 1) : IModel<double>
{
    public Prediction Predicts => predicts;

    public int Dimension => dimension;

    public void Evaluate(in ModelInput<double> input, Span<double> result)
    {
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = prediction(input.X[i], input.Time);
        }
    }
}
