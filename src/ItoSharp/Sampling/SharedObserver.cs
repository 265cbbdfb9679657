namespace ItoSharp;

/// <summary>One observer shared by all parts of a batch; its calls never overlap.</summary>
internal sealed class SharedObserver<T>(StepObserver<T> observer)
    where T : unmanaged
{
    private readonly Lock _gate = new();

    public void Tell(in CompletedStep<T> step)
    {
        lock (_gate)
        {
            observer(step);
        }
    }
}
