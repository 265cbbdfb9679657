namespace ItoSharp;

/// <summary>The gradient of a loss of the samples.</summary>
/// <typeparam name="TProcess">The process, whose gradient is again of its own type.</typeparam>
/// <typeparam name="T">The state's type.</typeparam>
public sealed class Gradient<TProcess, T>
    where TProcess : class
    where T : unmanaged
{
    private readonly GradientPart<TProcess> _process;
    private readonly GradientPart<double[]> _times;
    private readonly GradientPart<StepCoefficients> _coefficients;
    private readonly GradientPart<double[]> _levels;
    private readonly GradientPart<T[]> _mean;

    internal Gradient(
        GradientPart<TProcess> process,
        GradientPart<double[]> times,
        GradientPart<StepCoefficients> coefficients,
        GradientPart<double[]> levels,
        GradientPart<T[]> mean
    )
    {
        _process = process;
        _times = times;
        _coefficients = coefficients;
        _levels = levels;
        _mean = mean;
    }

    /// <summary>The loss.</summary>
    public required double Loss { get; init; }

    /// <summary>The samples of the forward run, rows x dimension.</summary>
    public required T[] Samples { get; init; }

    /// <summary>d loss / d start, rows x dimension.</summary>
    public required T[] Start { get; init; }

    /// <summary>d loss / d condition, rows x condition dimension; empty without condition. With changes, of the one that holds first.</summary>
    public required T[] Condition { get; init; }

    /// <summary>d loss / d the condition of each of <see cref="SampleOptions{T}.ConditionChanges"/>, rows x condition dimension.</summary>
    public T[][] ConditionChanges { get; init; } = [];

    /// <summary>d loss / d the known values of inpainting, rows x dimension; empty without.</summary>
    public T[] Known { get; init; } = [];

    /// <summary>d loss / d model parameters; empty for a model without.</summary>
    public required T[] Model { get; init; }

    /// <summary>
    /// d loss / d process parameters, the model held fixed as a function of (x, t, z). Nodes that a schedule places by log-SNR
    /// move with the parameters, and their motion is part of the gradient; levels (a tau that depends on t) and churn keep their values.
    /// </summary>
    /// <exception cref="InvalidOperationException">
    /// The nodes move but the model does not differentiate along time, or the gradient is AdjointDEIS's, which defines none.
    /// </exception>
    public TProcess Process => _process.Get();

    /// <summary>
    /// d loss / d time of every node of the grid, start and end included, each as a number of its own (as in a
    /// <see cref="TimeTable"/>): through the weights of the steps and the times at which the model is asked. Where alpha or sigma
    /// is zero it is the derivative of that step's own formula. The process's parameters and the
    /// plan's levels and churn keep their values.
    /// </summary>
    /// <exception cref="InvalidOperationException">The model does not differentiate along time, or the gradient is AdjointDEIS's.</exception>
    public double[] Times => _times.Get();

    /// <summary>
    /// d loss / d weight of every step's row as applied: of the state (x - mu in a mean-reverting process), of the predictions and
    /// of the noise. It is the gradient of a <see cref="StepCoefficients"/> table, with an entry for each prediction that a table
    /// of this sampler may weigh: <c>sampler.With(table.Plus(gradient.Coefficients, -rate))</c>.
    /// </summary>
    /// <exception cref="InvalidOperationException">The gradient is AdjointDEIS's.</exception>
    public StepCoefficients Coefficients => _coefficients.Get();

    /// <summary>
    /// d loss / d tau (eta, the data's posterior variance, a heavy ball's damping) of every step, the noise held fixed; zeros for a
    /// plan without such a number. The gradient of one that all steps share is their sum.
    /// </summary>
    /// <exception cref="InvalidOperationException">The gradient is AdjointDEIS's.</exception>
    public double[] Levels => _levels.Get();

    /// <summary>
    /// d loss / d mean of a mean-reverting process, rows x dimension, start and model held fixed; empty for other processes.
    /// </summary>
    /// <exception cref="InvalidOperationException">The gradient is AdjointDEIS's.</exception>
    public T[] Mean => _mean.Get();

    /// <summary>What the method has to say against itself, one sentence each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The bytes of forward states and predictions that the reverse pass needed at once.</summary>
    public required long StoredBytes { get; init; }

    /// <summary>
    /// The error of the start that a reversible run reconstructed, relative to its largest entry or 1; 0 for the other ways, which
    /// reconstruct nothing.
    /// </summary>
    public double ReconstructionError { get; init; }

    /// <summary>Model evaluations and pull-backs of each row, forward and reverse.</summary>
    public required (int Evaluations, int PullBacks) ModelCalls { get; init; }
}
