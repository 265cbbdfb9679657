using System.Numerics;

namespace ItoSharp;

/// <summary>
/// The recorded states of a forward run at any time. Between two nodes (x - mu)/alpha is interpolated linearly in sigma/alpha,
/// which is exact for a constant noise prediction.
/// </summary>
internal sealed class ForwardStates<T>(SamplerPlan<T> plan, RunInput<T> input, Tape<T> tape)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int[] _evaluations = StepTable.FirstEvaluations(plan.Rows);

    public void At(in ProcessPoint point, Span<T> state)
    {
        ReadOnlySpan<ProcessPoint> nodes = plan.Grid.Points;
        int after = 0;
        while (after < nodes.Length - 1 && nodes[after].Lambda < point.Lambda)
        {
            after++;
        }

        if (nodes[after].Time == point.Time || after == 0)
        {
            tape.State(_evaluations[after]).CopyTo(state);
            return;
        }

        ProcessPoint s = nodes[after - 1];
        ProcessPoint t = nodes[after];
        double rhoS = s.Sigma / s.Alpha;
        double rhoT = t.Sigma / t.Alpha;
        double w = (rhoS - point.Sigma / point.Alpha) / (rhoS - rhoT);
        double fromS = (1 - w) * point.Alpha / s.Alpha;
        double fromT = w * point.Alpha / t.Alpha;
        tape.State(_evaluations[after - 1]).CopyTo(state);
        Elementwise.ScaleAdd(state, fromS, fromT, tape.State(_evaluations[after]));
        if (!input.Mean.IsEmpty)
        {
            Elementwise.ScaleAdd(state, 1, 1 - fromS - fromT, input.Mean.Span);
        }
    }
}
