using System.Numerics;

namespace ItoSharp;

/// <summary>The cotangents of one group, for every target: those of the state in T, and what parameters get in double, step by step.</summary>
internal sealed class GroupCotangents<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly GradientPlan<T> _plan;
    private readonly RunPlan<T> _run;
    private readonly GradientTarget[] _targets;
    private readonly AlignedBuffer<T> _cotangents;
    private readonly AlignedBuffer<T> _timed;
    private readonly AlignedBuffer<double> _sums;
    private readonly double[] _values;
    private readonly int _lanes;
    private readonly int _components;
    private readonly int _moving;
    private readonly int _constants;
    private readonly int _arguments;
    private readonly int _columns;
    private readonly int _stride;
    private readonly int _sumStride;

    public GroupCotangents(GradientPlan<T> plan)
    {
        _plan = plan;
        _run = plan.Run;
        _targets = plan.Columns.Targets;
        _lanes = plan.Lanes;
        _components = _run.Shape.Components.Count;
        _moving = _run.Shape.Moving;
        _constants = _run.Shape.Constants;
        _arguments = plan.Columns.Arguments.Length;
        _columns = _run.Shape.TimedColumns;
        _stride = plan.Sizes.CotangentRows * _lanes;
        _sumStride = plan.Sizes.SumRows * _lanes;
        _cotangents = new(plan.Sizes.Cotangents);
        _timed = new(plan.Sizes.TimedCotangents);
        _sums = new(plan.Sizes.Sums);
        _values = new double[_targets.Length * _lanes];
    }

    public void Dispose()
    {
        _cotangents.Dispose();
        _timed.Dispose();
        _sums.Dispose();
    }

    public void Clear()
    {
        _cotangents.Span.Clear();
        _sums.Span.Clear();
        Array.Clear(_values);
    }

    /// <summary>Adds what is observed after a step.</summary>
    public void AddValues(ref T observed, int step)
    {
        for (int target = 0; target < _targets.Length; target++)
        {
            foreach (ref readonly GradientPart part in _targets[target].Parts.AsSpan())
            {
                if (part.Step != step)
                {
                    continue;
                }

                ref T row = ref System.Runtime.CompilerServices.Unsafe.Add(ref observed, part.Observable * EnsembleBlock.Paths);
                for (int lane = 0; lane < _lanes; lane++)
                {
                    T value = System.Runtime.CompilerServices.Unsafe.Add(ref row, lane);
                    _values[(target * _lanes) + lane] += part.Weight * double.CreateTruncating(value);
                }
            }
        }
    }

    /// <summary>Adds the derivatives of what is observed after a step.</summary>
    public void AddDerivatives(ref T state, T time, int step)
    {
        double share = (double)step / _plan.Steps;
        for (int target = 0; target < _targets.Length; target++)
        {
            foreach (GradientPart part in _targets[target].Parts)
            {
                if (part.Step != step)
                {
                    continue;
                }

                ReverseObservable(in part, ref state, time, ref _cotangents.At(target * _stride));
            }

            // The time of observation moves with both ends of the grid.
            Span<T> times = _cotangents.Span.Slice((target * _stride) + ((_moving + _constants) * _lanes), _lanes);
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

    /// <summary>Back over steps of one chunk.</summary>
    public void Reverse(ref T tape, ref T normals, ref T row, int first, int end)
    {
        for (int target = 0; target < _targets.Length; target++)
        {
            if (_targets[target].LastStep < end)
            {
                continue;
            }

            _plan.Program.Reverse(
                _run.Width,
                in tape,
                in normals,
                in _run.Constants[0],
                in row,
                end - first,
                ref _cotangents.At(target * _stride),
                ref _timed.At(0)
            );
            AddTimed(target, first, end);
            if (first % GradientPlan<T>.ChunkSteps == 0)
            {
                Flush(target);
            }
        }
    }

    /// <summary>The derivatives of all paths of the group, in their columns of the block.</summary>
    public void Finish(Span<double> results, int slot)
    {
        int columns = _plan.Columns.Stride;
        for (int target = 0; target < _targets.Length; target++)
        {
            // What observables added at the start is left.
            Flush(target);
            int column = target * columns;
            _values.AsSpan(target * _lanes, _lanes).CopyTo(results[((column++ * EnsembleBlock.Paths) + slot)..]);
            for (int c = 0; c < _components; c++, column++)
            {
                ReadOnlySpan<T> cotangent = _cotangents.Span.Slice((target * _stride) + (c * _lanes), _lanes);
                for (int lane = 0; lane < _lanes; lane++)
                {
                    results[(column * EnsembleBlock.Paths) + slot + lane] = double.CreateTruncating(cotangent[lane]);
                }

                if (_moving > _components)
                {
                    // The twin starts there too.
                    ReadOnlySpan<T> twin = _cotangents.Span.Slice((target * _stride) + ((_components + c) * _lanes), _lanes);
                    for (int lane = 0; lane < _lanes; lane++)
                    {
                        results[(column * EnsembleBlock.Paths) + slot + lane] += double.CreateTruncating(twin[lane]);
                    }
                }
            }

            for (int input = 0; input < _arguments + 2; input++, column++)
            {
                Input(target, input, results.Slice((column * EnsembleBlock.Paths) + slot, _lanes));
            }
        }
    }

    /// <summary>One derivative: what came over timed values, and over constants.</summary>
    private void Input(int target, int input, Span<double> result)
    {
        Span<double> sums = Sums(target);
        sums.Slice((_constants + input) * _lanes, _lanes).CopyTo(result);
        for (int i = 0; i < _constants; i++)
        {
            // The step is (until - from) / steps.
            double rate =
                input < _arguments
                    ? _plan.ConstantRates[(i * (_arguments + 1)) + input]
                    : _plan.ConstantRates[(i * (_arguments + 1)) + _arguments] * (input == _arguments ? -1.0 : 1.0) / _plan.Steps;
            if (rate == 0)
            {
                continue;
            }

            LaneSums.AddProducts(sums.Slice(i * _lanes, _lanes), rate, result);
        }
    }

    private void AddTimed(int target, int first, int end)
    {
        Span<double> sums = Sums(target)[(_constants * _lanes)..];
        for (int input = 0; input < _arguments + 2; input++)
        {
            int[] columns = _plan.Timed.Columns[input];
            if (columns.Length > 0)
            {
                Span<double> sum = sums.Slice(input * _lanes, _lanes);
                TimedSums.Add(ref _timed.At(0), _columns, columns, _plan.Timed.From(first, input), end - first, sum);
            }
        }
    }

    private void Flush(int target)
    {
        Span<T> cotangents = _cotangents.Span.Slice((target * _stride) + (_moving * _lanes), _constants * _lanes);
        LaneSums.Add<T>(cotangents, Sums(target));
        cotangents.Clear();
    }

    private Span<double> Sums(int target) => _sums.Span.Slice(target * _sumStride, _sumStride);
}
