using System.Numerics;

namespace ItoSharp;

/// <summary>One group of lanes: runs by its tolerance and leaves what it accepted, the states where something is seen, and the start.</summary>
internal sealed class AcceptedGroup<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly AcceptedPlan<T> _plan;
    private readonly RunPlan<T> _run;
    private readonly AlignedBuffer<T> _startNormals;
    private readonly AlignedBuffer<T> _start;
    private readonly AlignedBuffer<T> _stops;
    private readonly int[] _rounds;
    private readonly int _components;
    private readonly int _lanes;
    private int _slot;

    public AcceptedGroup(AcceptedPlan<T> plan)
    {
        _plan = plan;
        _run = plan.Run;
        _components = _run.Shape.Components.Count;
        _lanes = plan.Lanes;
        Steps = AcceptedSteps<T>.Of(_run);
        State = new(plan.Sizes.State);
        _startNormals = new(plan.Sizes.StartNormals);
        _start = new(plan.Sizes.Slot);
        _stops = new(plan.Sizes.Stops);
        _rounds = new int[plan.Observations.Length];
    }

    public AcceptedSteps<T> Steps { get; }

    /// <summary>The rows of the group, its first path first.</summary>
    public AlignedBuffer<T> State { get; }

    /// <summary>The components at the start, each as wide as the group.</summary>
    public Span<T> Start => _start.Span;

    public void Dispose()
    {
        Steps.Dispose();
        State.Dispose();
        _startNormals.Dispose();
        _start.Dispose();
        _stops.Dispose();
    }

    /// <summary>The round after which an observation is made.</summary>
    public int Round(int observation) => _rounds[observation];

    /// <summary>Runs the group whose first path has a place in the block.</summary>
    public void Run(ulong noisePath, long firstRow, int slot, int live, bool mirrored)
    {
        _slot = slot;
        Place(noisePath, firstRow, live, mirrored);
        Steps.Start(slot, noisePath, mirrored, in State.At(0));
        int observation = 0;
        int from = 0;
        See(ref observation, 0);
        foreach (int to in _plan.Stretches)
        {
            _run.Cancellation.ThrowIfCancellationRequested();
            Steps.Advance(slot, noisePath, mirrored, from, to, ref State.At(0));
            See(ref observation, to);
            from = to;
        }
    }

    /// <summary>Sets the rows of stops to what they were at an observation, and gives up paths that met their tolerance nowhere.</summary>
    public void Recall(int observation)
    {
        for (int stop = 0; stop < _run.Shape.Stops.Count; stop++)
        {
            Kept(observation, stop).CopyTo(Row(_components + stop));
        }

        for (int lane = 0; lane < _lanes; lane++)
        {
            for (int c = 0; c < _components && Steps.HasFailed(_slot + lane, out _, out _); c++)
            {
                Row(c)[lane] = T.NaN;
            }
        }
    }

    private Span<T> Row(int row) => State.Span.Slice(row * EnsembleBlock.Paths, _lanes);

    private Span<T> Kept(int observation, int stop) => _stops.Span.Slice(((observation * _run.Shape.Stops.Count) + stop) * _lanes, _lanes);

    private void See(ref int observation, int step)
    {
        if (observation < _plan.Observations.Length && _plan.Observations[observation] == step)
        {
            for (int stop = 0; stop < _run.Shape.Stops.Count; stop++)
            {
                Row(_components + stop).CopyTo(Kept(observation, stop));
            }

            _rounds[observation++] = Steps.Rounds;
        }
    }

    private void Place(ulong noisePath, long firstRow, int live, bool mirrored)
    {
        Span<T> normals = _startNormals.Span;
        BlockStart<T>.Draw(_run, _run.Width, noisePath, mirrored, normals);
        for (int stop = 0; stop < _run.Shape.Stops.Count; stop++)
        {
            Row(_components + stop).Fill(T.PositiveInfinity);
        }

        _run.Start.Fill(State.Span, 0, firstRow, live, _lanes, _components, normals);
        _run.Program.StopAtStart(_run.Width, ref State.At(0), in _run.Constants[0], T.CreateTruncating(_run.Run.Start));
        for (int c = 0; c < _components; c++)
        {
            Row(c).CopyTo(Start[(c * _lanes)..]);
        }
    }
}
