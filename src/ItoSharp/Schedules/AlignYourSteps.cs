using System.Collections.Immutable;

namespace ItoSharp;

/// <summary>
/// The published noise levels of Align Your Steps: ten-step tables, other step counts by interpolating log sigma linearly in the step. On a
/// process with training indices the tables are its training indices; on others they are sigma / alpha. The last step ends at the data.
/// </summary>
/// <remarks>
/// Sabour, Fidler and Kreis, "Align Your Steps: Optimizing Sampling Schedules in Diffusion Models" (ICML 2024), table 3; indices as in
/// diffusers. <see cref="Optimise{T}(IModel{T}, IProcess, ReadOnlySpan{T}, int, double?, double?, ReadOnlySpan{T}, AlignYourStepsOptions?)"/> makes such a table for a model of your own.
/// </remarks>
public sealed partial class AlignYourSteps : Schedule
{
    private readonly string _name;
    private readonly ImmutableArray<double> _sigmas;
    private readonly ImmutableArray<int> _indices;

    private AlignYourSteps(string name, int stepCount, ImmutableArray<double> sigmas, ImmutableArray<int> indices)
        : base(stepCount)
    {
        _name = name;
        _sigmas = sigmas;
        _indices = indices;
    }

    /// <inheritdoc/>
    public override bool OwnsTimes => true;

    /// <inheritdoc/>
    protected override object Identity => _name;

    /// <summary>Stable Diffusion 1.5's table.</summary>
    /// <param name="steps">The number of steps; 10 is the published table.</param>
    public static AlignYourSteps StableDiffusion(int steps = 10) =>
        new(
            nameof(StableDiffusion),
            steps,
            [14.615, 6.475, 3.861, 2.697, 1.886, 1.396, 0.963, 0.652, 0.399, 0.152, 0.029],
            [999, 850, 736, 645, 545, 455, 343, 233, 124, 24, 0]
        );

    /// <summary>Stable Diffusion XL's table.</summary>
    /// <param name="steps">The number of steps; 10 is the published table.</param>
    public static AlignYourSteps StableDiffusionXL(int steps = 10) =>
        new(
            nameof(StableDiffusionXL),
            steps,
            [14.615, 6.315, 3.771, 2.181, 1.342, 0.862, 0.555, 0.380, 0.234, 0.113, 0.029],
            [999, 845, 730, 587, 443, 310, 193, 116, 53, 13, 0]
        );

    /// <summary>Stable Video Diffusion's table, of noise levels only.</summary>
    /// <param name="steps">The number of steps; 10 is the published table.</param>
    public static AlignYourSteps StableVideoDiffusion(int steps = 10) =>
        new(nameof(StableVideoDiffusion), steps, [700.0, 54.5, 15.886, 7.977, 4.248, 1.789, 0.981, 0.403, 0.173, 0.034, 0.002], []);

    /// <summary>The noise levels sigma / alpha at which the model is asked, from the noise to the data.</summary>
    public ImmutableArray<double> Sigmas => [.. Interpolated([.. _sigmas.Select(sigma => Math.Log(sigma))]).Select(log => Math.Exp(log))];

    /// <inheritdoc/>
    public override void Fill(IProcess process, double startTime, double endTime, Span<ScheduleNode> nodes)
    {
        ArgumentNullException.ThrowIfNull(process);
        bool published = StepCount == _sigmas.Length - 1;
        double[] logs;
        if (process is IDiscreteProcess discrete)
        {
            RequireIndices(discrete);
            logs = [.. _indices.Select(index => -process.Lambda(index))];
        }
        else
        {
            logs = [.. _sigmas.Select(sigma => Math.Log(sigma))];
        }

        double[] at = Interpolated(logs);
        for (int i = 0; i < StepCount; i++)
        {
            nodes[i] =
                process is not IDiscreteProcess ? ScheduleNode.AtLambda(process, -at[i])
                : published || i == 0 ? ScheduleNode.AtTime(_indices[i])
                : ScheduleNode.AtLambda(process, -at[i]);
        }

        nodes[^1] = ScheduleNode.Data(process, nodes[^2].Time);
    }

    /// <summary>Such as "AlignYourSteps.StableDiffusion(10 steps)".</summary>
    public override string ToString() => $"AlignYourSteps.{_name}({StepCount} steps)";

    private void RequireIndices(IDiscreteProcess process)
    {
        if (_indices.IsEmpty)
        {
            throw new ArgumentException(
                $"{this} has noise levels only, no training indices: use it on a process without indices",
                nameof(process)
            );
        }

        if (process.IndexCount != _indices[0] + 1)
        {
            throw new ArgumentException(
                $"{this} holds indices of {_indices[0] + 1} training steps, but the process has {process.IndexCount}: use "
                    + "SigmaTable.Of with the Sigmas of this table",
                nameof(process)
            );
        }
    }

    // StepCount + 1 levels over the table's, of which the last gives way to the data.
    private double[] Interpolated(double[] logs)
    {
        var levels = new double[StepCount];
        for (int i = 0; i < StepCount; i++)
        {
            double place = (double)i * (logs.Length - 1) / StepCount;
            int below = Math.Min((int)place, logs.Length - 2);
            double w = place - below;
            levels[i] = w == 0 ? logs[below] : (1 - w) * logs[below] + w * logs[below + 1];
        }

        return levels;
    }
}
