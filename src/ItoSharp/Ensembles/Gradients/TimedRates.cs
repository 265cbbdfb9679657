namespace ItoSharp;

/// <summary>How the timed values of every step move with the arguments and the two times of the grid.</summary>
internal sealed class TimedRates
{
    private readonly double[][] _rates;

    public static TimedRates Of<T>(EnsembleAdjoint<T> program, RunDescription run, double[] constants, double[] constantRates)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> =>
        new(program.Shape, program.DifferentiateTimed, run, constants, constantRates);

    private delegate void Differentiation(ReadOnlySpan<double> constants, double t, Span<double> rates);

    private TimedRates(EnsembleShape shape, Differentiation differentiate, RunDescription run, double[] constants, double[] constantRates)
    {
        int arguments = run.Arguments.Length;
        int columns = shape.TimedColumns;
        int inputs = arguments + 2;
        double[] all = new double[(long)run.Steps * columns * inputs];
        bool[] moves = new bool[columns * inputs];
        int constantCount = shape.Constants;
        double[] byConstant = new double[columns * (constantCount + 1)];
        for (int step = 0; step < run.Steps && columns > 0; step++)
        {
            Array.Clear(byConstant);
            differentiate(constants, run.Time(step), byConstant);
            for (int c = 0; c < columns; c++)
            {
                Span<double> row = all.AsSpan((int)((((long)step * columns) + c) * inputs), inputs);
                double byStep = 0;
                for (int i = 0; i < constantCount; i++)
                {
                    double rate = byConstant[(c * (constantCount + 1)) + i];
                    if (rate == 0)
                    {
                        continue;
                    }

                    for (int p = 0; p < arguments; p++)
                    {
                        row[p] += rate * constantRates[(i * (arguments + 1)) + p];
                    }

                    byStep += rate * constantRates[(i * (arguments + 1)) + arguments];
                }

                // t = from + step (until - from) / steps.
                double byTime = byConstant[(c * (constantCount + 1)) + constantCount];
                double share = (double)step / run.Steps;
                row[arguments] = (byTime * (1 - share)) - (byStep / run.Steps);
                row[arguments + 1] = (byTime * share) + (byStep / run.Steps);
                for (int p = 0; p < inputs; p++)
                {
                    moves[(c * inputs) + p] |= row[p] != 0;
                }
            }
        }

        // For every input the timed values that move with it, and their rates step by step.
        Columns = [.. Enumerable.Range(0, inputs).Select(p => Enumerable.Range(0, columns).Where(c => moves[(c * inputs) + p]).ToArray())];
        _rates = new double[inputs][];
        for (int p = 0; p < inputs; p++)
        {
            int[] moving = Columns[p];
            _rates[p] = new double[(long)run.Steps * moving.Length];
            for (int i = 0; i < _rates[p].Length; i++)
            {
                long row = ((long)(i / moving.Length) * columns) + moving[i % moving.Length];
                _rates[p][i] = all[(row * inputs) + p];
            }
        }
    }

    /// <summary>For every input (arguments, then the two times) the timed values that move with it.</summary>
    public int[][] Columns { get; }

    /// <summary>The rates of those from a step on.</summary>
    public ReadOnlySpan<double> From(int step, int input) => _rates[input].AsSpan(step * Columns[input].Length);
}
