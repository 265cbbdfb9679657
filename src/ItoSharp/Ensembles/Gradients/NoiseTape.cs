using System.Numerics;

namespace ItoSharp;

/// <summary>
/// The normals of one group, computed from their counters when they are asked for: those of the steps that are gone back over in one
/// buffer, those of steps on the way there in another.
/// </summary>
internal sealed class NoiseTape<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly StepNoise<T> _noise;
    private readonly AlignedBuffer<T> _back;
    private readonly AlignedBuffer<T>? _forth;
    private readonly int _capacity;
    private readonly int _tile;
    private readonly int _steps;
    private readonly int _step;
    private ulong _path;
    private bool _negated;
    private int _backFirst;
    private int _backEnd;
    private int _forthFirst;
    private int _forthEnd;

    public NoiseTape(RunPlan<T> run, GradientSizes<T> sizes)
    {
        _noise = new(run.Shape, run.Width, run.Run.Seed, run.Run.Refinement);
        _capacity = sizes.NoiseSteps;
        _tile = sizes.TileSteps;
        _steps = run.Run.Steps;
        _step = sizes.NoiseStep;
        _back = new(_capacity * _step);
        _forth = sizes.Memory.KeepsNoise ? null : new(_capacity * _step);
    }

    /// <summary>The first step whose normals are ready for going back.</summary>
    public int ReadyFrom => _backFirst;

    public void Dispose()
    {
        _noise.Dispose();
        _back.Dispose();
        _forth?.Dispose();
    }

    /// <summary>Turns to a group: no normals are ready.</summary>
    public void Turn(ulong path, bool negated)
    {
        (_path, _negated) = (path, negated);
        (_backFirst, _backEnd, _forthFirst, _forthEnd) = (0, 0, 0, 0);
    }

    /// <summary>Makes the normals of steps that end before <paramref name="end"/> ready for going back, as many as fit.</summary>
    public void Ready(int end)
    {
        if (end <= _backEnd && end > _backFirst)
        {
            return;
        }

        int last = (end + 3) / 4 * 4;
        _backFirst = Math.Max(0, last - _capacity);
        _backEnd = Math.Min(last, _steps);
        Fill(_backFirst, _backEnd, _back);
    }

    /// <summary>The normals of a step that is gone back over, and of those that follow.</summary>
    public ref T Back(int step) => ref _back.At((step - _backFirst) * _step);

    /// <summary>The normals of a step on the way, and how many steps there are.</summary>
    public ref T Forth(int step, int end, out int count)
    {
        if (step >= _backFirst && step < _backEnd)
        {
            count = Math.Min(end, _backEnd) - step;
            return ref Back(step);
        }

        if (step < _forthFirst || step >= _forthEnd)
        {
            _forthFirst = step / 4 * 4;
            _forthEnd = Math.Min(Math.Min(_forthFirst + _capacity, (end + 3) / 4 * 4), _steps);
            Fill(_forthFirst, _forthEnd, _forth!);
        }

        count = Math.Min(end, _forthEnd) - step;

        // What is ready for going back need not be computed again.
        if (_backFirst > step)
        {
            count = Math.Min(count, _backFirst - step);
        }

        return ref _forth!.At((step - _forthFirst) * _step);
    }

    private void Fill(int first, int end, AlignedBuffer<T> buffer)
    {
        for (int step = first; step < end; step += _tile)
        {
            int count = Math.Min(_tile, end - step);
            Span<T> tile = buffer.Span.Slice((step - first) * _step, count * _step);
            _noise.Fill(_path, step, count, tile);
            if (_negated)
            {
                StepNoise<T>.Mirror(tile);
            }
        }
    }
}
