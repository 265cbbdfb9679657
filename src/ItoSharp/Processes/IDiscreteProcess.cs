namespace ItoSharp;

/// <summary>
/// A process whose model was trained at the indices 0 to <see cref="IndexCount"/> - 1. Its time t is that index, continued between
/// the indices; the data themselves are one index before the first, at t = -1.
/// </summary>
public interface IDiscreteProcess : IProcess
{
    /// <summary>The time of the data, alpha = 1 and sigma = 0.</summary>
    const double DataTime = -1;

    /// <summary>The number of training indices, such as 1000.</summary>
    int IndexCount { get; }
}
