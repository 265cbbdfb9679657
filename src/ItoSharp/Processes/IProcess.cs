namespace ItoSharp;

/// <summary>
/// A linear forward process <c>x_t | x_0 ~ N(alpha x_0, sigma^2 I)</c>, equivalently <c>dx = f x dt + g dw</c>. Implemented by
/// the generator on every type declared with <see cref="ProcessAttribute"/>, and by hand where no formula says the process
/// (<see cref="AlphaBarTable"/>): a class that implements <see cref="IProcess{TSelf}"/> of itself is a process of samplers too.
/// </summary>
public interface IProcess
{
    /// <summary>The default end of sampling, nearest to the data.</summary>
    double MinTime { get; }

    /// <summary>The default start of sampling, the time of the prior.</summary>
    double MaxTime { get; }

    /// <summary>Whether the formulas are those of x - mu for a mean mu given with each run.</summary>
    bool MeanReverting { get; }

    /// <summary>The signal scale alpha at time t.</summary>
    double Alpha(double t);

    /// <summary>The noise scale sigma at time t.</summary>
    double Sigma(double t);

    /// <summary>Half the log-SNR, lambda = log(alpha / sigma); +infinity where sigma = 0 and -infinity where alpha = 0.</summary>
    double Lambda(double t);

    /// <summary>The inverse of <see cref="Lambda"/>.</summary>
    double TimeOfLambda(double lambda);

    /// <summary>f(t) = d log(alpha)/dt.</summary>
    double LinearDrift(double t);

    /// <summary>g(t)^2 = d(sigma^2)/dt - 2 f sigma^2.</summary>
    double DiffusionSquared(double t);

    /// <summary>All that samplers need of one time.</summary>
    ProcessPoint At(double t);

    /// <summary>The names of the parameters, in the order of the gradient.</summary>
    IReadOnlyList<string> ParameterNames { get; }

    /// <summary>
    /// Adds to <paramref name="parameters"/> the cotangent's pull-back with t held fixed, and returns its derivative along t.
    /// </summary>
    /// <param name="t">The time.</param>
    /// <param name="cotangent">The derivative of a loss by the values of <see cref="At"/>.</param>
    /// <param name="parameters">One entry a parameter; empty: the parameters' part is not wanted.</param>
    double PullBack(double t, in ProcessPoint cotangent, Span<double> parameters);
}

/// <summary>A process that can be rebuilt from its parameters: a gradient is again a <typeparamref name="TSelf"/>.</summary>
public interface IProcess<TSelf> : IProcess
    where TSelf : IProcess<TSelf>
{
    /// <summary>The declared default parameters (NaN for a parameter without default).</summary>
    static abstract TSelf Default { get; }

    /// <summary>A value of this type with the given numbers as its parameters.</summary>
    static abstract TSelf FromParameters(ReadOnlySpan<double> parameters);

    /// <summary>Writes the parameters.</summary>
    void CopyParameters(Span<double> parameters);
}
