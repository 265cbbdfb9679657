namespace ItoSharp;

/// <summary>Values and derivatives of the paths of blocks, computed on one thread.</summary>
internal interface IBlockDerivatives : IDisposable
{
    /// <summary>What was allocated.</summary>
    long Bytes { get; }

    /// <summary>The steps forward that the last group took, computed again or not.</summary>
    long ForwardSteps { get; }

    /// <summary>The largest error of a start that was computed back, over all paths so far; 0 where states are kept.</summary>
    double ReconstructionError { get; }

    /// <summary>Computes a block: its sums and its tails; steps forward are told as progress once.</summary>
    /// <returns>The first path that is not finite where that is to stop the run, else -1.</returns>
    int Run(long block, Span<double> sums, TailSums tails, ProgressCount? progress);

    /// <summary>The first value or derivative of a path that is not finite.</summary>
    int FirstBad(long block, int path);
}
