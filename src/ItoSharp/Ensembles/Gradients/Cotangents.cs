using System.Numerics;
using System.Runtime.CompilerServices;

namespace ItoSharp;

/// <summary>
/// The cotangents of one group, for every target: those of the state in T, and what parameters and times get in double, step by step.
/// How steps are gone back over is the derived class's.
/// </summary>
internal abstract class Cotangents<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly IObservableAdjoint<T> _program;
    private readonly GradientColumns _columns;
    private readonly AlignedBuffer<T> _cotangents;
    private readonly AlignedBuffer<double> _sums;
    private readonly double[] _values;
    private readonly double[] _constantRates;
    private readonly int _components;
    private readonly int _moving;
    private readonly int _constants;
    private readonly int _stride;
    private readonly int _sumStride;

    protected Cotangents(
        RunPlan<T> run,
        IObservableAdjoint<T> program,
        GradientColumns columns,
        double[] constantRates,
        int cotangentRows,
        int sumRows
    )
    {
        (Run, _program, _columns, _constantRates) = (run, program, columns, constantRates);
        Lanes = ItoSharp.Lanes.Of<T>(run.Width);
        _components = run.Shape.Components.Count;
        _moving = run.Shape.Moving;
        _constants = run.Shape.Constants;
        _stride = cotangentRows * Lanes;
        _sumStride = sumRows * Lanes;
        _cotangents = new(Targets.Length * _stride);
        _sums = new(Targets.Length * _sumStride);
        _values = new double[Targets.Length * Lanes];
    }

    protected RunPlan<T> Run { get; }

    protected int Lanes { get; }

    protected GradientTarget[] Targets => _columns.Targets;

    /// <summary>The number of arguments; the two times follow them among the inputs.</summary>
    protected int Arguments => _columns.Arguments.Length;

    public virtual void Dispose()
    {
        _cotangents.Dispose();
        _sums.Dispose();
    }

    public virtual void Clear()
    {
        _cotangents.Span.Clear();
        _sums.Span.Clear();
        Array.Clear(_values);
    }

    /// <summary>Adds what is observed after a step.</summary>
    public void AddValues(ref T observed, int step)
    {
        for (int target = 0; target < Targets.Length; target++)
        {
            foreach (ref readonly GradientPart part in Targets[target].Parts.AsSpan())
            {
                if (part.Step != step)
                {
                    continue;
                }

                ref T row = ref Unsafe.Add(ref observed, part.Observable * EnsembleBlock.Paths);
                for (int lane = 0; lane < Lanes; lane++)
                {
                    _values[(target * Lanes) + lane] += part.Weight * double.CreateTruncating(Unsafe.Add(ref row, lane));
                }
            }
        }
    }

    /// <summary>Adds the derivatives of what is observed after a step.</summary>
    public void AddDerivatives(ref T state, T time, int step)
    {
        double share = (double)step / Run.Run.Steps;
        for (int target = 0; target < Targets.Length; target++)
        {
            foreach (ref readonly GradientPart part in Targets[target].Parts.AsSpan())
            {
                if (part.Step == step)
                {
                    ReverseObservable(in part, ref state, time, ref Cotangent(target));
                }
            }

            // The time of observation moves with both ends of the grid.
            Span<T> times = _cotangents.Span.Slice((target * _stride) + ((_moving + _constants) * Lanes), Lanes);
            Span<double> sums = InputSums(target)[(Arguments * Lanes)..];
            for (int lane = 0; lane < Lanes; lane++)
            {
                double rate = double.CreateTruncating(times[lane]);
                sums[lane] += rate * (1 - share);
                sums[Lanes + lane] += rate * share;
            }

            times.Clear();
        }
    }

    /// <summary>The derivatives of all paths of the group, in their columns of the block.</summary>
    public void Finish(Span<double> results, int slot)
    {
        for (int target = 0; target < Targets.Length; target++)
        {
            // What observables added at the start is left.
            Flush(target);
            int column = target * _columns.Stride;
            _values.AsSpan(target * Lanes, Lanes).CopyTo(results[((column++ * EnsembleBlock.Paths) + slot)..]);
            for (int c = 0; c < _components; c++, column++)
            {
                Span<double> result = results.Slice((column * EnsembleBlock.Paths) + slot, Lanes);
                Widening.ToDouble<T>(Row(target, c), result);
                if (_moving > _components)
                {
                    // The twin starts there too.
                    LaneSums.Add<T>(Row(target, _components + c), result);
                }
            }

            for (int input = 0; input < Arguments + 2; input++, column++)
            {
                Input(target, input, results.Slice((column * EnsembleBlock.Paths) + slot, Lanes));
            }
        }
    }

    /// <summary>How what moves with the step, (until - from) / steps, moves with one of the two times.</summary>
    public static double StepRate(double byStep, int time, int steps) => byStep * (time == 0 ? -1.0 : 1.0) / steps;

    /// <summary>How a constant moves with one of the two times: 0 for that of the start, 1 for that of the end.</summary>
    protected abstract double TimeRate(double byStep, int time);

    /// <summary>The cotangent of a target.</summary>
    protected ref T Cotangent(int target) => ref _cotangents.At(target * _stride);

    /// <summary>What arguments and times have got otherwise than over constants, a row of lanes each.</summary>
    protected Span<double> InputSums(int target) => Sums(target)[(_constants * Lanes)..];

    /// <summary>Moves what constants have got to the sums in double.</summary>
    protected void Flush(int target)
    {
        Span<T> cotangents = _cotangents.Span.Slice((target * _stride) + (_moving * Lanes), _constants * Lanes);
        LaneSums.Add<T>(cotangents, Sums(target));
        cotangents.Clear();
    }

    private void ReverseObservable(ref readonly GradientPart part, ref T state, T time, ref T cotangent)
    {
        ref readonly T constants = ref Run.Constants[0];
        T weight = T.CreateTruncating(part.Weight);
        if (part.Width > 0)
        {
            T smoothing = T.CreateTruncating(part.Width);
            _program.ReverseSmoothed(Run.Width, part.Observable, in state, in constants, time, smoothing, weight, ref cotangent);
            return;
        }

        _program.ReverseObservable(Run.Width, part.Observable, in state, in constants, time, weight, ref cotangent);
    }

    /// <summary>One derivative: what came otherwise, and over constants.</summary>
    private void Input(int target, int input, Span<double> result)
    {
        Span<double> sums = Sums(target);
        sums.Slice((_constants + input) * Lanes, Lanes).CopyTo(result);
        for (int i = 0; i < _constants; i++)
        {
            ReadOnlySpan<double> rates = _constantRates.AsSpan(i * (Arguments + 1), Arguments + 1);
            double rate = input < Arguments ? rates[input] : TimeRate(rates[Arguments], input - Arguments);
            if (rate != 0)
            {
                LaneSums.AddProducts(sums.Slice(i * Lanes, Lanes), rate, result);
            }
        }
    }

    private ReadOnlySpan<T> Row(int target, int row) => _cotangents.Span.Slice((target * _stride) + (row * Lanes), Lanes);

    private Span<double> Sums(int target) => _sums.Span.Slice(target * _sumStride, _sumStride);
}
