namespace ItoSharp;

/// <content>Intermediate states.</content>
public abstract partial class FieldSampler<TProcess, T>
{
    /// <summary>
    /// <see cref="Sample"/> that also keeps the states at nodes of its grid; the same samples, whatever the number of threads.
    /// </summary>
    /// <param name="start">Rows x dimension; not changed.</param>
    /// <param name="options">As in <see cref="Sample"/>.</param>
    /// <param name="nodes">
    /// The nodes to keep, increasing, from 0 (the start) to the number of steps (the samples); null: all of them.
    /// </param>
    /// <exception cref="ArgumentException">A shape does not fit, or the nodes are not increasing nodes of the grid.</exception>
    /// <exception cref="NonFiniteStateException">A state or prediction is not finite.</exception>
    /// <exception cref="OperationCanceledException">Cancelled between two evaluations.</exception>
    public Trajectory<T> SampleTrajectory(ReadOnlySpan<T> start, SampleOptions? options = null, IReadOnlyList<int>? nodes = null)
    {
        int[] kept = nodes is null ? [.. Enumerable.Range(0, Grid.StepCount + 1)] : [.. nodes];
        RequireNodes(kept);
        T[][] states = Buffers.Of<T>(kept.Length, start.Length);
        if (kept is [0, ..])
        {
            start.CopyTo(states[0]);
        }

        RunInput<T> input = Input(start, options)
            .Watched(
                (in CompletedStep<T> step) =>
                {
                    int at = Array.BinarySearch(kept, step.Step + 1);
                    if (at >= 0)
                    {
                        step.State.CopyTo(states[at].AsSpan(step.FirstRow * Model.Dimension));
                    }
                }
            );
        var samples = new T[start.Length];
        RunParts(input, start, samples);
        return new(kept, Array.ConvertAll(kept, node => Grid.Points[node].Time), states, samples);
    }

    private void RequireNodes(int[] nodes)
    {
        for (int i = 0; i < nodes.Length; i++)
        {
            if (nodes[i] < 0 || nodes[i] > Grid.StepCount || i > 0 && nodes[i] <= nodes[i - 1])
            {
                throw new ArgumentException(
                    $"nodes[{i}] is {nodes[i]}; nodes are increasing numbers from 0 (the start) to {Grid.StepCount} (the samples)",
                    nameof(nodes)
                );
            }
        }
    }
}
