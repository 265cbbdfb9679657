using System.Globalization;
using System.Text;

namespace ItoSharp;

/// <summary>
/// Weights that a sampler adds to its own, step by step: <c>x_(n+1) = .. + p_0 m_n + p_1 m_(n-1) + .. + a x_n + nu z</c>. What a fit
/// or a gradient learns of a solver; immutable.
/// </summary>
/// <remarks>
/// m is the prediction in the plan's form (data or noise; a heavy ball's damped one), x the state that the step's row multiplies: in a plan with corrector
/// the predicted state, whose correction is part of the row. On a Runge-Kutta step entry j weighs stage j of the last block, in
/// the stages' order. In a mean-reverting process all of it is meant for x - mu, and the mean's weight follows.
/// </remarks>
public sealed class StepCoefficients : IEquatable<StepCoefficients>
{
    // Row n: [a, p_0 .. p_(Memory-1), nu].
    private readonly double[][] _rows;

    private StepCoefficients(double[][] rows) => _rows = rows;

    /// <summary>The number of steps.</summary>
    public int StepCount => _rows.Length;

    /// <summary>The predictions weighed at a step, the current one included.</summary>
    public int Memory => _rows[0].Length - 2;

    /// <summary>A table of zeros, which changes nothing.</summary>
    /// <param name="steps">The sampler's number of steps.</param>
    /// <param name="memory">The predictions weighed at a step, the current one included; at least 1.</param>
    public static StepCoefficients Zero(int steps, int memory)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(memory, 1);
        return new(Buffers.Of<double>(steps, memory + 2));
    }

    /// <summary>A table of rows <c>[a, p_0 .. , nu]</c>, which it keeps; of a gradient, whose entries need not be finite.</summary>
    internal static StepCoefficients FromRows(double[][] rows) => new(rows);

    /// <summary>What is added to the state's weight at a step.</summary>
    public double State(int step) => Row(step)[0];

    /// <summary>What is added to the weights of the predictions at a step: entry j is that of m_(n-j).</summary>
    public ReadOnlySpan<double> Predictions(int step) => Row(step).AsSpan(1, Memory);

    /// <summary>What is added to the noise's weight at a step.</summary>
    public double Noise(int step) => Row(step)[^1];

    /// <summary>This table with another row at one step.</summary>
    /// <param name="step">The step, from 0.</param>
    /// <param name="predictions">At most <see cref="Memory"/> weights, the newest prediction's first; missing ones are 0.</param>
    /// <param name="state">The state's.</param>
    /// <param name="noise">The noise's.</param>
    public StepCoefficients WithStep(int step, ReadOnlySpan<double> predictions, double state = 0, double noise = 0)
    {
        if (predictions.Length > Memory)
        {
            throw new ArgumentException(
                $"{predictions.Length} weights are given where the table's Memory is {Memory}: start from Zero with a longer one",
                nameof(predictions)
            );
        }

        var row = new double[Row(step).Length];
        row[0] = RequireFinite(state, step, nameof(state));
        row[^1] = RequireFinite(noise, step, nameof(noise));
        for (int j = 0; j < predictions.Length; j++)
        {
            row[1 + j] = RequireFinite(predictions[j], step, nameof(predictions));
        }

        double[][] rows = [.. _rows];
        rows[step] = row;
        return new(rows);
    }

    /// <summary>This table plus a multiple of another one of as many steps: <c>table.Plus(gradient.Coefficients, -rate)</c>.</summary>
    /// <param name="other">Of any memory; the sum has the longer one.</param>
    /// <param name="factor">The other one's factor.</param>
    public StepCoefficients Plus(StepCoefficients other, double factor = 1)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.StepCount != StepCount)
        {
            throw new ArgumentException($"the tables have {StepCount} and {other.StepCount} steps", nameof(other));
        }

        double[][] rows = Buffers.Of<double>(StepCount, Math.Max(Memory, other.Memory) + 2);
        for (int n = 0; n < rows.Length; n++)
        {
            Add(rows[n], _rows[n], 1);
            Add(rows[n], other._rows[n], factor);
            foreach (double value in rows[n])
            {
                RequireFinite(value, n, nameof(factor));
            }
        }

        return new(rows);
    }

    /// <summary>The table as text that <see cref="Parse"/> reads back to the same bits: a line a step, <c>state | predictions | noise</c>.</summary>
    public override string ToString()
    {
        StringBuilder text = new();
        for (int n = 0; n < StepCount; n++)
        {
            text.Append(Text(State(n))).Append(" |");
            foreach (double weight in Predictions(n))
            {
                text.Append(' ').Append(Text(weight));
            }

            text.Append(" | ").Append(Text(Noise(n))).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <exception cref="FormatException">The text is not a table; the message names the line.</exception>
    public static StepCoefficients Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string[] lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var rows = new double[lines.Length][];
        for (int n = 0; n < lines.Length; n++)
        {
            string[] parts = lines[n].Split('|');
            double[] row = [.. parts.SelectMany(part => part.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Select(Number)];
            int state = parts[0].Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
            int noise = parts[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
            if (
                parts.Length != 3
                || state != 1
                || noise != 1
                || row.Length < 3
                || row.Length != (rows[0] ?? row).Length
                || !row.All(double.IsFinite)
            )
            {
                throw new FormatException(
                    $"line {n + 1} of the coefficients is '{lines[n]}'; it must be 'state | predictions | noise' with as many finite "
                        + "numbers as every other line"
                );
            }

            rows[n] = row;
        }

        return rows.Length > 0 ? new(rows) : throw new FormatException("the coefficients' text is empty; one line a step is needed");
    }

    /// <summary>Whether both tables hold the same numbers.</summary>
    public bool Equals(StepCoefficients? other) =>
        other is not null
        && StepCount == other.StepCount
        && Memory == other.Memory
        && _rows.Zip(other._rows).All(pair => pair.First.AsSpan().SequenceEqual(pair.Second));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as StepCoefficients);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = new();
        foreach (double[] row in _rows)
        {
            foreach (double value in row)
            {
                hash.Add(value);
            }
        }

        return hash.ToHashCode();
    }

    private static void Add(double[] sum, double[] row, double factor)
    {
        for (int i = 0; i < row.Length - 1; i++)
        {
            sum[i] += factor * row[i];
        }

        sum[^1] += factor * row[^1];
    }

    private double[] Row(int step) =>
        (uint)step < (uint)_rows.Length
            ? _rows[step]
            : throw new ArgumentOutOfRangeException(nameof(step), step, $"the table has the steps 0 to {_rows.Length - 1}");

    private static double RequireFinite(double value, int step, string name) =>
        double.IsFinite(value) ? value : throw new ArgumentException($"the weight {value} at step {step} is not finite", name);

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static double Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : double.NaN;
}
