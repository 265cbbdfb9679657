namespace ItoSharp;

/// <summary>Builds the rows of a sampler: which formula each step uses, and its weights.</summary>
internal static class StepTable
{
    public static StepRow[] Build<T>(IProcess process, SampleGrid grid, SolverKernels<T> kernels, Prediction predicts)
        where T : unmanaged
    {
        foreach (SolverKernels<T> method in kernels.Methods)
        {
            RequireFits(grid, method);
        }

        RequireAlpha(grid, kernels);
        ReadOnlySpan<ProcessPoint> points = grid.Points;
        var rows = new StepRow[grid.StepCount];
        int history = 0; // consecutive nodes with a finite log-SNR, the current one included
        for (int n = 0; n < rows.Length; n++)
        {
            history = double.IsFinite(points[n].Lambda) ? history + 1 : 0;
            SolverKernels<T> own = kernels.At(n);
            StepLift? lift = StepLift.At(process, points[n], rows.Length, own);
            bool boundary = IsBoundary(points, n);
            StepCorrection? correction = boundary || n == 0 ? null : Correction(points, n, kernels, rows[n - 1], history);
            StepRow row =
                boundary ? BoundaryRow(points, n, own.Shape, predicts, lift)
                : own.Shape.HistoryFor(history) == 0 ? RungeKuttaRow(process, points, n, own, predicts, lift) with { Before = correction }
                : MultistepRow(process, points, n, kernels, predicts, history, correction, lift);
            rows[n] =
                kernels.Shape.BothForms && double.IsFinite(points[n].Lambda)
                    ? row with
                    {
                        OtherConversion = Convert(row.Points[0], predicts, row.OtherForm),
                    }
                    : row;
        }

        return rows;
    }

    /// <summary>The number of each step's first model evaluation; the last entry is their count.</summary>
    public static int[] FirstEvaluations(StepRow[] rows)
    {
        var first = new int[rows.Length + 1];
        for (int n = 0; n < rows.Length; n++)
        {
            first[n + 1] = first[n] + rows[n].Evaluations;
        }

        return first;
    }

    /// <summary>The nodes of a weight function: target, start, and the nodes before.</summary>
    public static void Gather(ReadOnlySpan<ProcessPoint> points, int step, Span<ProcessPoint> nodes)
    {
        for (int i = 0; i < nodes.Length; i++)
        {
            nodes[i] = points[step + 1 - i];
        }
    }

    /// <summary>What the corrector of step n - 1 adds to its result, once the model was asked there; null: nothing.</summary>
    private static StepCorrection? Correction<T>(
        ReadOnlySpan<ProcessPoint> points,
        int n,
        SolverKernels<T> kernels,
        StepRow before,
        int available
    )
        where T : unmanaged
    {
        SolverKernels<T> method = kernels.At(n - 1);
        int corrector = before is { Boundary: false, RungeKutta: false } ? Math.Min(method.Shape.Corrector, available) : 0;
        if (corrector == 0)
        {
            return null;
        }

        var weights = new double[Math.Max(corrector, before.History + 1)];
        Span<ProcessPoint> nodes = stackalloc ProcessPoint[weights.Length];
        Gather(points, n - 1, nodes);
        method.Correction(before.History, corrector, nodes, before.Level, weights);
        return new(before.Form, corrector, before.History, weights);
    }

    private static void RequireFits<T>(SampleGrid grid, SolverKernels<T> kernels)
        where T : unmanaged
    {
        SolverShape shape = kernels.Shape;
        ProcessPoint first = grid.Points[0];
        foreach (ProcessPoint target in grid.TowardsData ? default : grid.Points[1..])
        {
            if (shape.Noise is Stochasticity.Scale or Stochasticity.Posterior || shape.Churn)
            {
                throw new ArgumentException(
                    "the schedule runs from the data towards noise (encoding), which only a deterministic plan can do; this one's noise "
                        + $"({(shape.Churn ? "Churn" : shape.Noise)}) has no level that switches it off: exchange start and end time, or "
                        + "encode with a plan without noise",
                    "schedule"
                );
            }

            if (shape.Noise != Stochasticity.None && kernels.Level(target.Time) is not 0 and double level)
            {
                throw new ArgumentException(
                    "the schedule runs from the data towards noise (encoding), which only a deterministic plan can do; this plan's "
                        + $"{shape.Noise} is {level} at time {target.Time:R}: exchange start and end time, or use a level of 0",
                    "schedule"
                );
            }
        }

        if (first.Sigma == 0)
        {
            throw new ArgumentException(
                $"sigma is 0 at the start time {first.Time:R}; encode from a time where sigma is positive",
                "startTime"
            );
        }
    }

    /// <summary>A step in noise form has alpha &gt; 0 at both of its ends.</summary>
    private static void RequireAlpha<T>(SampleGrid grid, SolverKernels<T> kernels)
        where T : unmanaged
    {
        ReadOnlySpan<ProcessPoint> points = grid.Points;
        for (int n = 0; n < grid.StepCount; n++)
        {
            int node = points[n].Alpha == 0 ? n : n + 1;
            if (points[node].Alpha == 0 && kernels.At(n).Shape.Form == Prediction.Noise)
            {
                throw new ArgumentException(
                    $"alpha is 0 at time {points[node].Time:R}, where a plan in noise form is not defined: use a plan in data form, or "
                        + "start and end where alpha is positive",
                    node == 0 ? "startTime" : "endTime"
                );
            }
        }
    }

    private static bool IsBoundary(ReadOnlySpan<ProcessPoint> points, int n) =>
        !double.IsFinite(points[n].Lambda) || !double.IsFinite(points[n + 1].Lambda);

    /// <summary>
    /// From alpha = 0 or to sigma = 0 the step is the probability-flow ODE's with one node: x_t = (sigma_t/sigma_s) x +
    /// (alpha_t - alpha_s sigma_t/sigma_s) D, in which one of the two products vanishes. So the first step of rectified flow,
    /// whose drift is singular at t = 1, injects no noise.
    /// </summary>
    private static StepRow BoundaryRow(ReadOnlySpan<ProcessPoint> points, int n, SolverShape shape, Prediction predicts, StepLift? lift)
    {
        ProcessPoint s = lift?.Point ?? points[n];
        ProcessPoint t = points[n + 1];
        double gain = shape.Form == Prediction.Data ? t.Sigma / s.Sigma : t.Alpha / s.Alpha;
        double weight = shape.Form == Prediction.Data ? t.Alpha - s.Alpha * gain : t.Sigma - s.Sigma * gain;
        return Row(shape, predicts, [s], [gain, weight, 0], 1, boundary: true, history: 1, lift: lift);
    }

    private static StepRow MultistepRow<T>(
        IProcess process,
        ReadOnlySpan<ProcessPoint> points,
        int n,
        SolverKernels<T> all,
        Prediction predicts,
        int available,
        StepCorrection? before,
        StepLift? lift
    )
        where T : unmanaged
    {
        SolverKernels<T> kernels = all.At(n);
        SolverShape shape = kernels.Shape;
        int history = shape.HistoryFor(available);
        double levelTime = points[shape.Noise == Stochasticity.Posterior ? n : n + 1].Time;
        double level = kernels.Level(levelTime);
        RequireLevel(shape, level, levelTime);
        Span<ProcessPoint> nodes = stackalloc ProcessPoint[history + 1];
        Gather(points, n, nodes);
        nodes[1] = lift?.Point ?? nodes[1];
        Span<double> predictor = stackalloc double[history + 2];
        if (shape.Integrals == StepIntegrals.None)
        {
            kernels.Predictor(history, nodes, level, predictor);
        }
        else
        {
            kernels.Predictor(history, nodes, StepQuadrature.Evaluate(process, nodes[0], nodes[1], history, kernels), predictor);
        }

        // The corrector of the step before is folded into this step where it can be, so that no state is kept and no noise is drawn
        // twice: x_n = x_n^p + sum_j d_j m_(n-j), then x_(n+1) = a x_n + sum_j c_j m_(n-j) + nu z.
        bool folds =
            before is not null
            && before.Form == shape.Form
            && all.Takes(n, Math.Max(history, before.Weights.Length), noise: predictor[^1] != 0);
        ReadOnlySpan<double> correction = folds ? before!.Weights : default;
        int terms = Math.Max(history, correction.Length);
        var weights = new double[terms + 2];
        weights[0] = predictor[0];
        predictor[1..^1].CopyTo(weights.AsSpan(1));
        weights[^1] = predictor[^1];
        for (int j = 0; j < correction.Length; j++)
        {
            weights[1 + j] += predictor[0] * correction[j];
        }

        return Row(
            shape,
            predicts,
            [nodes[1]],
            weights,
            terms,
            boundary: false,
            history,
            folds ? before!.Nodes : 0,
            folds ? before!.History : 0,
            level,
            lift: lift,
            damped: shape.HeavyBall && available > 1
        ) with
        {
            Before = folds ? null : before,
        };
    }

    private static StepRow RungeKuttaRow<T>(
        IProcess process,
        ReadOnlySpan<ProcessPoint> points,
        int n,
        SolverKernels<T> kernels,
        Prediction predicts,
        StepLift? lift
    )
        where T : unmanaged
    {
        SolverShape shape = kernels.Shape;
        ProcessPoint s = lift?.Point ?? points[n];
        ProcessPoint t = points[n + 1];
        int stages = shape.Stages.Length;
        var at = new ProcessPoint[stages];
        for (int i = 0; i < stages; i++)
        {
            double c = shape.Stages[i];
            at[i] =
                c == 0 ? s
                : c == 1 ? t
                : process.At(StageTime(process, shape.StageClock, s, t, c));
        }

        Span<ProcessPoint> nodes = [t, .. at];
        var weights = new double[stages * (stages + 3) / 2];
        kernels.RungeKutta(nodes, weights);
        return Row(shape, predicts, at, weights, stages, boundary: false, history: 1, rungeKutta: true, lift: lift);
    }

    private static double StageTime(IProcess process, Clock clock, in ProcessPoint s, in ProcessPoint t, double c) =>
        clock switch
        {
            Clock.Time => (1 - c) * s.Time + c * t.Time,
            Clock.Lambda => process.TimeOfLambda((1 - c) * s.Lambda + c * t.Lambda),
            _ => process.TimeOfLambda(-Math.Log((1 - c) * (s.Sigma / s.Alpha) + c * (t.Sigma / t.Alpha))),
        };

    private static StepRow Row(
        SolverShape shape,
        Prediction predicts,
        ProcessPoint[] at,
        double[] weights,
        int terms,
        bool boundary,
        int history,
        int corrector = 0,
        int correctedHistory = 0,
        double level = 0,
        bool rungeKutta = false,
        StepLift? lift = null,
        bool damped = false
    )
    {
        // A heavy ball's first prediction is its whole history; later ones enter it with weight beta.
        double scale = damped ? level : 1;
        StepRow row = new()
        {
            Form = shape.Form,
            RungeKutta = rungeKutta,
            Boundary = boundary,
            History = history,
            Corrector = corrector,
            CorrectedHistory = correctedHistory,
            Level = level,
            Weights = weights,
            Terms = terms,
            Points = at,
            Conversions = Array.ConvertAll(at, p => Convert(p, predicts, shape.Form) * scale),
            ConversionScale = scale,
            Damped = damped,
            Damping = 1 - scale,
            Lift = lift,
            MeanWeights = new double[at.Length],
        };
        for (int block = 0; block < at.Length; block++)
        {
            // x - mu obeys the row, so x obeys it with 1 - a (and, for predictions in the coordinates of x, 1 - a - sum c) on mu.
            ReadOnlySpan<double> w = row.Block(block);
            double sum = w[0];
            for (int j = 1; shape.Form == Prediction.Data && j < (rungeKutta ? w.Length : w.Length - 1); j++)
            {
                sum += w[j];
            }

            row.MeanWeights[block] = 1 - sum;
        }

        return row;
    }

    private static Conversion Convert(in ProcessPoint point, Prediction predicts, Prediction form)
    {
        try
        {
            return Conversion.At(point, predicts, form);
        }
        catch (InvalidOperationException impossible)
        {
            throw new ArgumentException(impossible.Message, "model", impossible);
        }
    }

    private static void RequireLevel(SolverShape shape, double level, double time)
    {
        if (shape.Noise == Stochasticity.Tau && !(level >= 0 && double.IsFinite(level)))
        {
            throw new ArgumentException($"tau({time:R}) is {level}; it must be finite and not negative", "solver");
        }

        if (shape.Noise == Stochasticity.Posterior && !(level >= 0 && double.IsFinite(level)))
        {
            throw new ArgumentException($"PosteriorVariance({time:R}) is {level}; it must be finite and not negative", "solver");
        }

        if (shape.HeavyBall && !(level > 0 && level <= 1))
        {
            throw new ArgumentException($"the plan's Damping is {level}; it must lie in (0, 1]", "solver");
        }

        if (shape.Noise == Stochasticity.Eta && !(level >= 0 && level <= 1))
        {
            throw new ArgumentException($"eta is {level}; it must lie in [0, 1]", "solver");
        }
    }
}
