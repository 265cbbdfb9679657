using System.Numerics;

namespace ItoSharp;

/// <summary>
/// GITS: the few nodes of a finely solved trajectory between which straight lines stray least from it, by dynamic programming over the
/// teacher's nodes.
/// </summary>
/// <remarks>
/// Chen, Zhou, Wang, Shen and Lyu, "On the Trajectory Regularity of ODE-based Diffusion Sampling" (ICML 2024). The cost of a step from s to t
/// is the distance between the teacher's state and the Euler (DDIM) jump, <c>|y_s + (rho_t - rho_s) eps_s - y_t|</c> with y = x / alpha and rho =
/// sigma / alpha, averaged over the rows. Take the run of a deterministic sampler on a fine grid that keeps alpha positive as the teacher.
/// </remarks>
public static class Gits
{
    /// <summary>The best grid of <paramref name="steps"/> steps among the teacher's nodes.</summary>
    /// <param name="teacher">A deterministic sampler on a fine grid, 61 nodes in the paper; it is run once.</param>
    /// <param name="start">Start states, rows x dimension: some tens to hundreds are enough. All states of all nodes are kept.</param>
    /// <param name="steps">The number of steps wanted.</param>
    /// <param name="options">Cost, weight, mean and condition of the run, progress and cancellation; null: the defaults.</param>
    /// <returns>A table of times of the teacher, with the step to the data at its end where the teacher has one.</returns>
    /// <exception cref="ArgumentOutOfRangeException">More steps than the teacher's grid allows.</exception>
    /// <exception cref="ArgumentException">The teacher is stochastic, or touches alpha = 0.</exception>
    /// <exception cref="OperationCanceledException">Cancelled between two evaluations or two rows of costs.</exception>
    public static Schedule Optimise<TProcess, T>(
        FieldSampler<TProcess, T> teacher,
        ReadOnlySpan<T> start,
        int steps,
        GitsOptions? options = null
    )
        where TProcess : class, IProcess<TProcess>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(teacher);
        GitsOptions choices = options ?? new GitsOptions();
        ScheduleChecks.Positive(choices.Gamma, nameof(GitsOptions.Gamma));
        ReadOnlySpan<ProcessPoint> points = teacher.Grid.Points;
        GridProgram.RequireSteps(steps, points.Length, "give the teacher more steps");
        foreach (ProcessPoint point in points)
        {
            if (!(point.Alpha > 0))
            {
                throw new ArgumentException(
                    FormattableString.Invariant(
                        $"the teacher's grid holds time {point.Time:R}, where alpha is 0 and x / alpha does not exist: start it below that time"
                    ),
                    nameof(teacher)
                );
            }
        }

        TeacherTrajectory<T> trajectory = TeacherTrajectory<T>.Record(teacher, start, choices);
        var costs = new double[points.Length - 1][];
        for (int s = 0; s < costs.Length; s++)
        {
            choices.Cancellation.ThrowIfCancellationRequested();
            costs[s] = new double[points.Length - 1 - s];
            for (int t = s + 1; t < points.Length; t++)
            {
                costs[s][t - s - 1] = trajectory.JumpError(s, t, choices.Norm);
            }

            choices.Progress?.Report((s + 1.0) / costs.Length);
        }

        return Table(teacher.Grid, GridProgram.Cheapest(costs, steps, choices.Gamma));
    }

    private static Schedule Table(SampleGrid grid, int[] path)
    {
        var times = new double[path.Length];
        for (int i = 0; i < path.Length; i++)
        {
            times[i] = grid.Points[path[i]].Time;
        }

        // The step to the data may have no time of its own.
        return !grid.Nodes[^1].IsData ? TimeTable.Of(times)
            : path.Length > 2 ? TimeTable.Of(times.AsSpan(..^1)).DenoiseToZero()
            : throw new ArgumentOutOfRangeException("steps", path.Length - 1, "a teacher that ends at the data needs at least 2 steps");
    }
}
