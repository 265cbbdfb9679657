namespace ItoSharp;

/// <summary>The choices of <c>AlignYourSteps.Optimise</c>.</summary>
public sealed record AlignYourStepsOptions
{
    /// <summary>
    /// The candidate nodes of an estimated optimum, uniform in log-SNR: its resolution. Every one costs an evaluation of the model on all
    /// rows, and the predictions of all are kept. The closed form has no candidates.
    /// </summary>
    public int Candidates { get; init; } = 128;

    /// <summary>The seed of the noise.</summary>
    public ulong Seed { get; init; }

    /// <summary>Told the part of the work that is done, from 0 to 1.</summary>
    public IProgress<double>? Progress { get; init; }

    /// <summary>Asked between evaluations and between sweeps.</summary>
    public CancellationToken Cancellation { get; init; }
}
