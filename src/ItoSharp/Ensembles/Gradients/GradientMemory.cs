namespace ItoSharp;

/// <summary>What going back over the steps takes, as it was planned before the run.</summary>
/// <param name="Bytes">The bytes that all threads together hold.</param>
/// <param name="BytesPerThread">The bytes of one thread.</param>
/// <param name="LeastBytesPerThread">The fewest with which the same could be computed.</param>
/// <param name="Threads">The number of threads.</param>
/// <param name="Checkpoints">The number of states that are kept of a group, the start among them.</param>
/// <param name="KeepsNoise">Whether all normals of a group are kept too; else they are computed again from their counters.</param>
/// <param name="ForwardSteps">The steps forward that a path takes, computed again or not.</param>
/// <param name="ReverseSteps">The steps back that a path takes, for each gradient.</param>
public sealed record GradientMemory(
    long Bytes,
    long BytesPerThread,
    long LeastBytesPerThread,
    int Threads,
    int Checkpoints,
    bool KeepsNoise,
    long ForwardSteps,
    long ReverseSteps
)
{
    /// <summary>
    /// Whether states are computed back from those after them, and only the start is kept: <see cref="ForwardSteps"/> are then taken once,
    /// and as many are undone.
    /// </summary>
    public bool IsReversible { get; init; }

    /// <summary>The bytes that a thread was seen to allocate; as planned.</summary>
    public long MeasuredBytesPerThread { get; init; }

    /// <summary>The steps forward that a path was seen to take; as planned.</summary>
    public long MeasuredForwardSteps { get; init; }
}
