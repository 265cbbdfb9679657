using System.Numerics;

namespace ItoSharp;

/// <summary>One part of a batch through a reversible scheme and back, in a fixed number of states whatever the number of steps.</summary>
internal abstract class ReversiblePass<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly RunInput<T> _input;
    private readonly T[] _noise;

    protected ReversiblePass(ReversiblePlan plan, RunInput<T> input, Increment<T> increment, int length)
    {
        Plan = plan;
        Increment = increment;
        _input = input;
        _noise = new T[plan.Stochastic ? length : 0];
        Y = new double[length];
        Z = new double[length];
        YBar = new double[length];
        ZBar = new double[length];
        Scratch = new double[length];
    }

    public Increment<T> Increment { get; }

    protected ReversiblePlan Plan { get; }

    /// <summary>The state, which becomes the samples.</summary>
    protected double[] Y { get; }

    /// <summary>The state that makes the scheme reversible.</summary>
    protected double[] Z { get; }

    protected double[] YBar { get; }

    protected double[] ZBar { get; }

    protected double[] Scratch { get; }

    /// <summary>Takes start states to samples.</summary>
    public void Forward(ReadOnlySpan<T> start, Span<T> samples, SharedProgress? progress)
    {
        ReadOnlySpan<T> mean = _input.Mean.Span;
        for (int i = 0; i < Y.Length; i++)
        {
            Y[i] = (double.CreateTruncating(start[i]) - At(mean, i)) / Plan.Scales[0];
            Z[i] = Y[i];
        }

        Begin();
        for (int n = 0; n < Plan.Forward.Length; n++)
        {
            _input.Options.Cancellation.ThrowIfCancellationRequested();
            Step(n);
            progress?.StepDone(Plan.Forward[n].Points[0].Time);
        }

        for (int i = 0; i < Y.Length; i++)
        {
            samples[i] = T.CreateTruncating(Plan.Scales[^1] * Y[i] + At(mean, i));
        }
    }

    /// <summary>Takes the samples' cotangent, in place, to the start state's, and returns the error of the reconstructed start.</summary>
    public double Reverse(T[] x, ReadOnlySpan<T> start)
    {
        for (int i = 0; i < x.Length; i++)
        {
            YBar[i] = Plan.Scales[^1] * double.CreateTruncating(x[i]);
        }

        for (int n = Plan.Forward.Length - 1; n >= 0; n--)
        {
            _input.Options.Cancellation.ThrowIfCancellationRequested();
            StepBack(n);
        }

        End();
        ReadOnlySpan<T> mean = _input.Mean.Span;
        double error = 0;
        double size = 1;
        for (int i = 0; i < x.Length; i++)
        {
            double centred = double.CreateTruncating(start[i]) - At(mean, i);
            double worse = Math.Max(Math.Abs(Plan.Scales[0] * Y[i] - centred), Math.Abs(Plan.Scales[0] * Z[i] - centred));
            // A NaN stays.
            error = worse <= error ? error : worse;
            size = Math.Max(size, Math.Abs(centred));
            x[i] = T.CreateTruncating((YBar[i] + ZBar[i]) / Plan.Scales[0]);
        }

        return error / size;
    }

    /// <summary>Before the first step.</summary>
    protected virtual void Begin() { }

    /// <summary>After the reverse of the first step.</summary>
    protected virtual void End() { }

    /// <summary>One step of y and z.</summary>
    protected abstract void Step(int n);

    /// <summary>Reconstructs y and z before a step, and takes their cotangents there.</summary>
    protected abstract void StepBack(int n);

    /// <summary>Adds the step's noise, times a sign, to y and z: it is the same in both, and recomputed on the way back.</summary>
    protected void AddNoise(int n, double sign)
    {
        if (Plan.Noise[n] == 0)
        {
            return;
        }

        _input.FillNoise(n, _noise);
        double weight = sign * Plan.Noise[n];
        for (int i = 0; i < Y.Length; i++)
        {
            double added = weight * double.CreateTruncating(_noise[i]);
            Y[i] += added;
            Z[i] += added;
        }
    }

    private static double At(ReadOnlySpan<T> mean, int i) => mean.IsEmpty ? 0 : double.CreateTruncating(mean[i]);
}
