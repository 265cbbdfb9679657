using System.Numerics;

namespace ItoSharp;

/// <summary>KLUB's costs of all steps between candidate nodes, the expectations estimated on noised data.</summary>
internal static class SampledBound<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>costs[j][i - j - 1] of the step from candidate j (noisy) to i.</summary>
    public static double[][] Costs(
        IModel<T> model,
        IProcess process,
        SampleGrid grid,
        ReadOnlySpan<T> data,
        ReadOnlySpan<T> condition,
        AlignYourStepsOptions options
    )
    {
        int dimension = model.Dimension;
        RequireShapes(model, process, data.Length, condition.Length);
        T[][] predictions = Predictions(model, process, grid, data, condition, options);
        int rows = data.Length / dimension;
        ReadOnlySpan<ProcessPoint> points = grid.Points;
        var costs = new double[points.Length - 1][];
        for (int j = 0; j < costs.Length; j++)
        {
            options.Cancellation.ThrowIfCancellationRequested();
            costs[j] = new double[points.Length - 1 - j];
            double sum = 0;
            double before = 0;
            for (int i = j + 1; i < points.Length; i++)
            {
                double now = Math.Exp(2 * points[i].Lambda) * SquaredDistance(predictions[j], predictions[i]) / rows;
                sum += 0.5 * (before + now) * (points[i].Lambda - points[i - 1].Lambda);
                before = now;
                costs[j][i - j - 1] = sum;
            }

            options.Progress?.Report(0.5 + 0.5 * (j + 1) / costs.Length);
        }

        return costs;
    }

    // The data predictions at every node along one forward path a row: the joint law of all pairs of nodes is the process's own.
    private static T[][] Predictions(
        IModel<T> model,
        IProcess process,
        SampleGrid grid,
        ReadOnlySpan<T> data,
        ReadOnlySpan<T> condition,
        AlignYourStepsOptions options
    )
    {
        int dimension = model.Dimension;
        ReadOnlySpan<ProcessPoint> points = grid.Points;
        var predictions = new T[points.Length][];
        T[] x = data.ToArray();
        var noise = new T[dimension];
        for (int n = points.Length - 1; n >= 0; n--)
        {
            options.Cancellation.ThrowIfCancellationRequested();
            ProcessPoint point = points[n];
            TransitionKernel kernel =
                n == points.Length - 1
                    ? new(point.Alpha, point.Sigma * point.Sigma)
                    : TransitionKernel.Between(process, points[n + 1].Time, point.Time);
            (T gain, T deviation) = (T.CreateTruncating(kernel.Gain), T.CreateTruncating(kernel.Deviation));
            for (int row = 0; row < x.Length / dimension; row++)
            {
                TypedNoise.Fill(options.Seed, (ulong)row, (uint)n, noise);
                for (int i = 0; i < dimension; i++)
                {
                    x[row * dimension + i] = gain * x[row * dimension + i] + deviation * noise[i];
                }
            }

            var prediction = new T[x.Length];
            model.Evaluate(new ModelInput<T>(x, x.Length / dimension, point.Time, condition), prediction);
            PredictionMap map = PredictionMap.Between(point, model.Predicts, Prediction.Data);
            Elementwise.ScaleAdd(prediction, map.Model, map.State, x);
            predictions[n] = prediction;
            options.Progress?.Report(0.5 * (points.Length - n) / points.Length);
        }

        return predictions;
    }

    private static double SquaredDistance(T[] a, T[] b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            double miss = double.CreateTruncating(a[i] - b[i]);
            sum += miss * miss;
        }

        return sum;
    }

    private static void RequireShapes(IModel<T> model, IProcess process, int data, int condition)
    {
        if (data == 0 || data % model.Dimension != 0)
        {
            throw new ArgumentException(
                $"data has {data} values; it must hold at least one row of the model's dimension {model.Dimension}, and whole rows",
                nameof(data)
            );
        }

        int rows = data / model.Dimension;
        if (condition != rows * model.ConditionDimension)
        {
            throw new ArgumentException(
                $"condition has {condition} values for {rows} rows of the model's condition dimension {model.ConditionDimension}",
                nameof(condition)
            );
        }

        if (process.MeanReverting)
        {
            throw new ArgumentException(
                "the process reverts to a mean: optimise for x - mu, on a process without mean of the same alpha and sigma",
                nameof(process)
            );
        }
    }
}
