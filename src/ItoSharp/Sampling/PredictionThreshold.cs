using System.Numerics;

namespace ItoSharp;

/// <summary>
/// Thresholding inside a run: the raw prediction becomes the thresholded D, and from then on the run sees a model that predicts
/// data.
/// </summary>
internal sealed class PredictionThreshold<T>(Thresholding thresholding, Prediction predicts, int dimension)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] _scratch = new T[dimension];
    private T[] _data = [];

    /// <summary>Replaces raw predictions by thresholded data predictions.</summary>
    public void Apply(in ProcessPoint point, ReadOnlySpan<T> x, ReadOnlySpan<T> mean, Span<T> prediction)
    {
        ConvertedPrediction.Write(ItoSharp.Conversion.At(point, predicts, Prediction.Data), x, prediction, mean, prediction);
        for (int first = 0; first < prediction.Length; first += dimension)
        {
            Span<T> row = prediction.Slice(first, dimension);
            if (Finite(row))
            {
                thresholding.Apply(row, _scratch);
            }
            else
            {
                // A clamp would turn an infinity into an innocent number.
                row.Fill(T.NaN);
            }
        }
    }

    /// <summary>
    /// Takes the cotangent of the thresholded D, in place, to the raw prediction's; adds the state's and the mean's, and returns
    /// that of the conversion from raw prediction to data.
    /// </summary>
    public PredictionMap PullBack(
        in ProcessPoint point,
        ReadOnlySpan<T> x,
        ReadOnlySpan<T> mean,
        ReadOnlySpan<T> raw,
        in PredictionCotangents<T> into
    )
    {
        if (_data.Length != raw.Length)
        {
            _data = new T[raw.Length];
        }

        Span<T> cotangent = into.Prediction;
        Conversion toData = ItoSharp.Conversion.At(point, predicts, Prediction.Data);
        ConvertedPrediction.Write(toData, x, raw, mean, _data);
        for (int first = 0; first < raw.Length; first += dimension)
        {
            thresholding.PullBack(_data.AsSpan(first, dimension), cotangent.Slice(first, dimension), _scratch);
        }

        // In coordinates of x - mu, as all cotangents of conversions.
        PredictionMap map = new(
            Elementwise.Dot<T>(cotangent, x, mean),
            Elementwise.Dot<T>(cotangent, raw, predicts == Prediction.Data ? mean : default)
        );
        Elementwise.ScaleAdd<T>(into.State, 1, toData.X, cotangent);
        if (!into.Mean.IsEmpty)
        {
            Elementwise.ScaleAdd<T>(into.Mean, 1, toData.Mean, cotangent);
        }

        Elementwise.ScaleAdd<T>(cotangent, 0, toData.Model, cotangent);
        return map;
    }

    private static bool Finite(ReadOnlySpan<T> row)
    {
        foreach (T value in row)
        {
            if (!T.IsFinite(value))
            {
                return false;
            }
        }

        return true;
    }
}
