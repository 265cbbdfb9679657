namespace ItoSharp;

/// <summary>The cotangents of all weights, conversions and model times of a sampler: what a process gradient is made of.</summary>
internal sealed class WeightCotangents
{
    /// <param name="rows">The sampler's steps.</param>
    /// <param name="shape">The plan: what a coefficient table may weigh has a cotangent where its weight is 0, too.</param>
    public WeightCotangents(StepRow[] rows, SolverShape shape)
    {
        Weights = new double[rows.Length][];
        for (int n = 0; n < rows.Length; n++)
        {
            int longer = Math.Max(0, CoefficientOverride.Available(rows[n], n, shape) - rows[n].Terms);
            Weights[n] = new double[rows[n].Weights.Length + longer];
        }

        Conversions = Array.ConvertAll(rows, row => new PredictionMap[row.Evaluations]);
        ToData = Array.ConvertAll(rows, row => new PredictionMap[row.Evaluations]);
        Others = new PredictionMap[rows.Length];
        Corrections = Array.ConvertAll(rows, row => new double[row.Before?.Weights.Length ?? 0]);
        Times = Array.ConvertAll(rows, row => new double[row.Evaluations]);
        Nodes = new ProcessPoint[rows.Length + 1];
        Lifts = new (double, double)[rows.Length];
        Damped = new double[rows.Length];
    }

    /// <summary>Per step, as <see cref="StepRow.Weights"/>, with the further predictions that a table may weigh before the noise.</summary>
    public double[][] Weights { get; }

    /// <summary>
    /// Per step and evaluation: the coefficients of the state and of the raw prediction (of the thresholded D, in a run that
    /// thresholds).
    /// </summary>
    public PredictionMap[][] Conversions { get; }

    /// <summary>Per step and evaluation of a run that thresholds: the coefficients that make the data prediction.</summary>
    public PredictionMap[][] ToData { get; }

    /// <summary>Per step: as <see cref="Conversions"/>, of its first prediction's way to the other form.</summary>
    public PredictionMap[] Others { get; }

    /// <summary>Per step: of the correction of the step before, where it is not folded into the step's weights.</summary>
    public double[][] Corrections { get; }

    /// <summary>Per node: what does not come through weights, that of the replaced known values.</summary>
    public ProcessPoint[] Nodes { get; }

    /// <summary>Per step and evaluation: d loss / d model time.</summary>
    public double[][] Times { get; }

    /// <summary>Per step: the gain and the noise of its way back towards noise, where it has one.</summary>
    public (double Gain, double Noise)[] Lifts { get; }

    /// <summary>Per step of a heavy ball: the weight of the damped prediction before.</summary>
    public double[] Damped { get; }

    /// <summary>The cotangents of the rows that take the steps to their ends, as a table.</summary>
    public StepCoefficients Table(StepRow[] rows)
    {
        int memory = rows.Select((row, n) => row.RungeKutta ? row.Terms : Weights[n].Length - 2).Max();
        double[][] table = Buffers.Of<double>(rows.Length, memory + 2);
        for (int n = 0; n < rows.Length; n++)
        {
            // A Runge-Kutta step's last block has no noise.
            ReadOnlySpan<double> last = rows[n].RungeKutta ? Weights[n].AsSpan()[^(rows[n].Terms + 1)..] : Weights[n].AsSpan()[..^1];
            last.CopyTo(table[n]);
            table[n][^1] = rows[n].RungeKutta ? 0 : Weights[n][^1];
        }

        return StepCoefficients.FromRows(table);
    }

    public void Add(WeightCotangents other)
    {
        for (int n = 0; n < Weights.Length; n++)
        {
            Damped[n] += other.Damped[n];
            Lifts[n] = (Lifts[n].Gain + other.Lifts[n].Gain, Lifts[n].Noise + other.Lifts[n].Noise);
            Others[n] = Sum(Others[n], other.Others[n]);
            Elementwise.Add<double>(other.Weights[n], Weights[n]);
            Elementwise.Add<double>(other.Corrections[n], Corrections[n]);

            for (int b = 0; b < Times[n].Length; b++)
            {
                Times[n][b] += other.Times[n][b];
                Conversions[n][b] = Sum(Conversions[n][b], other.Conversions[n][b]);
                ToData[n][b] = Sum(ToData[n][b], other.ToData[n][b]);
            }
        }

        for (int node = 0; node < Nodes.Length; node++)
        {
            AddTo(node, other.Nodes[node]);
        }
    }

    /// <summary>Adds to a node's alpha and sigma.</summary>
    public void AddTo(int node, in ProcessPoint cotangent) =>
        Nodes[node] = Nodes[node] with { Alpha = Nodes[node].Alpha + cotangent.Alpha, Sigma = Nodes[node].Sigma + cotangent.Sigma };

    private static PredictionMap Sum(in PredictionMap a, in PredictionMap b) => new(a.State + b.State, a.Model + b.Model);
}
