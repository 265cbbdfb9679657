using System.Numerics;

namespace ItoSharp;

/// <summary>
/// The Brownian paths of a group of lanes, each seen through an interval of its own: a step of the grid, halved as often as its lane
/// asks. What is halved off is kept, so that intervals follow each other without a gap and without a second look at the generator.
/// </summary>
/// <remarks>
/// In units of the standard deviations of an interval, z is its increment and y what its time integral adds (see
/// <see cref="EnsembleShape.TimeIntegrals"/>). Its halves have the increments <c>(z + d) / sqrt 2</c> and <c>(z - d) / sqrt 2</c> with a
/// fresh normal d. With integrals, <c>d = (sqrt 3 y + v) / 2</c>, <c>s = (y - sqrt 3 v) / 2</c> and the second normals are
/// <c>(s + u) / sqrt 2</c> and <c>(s - u) / sqrt 2</c> with fresh normals v, u: an orthogonal map of (z, y, v, u), which gives back z and
/// y as those of the whole. The normals of a half are numbered by the interval that it halves, so the path does not depend on what
/// anybody asks of it. Those of the grid's own steps are the ones of steps of equal length. In double, whatever the states are in.
/// </remarks>
internal sealed class BrownianTrees<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>How often a step of the grid can be halved.</summary>
    public const int MostHalvings = 20;

    /// <summary>The shortest interval, as a part of the grid's step.</summary>
    public const double Unit = 1.0 / (1 << MostHalvings);

    // Beyond the normals of all steps and of the start.
    private const ulong FirstNode = 1UL << 63;

    private static readonly double _half = Math.Sqrt(0.5);
    private static readonly double _three = Math.Sqrt(3.0);

    private readonly LaneWidth _width;
    private readonly ulong _seed;
    private readonly int _lanes;
    private readonly int _noises;
    private readonly bool _integrals;
    private readonly int _slots;
    private readonly int _stride;
    private readonly double[] _current;
    private readonly double[] _pending;
    private readonly int[] _level;
    private readonly int[] _position;
    private readonly int[] _step;
    private readonly ulong[] _calls;
    private readonly AlignedBuffer<T> _fresh;
    private readonly T[] _root;

    public BrownianTrees(EnsembleShape shape, LaneWidth width, ulong seed)
    {
        _width = width;
        _seed = seed;
        _lanes = Lanes.Of<T>(width);
        _noises = shape.Noises;
        _integrals = shape.TimeIntegrals;
        _slots = shape.NormalsPerStep;
        // Whole calls of the generator in either precision.
        _stride = (_slots + 3) / 4 * 4;
        _current = new double[_slots * _lanes];
        _pending = new double[(MostHalvings + 1) * _slots * _lanes];
        _level = new int[_lanes];
        _position = new int[_lanes];
        _step = new int[_lanes];
        _calls = new ulong[_lanes];
        _fresh = new(_stride * _lanes);
        _root = new T[_noises + NormalTiles.PerCallSingle];
    }

    /// <summary>How often the grid's step was halved to a lane's interval.</summary>
    public int Level(int lane) => _level[lane];

    /// <summary>The number of steps of the grid before a lane's interval, with its fraction.</summary>
    public double Begin(int lane) => _step[lane] + (_position[lane] * Unit);

    /// <summary>The number of steps of the grid at the end of a lane's interval, with its fraction.</summary>
    public double End(int lane) => _step[lane] + ((_position[lane] + Size(lane)) * Unit);

    public void Dispose() => _fresh.Dispose();

    /// <summary>Puts a lane at the start of a step of the grid, with the whole step as its interval.</summary>
    public void Enter(int lane, ulong path, int step)
    {
        _step[lane] = step;
        _position[lane] = 0;
        _level[lane] = 0;
        Root(lane, path, (ulong)step * (ulong)_noises, 0);
        if (_integrals)
        {
            Root(lane, path, StepNoise<T>.FirstSecond + ((ulong)step * (ulong)_noises), _noises);
        }
    }

    /// <summary>The numbers of a step begin anywhere in a call of the generator.</summary>
    private void Root(int lane, ulong path, ulong first, int slot)
    {
        int skipped = (int)(first % NormalTiles.PerCallSingle);
        NormalTiles.FillAny(LaneWidth.Scalar, _seed, path, first - (ulong)skipped, skipped + _noises, _root);
        for (int k = 0; k < _noises; k++)
        {
            _current[((slot + k) * _lanes) + lane] = double.CreateTruncating(_root[skipped + k]);
        }
    }

    /// <summary>Halves the intervals of those lanes that are coarser than they are wanted.</summary>
    public void Halve(ulong path, ReadOnlySpan<int> wanted)
    {
        while (Number(wanted))
        {
            NormalTiles.FillEach(_width, _seed, path, _calls, _stride, _fresh.Span);
            for (int lane = 0; lane < _lanes; lane++)
            {
                if (_level[lane] < wanted[lane])
                {
                    _level[lane]++;
                    Halve(lane);
                }
            }
        }
    }

    /// <summary>Sets the generator's call of every lane's interval; false where no lane is to be halved.</summary>
    private bool Number(ReadOnlySpan<int> wanted)
    {
        bool any = false;
        for (int lane = 0; lane < _lanes; lane++)
        {
            int level = _level[lane];
            any |= level < wanted[lane];
            ulong node = (1UL << level) + (ulong)(_position[lane] >> (MostHalvings - level));
            ulong interval = ((ulong)_step[lane] << MostHalvings) + node;
            _calls[lane] = (FirstNode + (interval * (ulong)_stride)) / (ulong)NormalTiles.PerCall<T>();
        }

        return any;
    }

    private void Halve(int lane)
    {
        ReadOnlySpan<T> fresh = _fresh.Span;
        int pending = _level[lane] * _slots * _lanes;
        for (int k = 0; k < _noises; k++)
        {
            int first = (k * _lanes) + lane;
            double z = _current[first];
            double d = double.CreateTruncating(fresh[first]);
            if (_integrals)
            {
                int second = ((_noises + k) * _lanes) + lane;
                double y = _current[second];
                double v = d;
                double u = double.CreateTruncating(fresh[second]);
                d = ((_three * y) + v) / 2;
                double s = (y - (_three * v)) / 2;
                _current[second] = (s + u) * _half;
                _pending[pending + second] = (s - u) * _half;
            }

            _current[first] = (z + d) * _half;
            _pending[pending + first] = (z - d) * _half;
        }
    }

    /// <summary>Moves a lane past its interval; false at the end of the grid's step.</summary>
    public bool Next(int lane)
    {
        int position = _position[lane] + Size(lane);
        _position[lane] = position;
        if (position == 1 << MostHalvings)
        {
            return false;
        }

        // What was halved off last and is not passed yet begins here, and so ends at a whole multiple of its size.
        int level = MostHalvings - BitOperations.TrailingZeroCount(position);
        _level[lane] = level;
        int pending = level * _slots * _lanes;
        for (int slot = 0; slot < _slots; slot++)
        {
            int at = (slot * _lanes) + lane;
            _current[at] = _pending[pending + at];
        }

        return true;
    }

    /// <summary>The number of the step of the grid that a lane is in.</summary>
    public int Step(int lane) => _step[lane];

    /// <summary>The normals of all intervals, [slot * lanes + lane], negated where paths are mirrored.</summary>
    public void Read(bool mirrored, Span<T> normals)
    {
        for (int i = 0; i < _current.Length; i++)
        {
            normals[i] = T.CreateTruncating(mirrored ? -_current[i] : _current[i]);
        }
    }

    /// <summary>A lane's interval, in units of the shortest.</summary>
    public int Size(int lane) => 1 << (MostHalvings - _level[lane]);
}
