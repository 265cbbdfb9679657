using System.Numerics;

namespace ItoSharp;

/// <summary><c>limit clamp(D, -s, s) / s</c> with s the quantile of |D|, brought into [limit, maximum].</summary>
internal sealed record DynamicThresholding(double Quantile, double Limit, double Maximum) : Thresholding
{
    internal override IReadOnlyList<double> Numbers => [Quantile, Limit, Maximum];

    internal override void Apply<T>(Span<T> data, Span<T> scratch)
    {
        T s = Scale<T>(data, scratch, out _);
        T limit = T.CreateTruncating(Limit);
        for (int i = 0; i < data.Length; i++)
        {
            data[i] = limit * (T.Clamp(data[i], -s, s) / s);
        }
    }

    /// <summary>
    /// An entry inside is limit D/s, whose s moves with the one or two entries that are the quantile; an entry outside is
    /// constant.
    /// </summary>
    internal override void PullBack<T>(ReadOnlySpan<T> data, Span<T> cotangent, Span<T> scratch)
    {
        T s = Scale(data, scratch, out bool moves);
        T gain = T.CreateTruncating(Limit) / s;
        double scaleCotangent = 0;
        for (int i = 0; i < data.Length; i++)
        {
            bool inside = T.Abs(data[i]) <= s;
            scaleCotangent -= inside ? double.CreateTruncating(cotangent[i] * gain * data[i] / s) : 0;
            cotangent[i] = inside ? cotangent[i] * gain : T.Zero;
        }

        if (moves)
        {
            // Scale left |D| sorted in scratch.
            (int below, double weight) = Position(data.Length);
            Move(data, cotangent, scratch[below], scaleCotangent * (1 - weight));
            if (weight > 0)
            {
                Move(data, cotangent, scratch[below + 1], scaleCotangent * weight);
            }
        }
    }

    /// <summary>Adds the cotangent of |D_i| to D_i, for the entry of that magnitude (shared evenly among equal ones).</summary>
    private static void Move<T>(ReadOnlySpan<T> data, Span<T> cotangent, T magnitude, double of)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int equal = 0;
        for (int i = 0; i < data.Length; i++)
        {
            equal += T.Abs(data[i]) == magnitude ? 1 : 0;
        }

        T share = T.CreateTruncating(of / equal);
        for (int i = 0; i < data.Length; i++)
        {
            if (T.Abs(data[i]) == magnitude)
            {
                cotangent[i] += T.CopySign(T.One, data[i]) * share;
            }
        }
    }

    /// <summary>s, and whether it is the quantile itself; sorts |D| into <paramref name="scratch"/>.</summary>
    private T Scale<T>(ReadOnlySpan<T> data, Span<T> scratch, out bool moves)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < data.Length; i++)
        {
            scratch[i] = T.Abs(data[i]);
        }

        scratch.Sort();
        (int below, double weight) = Position(data.Length);
        T quantile = scratch[below];
        if (weight > 0)
        {
            quantile += T.CreateTruncating(weight) * (scratch[below + 1] - quantile);
        }

        T limit = T.CreateTruncating(Limit);
        T maximum = T.CreateTruncating(Maximum);
        moves = quantile > limit && quantile < maximum;
        return T.Min(T.Max(quantile, limit), maximum);
    }

    private (int Below, double Weight) Position(int entries)
    {
        double position = Quantile * (entries - 1);
        int below = (int)position;
        return (below, position - below);
    }
}
