using System.Collections.Immutable;

namespace ItoSharp;

/// <summary>
/// The integer index tables by which discrete-time models are sampled in other libraries (Table 2 of Lin et al., WACV 2024; diffusers'
/// timestep_spacing), on a process with training indices such as <see cref="AlphaBarTable"/>: n steps, one evaluation at each index,
/// the last step to the data or to index 0.
/// </summary>
public sealed class IndexSpacing : Schedule
{
    private readonly Kind _kind;
    private readonly int _offset;

    private IndexSpacing(Kind kind, int stepCount, int offset, LastStep last)
        : base(stepCount)
    {
        _kind = kind;
        _offset = offset;
        Last = last;
    }

    private enum Kind
    {
        Leading,
        Linspace,
        Trailing,
    }

    /// <summary>Where the last step ends.</summary>
    public LastStep Last { get; }

    /// <inheritdoc/>
    public override bool OwnsTimes => true;

    /// <inheritdoc/>
    protected override object Identity => ((int)_kind, _offset, (int)Last);

    /// <summary>"leading": <c>i floor(N / n) + offset</c>, from the largest down. The last index is never asked.</summary>
    /// <param name="steps">n, the number of steps.</param>
    /// <param name="offset">steps_offset: 0, or 1 as Stable Diffusion's.</param>
    /// <param name="last">Where the last step ends; index 0 only if the offset is positive.</param>
    public static IndexSpacing Leading(int steps, int offset = 0, LastStep last = LastStep.Data)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        return new(Kind.Leading, steps, offset, last);
    }

    /// <summary>"linspace": n numbers from N - 1 to 0, rounded (halves to even).</summary>
    /// <param name="steps">n, the number of steps.</param>
    public static IndexSpacing Linspace(int steps) => new(Kind.Linspace, steps, 0, LastStep.Data);

    /// <summary>"trailing": <c>round(N - i N / n) - 1</c> (halves to even), which starts at N - 1: the one for zero terminal SNR.</summary>
    /// <param name="steps">n, the number of steps.</param>
    /// <param name="last">Where the last step ends.</param>
    public static IndexSpacing Trailing(int steps, LastStep last = LastStep.Data) => new(Kind.Trailing, steps, 0, last);

    /// <summary>The indices at which the model is asked, from the noise to the data.</summary>
    /// <param name="indexCount">The number of training indices.</param>
    /// <exception cref="ArgumentException">There are more steps than indices, or the offset leads beyond the last index.</exception>
    public ImmutableArray<int> Indices(int indexCount)
    {
        int n = StepCount;
        if (n > indexCount)
        {
            throw new ArgumentException($"{n} steps need {n} training indices, but the process has {indexCount}", nameof(indexCount));
        }

        var indices = new int[n];
        for (int i = 0; i < n; i++)
        {
            indices[i] = _kind switch
            {
                Kind.Leading => (n - 1 - i) * (indexCount / n) + _offset,
                Kind.Linspace => n == 1 ? 0 : (int)Math.Round((indexCount - 1) * (n - 1.0 - i) / (n - 1), MidpointRounding.ToEven),
                _ => (int)Math.Round(indexCount - i * ((double)indexCount / n), MidpointRounding.ToEven) - 1,
            };
        }

        if (indices[0] >= indexCount)
        {
            throw new ArgumentException(
                $"leading spacing with offset {_offset} starts at index {indices[0]}, beyond the last index {indexCount - 1}: use a smaller offset",
                nameof(indexCount)
            );
        }

        return [.. indices];
    }

    /// <inheritdoc/>
    public override void Fill(IProcess process, double startTime, double endTime, Span<ScheduleNode> nodes)
    {
        if (process is not IDiscreteProcess discrete)
        {
            throw new ArgumentException(
                $"{this} places its steps at training indices, which {process?.GetType().Name ?? "null"} does not have: use a process such as "
                    + "AlphaBarTable, or a schedule in t or log-SNR",
                nameof(process)
            );
        }

        ImmutableArray<int> indices = Indices(discrete.IndexCount);
        for (int i = 0; i < indices.Length; i++)
        {
            nodes[i] = ScheduleNode.AtTime(indices[i]);
        }

        if (Last == LastStep.FirstIndex && indices[^1] == 0)
        {
            throw new ArgumentException(
                $"{this} asks the model at index 0 and so cannot end there: end at LastStep.Data, or use an offset of at least 1",
                "schedule"
            );
        }

        nodes[^1] = Last == LastStep.Data ? ScheduleNode.Data(process, IDiscreteProcess.DataTime) : ScheduleNode.AtTime(0);
    }

    /// <summary>Such as "Leading(20 steps)".</summary>
    public override string ToString() => $"IndexSpacing.{_kind}({StepCount} steps)";
}
