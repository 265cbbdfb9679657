namespace ItoSharp;

/// <summary>The gradient of a loss of the samples.</summary>
/// <typeparam name="TProcess">The process, whose gradient is again of its own type.</typeparam>
/// <typeparam name="T">The state's type.</typeparam>
public sealed class Gradient<TProcess, T>
    where TProcess : class
    where T : unmanaged
{
    private readonly TProcess? _process;
    private readonly string _whyNoProcess;

    internal Gradient(TProcess? process, string whyNoProcess)
    {
        _process = process;
        _whyNoProcess = whyNoProcess;
    }

    /// <summary>The loss.</summary>
    public required double Loss { get; init; }

    /// <summary>The samples of the forward run, rows x dimension.</summary>
    public required T[] Samples { get; init; }

    /// <summary>d loss / d start, rows x dimension.</summary>
    public required T[] Start { get; init; }

    /// <summary>d loss / d condition, rows x condition dimension; empty without condition.</summary>
    public required T[] Condition { get; init; }

    /// <summary>d loss / d the known values of inpainting, rows x dimension; empty without.</summary>
    public T[] Known { get; init; } = [];

    /// <summary>d loss / d model parameters; empty for a model without.</summary>
    public required T[] Model { get; init; }

    /// <summary>
    /// d loss / d process parameters, the model held fixed as a function of (x, t, z). Nodes that a schedule places by log-SNR
    /// move with the parameters, and their motion is part of the gradient.
    /// </summary>
    /// <exception cref="InvalidOperationException">
    /// The nodes move but the model does not differentiate along time, or the gradient is AdjointDEIS's, which defines none.
    /// </exception>
    public TProcess Process => _process ?? throw new InvalidOperationException(_whyNoProcess);

    /// <summary>What the method has to say against itself, one sentence each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The bytes of forward states and predictions that the reverse pass needed at once.</summary>
    public required long StoredBytes { get; init; }

    /// <summary>Model evaluations and pull-backs of each row, forward and reverse.</summary>
    public required (int Evaluations, int PullBacks) ModelCalls { get; init; }
}
