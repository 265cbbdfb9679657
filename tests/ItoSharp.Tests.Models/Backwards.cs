namespace ItoSharp.Tests.Models;

/// <summary>A schedule that writes its nodes the wrong way round.</summary>
public sealed class Backwards(int steps) : Schedule(steps)
{
    public override void Fill(IProcess process, double startTime, double endTime, Span<ScheduleNode> nodes)
    {
        for (int i = 0; i <= StepCount; i++)
        {
            nodes[i] = ScheduleNode.AtTime(endTime + (double)i / StepCount * (startTime - endTime));
        }
    }
}
