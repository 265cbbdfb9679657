using System.Numerics;

namespace ItoSharp;

/// <summary>The replacement of known values after a step, and its reverse.</summary>
internal sealed class MaskReplacement<T>(RunInput<T> input, KnownRows<T> rows, SampleGrid grid, int dimension)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] _noise = new T[dimension];

    /// <summary>Replaces at node <paramref name="node"/>.</summary>
    public void Apply(int node, Span<T> x)
    {
        (double alpha, double sigma) = Law(node);
        (T signal, T rest, T deviation) = (T.CreateTruncating(alpha), T.CreateTruncating(1 - alpha), T.CreateTruncating(sigma));
        ReadOnlySpan<T> masks = rows.Mask.Span;
        ReadOnlySpan<T> known = rows.Known.Span;
        ReadOnlySpan<T> mean = input.Mean.Span;
        for (int row = 0; row < input.Rows; row++)
        {
            FillNoise(node, row, sigma);
            for (int i = 0; i < dimension; i++)
            {
                int at = row * dimension + i;
                T mask = masks[at];
                if (mask == T.Zero)
                {
                    continue;
                }

                T value = T.FusedMultiplyAdd(deviation, _noise[i], signal * known[at]);
                value = mean.IsEmpty ? value : T.FusedMultiplyAdd(rest, mean[at], value);
                // At 1 the known value stands alone, to the bit.
                x[at] = mask == T.One ? value : T.FusedMultiplyAdd(mask, value, (T.One - mask) * x[at]);
            }
        }
    }

    /// <summary>
    /// Takes the state's cotangent, in place, to before the replacement; adds those of the known values and of the mean (where
    /// there is one) and returns that of the node's alpha and sigma.
    /// </summary>
    public ProcessPoint PullBack(int node, Span<T> cotangent, Span<T> known, Span<T> mean)
    {
        (double alpha, double sigma) = Law(node);
        double alphaCotangent = 0;
        double sigmaCotangent = 0;
        ReadOnlySpan<T> masks = rows.Mask.Span;
        ReadOnlySpan<T> values = rows.Known.Span;
        ReadOnlySpan<T> means = input.Mean.Span;
        for (int row = 0; row < input.Rows; row++)
        {
            FillNoise(node, row, sigma);
            for (int i = 0; i < dimension; i++)
            {
                int at = row * dimension + i;
                T mask = masks[at];
                if (mask == T.Zero)
                {
                    continue;
                }

                T replaced = mask * cotangent[at];
                known[at] += T.CreateTruncating(alpha) * replaced;
                T centre = means.IsEmpty ? T.Zero : means[at];
                alphaCotangent += double.CreateTruncating(replaced) * double.CreateTruncating(values[at] - centre);
                sigmaCotangent += double.CreateTruncating(replaced) * double.CreateTruncating(_noise[i]);
                if (!mean.IsEmpty)
                {
                    mean[at] += T.CreateTruncating(1 - alpha) * replaced;
                }

                cotangent[at] *= T.One - mask;
            }
        }

        return IsCleanEnd(node) ? default : new(0, alphaCotangent, sigmaCotangent, 0, 0, 0);
    }

    private bool IsCleanEnd(int node) => rows.CleanEnd && node == grid.StepCount;

    private (double Alpha, double Sigma) Law(int node) => IsCleanEnd(node) ? (1, 0) : (grid.Points[node].Alpha, grid.Points[node].Sigma);

    private void FillNoise(int node, int row, double sigma)
    {
        if (sigma == 0)
        {
            Array.Clear(_noise);
            return;
        }

        (ulong seed, ulong path) = input.Noise(row);
        uint step = rows.Noise == InpaintingNoise.Once ? NoiseCounters.Prior : NoiseCounters.Inpainting(node);
        TypedNoise.Fill<T>(seed, path, step, _noise);
    }
}
