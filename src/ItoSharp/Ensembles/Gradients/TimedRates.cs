namespace ItoSharp;

/// <summary>How the timed values of every step move with the arguments and the two times of the grid.</summary>
internal sealed class TimedRates
{
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

        int[][] moving =
        [
            .. Enumerable.Range(0, inputs).Select(p => Enumerable.Range(0, columns).Where(c => moves[(c * inputs) + p]).ToArray()),
        ];
        Parts = [.. Pairs(moving).Select(of => Part(of, moving[of[0]], all, run.Steps, columns, inputs))];
    }

    /// <summary>All inputs that timed values move with.</summary>
    public TimedPart[] Parts { get; }

    /// <summary>The timed values that an input moves with.</summary>
    public int[] Columns(int input) => Find(input)?.Columns ?? [];

    /// <summary>The rates of those at a step.</summary>
    public void CopyRates(int step, int input, Span<double> rates)
    {
        if (Find(input) is { } part)
        {
            ReadOnlySpan<double> all = part.From(step);
            int first = Array.IndexOf(part.Inputs, input);
            for (int i = 0; i < part.Columns.Length; i++)
            {
                rates[i] = all[(i * part.Inputs.Length) + first];
            }
        }
    }

    private TimedPart? Find(int input) => Array.Find(Parts, part => part.Inputs.Contains(input));

    private static IEnumerable<int[]> Pairs(int[][] moving)
    {
        bool[] taken = new bool[moving.Length];
        for (int p = 0; p < moving.Length; p++)
        {
            if (taken[p] || moving[p].Length == 0)
            {
                continue;
            }

            int second = Array.FindIndex(moving, p + 1, other => other.AsSpan().SequenceEqual(moving[p]));
            while (second >= 0 && taken[second])
            {
                second = Array.FindIndex(moving, second + 1, other => other.AsSpan().SequenceEqual(moving[p]));
            }

            if (second < 0)
            {
                yield return [p];
                continue;
            }

            taken[second] = true;
            yield return [p, second];
        }
    }

    private static TimedPart Part(int[] of, int[] moving, double[] all, int steps, int columns, int inputs)
    {
        double[] rates = new double[(long)steps * moving.Length * of.Length];
        int at = 0;
        for (int step = 0; step < steps; step++)
        {
            foreach (int column in moving)
            {
                foreach (int input in of)
                {
                    rates[at++] = all[((((long)step * columns) + column) * inputs) + input];
                }
            }
        }

        return new(of, moving, rates);
    }
}
