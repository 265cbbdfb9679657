using System.Numerics;

namespace ItoSharp;

/// <summary>
/// Reversible Heun on du/dr = D(u) with r = alpha/sigma: <c>z' = 2 y - z + f(z) dr</c>, <c>y' = y + (f(z) + f(z')) dr / 2</c>, the
/// prediction f(z') being the next step's.
/// </summary>
internal sealed class ReversibleHeunPass<T>(ReversiblePlan plan, RunInput<T> input, Increment<T> increment, int length)
    : ReversiblePass<T>(plan, input, increment, length)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // The prediction at z and its cotangent. The increment's stages are those of the last one that was asked for.
    private readonly double[] _slope = new double[length];
    private readonly double[] _slopeBar = new double[length];

    protected override void Begin() => Slope(0);

    protected override void Step(int n)
    {
        double h = Plan.Lengths[n];
        for (int i = 0; i < Y.Length; i++)
        {
            Z[i] = 2 * Y[i] - Z[i] + h * _slope[i];
            Y[i] += 0.5 * h * _slope[i];
        }

        AddNoise(n, 1);
        Slope(n + 1);
        for (int i = 0; i < Y.Length; i++)
        {
            Y[i] += 0.5 * h * _slope[i];
        }
    }

    protected override void StepBack(int n)
    {
        double h = Plan.Lengths[n];
        for (int i = 0; i < Y.Length; i++)
        {
            _slopeBar[i] += 0.5 * h * YBar[i];
        }

        Increment.PullBack(Plan.Nodes[n + 1], n + 1, 1, _slopeBar, ZBar);
        AddNoise(n, -1);
        for (int i = 0; i < Y.Length; i++)
        {
            Z[i] = 2 * Y[i] - Z[i] - h * _slope[i];
            Y[i] -= 0.5 * h * _slope[i];
        }

        Slope(n);
        for (int i = 0; i < Y.Length; i++)
        {
            Y[i] -= 0.5 * h * _slope[i];
            _slopeBar[i] = 0.5 * h * YBar[i] + h * ZBar[i];
            YBar[i] += 2 * ZBar[i];
            ZBar[i] = -ZBar[i];
        }
    }

    protected override void End() => Increment.PullBack(Plan.Nodes[0], 0, 1, _slopeBar, ZBar);

    private void Slope(int node) => Increment.Write(Plan.Nodes[node], node, Z, _slope);
}
