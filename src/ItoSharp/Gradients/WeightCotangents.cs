namespace ItoSharp;

/// <summary>The cotangents of all weights, conversions and model times of a sampler: what a process gradient is made of.</summary>
internal sealed class WeightCotangents
{
    public WeightCotangents(StepRow[] rows)
    {
        Weights = Array.ConvertAll(rows, row => new double[row.Weights.Length]);
        Conversions = Array.ConvertAll(rows, row => new PredictionMap[row.Evaluations]);
        Times = Array.ConvertAll(rows, row => new double[row.Evaluations]);
        Lifts = new (double, double)[rows.Length];
    }

    /// <summary>Per step, aligned with <see cref="StepRow.Weights"/>.</summary>
    public double[][] Weights { get; }

    /// <summary>Per step and evaluation: the coefficients of the state and of the raw prediction.</summary>
    public PredictionMap[][] Conversions { get; }

    /// <summary>Per step and evaluation: d loss / d model time.</summary>
    public double[][] Times { get; }

    /// <summary>Per step: the gain and the noise of its way back towards noise, where it has one.</summary>
    public (double Gain, double Noise)[] Lifts { get; }

    public void Add(WeightCotangents other)
    {
        for (int n = 0; n < Weights.Length; n++)
        {
            Lifts[n] = (Lifts[n].Gain + other.Lifts[n].Gain, Lifts[n].Noise + other.Lifts[n].Noise);
            for (int i = 0; i < Weights[n].Length; i++)
            {
                Weights[n][i] += other.Weights[n][i];
            }

            for (int b = 0; b < Times[n].Length; b++)
            {
                Times[n][b] += other.Times[n][b];
                Conversions[n][b] = new(
                    Conversions[n][b].State + other.Conversions[n][b].State,
                    Conversions[n][b].Model + other.Conversions[n][b].Model
                );
            }
        }
    }
}
