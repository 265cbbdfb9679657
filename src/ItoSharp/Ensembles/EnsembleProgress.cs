namespace ItoSharp;

/// <summary>How far an ensemble is.</summary>
/// <param name="CompletedPathSteps">Steps done, summed over paths; those that a resumed run took over included.</param>
/// <param name="TotalPathSteps">Steps in all, likewise.</param>
public readonly record struct EnsembleProgress(long CompletedPathSteps, long TotalPathSteps)
{
    /// <summary>Between 0 and 1.</summary>
    public double Fraction => TotalPathSteps == 0 ? 1 : (double)CompletedPathSteps / TotalPathSteps;
}
