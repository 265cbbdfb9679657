using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;

namespace ItoSharp;

/// <summary>Where the paths of an ensemble start: all in one state, each in its own, or normally distributed.</summary>
public sealed class EnsembleStart
{
    // Normals of the start are numbered from here on, far beyond those of any step.
    internal const ulong FirstNormal = 1UL << 60;

    private readonly double[]? _mean;
    private readonly double[]? _deviation;
    private readonly ReadOnlyMemory<double> _rows;

    private EnsembleStart(double[]? mean, double[]? deviation, ReadOnlyMemory<double> rows)
    {
        _mean = mean;
        _deviation = deviation;
        _rows = rows;
    }

    /// <summary>Every path starts in one state.</summary>
    /// <param name="state">A value for each component; finite.</param>
    public static EnsembleStart At(params ReadOnlySpan<double> state) => new(state.ToArray(), null, default);

    /// <summary>Every path starts in one state.</summary>
    /// <param name="state">A value for each component; finite.</param>
    public static implicit operator EnsembleStart(double[] state) => At(state);

    /// <summary>
    /// Every path starts in its own state. A slice reads the rows of its own paths: the array is that of the whole run.
    /// </summary>
    /// <param name="rows">Paths x components, path after path; finite. It is not copied.</param>
    public static EnsembleStart Rows(ReadOnlyMemory<double> rows) => new(null, null, rows);

    /// <summary>
    /// The components of every path start independent and normally distributed, by the normals of its own noise: a pure function of
    /// seed and path, negated in the mirrored paths of antithetic runs, the same whatever the steps.
    /// </summary>
    /// <param name="mean">A mean for each component; finite.</param>
    /// <param name="deviation">A standard deviation for each component; finite, at least 0.</param>
    public static EnsembleStart Normal(ReadOnlySpan<double> mean, ReadOnlySpan<double> deviation) =>
        new(mean.ToArray(), deviation.ToArray(), default);

    /// <summary>The state that all paths start in, or null.</summary>
    internal double[]? Uniform => _deviation is null ? _mean : null;

    internal bool IsNormal => _deviation is not null;

    internal string Identity
    {
        get
        {
            if (_mean is null)
            {
                return string.Create(CultureInfo.InvariantCulture, $"rows with digest {Digest.Of(MemoryMarshal.AsBytes(_rows.Span)):x16}");
            }

            return _deviation is null ? $"({Join(_mean)})" : $"normal with means ({Join(_mean)}) and deviations ({Join(_deviation)})";
        }
    }

    internal void Check(EnsembleShape shape, long paths)
    {
        int components = shape.Components.Count;
        if (_mean is null)
        {
            if (_rows.Length != (Int128)paths * components)
            {
                throw new ArgumentException(
                    $"the start has {_rows.Length} values where {paths} paths of {components} components need {(Int128)paths * components}",
                    "start"
                );
            }

            int bad = FirstBad(_rows.Span);
            if (bad >= 0)
            {
                throw new ArgumentException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"component {shape.Components[bad % components]} of the start of path {bad / components} is {_rows.Span[bad]}: it must be finite"
                    ),
                    "start"
                );
            }

            return;
        }

        CheckValues(shape, _mean, _deviation is null ? "start" : "mean");
        if (_deviation is null)
        {
            return;
        }

        CheckValues(shape, _deviation, "deviation");
        for (int c = 0; c < components; c++)
        {
            if (_deviation[c] < 0)
            {
                throw new ArgumentException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"the deviation of {shape.Components[c]} is {_deviation[c]}: it must be at least 0"
                    ),
                    "deviation"
                );
            }
        }
    }

    /// <summary>Sets the components of one group of lanes; normals are those of its paths, [component * lanes + lane], if any.</summary>
    internal void Fill<T>(Span<T> state, int slot, long firstRow, int live, int lanes, int components, ReadOnlySpan<T> normals)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int c = 0; c < components; c++)
        {
            Span<T> row = state.Slice((c * EnsembleBlock.Paths) + slot, lanes);
            if (_mean is null)
            {
                for (int lane = 0; lane < lanes; lane++)
                {
                    // Lanes beyond the end repeat the last path.
                    long path = firstRow + Math.Min(lane, live - 1);
                    row[lane] = T.CreateTruncating(_rows.Span[(int)((path * components) + c)]);
                }
            }
            else if (_deviation is null)
            {
                row.Fill(T.CreateTruncating(_mean[c]));
            }
            else
            {
                for (int lane = 0; lane < lanes; lane++)
                {
                    row[lane] = T.CreateTruncating(_mean[c] + (_deviation[c] * double.CreateTruncating(normals[(c * lanes) + lane])));
                }
            }
        }
    }

    /// <summary>The size of a component, for steps of differences; 0 where it is 0.</summary>
    internal double Magnitude(int component, int components)
    {
        if (_mean is not null)
        {
            return Math.Max(Math.Abs(_mean[component]), _deviation?[component] ?? 0);
        }

        double most = 0;
        for (int i = component; i < _rows.Length; i += components)
        {
            most = Math.Max(most, Math.Abs(_rows.Span[i]));
        }

        return most;
    }

    /// <summary>The start with one component moved, in every path alike.</summary>
    internal EnsembleStart Moved(int component, int components, double by)
    {
        double[] values = _mean is null ? _rows.ToArray() : [.. _mean];
        for (int i = component; i < values.Length; i += components)
        {
            values[i] += by;
        }

        return _mean is null ? new(null, null, values) : new(values, _deviation, default);
    }

    private static void CheckValues(EnsembleShape shape, double[] values, string argument)
    {
        if (values.Length != shape.Components.Count)
        {
            throw new ArgumentException(
                $"{argument} has {values.Length} values where the state has {shape.Components.Count} components ({string.Join(", ", shape.Components)})",
                argument
            );
        }

        int bad = FirstBad(values);
        if (bad >= 0)
        {
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{argument} of component {shape.Components[bad]} is {values[bad]}: it must be finite"
                ),
                argument
            );
        }
    }

    private static int FirstBad(ReadOnlySpan<double> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (!double.IsFinite(values[i]))
            {
                return i;
            }
        }

        return -1;
    }

    private static string Join(double[] values) =>
        string.Join(", ", values.Select(value => value.ToString("R", CultureInfo.InvariantCulture)));
}
