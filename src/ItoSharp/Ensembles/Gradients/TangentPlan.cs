using System.Numerics;
using System.Runtime.CompilerServices;

namespace ItoSharp;

/// <summary>Everything of a run of tangents that its threads share and none changes: how constants and timed values move.</summary>
internal sealed class TangentPlan<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The steps whose states are on the tape at once.</summary>
    public const int ChunkSteps = 32;

    public TangentPlan(GradientPlan<T> gradient, ITangentProgram<T> program, IReadOnlyList<EnsembleDirection> directions)
    {
        Gradient = gradient;
        Program = program;
        RunPlan<T> run = gradient.Run;
        GradientColumns columns = gradient.Columns;
        Count = directions.Count;
        Rates = new double[Count * columns.Inputs];
        for (int d = 0; d < Count; d++)
        {
            foreach ((string input, double rate) in directions[d].Rates)
            {
                Rates[(d * columns.Inputs) + columns.Any(input)] += rate;
            }
        }

        int steps = run.Run.Steps;
        ConstantRates = new T[Math.Max(1, Count * run.Shape.Constants)];
        TimedRates = new T[Math.Max(1, checked(steps * Count * run.Shape.TimedColumns))];
        for (int d = 0; d < Count; d++)
        {
            Constants(d);
            for (int step = 0; step < steps; step++)
            {
                Timed(step, d);
            }
        }
    }

    public GradientPlan<T> Gradient { get; }

    public ITangentProgram<T> Program { get; }

    /// <summary>The number of directions.</summary>
    public int Count { get; }

    /// <summary>For every direction the rates of components, arguments and the two times.</summary>
    public double[] Rates { get; }

    /// <summary>For every direction those of the constants.</summary>
    public T[] ConstantRates { get; }

    /// <summary>For every step and direction those of the timed values.</summary>
    public T[] TimedRates { get; }

    /// <summary>The rate of an input: components, arguments, the two times.</summary>
    public double Rate(int direction, int input) => Rates[(direction * Gradient.Columns.Inputs) + input];

    /// <summary>The rate of the time that a share of the grid is before.</summary>
    public double TimeRate(int direction, double share)
    {
        int times = Gradient.Columns.Inputs - 2;
        return (Rate(direction, times) * (1 - share)) + (Rate(direction, times + 1) * share);
    }

    /// <summary>The bytes that one thread allocates.</summary>
    public long BytesPerThread()
    {
        EnsembleShape shape = Gradient.Run.Shape;
        GradientSizes<T> sizes = Gradient.Sizes;
        long own = (long)Slots * sizes.Slot + (long)Count * shape.Moving * Gradient.Lanes + Gradient.Lanes + Normals;
        return sizes.Forward + (own * Unsafe.SizeOf<T>());
    }

    /// <summary>The states of a tape.</summary>
    public int Slots => Math.Min(Gradient.Steps, ChunkSteps);

    /// <summary>The elements of a tile of normals.</summary>
    public int Normals => Math.Max(1, Gradient.Sizes.TileSteps * Gradient.Run.Shape.NormalsPerStep) * Gradient.Lanes;

    private void Constants(int direction)
    {
        int arguments = Gradient.Columns.Arguments.Length;
        int components = Gradient.Columns.Components.Length;
        int constants = Gradient.Run.Shape.Constants;

        // The step is (until - from) / steps.
        double step = (TimeRate(direction, 1) - TimeRate(direction, 0)) / Gradient.Steps;
        for (int i = 0; i < constants; i++)
        {
            double rate = Gradient.ConstantRates[(i * (arguments + 1)) + arguments] * step;
            for (int a = 0; a < arguments; a++)
            {
                rate += Gradient.ConstantRates[(i * (arguments + 1)) + a] * Rate(direction, components + a);
            }

            ConstantRates[(direction * constants) + i] = T.CreateTruncating(rate);
        }
    }

    private void Timed(int step, int direction)
    {
        int columns = Gradient.Run.Shape.TimedColumns;
        int components = Gradient.Columns.Components.Length;
        Span<double> row = stackalloc double[columns];
        row.Clear();
        foreach (TimedPart part in Gradient.Timed.Parts)
        {
            ReadOnlySpan<double> rates = part.From(step);
            for (int i = 0; i < part.Columns.Length; i++)
            {
                for (int k = 0; k < part.Inputs.Length; k++)
                {
                    row[part.Columns[i]] += rates[(i * part.Inputs.Length) + k] * Rate(direction, components + part.Inputs[k]);
                }
            }
        }

        for (int c = 0; c < columns; c++)
        {
            TimedRates[(((step * Count) + direction) * columns) + c] = T.CreateTruncating(row[c]);
        }
    }
}
