namespace ItoSharp;

// All means move with B z, which moves x the other way: D_z(x) = B z + D_0(x - alpha B z).
public sealed partial class GaussianMixtureModel<T> : ITangentModel<T>
{
    /// <inheritdoc/>
    public void PushForward(in ModelInput<T> input, in ModelTangent<T> along, Span<T> tangent)
    {
        SymmetricTangent.Require(this, input, along, tangent.Length);
        if (along.Condition.IsEmpty)
        {
            SymmetricTangent.Write(this, input, along, tangent);
            return;
        }

        var point = times.At(input.Time).Point;
        double ofData = new PredictionForm(Predicts, point).Data;
        var moved = new T[tangent.Length];
        var shifts = new T[tangent.Length];
        for (int row = 0; row < input.Batch; row++)
        {
            for (int i = 0; i < Dimension; i++)
            {
                double shift = 0;
                for (int j = 0; j < ConditionDimension; j++)
                    shift += Law.ConditionMap[j * Law.Padded + i] * double.CreateTruncating(along.Condition[row * ConditionDimension + j]);
                int at = row * Dimension + i;
                double x = along.X.IsEmpty ? 0 : double.CreateTruncating(along.X[at]);
                moved[at] = T.CreateTruncating(x - point.Alpha * shift);
                shifts[at] = T.CreateTruncating(ofData * shift);
            }
        }

        PullBack(input, moved, new ModelCotangents<T> { X = tangent });
        Elementwise.Add<T>(shifts, tangent);
    }
}
