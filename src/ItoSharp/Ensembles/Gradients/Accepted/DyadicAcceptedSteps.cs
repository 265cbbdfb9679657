using System.Numerics;
using System.Runtime.CompilerServices;

namespace ItoSharp;

/// <summary>
/// Accepted parts of the grid's steps: of every lane in every round the interval alone. Times, lengths and normals follow from it: the
/// Brownian tree is gone down again to the first interval that is shown, and along the others.
/// </summary>
internal sealed class DyadicAcceptedSteps<T> : AcceptedSteps<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // An interval is the number of the grid's step above this many bits of its place in the tree, which is at least 1.
    private const int NodeBits = BrownianTrees<T>.MostHalvings + 1;

    private readonly AcceptedGrid<long> _grid;
    private readonly DyadicSteps<T> _steps;
    private readonly BrownianTrees<T> _trees;
    private readonly int[] _wanted;
    private ulong _path;
    private bool _mirrored;

    public DyadicAcceptedSteps(RunPlan<T> plan, DyadicStepProgram<T> program)
        : base(plan)
    {
        _grid = new(1, LaneCount);
        _steps = new(plan, program) { Accepted = Add };
        _trees = new(plan.Shape, plan.Width, plan.Run.Seed);
        _wanted = new int[LaneCount];
    }

    public override int Rounds => _grid.Rounds;

    public override IReadOnlyList<int> Starts => _grid.Starts;

    public override long GridBytes => _grid.Bytes;

    public override bool Keeps
    {
        set => _grid.Keeps = value;
    }

    protected override AdaptiveSteps<T> Steps => _steps;

    public static long PageBytes(int lanes) => AcceptedGrid<long>.PageBytes(1, lanes);

    public static long FixedBytes(EnsembleShape shape, int lanes)
    {
        int normals = shape.NormalsPerStep * lanes;
        int fresh = BrownianTrees<T>.FreshLength(shape, lanes);
        return ((DyadicStepProgram<T>.ClockRows * EnsembleBlock.Paths) + normals + (2 * fresh)) * (long)Unsafe.SizeOf<T>();
    }

    public override void Dispose()
    {
        base.Dispose();
        _grid.Dispose();
        _trees.Dispose();
    }

    public override void Start(int slot, ulong path, bool mirrored, ref readonly T state)
    {
        base.Start(slot, path, mirrored, in state);
        (_path, _mirrored) = (path, mirrored);
        _grid.Clear();
    }

    public override void Advance(int slot, ulong path, bool mirrored, int from, int to, ref T state)
    {
        _grid.Begin();
        _steps.Advance(slot, path, mirrored, from, to, ref state);
        _grid.End();
    }

    public override void Show(int first, int end)
    {
        Descend(first);
        int normals = Plan.Shape.NormalsPerStep * LaneCount;
        for (int round = first; round < end; round++)
        {
            if (round > first)
            {
                Next(round);
            }

            Present(round, (round - first) * 2 * LaneCount);
            _trees.Read(_mirrored, Normals.Span.Slice((round - first) * normals, normals));
        }
    }

    private void Add(int lane, int step, int level, int position)
    {
        ref long entry = ref _grid.Add(lane);
        if (!Unsafe.IsNullRef(ref entry))
        {
            entry = ((long)step << NodeBits) + (1L << level) + (position >> (BrownianTrees<T>.MostHalvings - level));
        }
    }

    private static (int Step, int Level, int Position) Read(long entry)
    {
        int node = (int)(entry & ((1L << NodeBits) - 1));
        int level = BitOperations.Log2((uint)node);
        return ((int)(entry >> NodeBits), level, (node - (1 << level)) << (BrownianTrees<T>.MostHalvings - level));
    }

    /// <summary>Puts every lane in its interval of a round, from the top of its tree.</summary>
    private void Descend(int round)
    {
        for (int lane = 0; lane < LaneCount; lane++)
        {
            _trees.Enter(lane, _path + (ulong)lane, Read(_grid.At(round, lane)).Step);
        }

        bool isUnderWay = true;
        while (isUnderWay)
        {
            isUnderWay = false;
            for (int lane = 0; lane < LaneCount; lane++)
            {
                long entry = _grid.At(round, lane);
                int level = _trees.Level(lane);
                bool goesDown = entry != 0 && level < Read(entry).Level;
                _wanted[lane] = goesDown ? level + 1 : 0;
                isUnderWay |= goesDown;
            }

            _trees.Halve(_path, _wanted);
            for (int lane = 0; lane < LaneCount; lane++)
            {
                // The second half, where the interval begins behind the first.
                if (_wanted[lane] > 0 && Read(_grid.At(round, lane)).Position >= _trees.Position(lane) + _trees.Size(lane))
                {
                    _trees.Next(lane);
                }
            }
        }
    }

    /// <summary>Puts every lane in its interval of a round, from that of the round before.</summary>
    private void Next(int round)
    {
        for (int lane = 0; lane < LaneCount; lane++)
        {
            long entry = _grid.At(round, lane);
            _wanted[lane] = 0;
            if (entry == 0)
            {
                continue;
            }

            (int step, int level, _) = Read(entry);
            if (!_trees.Next(lane))
            {
                _trees.Enter(lane, _path + (ulong)lane, step);
            }

            _wanted[lane] = level;
        }

        _trees.Halve(_path, _wanted);
    }

    private void Present(int round, int shown)
    {
        RunDescription run = Plan.Run;
        for (int lane = 0; lane < LaneCount; lane++)
        {
            bool rests = _grid.At(round, lane) == 0;
            Clock.At(shown + lane) = T.CreateTruncating(run.Time(_trees.Begin(lane)));
            Clock.At(shown + LaneCount + lane) = rests ? T.Zero : T.CreateTruncating(run.H * (_trees.Size(lane) * BrownianTrees<T>.Unit));
        }
    }
}
