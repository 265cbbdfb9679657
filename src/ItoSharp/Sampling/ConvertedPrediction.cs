using System.Numerics;

namespace ItoSharp;

/// <summary>A conversion applied to a batch: <c>X x + Model y + Mean mu</c>.</summary>
internal static class ConvertedPrediction
{
    /// <summary>Writes the converted predictions; <paramref name="to"/> may be <paramref name="prediction"/> itself.</summary>
    public static void Write<T>(in Conversion conversion, ReadOnlySpan<T> x, ReadOnlySpan<T> prediction, ReadOnlySpan<T> mean, Span<T> to)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T fromX = T.CreateTruncating(conversion.X);
        T fromModel = T.CreateTruncating(conversion.Model);
        T fromMean = T.CreateTruncating(conversion.Mean);
        for (int i = 0; i < to.Length; i++)
        {
            T value = T.FusedMultiplyAdd(fromX, x[i], fromModel * prediction[i]);
            to[i] = mean.IsEmpty ? value : T.FusedMultiplyAdd(fromMean, mean[i], value);
        }
    }
}
