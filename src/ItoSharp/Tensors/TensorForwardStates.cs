using System.Numerics;

namespace ItoSharp;

/// <summary>The recorded states of a forward run at any time, interpolated as in <see cref="ForwardStates{T}"/>.</summary>
internal sealed class TensorForwardStates<T, TTensor>(
    TensorPlan<T, TTensor> plan,
    TensorInput<TTensor> input,
    TensorTape<TTensor> tape,
    TTensor samples
)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TTensor : class, IDisposable
{
    private readonly int[] _evaluations = StepTable.FirstEvaluations(plan.Rows);

    public void At(in ProcessPoint point, TTensor state)
    {
        ReadOnlySpan<ProcessPoint> nodes = plan.Numbers.Grid.Points;
        int after = 0;
        while (after < nodes.Length - 1 && nodes[after].Lambda < point.Lambda)
        {
            after++;
        }

        if (nodes[after].Time == point.Time || after == 0)
        {
            plan.Ops.Write(state, Recorded(after));
            return;
        }

        ProcessPoint s = nodes[after - 1];
        ProcessPoint t = nodes[after];
        double rhoS = s.Sigma / s.Alpha;
        double rhoT = t.Sigma / t.Alpha;
        double w = (rhoS - point.Sigma / point.Alpha) / (rhoS - rhoT);
        double fromS = (1 - w) * point.Alpha / s.Alpha;
        double fromT = w * point.Alpha / t.Alpha;
        plan.Ops.Write(state, Recorded(after - 1));
        plan.ScaleAdd(state, fromS, fromT, Recorded(after));
        if (input.Options.Mean is { } mean)
        {
            plan.Ops.Add(state, 1 - fromS - fromT, mean);
        }
    }

    private TTensor Recorded(int node) => node == plan.Rows.Length ? samples : tape.State(_evaluations[node]);
}
