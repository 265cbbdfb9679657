using System.Numerics;

namespace ItoSharp;

/// <summary>A combination of a step's state and predictions that a fit may add to the step's end.</summary>
/// <param name="State">The weight of x - mu.</param>
/// <param name="Predictions">The weights of the predictions, as in a <see cref="StepCoefficients"/> row.</param>
internal sealed record Regressor(double State, double[] Predictions)
{
    /// <summary>Differences of predictions that the step has in hand, newest first; on a Runge-Kutta step those of its stages.</summary>
    public static List<Regressor> Differences(StepRow row, int step, SolverShape shape, int count)
    {
        int available = CoefficientOverride.Available(row, step, shape);
        List<Regressor> differences = [];
        for (int k = 0; k < Math.Min(count, available - 1); k++)
        {
            var weights = new double[available];
            weights[row.RungeKutta ? available - 1 - k : k] = 1;
            weights[row.RungeKutta ? available - 2 - k : k + 1] = -1;
            differences.Add(new(0, weights));
        }

        return differences;
    }

    /// <summary>The first step's: D - mu, up to a factor.</summary>
    public static Regressor First(in ProcessPoint start, SolverShape shape) =>
        shape.Form == Prediction.Data ? new(0, [1]) : new(-1 / start.Sigma, [1]);

    /// <summary>Writes its values over a batch: State (x - mu) + sum_j p_j (m_j - [data] mu).</summary>
    public void Fill<T>(SamplerRun<T> run, ReadOnlySpan<T> state, ReadOnlySpan<T> mean, bool data, Span<double> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        values.Clear();
        double centre = -State;
        Accumulate(values, State, state);
        for (int j = 0; j < Predictions.Length; j++)
        {
            centre -= data ? Predictions[j] : 0;
            if (Predictions[j] != 0)
            {
                Accumulate(values, Predictions[j], run.OutputOfLastStep(j));
            }
        }

        if (!mean.IsEmpty)
        {
            Accumulate(values, centre, mean);
        }
    }

    private static void Accumulate<T>(Span<double> values, double weight, ReadOnlySpan<T> of)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; weight != 0 && i < values.Length; i++)
        {
            values[i] += weight * double.CreateTruncating(of[i]);
        }
    }
}
