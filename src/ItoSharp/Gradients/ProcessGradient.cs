namespace ItoSharp;

/// <summary>
/// Takes the cotangents of a sampler's weights through their closed forms to the nodes' times and the noise levels, and through
/// the schedule to the process's parameters.
/// </summary>
internal sealed class ProcessGradient<T>
    where T : unmanaged
{
    private readonly SamplerPlan<T> _plan;
    private readonly ProcessPoint[] _nodes;
    private readonly double[] _times;
    private readonly double[] _levels;
    private readonly double[] _parameters;
    private readonly bool _thresholded;

    // The cotangent of the point to which churn takes the present step's start; Time: of the model's time there.
    private ProcessPoint _lifted;

    private ProcessGradient(SamplerPlan<T> plan, bool thresholded)
    {
        _plan = plan;
        _thresholded = thresholded;
        _nodes = new ProcessPoint[plan.Grid.Points.Length];
        _times = new double[_nodes.Length];
        _levels = new double[plan.Rows.Length];
        _parameters = new double[plan.Process.ParameterNames.Count];
    }

    /// <summary>Whether the model's time derivative is needed: some model time moves with the parameters.</summary>
    public static bool MovesNodes(SamplerPlan<T> plan) =>
        plan.Process.ParameterNames.Count > 0
        && (
            plan.Grid.Nodes.ToArray().Any(node => !node.FixedTime)
            || plan.Rows.Any(row => row.Lift is not null)
            // Stages in t stay where they are between nodes that do.
            || plan.Rows.Where((row, n) => row.RungeKutta && MovesStages(plan.Kernels.At(n).Shape)).Any()
        );

    private static bool MovesStages(SolverShape shape) => shape.StageClock != Clock.Time && shape.Stages.Any(c => c is not (0 or 1));

    /// <summary>
    /// The gradients of the process's parameters, of each node's time as a number of its own, and of each step's level. The first
    /// is right only where the model's time derivative is there or not needed, the second only where it is there.
    /// </summary>
    /// <param name="plan">The plan.</param>
    /// <param name="weights">The cotangents of its numbers.</param>
    /// <param name="thresholded">Whether the run's steps took thresholded data predictions for those of the model.</param>
    public static (double[] Parameters, double[] Times, double[] Levels) Of(SamplerPlan<T> plan, WeightCotangents weights, bool thresholded)
    {
        ProcessGradient<T> gradient = new(plan, thresholded);
        for (int node = 0; node < weights.Nodes.Length; node++)
        {
            gradient.AddTo(node, weights.Nodes[node]);
        }

        for (int n = plan.Rows.Length - 1; n >= 0; n--)
        {
            gradient.Row(n, plan.Rows[n], weights);
        }

        double[] times = gradient.Times();
        gradient.Nodes();
        return (gradient._parameters, times, gradient._levels);
    }

    private void Row(int n, StepRow row, WeightCotangents weights)
    {
        _lifted = default;
        if (row.RungeKutta)
        {
            RungeKutta(n, row, weights);
        }
        else
        {
            AddToStart(n, Conversion(n, row, 0, weights), weights.Times[n][0]);
            if (row.Damped)
            {
                PredictionMap map = weights.Conversions[n][0];
                Conversion raw = ItoSharp.Conversion.At(row.Points[0], Predicts, row.Form);
                _levels[n] += map.State * raw.X + map.Model * raw.Model - weights.Damped[n];
            }

            if (row.Boundary)
            {
                Boundary(n, row, weights.Weights[n]);
            }
            else
            {
                Multistep(n, row, weights.Weights[n]);
            }
        }

        if (row.OtherConversion is not null)
        {
            AddToStart(n, PredictionMap.PullBack(row.Points[0], Predicts, row.OtherForm, weights.Others[n]));
        }

        if (row.Before is { } correction)
        {
            Correction(n, correction.Nodes, correction.History, weights.Corrections[n]);
        }

        if (row.Lift is { } lift)
        {
            Lift(n, lift, weights.Lifts[n]);
        }
    }

    /// <summary>A lifted start lies at rho' = (1 + churn) rho, where churn is a number of the plan: lambda' = lambda - log(1 + churn).</summary>
    private void Lift(int n, StepLift lift, (double Gain, double Noise) cotangent)
    {
        AddTo(n, lift.PullBack(_plan.Grid.Points[n], cotangent.Gain, cotangent.Noise, out ProcessPoint lifted));
        double lambda = MoveWithLambda(lift.Point, Sum(_lifted, lifted), _lifted.Time);
        AddTo(n, new(0, 0, 0, lambda, 0, 0));
    }

    /// <summary>Adds to the point at which a step starts: its node, or the one to which churn first takes it.</summary>
    private void AddToStart(int n, in ProcessPoint cotangent, double time = 0)
    {
        if (_plan.Rows[n].Lift is null)
        {
            AddTo(n, cotangent);
            _times[n] += time;
        }
        else
        {
            _lifted = Sum(_lifted, cotangent) with { Time = _lifted.Time + time };
        }
    }

    /// <summary>What the steps took their predictions for.</summary>
    private Prediction Predicts => _thresholded ? Prediction.Data : _plan.Model.Predicts;

    /// <summary>The cotangent of the point at which a prediction was converted: in one go, or by way of the thresholded data.</summary>
    private ProcessPoint Conversion(int n, StepRow row, int block, WeightCotangents weights)
    {
        ProcessPoint point = row.Points[block];
        PredictionMap map = weights.Conversions[n][block];
        PredictionMap last = new(map.State * row.ConversionScale, map.Model * row.ConversionScale);
        ProcessPoint cotangent = PredictionMap.PullBack(point, Predicts, row.Form, last);
        return _thresholded
            ? Sum(cotangent, PredictionMap.PullBack(point, _plan.Model.Predicts, Prediction.Data, weights.ToData[n][block]))
            : cotangent;
    }

    private void Multistep(int n, StepRow row, double[] cotangent)
    {
        var predictor = new double[row.History + 2];
        predictor[0] = cotangent[0];
        predictor[^1] = cotangent[^1];
        cotangent.AsSpan(1, row.History).CopyTo(predictor.AsSpan(1));
        int corrected = row.Corrector > 0 ? Math.Max(row.Corrector, row.CorrectedHistory + 1) : 0;
        if (corrected > 0)
        {
            // The row is c_j + a d_j: the correction is needed again for its part of a's cotangent.
            var nodes = new ProcessPoint[corrected];
            StepTable.Gather(_plan.Grid.Points, n - 1, nodes);
            var correction = new double[corrected];
            _plan.Kernels.At(n - 1).Correction(row.CorrectedHistory, row.Corrector, nodes, _plan.Rows[n - 1].Level, correction);
            var correctionCotangent = new double[corrected];
            for (int j = 0; j < corrected; j++)
            {
                predictor[0] += correction[j] * cotangent[1 + j];
                correctionCotangent[j] = row.PlanGain * cotangent[1 + j];
            }

            Correction(n, row.Corrector, row.CorrectedHistory, correctionCotangent);
        }

        var points = new ProcessPoint[row.History + 1];
        StepTable.Gather(_plan.Grid.Points, n, points);
        points[1] = row.Points[0];
        var cotangents = new ProcessPoint[points.Length];
        if (_plan.Kernels.At(n).Shape.Integrals == StepIntegrals.None)
        {
            _levels[n] += _plan.Kernels.At(n).PredictorPullBack(row.History, points, row.Level, predictor, cotangents);
        }
        else
        {
            Integrals(n, row.History, points, predictor, cotangents);
        }

        AddToStart(n, cotangents[1], cotangents[1].Time);
        cotangents[1] = default;
        Scatter(n, cotangents);
    }

    /// <summary>Takes the cotangent of the correction of the step before to its nodes and its level.</summary>
    private void Correction(int n, int corrector, int history, double[] cotangent)
    {
        var nodes = new ProcessPoint[cotangent.Length];
        StepTable.Gather(_plan.Grid.Points, n - 1, nodes);
        var nodeCotangents = new ProcessPoint[nodes.Length];
        _levels[n - 1] += _plan
            .Kernels.At(n - 1)
            .CorrectionPullBack(history, corrector, nodes, _plan.Rows[n - 1].Level, cotangent, nodeCotangents);
        Scatter(n - 1, nodeCotangents);
    }

    /// <summary>Weights that are made of integrals over the step: theirs are taken back to its ends.</summary>
    private void Integrals(int n, int history, ProcessPoint[] points, double[] predictor, ProcessPoint[] cotangents)
    {
        SolverKernels<T> kernels = _plan.Kernels.At(n);
        double[] integrals = StepQuadrature.Evaluate(_plan.Process, points[0], points[1], history, kernels);
        var cotangent = new double[integrals.Length];
        kernels.PredictorPullBack(history, points, integrals, predictor, cotangents, cotangent);
        (ProcessPoint target, ProcessPoint start) =
            kernels.Shape.Integrals == StepIntegrals.Scale
                ? StepQuadrature.PullBackScale(points[0], points[1], integrals, cotangent, kernels)
            : kernels.Shape.LeftSums > 0
                ? LeftSums.PullBackTime(_plan.Process, points[0], points[1], cotangent, kernels.Shape.LeftSums, _parameters)
            : StepQuadrature.PullBackTime(
                _plan.Process,
                points[0],
                points[1],
                cotangent,
                (point, time) => MoveWithLambda(point, default, time)
            );
        AddTo(n + 1, target);
        AddTo(n, start);
        _times[n + 1] += target.Time;
        _times[n] += start.Time;
    }

    private void Boundary(int n, StepRow row, double[] cotangent)
    {
        ProcessPoint s = row.Points[0];
        ProcessPoint t = _plan.Grid.Points[n + 1];
        // gain = b_t / b_s and weight = a_t - a_s gain, with (a, b) = (alpha, sigma) in data form and exchanged in noise form.
        bool data = row.Form == Prediction.Data;
        (double aS, double bS, double bT) = data ? (s.Alpha, s.Sigma, t.Sigma) : (s.Sigma, s.Alpha, t.Alpha);
        double gain = cotangent[0] - aS * cotangent[1];
        double bTBar = gain / bS;
        double bSBar = -gain * bT / (bS * bS);
        double aTBar = cotangent[1];
        double aSBar = -cotangent[1] * bT / bS;
        AddToStart(n, data ? new(0, aSBar, bSBar, 0, 0, 0) : new(0, bSBar, aSBar, 0, 0, 0));
        AddTo(n + 1, data ? new(0, aTBar, bTBar, 0, 0, 0) : new(0, bTBar, aTBar, 0, 0, 0));
    }

    private void RungeKutta(int n, StepRow row, WeightCotangents weights)
    {
        ProcessPoint t = _plan.Grid.Points[n + 1];
        ProcessPoint[] nodes = [t, .. row.Points];
        var cotangents = new ProcessPoint[nodes.Length];
        _plan.Kernels.At(n).RungeKuttaPullBack(nodes, weights.Weights[n], cotangents);
        AddTo(n + 1, cotangents[0]);
        _times[n + 1] += cotangents[0].Time;
        for (int i = 0; i < row.Points.Length; i++)
        {
            ProcessPoint point = Sum(cotangents[1 + i], Conversion(n, row, i, weights));
            Stage(n, _plan.Kernels.At(n).Shape.Stages[i], row.Points[i], point, weights.Times[n][i] + cotangents[1 + i].Time);
        }
    }

    /// <summary>A stage lies at (1 - c) s + c t of its clock: at the step's ends, or at a time that follows from theirs.</summary>
    private void Stage(int n, double c, in ProcessPoint point, in ProcessPoint cotangent, double time)
    {
        if (c == 0)
        {
            AddToStart(n, cotangent, time);
            return;
        }

        if (c == 1)
        {
            AddTo(n + 1, cotangent);
            _times[n + 1] += time;
            return;
        }

        Clock clock = _plan.Kernels.At(n).Shape.StageClock;
        if (clock == Clock.Time)
        {
            double moved = _plan.Process.PullBack(point.Time, cotangent, _parameters) + time;
            AddToStart(n, default, (1 - c) * moved);
            _times[n + 1] += c * moved;
            return;
        }

        double lambda = MoveWithLambda(point, cotangent, time);
        ProcessPoint s = _plan.Rows[n].Points[0];
        ProcessPoint t = _plan.Grid.Points[n + 1];
        double rho = point.Sigma / point.Alpha;
        double byS = clock == Clock.Lambda ? 1 : s.Sigma / s.Alpha / rho;
        double byT = clock == Clock.Lambda ? 1 : t.Sigma / t.Alpha / rho;
        AddToStart(n, new(0, 0, 0, lambda * (1 - c) * byS, 0, 0));
        AddTo(n + 1, new(0, 0, 0, lambda * c * byT, 0, 0));
    }

    /// <summary>Along a node's time move alpha, sigma and lambda there, and the time at which the model is asked.</summary>
    private double[] Times()
    {
        var times = new double[_nodes.Length];
        for (int i = 0; i < times.Length; i++)
        {
            ProcessPoint point = _plan.Grid.Points[i];
            ProcessPoint cotangent = double.IsFinite(point.Lambda) ? _nodes[i] : _nodes[i] with { Lambda = 0 };
            times[i] = _plan.Process.PullBack(point.Time, cotangent, default) + _times[i];
        }

        return times;
    }

    private void Nodes()
    {
        double start = 0;
        double end = 0;
        ReadOnlySpan<ProcessPoint> points = _plan.Grid.Points;
        for (int i = 0; i < _nodes.Length; i++)
        {
            ScheduleNode node = _plan.Grid.Nodes[i];
            if (node.IsData)
            {
                continue; // alpha = 1 and sigma = 0 whatever the parameters
            }

            if (!double.IsFinite(points[i].Lambda))
            {
                // alpha or sigma is zero here whatever the parameters: only the other one can move.
                bool noNoise = points[i].Sigma == 0;
                _nodes[i] = _nodes[i] with { Lambda = 0, Sigma = noNoise ? 0 : _nodes[i].Sigma, Alpha = noNoise ? _nodes[i].Alpha : 0 };
            }

            if (node.FixedTime)
            {
                _plan.Process.PullBack(points[i].Time, _nodes[i], _parameters);
            }
            else
            {
                double lambda = MoveWithLambda(points[i], _nodes[i], _times[i]);
                start += lambda * node.LambdaByStart;
                end += lambda * node.LambdaByEnd;
            }
        }

        AddEnd(_plan.Grid.ScheduleStart, start);
        AddEnd(_plan.Grid.ScheduleEnd, end);
    }

    private void AddEnd(double time, double lambda)
    {
        if (lambda != 0)
        {
            _plan.Process.PullBack(time, new(0, 0, 0, lambda, 0, 0), _parameters);
        }
    }

    /// <summary>
    /// For a point whose log-SNR is given: t follows from lambda(t; p) = lambda_i(p), so dt = (d lambda_i - d_p lambda) / lambda'.
    /// Adds the part at fixed lambda_i and returns the cotangent of lambda_i.
    /// </summary>
    private double MoveWithLambda(in ProcessPoint point, in ProcessPoint cotangent, double time)
    {
        double alongTime = _plan.Process.PullBack(point.Time, cotangent, _parameters) + time;
        double lambda = alongTime / (point.AlphaRate / point.Alpha - point.SigmaRate / point.Sigma);
        _plan.Process.PullBack(point.Time, new(0, 0, 0, -lambda, 0, 0), _parameters);
        return lambda;
    }

    private void Scatter(int step, ReadOnlySpan<ProcessPoint> cotangents)
    {
        for (int i = 0; i < cotangents.Length; i++)
        {
            AddTo(step + 1 - i, cotangents[i]);
            _times[step + 1 - i] += cotangents[i].Time;
        }
    }

    private void AddTo(int node, in ProcessPoint cotangent) => _nodes[node] = Sum(_nodes[node], cotangent);

    private static ProcessPoint Sum(in ProcessPoint a, in ProcessPoint b) =>
        new(0, a.Alpha + b.Alpha, a.Sigma + b.Sigma, a.Lambda + b.Lambda, a.AlphaRate + b.AlphaRate, a.SigmaRate + b.SigmaRate);
}
