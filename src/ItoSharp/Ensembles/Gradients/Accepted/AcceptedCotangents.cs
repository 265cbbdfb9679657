using System.Numerics;
using System.Runtime.CompilerServices;

namespace ItoSharp;

/// <summary>
/// The cotangents of one group over its accepted steps, for every target: those of the state in T, and what parameters and times get
/// in double, step by step.
/// </summary>
internal sealed class AcceptedCotangents<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly AcceptedPlan<T> _plan;
    private readonly RunPlan<T> _run;
    private readonly GradientTarget[] _targets;
    private readonly AlignedBuffer<T> _cotangents;
    private readonly AlignedBuffer<T> _moved;
    private readonly AlignedBuffer<double> _sums;
    private readonly double[] _values;
    private readonly bool[] _isSeen;
    private readonly int _lanes;
    private readonly int _components;
    private readonly int _constants;
    private readonly int _arguments;
    private readonly int _stride;
    private readonly int _sumStride;

    public AcceptedCotangents(AcceptedPlan<T> plan)
    {
        _plan = plan;
        _run = plan.Run;
        _targets = plan.Columns.Targets;
        _lanes = plan.Lanes;
        _components = _run.Shape.Components.Count;
        _constants = _run.Shape.Constants;
        _arguments = plan.Columns.Arguments.Length;
        _stride = plan.Sizes.CotangentRows * _lanes;
        _sumStride = plan.Sizes.SumRows * _lanes;
        _cotangents = new(plan.Sizes.Cotangents);
        _moved = new(plan.Sizes.Moved);
        _sums = new(plan.Sizes.Sums);
        _values = new double[_targets.Length * _lanes];
        _isSeen = new bool[_targets.Length];
    }

    public void Dispose()
    {
        _cotangents.Dispose();
        _moved.Dispose();
        _sums.Dispose();
    }

    public void Clear()
    {
        _cotangents.Span.Clear();
        _sums.Span.Clear();
        Array.Clear(_values);
        Array.Clear(_isSeen);
    }

    /// <summary>Adds what is observed at a step of the grid, and its derivatives.</summary>
    public void Observe(ref T state, ref T observed, T time, int step)
    {
        double share = (double)step / _run.Run.Steps;
        for (int target = 0; target < _targets.Length; target++)
        {
            foreach (ref readonly GradientPart part in _targets[target].Parts.AsSpan())
            {
                if (part.Step != step)
                {
                    continue;
                }

                _isSeen[target] = true;
                ref T row = ref Unsafe.Add(ref observed, part.Observable * EnsembleBlock.Paths);
                for (int lane = 0; lane < _lanes; lane++)
                {
                    _values[(target * _lanes) + lane] += part.Weight * double.CreateTruncating(Unsafe.Add(ref row, lane));
                }

                ReverseObservable(in part, ref state, time, ref _cotangents.At(target * _stride));
            }

            // The time of observation moves with both ends.
            Span<T> times = _cotangents.Span.Slice((target * _stride) + ((_components + _constants) * _lanes), _lanes);
            Span<double> sums = Sums(target)[((_constants + _arguments) * _lanes)..];
            for (int lane = 0; lane < _lanes; lane++)
            {
                double rate = double.CreateTruncating(times[lane]);
                sums[lane] += rate * (1 - share);
                sums[_lanes + lane] += rate * share;
            }

            times.Clear();
        }
    }

    /// <summary>Back over steps of one chunk.</summary>
    /// <param name="tape">The components before the first of them.</param>
    /// <param name="shown">The steps.</param>
    /// <param name="steps">How many there are.</param>
    /// <param name="isFirst">Whether they begin a chunk.</param>
    public void Reverse(ref T tape, AcceptedSteps<T> shown, int steps, bool isFirst)
    {
        for (int target = 0; target < _targets.Length; target++)
        {
            // What is observed earlier knows nothing of these steps.
            if (!_isSeen[target])
            {
                continue;
            }

            _plan.Program.Reverse(
                _run.Width,
                in tape,
                in shown.Clock.At(0),
                in shown.Normals.At(0),
                in _run.Constants[0],
                steps,
                ref _cotangents.At(target * _stride),
                ref _moved.At(0)
            );
            AddClocks(target, shown.Clock.Span, steps);
            if (isFirst)
            {
                Flush(target);
            }
        }
    }

    /// <summary>The derivatives of all paths of the group, in their columns of the block.</summary>
    public void Finish(Span<double> results, int slot)
    {
        for (int target = 0; target < _targets.Length; target++)
        {
            // What observables added at the start is left.
            Flush(target);
            int column = target * _plan.Columns.Stride;
            _values.AsSpan(target * _lanes, _lanes).CopyTo(results[((column++ * EnsembleBlock.Paths) + slot)..]);
            for (int c = 0; c < _components; c++, column++)
            {
                ReadOnlySpan<T> cotangent = _cotangents.Span.Slice((target * _stride) + (c * _lanes), _lanes);
                for (int lane = 0; lane < _lanes; lane++)
                {
                    results[(column * EnsembleBlock.Paths) + slot + lane] = double.CreateTruncating(cotangent[lane]);
                }
            }

            for (int input = 0; input < _arguments + 2; input++, column++)
            {
                Input(target, input, results.Slice((column * EnsembleBlock.Paths) + slot, _lanes));
            }
        }
    }

    private void ReverseObservable(ref readonly GradientPart part, ref T state, T time, ref T cotangent)
    {
        ref readonly T constants = ref _run.Constants[0];
        T weight = T.CreateTruncating(part.Weight);
        if (part.Width > 0)
        {
            T smoothing = T.CreateTruncating(part.Width);
            _plan.Program.ReverseSmoothed(_run.Width, part.Observable, in state, in constants, time, smoothing, weight, ref cotangent);
            return;
        }

        _plan.Program.ReverseObservable(_run.Width, part.Observable, in state, in constants, time, weight, ref cotangent);
    }

    /// <summary>What moves with the two times: accepted steps keep their shares of the whole length.</summary>
    private void AddClocks(int target, ReadOnlySpan<T> clock, int steps)
    {
        double start = _run.Run.Start;
        double length = _run.Run.Until - start;
        Span<double> sums = Sums(target)[((_constants + _arguments) * _lanes)..];
        ReadOnlySpan<T> moved = _moved.Span;
        for (int step = steps - 1; step >= 0; step--)
        {
            for (int lane = 0; lane < _lanes; lane++)
            {
                int at = (step * 2 * _lanes) + lane;
                double byTime = double.CreateTruncating(moved[at]);
                double byLength = double.CreateTruncating(moved[at + _lanes]);
                double time = double.CreateTruncating(clock[at]);
                double stretched = ((byTime * (time - start)) + (byLength * double.CreateTruncating(clock[at + _lanes]))) / length;
                sums[lane] += byTime - stretched;
                sums[_lanes + lane] += stretched;
            }
        }
    }

    /// <summary>One derivative: what came over clocks and observations, and over constants.</summary>
    private void Input(int target, int input, Span<double> result)
    {
        Span<double> sums = Sums(target);
        sums.Slice((_constants + input) * _lanes, _lanes).CopyTo(result);
        for (int i = 0; i < _constants && input < _arguments; i++)
        {
            double rate = _plan.ConstantRates[(i * (_arguments + 1)) + input];
            if (rate == 0)
            {
                continue;
            }

            for (int lane = 0; lane < _lanes; lane++)
            {
                result[lane] += sums[(i * _lanes) + lane] * rate;
            }
        }
    }

    private void Flush(int target)
    {
        Span<T> cotangents = _cotangents.Span.Slice((target * _stride) + (_components * _lanes), _constants * _lanes);
        Span<double> sums = Sums(target);
        for (int i = 0; i < cotangents.Length; i++)
        {
            sums[i] += double.CreateTruncating(cotangents[i]);
        }

        cotangents.Clear();
    }

    private Span<double> Sums(int target) => _sums.Span.Slice(target * _sumStride, _sumStride);
}
