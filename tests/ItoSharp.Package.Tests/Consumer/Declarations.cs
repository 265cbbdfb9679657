using ItoSharp;

namespace Consumer;

/// <summary>A process of this project's own: the trigonometric interpolant, with a run-time speed.</summary>
[Process(MinTime = 0.01, MaxTime = 0.95)]
public sealed partial record CircleArc(double Speed = 1)
{
    double Angle(double t) => Math.PI / 2 * Speed * t;
    double Alpha(double t) => Math.Cos(Angle(t));
    double Sigma(double t) => Math.Sin(Angle(t));
}

/// <summary>A plan of its own: three nodes of data predictions, a corrector through four.</summary>
[ExponentialMultistep(Order = 4, History = 3, Corrector = 4)]
public sealed partial class ThreeNodes;

/// <summary>A schedule of its own: nodes quadratic in t.</summary>
public sealed class QuadraticTime(int steps) : Schedule(steps)
{
    public override void Fill(IProcess process, double startTime, double endTime, Span<ScheduleNode> nodes)
    {
        for (int i = 0; i <= StepCount; i++)
        {
            double root = Math.Sqrt(startTime) + (double)i / StepCount * (Math.Sqrt(endTime) - Math.Sqrt(startTime));
            nodes[i] = ScheduleNode.AtTime(i == 0 ? startTime : i == StepCount ? endTime : root * root);
        }
    }
}

[Sampler<CircleArc, ThreeNodes>(Gradients = Gradients.Exact, Precision = Precision.Double)]
public sealed partial class OwnSampler;

/// <summary>A plan of the library on a process of this project.</summary>
[Sampler<CircleArc, SdeDpmSolverPP2M>(Precision = Precision.Single)]
public sealed partial class MixedSampler;
