namespace ItoSharp;

/// <summary>Every entry clamped to one interval.</summary>
internal sealed record StaticThresholding(double Lowest, double Highest) : Thresholding
{
    internal override IReadOnlyList<double> Numbers => [Lowest, Highest];

    internal override void Apply<T>(Span<T> data, Span<T> scratch)
    {
        T lowest = T.CreateTruncating(Lowest);
        T highest = T.CreateTruncating(Highest);
        for (int i = 0; i < data.Length; i++)
        {
            data[i] = T.Clamp(data[i], lowest, highest);
        }
    }

    internal override void PullBack<T>(ReadOnlySpan<T> data, Span<T> cotangent, Span<T> scratch)
    {
        T lowest = T.CreateTruncating(Lowest);
        T highest = T.CreateTruncating(Highest);
        for (int i = 0; i < data.Length; i++)
        {
            if (data[i] < lowest || data[i] > highest)
            {
                cotangent[i] = T.Zero;
            }
        }
    }
}
