namespace ItoSharp;

/// <summary>The gradient of a loss of samples that are tensors; disposing it disposes its tensors.</summary>
/// <typeparam name="TProcess">The process, whose gradient is again of its own type.</typeparam>
/// <typeparam name="TTensor">The tensor.</typeparam>
public sealed class TensorGradient<TProcess, TTensor> : IDisposable
    where TProcess : class
    where TTensor : class, IDisposable
{
    private readonly NumberGradients<TProcess> _numbers;

    internal TensorGradient(NumberGradients<TProcess> numbers) => _numbers = numbers;

    /// <summary>The loss; NaN where a cotangent was given instead of one.</summary>
    public required double Loss { get; init; }

    /// <summary>The samples of the forward run.</summary>
    public required TTensor Samples { get; init; }

    /// <summary>d loss / d start, like the start.</summary>
    public required TTensor Start { get; init; }

    /// <summary>d loss / d condition; null without a condition of floats or doubles.</summary>
    public required TTensor? Condition { get; init; }

    /// <summary>d loss / d parameter, in the order in which the parameters were given; zeros for one that the model does not use.</summary>
    public required IReadOnlyList<TTensor> Model { get; init; }

    /// <summary>
    /// d loss / d mean of a mean-reverting process, start and model held fixed; null for other processes and for AdjointDEIS.
    /// </summary>
    public required TTensor? Mean { get; init; }

    /// <summary>
    /// d loss / d process parameters, the model held fixed as a function of (x, t, z); levels (a tau that depends on t) and churn keep
    /// their values.
    /// </summary>
    /// <exception cref="InvalidOperationException">
    /// It was not asked for, AdjointDEIS defines none, or the nodes move but autograd finds no path from the model's output to its times.
    /// </exception>
    public TProcess Process => _numbers.Process.Get();

    /// <summary>d loss / d time of every node of the grid, as in the CPU form's gradient.</summary>
    /// <exception cref="InvalidOperationException">
    /// It was not asked for, AdjointDEIS defines none, or autograd finds no path from the model's output to its times.
    /// </exception>
    public double[] Times => _numbers.Times.Get();

    /// <summary>d loss / d weight of every step's row: the gradient of a coefficient table.</summary>
    /// <exception cref="InvalidOperationException">It was not asked for, or AdjointDEIS defines none.</exception>
    public StepCoefficients Coefficients => _numbers.Coefficients.Get();

    /// <summary>d loss / d level (tau, eta, a heavy ball's damping) of every step, the noise held fixed.</summary>
    /// <exception cref="InvalidOperationException">It was not asked for, or AdjointDEIS defines none.</exception>
    public double[] Levels => _numbers.Levels.Get();

    /// <summary>What the method has to say against itself, one sentence each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Model evaluations of each row, forward and reverse; a reverse one is an evaluation and its pull-back.</summary>
    public required (int Evaluations, int PullBacks) ModelCalls { get; init; }

    /// <summary>Disposes the tensors.</summary>
    public void Dispose()
    {
        Samples.Dispose();
        Start.Dispose();
        Condition?.Dispose();
        Mean?.Dispose();
        foreach (TTensor parameter in Model)
        {
            parameter.Dispose();
        }
    }
}
