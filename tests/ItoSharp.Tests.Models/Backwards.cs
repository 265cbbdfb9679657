namespace ItoSharp.Tests.Models;

/// <summary>A schedule that writes its nodes the wrong way round.</summary>
public sealed record Backwards(int Steps) : Schedule(Steps)
{
    public override void Fill(IProcess process, double startTime, double endTime, Span<ScheduleNode> nodes)
    {
        for (int i = 0; i <= Steps; i++)
        {
            nodes[i] = ScheduleNode.AtTime(endTime + (double)i / Steps * (startTime - endTime));
        }
    }
}
