namespace ItoSharp;

/// <summary>The states of a batch at chosen nodes of a run.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class Trajectory<T>
    where T : unmanaged
{
    internal Trajectory(int[] nodes, double[] times, T[][] states, T[] samples)
    {
        Nodes = nodes;
        Times = times;
        States = states;
        Samples = samples;
    }

    /// <summary>The nodes: 0 is the start, the number of steps the end.</summary>
    public IReadOnlyList<int> Nodes { get; }

    /// <summary>The time t of each of them.</summary>
    public IReadOnlyList<double> Times { get; }

    /// <summary>
    /// The states at each of them, rows x dimension. Plans with a corrector hold predicted states at the nodes inside: their
    /// next evaluation mends them within the step that follows.
    /// </summary>
    public IReadOnlyList<T[]> States { get; }

    /// <summary>The samples, rows x dimension.</summary>
    public T[] Samples { get; }
}
