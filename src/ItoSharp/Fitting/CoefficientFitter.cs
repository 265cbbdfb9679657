namespace ItoSharp;

/// <summary>
/// Walks a batch through a sampler and fits each step's additive weights to a target; the steps that follow start from the
/// fitted ones.
/// </summary>
internal static class CoefficientFitter
{
    /// <summary>Refuses samplers whose steps a fit cannot judge one by one.</summary>
    public static void RequireFits<T>(SamplerPlan<T> plan, FitOptions options, int memory)
        where T : unmanaged
    {
        SolverShape shape = plan.Kernels.Shape;
        if (plan.Kernels is ScheduledKernels<T>)
        {
            throw new ArgumentException(
                "a fit compares with finer steps of the same method, of which a per-step schedule has none: fit its methods one by one",
                "sampler"
            );
        }

        if (plan.Grid.Nodes.ToArray().Any(node => node.IsData))
        {
            throw new ArgumentException(
                "the sampler's schedule ends with DenoiseToZero, a step that has no finer ones: fit without it, and add it to the sampler "
                    + "that takes the table",
                "sampler"
            );
        }

        if (plan.Coefficients is not null)
        {
            throw new ArgumentException("the sampler already has coefficients; fit sampler.With(null)", "sampler");
        }

        if (plan.Rows.FirstOrDefault(row => row.Stochastic) is { } noisy)
        {
            throw new ArgumentException(
                $"the sampler injects noise ({shape.Noise} = {noisy.Level:R} on the step from time {noisy.Points[0].Time:R}), so that no "
                    + "finer run ends at the same state: fit it at a level of 0",
                "sampler"
            );
        }

        if (plan.Rows.FirstOrDefault(row => row.Lift is not null) is { } churned)
        {
            throw new ArgumentException(
                $"the sampler churns: before a step it adds noise (on the one from time {churned.Points[0].Time:R} at first), so that no "
                    + "finer run ends at the same state: fit it without churn",
                "sampler"
            );
        }

        if (shape.Corrector > 0)
        {
            throw new ArgumentException(
                "the sampler has a corrector, which mends each step's end only with the next prediction, so that a step has no end to fit: "
                    + "use a plan without corrector, or learn the weights with Gradient(..).Coefficients",
                "sampler"
            );
        }

        int available = shape.RungeKutta ? shape.Stages.Length : shape.Terms[^1];
        if (memory > available)
        {
            throw new ArgumentException(
                shape.RungeKutta
                    ? $"the fit weighs {memory} predictions, but a step of this Runge-Kutta plan has {available} stages"
                    : $"the fit weighs {memory} predictions, but this sampler has steps for {available}: declare it with [Sampler<..>(Memory = {memory})]",
                "sampler"
            );
        }

        if (options.RankTolerance is { } tolerance && !(tolerance >= 0 && tolerance < 1))
        {
            throw new ArgumentOutOfRangeException("options", tolerance, "RankTolerance must lie in [0, 1)");
        }
    }

    /// <summary>The options of the runs of a fit, which reports its own progress and whose inner runs nobody observes.</summary>
    public static SampleOptions RunOptions<T>(FitOptions options)
        where T : unmanaged
    {
        SampleOptions run = (options.Run ?? new SampleOptions()) with { Progress = null };
        if (run is not SampleOptions<T> typed)
        {
            return run;
        }

        return typed.Inpainting is null
            ? typed with
            {
                StepCompleted = null,
            }
            : throw new ArgumentException(
                "the options' Run inpaints: known values replace what a step made, so that there is nothing there to fit; fit without",
                "options"
            );
    }

    public static CoefficientFit Fit<T>(SamplerPlan<T> plan, BatchParts<T> parts, StepTarget<T> target, FitOptions options, int differences)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        SolverShape shape = plan.Kernels.Shape;
        bool data = shape.Form == Prediction.Data;
        double tolerance = options.RankTolerance ?? Math.Sqrt(double.CreateTruncating(T.BitIncrement(T.One) - T.One));
        int dimension = plan.Model.Dimension;
        var students = new SamplerRun<T>[parts.Count];
        parts.Run(part => students[part.Index] = new(plan, part.Input, part.Start.Span));
        StepCoefficients table = StepCoefficients.Zero(plan.Rows.Length, Math.Max(differences + 1, 1));
        var steps = new StepFit[plan.Rows.Length];
        var residual = new double[parts.Results.Length];
        for (int n = 0; n < plan.Rows.Length; n++)
        {
            List<Regressor> regressors = Regressor.Differences(plan.Rows[n], n, shape, differences);
            if (n == 0 && options.FirstStep && regressors.Count == 0)
            {
                regressors.Add(Regressor.First(plan.Grid.Points[0], shape));
            }

            double[][] columns = Buffers.Of<double>(regressors.Count, residual.Length);
            int step = n;
            target.Begin(step);
            parts.Run(part =>
            {
                SamplerRun<T> student = students[part.Index];
                int offset = part.Input.First * dimension;
                ReadOnlySpan<T> wanted = target.At(step, part, student);
                T[] state = student.State.ToArray();
                StepTarget<T>.RunTo(plan, student, step + 1, part.Input.Options.Cancellation);
                for (int i = 0; i < state.Length; i++)
                {
                    residual[offset + i] = double.CreateTruncating(wanted[i]) - double.CreateTruncating(student.State[i]);
                }

                for (int k = 0; k < columns.Length; k++)
                {
                    regressors[k].Fill(student, state, part.Input.Mean.Span, data, columns[k].AsSpan(offset, state.Length));
                }
            });

            (double[] weights, int rank) = PivotedLeastSquares.Solve(columns, residual, tolerance);
            double before = RootMeanSquare(residual);
            for (int k = 0; k < columns.Length; k++)
            {
                Elementwise.ScaleAdd(residual, 1, -weights[k], columns[k]);
            }

            steps[n] = new(n, columns.Length, rank, before, RootMeanSquare(residual));
            table = Write(table, n, regressors, weights);
            Move(parts, students, columns, weights, dimension);
            options.Run?.Progress?.Report(new(n + 1, plan.Rows.Length, plan.Grid.Points[n + 1].Time));
        }

        return new(table, steps, target.Evaluations + plan.Rows.Sum(row => row.Evaluations));
    }

    private static StepCoefficients Write(StepCoefficients table, int step, List<Regressor> regressors, double[] weights)
    {
        double state = 0;
        var predictions = new double[table.Memory];
        for (int k = 0; k < weights.Length; k++)
        {
            state += weights[k] * regressors[k].State;
            for (int j = 0; j < regressors[k].Predictions.Length; j++)
            {
                if (regressors[k].Predictions[j] != 0)
                {
                    predictions[j] += weights[k] * regressors[k].Predictions[j];
                }
            }
        }

        return table.WithStep(step, predictions, state);
    }

    private static void Move<T>(BatchParts<T> parts, SamplerRun<T>[] students, double[][] columns, double[] weights, int dimension)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> =>
        parts.Run(part =>
        {
            Span<T> state = students[part.Index].MutableState;
            int offset = part.Input.First * dimension;
            for (int i = 0; i < state.Length; i++)
            {
                double value = double.CreateTruncating(state[i]);
                for (int k = 0; k < columns.Length; k++)
                {
                    value += weights[k] * columns[k][offset + i];
                }

                state[i] = T.CreateTruncating(value);
            }
        });

    private static double RootMeanSquare(double[] values) => Math.Sqrt(values.Sum(value => value * value) / values.Length);
}
