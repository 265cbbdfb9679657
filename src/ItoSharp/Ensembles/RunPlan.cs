using System.Numerics;

namespace ItoSharp;

/// <summary>Everything of a run that its threads share and none changes.</summary>
internal sealed class RunPlan<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public required EnsembleProgram<T> Program { get; init; }
    public required EnsembleShape Shape { get; init; }
    public required RunDescription Run { get; init; }
    public required StatisticsLayout Layout { get; init; }
    public required EnsembleStart Start { get; init; }
    public required LaneWidth Width { get; init; }
    public required T[] Constants { get; init; }

    /// <summary>The timed rows of all steps.</summary>
    public required T[] Table { get; init; }
    public required StepWindow[] Windows { get; init; }
    public required long Paths { get; init; }
    public required CancellationToken Cancellation { get; init; }

    /// <summary>The paths of one block.</summary>
    public BlockPaths In(long block) => new((int)Math.Min(EnsembleBlock.Paths, Paths - (block * EnsembleBlock.Paths)), Run.Antithetic);

    public static T[] Round(ReadOnlySpan<double> values)
    {
        // One more than there are, so that a program without constants has something to refer to.
        T[] rounded = new T[values.Length + 1];
        for (int i = 0; i < values.Length; i++)
        {
            rounded[i] = T.CreateTruncating(values[i]);
        }

        return rounded;
    }

    public static T[] FillTable(EnsembleProgram<T> program, RunDescription run, ReadOnlySpan<double> constants)
    {
        int columns = program.Shape.TimedColumns;
        T[] table = new T[checked((columns * run.Steps) + 1)];
        if (columns == 0)
        {
            return table;
        }

        double[] row = new double[columns];
        double h = run.H;
        for (int step = 0; step < run.Steps; step++)
        {
            program.FillTimed(run.Arguments, constants, run.Time(step), h, row);
            for (int c = 0; c < columns; c++)
            {
                table[(step * columns) + c] = T.CreateTruncating(row[c]);
            }
        }

        return table;
    }
}
