using System.Numerics;

namespace ItoSharp;

/// <summary>
/// The normals of one group, or of several that go over the same steps together, computed from their counters when they are asked for.
/// Chunks of steps stay where they are until another chunk needs their place: steps that are gone over again soon have their normals still.
/// </summary>
internal sealed class NoiseTape<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly StepNoise<T> _noise;
    private readonly AlignedBuffer<T> _normals;
    private readonly int[] _held;
    private readonly int _chunk;
    private readonly int _together;
    private readonly int _steps;
    private readonly int _step;
    private readonly int _lanes;
    private ulong _path;
    private bool _negated;
    private int _groups;

    public NoiseTape(RunPlan<T> run, GradientSizes<T> sizes)
    {
        _noise = new(run.Shape, run.Width, run.Run.Seed, run.Run.Refinement);
        _chunk = sizes.NoiseChunk;
        _together = Math.Max(1, sizes.TileSteps / _chunk);
        _steps = run.Run.Steps;
        _step = sizes.NoiseStep;
        _held = new int[sizes.NoiseChunks];
        _lanes = Lanes.Of<T>(run.Width);
        Apart = sizes.NoiseChunks * _chunk * _step;
        _normals = new(sizes.Groups * Apart);
    }

    /// <summary>How many elements the normals of a group are behind those of the group before it.</summary>
    public int Apart { get; }

    public void Dispose()
    {
        _noise.Dispose();
        _normals.Dispose();
    }

    /// <summary>Turns to the groups from a path on: no normals are ready.</summary>
    public void Turn(ulong path, bool negated, int groups = 1)
    {
        (_path, _negated, _groups) = (path, negated, groups);
        Array.Fill(_held, -1);
    }

    /// <summary>The first step of the chunk that a step is in.</summary>
    public int ChunkStart(int step) => step / _chunk * _chunk;

    /// <summary>A group's normals of a step and of those that follow it in its chunk.</summary>
    public ref T Of(int step, int group = 0) =>
        ref _normals.At((group * Apart) + (Ready(step / _chunk) * _chunk * _step) + (step % _chunk * _step));

    /// <summary>The first group's normals of a step on the way to another, and how many steps there are.</summary>
    public ref T Forth(int step, int end, out int count)
    {
        int chunk = step / _chunk;
        ref T first = ref Of(step);

        // Chunks that lie one behind the other are gone over at once, as many as stay in the first cache beside the state.
        int last = chunk;
        while ((last + 1) * _chunk < end && (last + 1) % _held.Length != 0 && last + 1 - chunk < _together)
        {
            Ready(++last);
        }

        count = Math.Min(end, (last + 1) * _chunk) - step;
        return ref first;
    }

    /// <summary>The place of a chunk, whose normals are there then.</summary>
    private int Ready(int chunk)
    {
        int place = chunk % _held.Length;
        if (_held[place] == chunk)
        {
            return place;
        }

        _held[place] = chunk;
        int first = chunk * _chunk;
        int count = Math.Min(_chunk, _steps - first);
        for (int group = 0; group < _groups; group++)
        {
            Span<T> tile = _normals.Span.Slice((group * Apart) + (place * _chunk * _step), count * _step);
            _noise.Fill(_path + (ulong)(group * _lanes), first, count, tile);
            if (_negated)
            {
                StepNoise<T>.Mirror(tile);
            }
        }

        return place;
    }
}
