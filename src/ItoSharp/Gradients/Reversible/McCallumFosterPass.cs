using System.Numerics;

namespace ItoSharp;

/// <summary>
/// The McCallum-Foster coupling of the plan's own step Psi: <c>y' = lambda y + (1 - lambda) z + Psi_h(z)</c>,
/// <c>z' = z - Psi_(-h)(y')</c>. Its order and region of stability are those of the plan up to 1 - lambda.
/// </summary>
internal sealed class McCallumFosterPass<T>(ReversiblePlan plan, RunInput<T> input, Increment<T> increment, int length, double coupling)
    : ReversiblePass<T>(plan, input, increment, length)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    protected override void Step(int n)
    {
        Increment.Write(Plan.Forward[n], n, Z, Scratch);
        for (int i = 0; i < Y.Length; i++)
        {
            Y[i] = coupling * Y[i] + (1 - coupling) * Z[i] + Scratch[i];
        }

        // A step back from y' takes its noise off again, so z gets it as y does.
        AddNoise(n, 1);
        Increment.Write(Plan.Backward[n], n, Y, Scratch);
        for (int i = 0; i < Z.Length; i++)
        {
            Z[i] -= Scratch[i];
        }
    }

    protected override void StepBack(int n)
    {
        Increment.Write(Plan.Backward[n], n, Y, Scratch);
        for (int i = 0; i < Z.Length; i++)
        {
            Z[i] += Scratch[i];
        }

        Increment.PullBack(Plan.Backward[n], n, -1, ZBar, YBar);
        AddNoise(n, -1);
        Increment.Write(Plan.Forward[n], n, Z, Scratch);
        for (int i = 0; i < Y.Length; i++)
        {
            Y[i] = (Y[i] - (1 - coupling) * Z[i] - Scratch[i]) / coupling;
        }

        for (int i = 0; i < Y.Length; i++)
        {
            ZBar[i] += (1 - coupling) * YBar[i];
        }

        Increment.PullBack(Plan.Forward[n], n, 1, YBar, ZBar);
        for (int i = 0; i < Y.Length; i++)
        {
            YBar[i] *= coupling;
        }
    }
}
