namespace ItoSharp;

/// <content>Start states.</content>
public abstract partial class FieldSampler<TProcess, T>
{
    /// <summary>Fills start states with draws of the prior at the start time, N(0, sigma^2 I) or N(mu, sigma^2 I).</summary>
    public void DrawPrior(Span<T> start, SampleOptions? options = null) => Diffuse(default, start, 0, Validated(start, options));

    /// <summary>
    /// Takes data to the sampler's start time by the forward kernel, <c>alpha data + sigma z</c> with the run's seeds (of a mean-reverting
    /// process <c>mu + alpha (data - mu) + sigma z</c>): the start of image-to-image and of inpainting on a partial interval.
    /// z is that of <see cref="DrawPrior"/>.
    /// </summary>
    /// <remarks>
    /// diffusers' <c>strength</c>: with <c>steps = (int)(strength * all)</c> make the sampler with <c>startTime: MinTime +
    /// strength * (MaxTime - MinTime)</c> of its process and a schedule of that many steps, then <c>AddNoise</c> and
    /// <see cref="Sample"/> with the same options. Strength 1 forgets all but the little signal that alpha leaves at MaxTime.
    /// </remarks>
    /// <param name="data">The clean data, rows x dimension.</param>
    /// <param name="start">Rows x dimension, written; may be the memory of <paramref name="data"/>.</param>
    /// <param name="options">Seeds and, for a mean-reverting process, the mean; null: the defaults.</param>
    /// <exception cref="ArgumentException">A shape does not fit, or a value is not finite.</exception>
    public void AddNoise(ReadOnlySpan<T> data, Span<T> start, SampleOptions? options = null)
    {
        if (data.Length != start.Length)
        {
            throw new ArgumentException($"data has {data.Length} values where start has {start.Length}", nameof(data));
        }

        RunInput<T> input = Validated(start, options);
        for (int i = 0; i < data.Length && input.Options.NonFinite == NonFinite.Stop; i++)
        {
            if (!T.IsFinite(data[i]))
            {
                throw new ArgumentException($"data[{i}] is {data[i]}; every entry must be finite", nameof(data));
            }
        }

        Diffuse(data, start, Grid.Points[0].Alpha, input);
    }

    private void Diffuse(ReadOnlySpan<T> data, Span<T> start, double alpha, RunInput<T> input)
    {
        T signal = T.CreateChecked(alpha);
        T rest = T.CreateChecked(1 - alpha);
        T sigma = T.CreateChecked(Grid.Points[0].Sigma);
        int dimension = Model.Dimension;
        var noise = new T[dimension];
        for (int row = 0; row < input.Rows; row++)
        {
            (ulong seed, ulong path) = input.Noise(row);
            TypedNoise.Fill<T>(seed, path, NoiseCounters.Prior, noise);
            for (int i = 0; i < dimension; i++)
            {
                int at = row * dimension + i;
                T centre = input.Mean.IsEmpty ? T.Zero : rest * input.Mean.Span[at];
                start[at] = noise[i] * sigma + (data.IsEmpty ? centre : T.FusedMultiplyAdd(signal, data[at], centre));
            }
        }
    }
}
