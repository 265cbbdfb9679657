namespace ItoSharp;

/// <summary>How the timed values of every step move with the arguments and the two times of the grid.</summary>
internal sealed class TimedRates
{
    private readonly double[] _rates;
    private readonly int _columns;
    private readonly int _inputs;

    public static TimedRates Of<T>(EnsembleAdjoint<T> program, RunDescription run, double[] constants, double[] constantRates)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> =>
        new(program.Shape, program.DifferentiateTimed, run, constants, constantRates);

    private delegate void Differentiation(ReadOnlySpan<double> constants, double t, Span<double> rates);

    private TimedRates(EnsembleShape shape, Differentiation differentiate, RunDescription run, double[] constants, double[] constantRates)
    {
        int arguments = run.Arguments.Length;
        _columns = shape.TimedColumns;
        _inputs = arguments + 2;
        _rates = new double[(long)run.Steps * _columns * _inputs];
        bool[] moves = new bool[_columns * _inputs];
        int constantCount = shape.Constants;
        double[] byConstant = new double[_columns * (constantCount + 1)];
        for (int step = 0; step < run.Steps && _columns > 0; step++)
        {
            Array.Clear(byConstant);
            differentiate(constants, run.Time(step), byConstant);
            for (int c = 0; c < _columns; c++)
            {
                Span<double> row = _rates.AsSpan((int)((((long)step * _columns) + c) * _inputs), _inputs);
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
                for (int p = 0; p < _inputs; p++)
                {
                    moves[(c * _inputs) + p] |= row[p] != 0;
                }
            }
        }

        Moving = [.. Enumerable.Range(0, moves.Length).Where(i => moves[i]).Select(i => (i / _inputs, i % _inputs))];
    }

    /// <summary>The pairs of a timed value and an input (arguments, then the two times) that it moves with.</summary>
    public (int Column, int Input)[] Moving { get; }

    public double At(int step, int column, int input) => _rates[(((long)step * _columns) + column) * _inputs + input];
}
