using System.Numerics;

namespace ItoSharp;

/// <summary>A teacher's run at its nodes: states <c>y = (x - mu) / alpha</c> and noise predictions, whose rate dy/d rho they are.</summary>
internal sealed class TeacherTrajectory<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly List<T[]> _states = [];
    private readonly List<T[]> _rates = [];
    private readonly double[] _rho;
    private readonly int _dimension;

    private TeacherTrajectory(double[] rho, int dimension)
    {
        _rho = rho;
        _dimension = dimension;
    }

    public static TeacherTrajectory<T> Record<TProcess>(FieldSampler<TProcess, T> teacher, ReadOnlySpan<T> start, GitsOptions options)
        where TProcess : class, IProcess<TProcess>
    {
        ReadOnlySpan<ProcessPoint> points = teacher.Grid.Points;
        var rho = new double[points.Length];
        for (int i = 0; i < rho.Length; i++)
        {
            rho[i] = points[i].Sigma / points[i].Alpha;
        }

        TeacherTrajectory<T> trajectory = new(rho, teacher.Model.Dimension);
        ReadOnlyMemory<T> mean = options.Run is SampleOptions<T> typed ? typed.Mean : default;
        using SamplerRun<T> run = teacher.Start(start, options.Run);
        if (run.IsStochastic)
        {
            throw new ArgumentException(
                "the teacher's plan is stochastic; GITS follows the probability-flow ODE: use a deterministic plan",
                "teacher"
            );
        }

        while (run.NextQuery is { } query)
        {
            options.Cancellation.ThrowIfCancellationRequested();
            teacher.Model.Evaluate(query.Input, query.Prediction.Span);
            // The first evaluation of a step is at its node.
            if (query.Step == trajectory._rates.Count)
            {
                ProcessPoint point = points[query.Step];
                trajectory.AddState(point, query.X.Span, mean.Span);
                trajectory.AddRate(Conversion.At(point, teacher.Model.Predicts, Prediction.Noise), query, mean.Span);
            }

            run.Advance();
        }

        trajectory.AddState(points[^1], run.State, mean.Span);
        return trajectory;
    }

    /// <summary>The distance of the Euler jump from s to t from the teacher's state at t, averaged over the rows.</summary>
    public double JumpError(int s, int t, GitsNorm norm)
    {
        double h = _rho[t] - _rho[s];
        (T[] from, T[] rate, T[] to) = (_states[s], _rates[s], _states[t]);
        double total = 0;
        for (int first = 0; first < from.Length; first += _dimension)
        {
            double sum = 0;
            for (int i = first; i < first + _dimension; i++)
            {
                double miss = double.CreateTruncating(from[i]) + h * double.CreateTruncating(rate[i]) - double.CreateTruncating(to[i]);
                sum += norm == GitsNorm.L1 ? Math.Abs(miss) : miss * miss;
            }

            total += norm == GitsNorm.L1 ? sum : Math.Sqrt(sum);
        }

        return total * _dimension / from.Length;
    }

    private void AddState(in ProcessPoint point, ReadOnlySpan<T> x, ReadOnlySpan<T> mean)
    {
        var y = new T[x.Length];
        for (int i = 0; i < y.Length; i++)
        {
            y[i] = T.CreateTruncating((double.CreateTruncating(x[i]) - Mean(mean, i)) / point.Alpha);
        }

        _states.Add(y);
    }

    private void AddRate(in Conversion conversion, ModelQuery<T> query, ReadOnlySpan<T> mean)
    {
        var rate = new T[query.X.Length];
        for (int i = 0; i < rate.Length; i++)
        {
            rate[i] = T.CreateTruncating(
                conversion.X * double.CreateTruncating(query.X.Span[i])
                    + conversion.Model * double.CreateTruncating(query.Prediction.Span[i])
                    + conversion.Mean * Mean(mean, i)
            );
        }

        _rates.Add(rate);
    }

    // A mean is given for every row, or once for all.
    private static double Mean(ReadOnlySpan<T> mean, int i) => mean.IsEmpty ? 0 : double.CreateTruncating(mean[i % mean.Length]);
}
