using System.Numerics;

namespace ItoSharp;

/// <summary>The data prediction of the step under way, kept for the observer.</summary>
internal sealed class StepObservation<T>(SamplerPlan<T> plan, RunInput<T> input, SharedObserver<T> observer, int length)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] _data = new T[length];

    // Churn lifts the state before the observer can be told of the node.
    private readonly T[] _reached = new T[plan.Kernels.Shape.Churn ? length : 0];
    private bool _lifted;

    /// <summary>Keeps D of a prediction in the given form, made at the start of a step.</summary>
    public void Keep(StepRow row, Prediction form, ReadOnlySpan<T> x, ReadOnlySpan<T> prediction) =>
        ConvertedPrediction.Write(Conversion.At(row.Points[0], form, Prediction.Data), x, prediction, input.Mean.Span, _data);

    /// <summary>Keeps a node's state if the next step begins by leaving it.</summary>
    public void Reached(int node, ReadOnlySpan<T> state)
    {
        _lifted = node < plan.Rows.Length && plan.Rows[node].Lift is not null;
        if (_lifted)
        {
            state.CopyTo(_reached);
        }
    }

    /// <summary>Tells of a step that is done.</summary>
    public void Tell(int step, ReadOnlySpan<T> state)
    {
        ProcessPoint reached = plan.Grid.Points[step + 1];
        observer.Tell(
            new()
            {
                Step = step,
                StepCount = plan.Rows.Length,
                Time = reached.Time,
                Lambda = reached.Lambda,
                FirstRow = input.First,
                Rows = input.Rows,
                State = _lifted ? _reached : state,
                Data = _data,
            }
        );
    }
}
