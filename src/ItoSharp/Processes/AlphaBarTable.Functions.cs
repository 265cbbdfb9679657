namespace ItoSharp;

/// <content>alpha, sigma, log-SNR and their derivatives between the indices.</content>
public sealed partial class AlphaBarTable
{
    /// <inheritdoc/>
    public double Alpha(double t)
    {
        bool linear = Locate(t, out int i, out double w);
        return linear ? (1 - w) * Math.Exp(0.5 * _logs[i]) : Math.Exp(0.5 * LogAt(i, w));
    }

    /// <inheritdoc/>
    public double Sigma(double t) => Math.Sqrt(-Special.Expm1(LogAlphaBar(t)));

    /// <inheritdoc/>
    public double Lambda(double t) => LambdaOfLog(LogAlphaBar(t));

    /// <summary>log alpha-bar at a time: the table's at the indices, linear between them.</summary>
    public double LogAlphaBar(double t)
    {
        bool linear = Locate(t, out int i, out double w);
        return linear ? _logs[i] + 2 * Math.Log(1 - w) : LogAt(i, w);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">The table does not reach that log-SNR.</exception>
    public double TimeOfLambda(double lambda)
    {
        // alpha-bar = 1 / (1 + exp(-2 lambda)), by the form that keeps the digits of its logarithm.
        double log = lambda > 0 ? -Special.Log1p(Math.Exp(-2 * lambda)) : 2 * lambda - Special.Log1p(Math.Exp(2 * lambda));
        double last = LambdaOfLog(_logs[^1]);
        // The ends are times of the table even where the formula lands an ulp outside.
        if (log < _logs[^1] && Math.Abs(lambda - last) <= 1e-14 * (1 + Math.Abs(last)))
        {
            return MaxTime;
        }

        if (!(log <= 0 && log >= _logs[^1]))
        {
            throw new ArgumentOutOfRangeException(
                nameof(lambda),
                lambda,
                FormattableString.Invariant(
                    $"the table's log-SNR falls from infinity at t = -1 to {last:R} at its last index {IndexCount - 1}; it does not reach this one"
                )
            );
        }

        // The interval with logs[i] >= log > logs[i + 1].
        int low = 0;
        int high = _logs.Length - 1;
        while (high - low > 1)
        {
            int middle = (low + high) / 2;
            (low, high) = _logs[middle] >= log ? (middle, high) : (low, middle);
        }

        double w =
            double.IsNegativeInfinity(log) ? 1
            : double.IsNegativeInfinity(_logs[high]) ? -Special.Expm1(0.5 * (log - _logs[low]))
            : (_logs[low] - log) / (_logs[low] - _logs[high]);
        return low - 1 + w;
    }

    /// <inheritdoc/>
    public double LinearDrift(double t)
    {
        bool linear = Locate(t, out int i, out double w);
        return linear ? -1 / (1 - w) : 0.5 * (_logs[i + 1] - _logs[i]);
    }

    /// <summary>-2 f, as of every variance-preserving process.</summary>
    public double DiffusionSquared(double t) => -2 * LinearDrift(t);

    /// <summary>All that samplers need of one time; at an index the rates are those of the interval after it (at the last: before).</summary>
    public ProcessPoint At(double t)
    {
        double alpha = Alpha(t);
        double sigma = Sigma(t);
        return new(
            t,
            alpha,
            sigma,
            Lambda(t),
            AlphaRate(t, alpha),
            sigma == 0 ? double.PositiveInfinity : -alpha * AlphaRate(t, alpha) / sigma
        );
    }

    /// <inheritdoc/>
    public double PullBack(double t, in ProcessPoint cotangent, Span<double> parameters)
    {
        if (!parameters.IsEmpty)
        {
            ExpectLength(parameters.Length);
        }

        bool linear = Locate(t, out int i, out double w);
        ProcessPoint point = At(t);
        // With a = alpha and b its rate: sigma = sqrt(1 - a^2), lambda = log(a / sigma), sigma' = -a b / sigma.
        double cubed = point.Sigma * point.Sigma * point.Sigma;
        double byAlpha =
            cotangent.Alpha
            - Weigh(cotangent.Sigma, point.Alpha / point.Sigma)
            + Weigh(cotangent.Lambda, 1 / (point.Alpha * point.Sigma * point.Sigma))
            - Weigh(cotangent.SigmaRate, point.AlphaRate / cubed);
        double byRate = cotangent.AlphaRate - Weigh(cotangent.SigmaRate, point.Alpha / point.Sigma);
        if (linear)
        {
            // alpha = (1 - w) exp(L_i / 2), with the same rate on the whole interval.
            double start = Math.Exp(0.5 * _logs[i]);
            Add(parameters, i, 0.5 * start * ((1 - w) * byAlpha - byRate));
            return -start * byAlpha;
        }

        // alpha = exp(L / 2) with L = (1 - w) L_i + w L_(i+1); rate = alpha (L_(i+1) - L_i) / 2.
        double slope = _logs[i + 1] - _logs[i];
        double byLog = 0.5 * point.Alpha * byAlpha + 0.25 * point.Alpha * slope * byRate;
        double bySlope = 0.5 * point.Alpha * byRate;
        Add(parameters, i, (1 - w) * byLog - bySlope);
        Add(parameters, i + 1, w * byLog + bySlope);
        return slope * byLog;
    }

    private void Add(Span<double> parameters, int knot, double byLog)
    {
        // Knot 0 is alpha-bar = 1 of the data, no entry; d log a = d a / a.
        if (!parameters.IsEmpty && knot > 0)
        {
            parameters[knot - 1] += byLog / _alphaBars[knot - 1];
        }
    }

    private double AlphaRate(double t, double alpha)
    {
        bool linear = Locate(t, out int i, out _);
        return linear ? -Math.Exp(0.5 * _logs[i]) : 0.5 * alpha * (_logs[i + 1] - _logs[i]);
    }

    private double LogAt(int i, double w) =>
        w == 0 ? _logs[i]
        : w == 1 ? _logs[i + 1]
        : _logs[i] + w * (_logs[i + 1] - _logs[i]);

    private static double LambdaOfLog(double log) => 0.5 * (log - Math.Log(-Special.Expm1(log)));

    // 0 times an infinite derivative that nobody asked for is 0.
    private static double Weigh(double cotangent, double derivative) => cotangent == 0 ? 0 : cotangent * derivative;

    // Knot i lies at t = i - 1. True in the last interval if it is linear in alpha, towards alpha-bar = 0.
    private bool Locate(double t, out int knot, out double fraction)
    {
        RequireTime(t);
        knot = Math.Min((int)Math.Floor(t) + 1, _logs.Length - 2);
        fraction = t - (knot - 1);
        return double.IsNegativeInfinity(_logs[knot + 1]);
    }
}
