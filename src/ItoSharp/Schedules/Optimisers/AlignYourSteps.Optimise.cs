using System.Numerics;

namespace ItoSharp;

/// <content>
/// The optimisation itself: the grid that minimises the upper bound KLUB of the Kullback-Leibler divergence between the reverse SDE (tau = 1)
/// and the same SDE with the data prediction frozen over each step, <c>sum_i integral exp(2 lambda) E|D(x_lambda) - D(x_(lambda_i))|^2 d
/// lambda</c>, by Girsanov.
/// </content>
public sealed partial class AlignYourSteps
{
    /// <summary>The optimum for Gaussian data, in closed form, by coordinate search (nodes to about 1e-8 in log-SNR).</summary>
    /// <param name="model">The Gaussian law and its process.</param>
    /// <param name="steps">The number of steps.</param>
    /// <param name="startTime">Null: the process's own. log-SNR must be finite there.</param>
    /// <param name="endTime">Null: the process's own. log-SNR must be finite there.</param>
    /// <param name="options">Progress and cancellation; null: the defaults.</param>
    /// <returns>A table of times.</returns>
    public static TimeTable Optimise<T>(
        GaussianModel<T> model,
        int steps,
        double? startTime = null,
        double? endTime = null,
        AlignYourStepsOptions? options = null
    )
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(model);
        SampleGrid grid = Ends(model.Process, UniformLambda.Steps(steps), startTime, endTime);
        double[] lambdas = grid.Points.ToArray().Select(point => point.Lambda).ToArray();
        var cost = new GaussianBound(model.Eigenvalues);
        CoordinateSearch.Minimise(lambdas, cost.Step, options ?? new AlignYourStepsOptions());
        return Table(model.Process, grid, lambdas);
    }

    /// <summary>
    /// The optimum for any model, the expectation estimated on given data: every row is noised along the forward process through all candidate
    /// nodes, the model is asked once at each, and dynamic programming finds the best of all grids on them.
    /// </summary>
    /// <param name="model">The model, of any prediction.</param>
    /// <param name="process">The process.</param>
    /// <param name="data">Data, rows x dimension: the more, the less noise in the estimate.</param>
    /// <param name="steps">The number of steps, fewer than the candidates.</param>
    /// <param name="startTime">Null: the process's own. log-SNR must be finite there.</param>
    /// <param name="endTime">Null: the process's own. log-SNR must be finite there.</param>
    /// <param name="condition">Rows x condition dimension, for a model with conditions.</param>
    /// <param name="options">Candidates, seed, progress and cancellation; null: the defaults.</param>
    /// <returns>A table of times.</returns>
    /// <exception cref="ArgumentException">A shape does not fit, or log-SNR is infinite at an end.</exception>
    public static TimeTable Optimise<T>(
        IModel<T> model,
        IProcess process,
        ReadOnlySpan<T> data,
        int steps,
        double? startTime = null,
        double? endTime = null,
        ReadOnlySpan<T> condition = default,
        AlignYourStepsOptions? options = null
    )
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(process);
        AlignYourStepsOptions choices = options ?? new AlignYourStepsOptions();
        GridProgram.RequireSteps(steps, choices.Candidates, "raise AlignYourStepsOptions.Candidates");
        SampleGrid grid = Ends(process, UniformLambda.Steps(choices.Candidates - 1), startTime, endTime);
        double[][] costs = SampledBound<T>.Costs(model, process, grid, data, condition, choices);
        int[] path = GridProgram.Cheapest(costs, steps, 1);
        return TimeTable.Of(Array.ConvertAll(path, i => grid.Points[i].Time));
    }

    /// <summary>The bound KLUB of a grid for Gaussian data, summed over the dimensions, in nats.</summary>
    /// <param name="model">The Gaussian law.</param>
    /// <param name="grid">The grid, of the model's process, with finite log-SNR.</param>
    public static double Bound<T>(GaussianModel<T> model, SampleGrid grid)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(grid);
        var cost = new GaussianBound(model.Eigenvalues);
        double sum = 0;
        for (int i = 1; i < grid.Points.Length; i++)
        {
            RequireFinite(grid.Points[i - 1]);
            RequireFinite(grid.Points[i]);
            sum += cost.Step(grid.Points[i - 1].Lambda, grid.Points[i].Lambda);
        }

        return sum;
    }

    private static SampleGrid Ends(IProcess process, UniformLambda schedule, double? startTime, double? endTime)
    {
        SampleGrid grid = SampleGrid.Build(process, schedule, startTime, endTime);
        return grid.TowardsData
            ? grid
            : throw new ArgumentException(
                FormattableString.Invariant(
                    $"the grid runs from time {grid.Points[0].Time:R} towards noise at {grid.Points[^1].Time:R}; the bound is one of sampling: exchange them"
                ),
                nameof(startTime)
            );
    }

    private static void RequireFinite(in ProcessPoint point)
    {
        if (!double.IsFinite(point.Lambda))
        {
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"log-SNR is {point.Lambda} at the node at time {point.Time:R}, where the bound is infinite: start and end where alpha and sigma are positive"
                ),
                "grid"
            );
        }
    }

    private static TimeTable Table(IProcess process, SampleGrid grid, double[] lambdas)
    {
        double[] times = Array.ConvertAll(lambdas, process.TimeOfLambda);
        times[0] = grid.Points[0].Time;
        times[^1] = grid.Points[^1].Time;
        return TimeTable.Of(times);
    }
}
