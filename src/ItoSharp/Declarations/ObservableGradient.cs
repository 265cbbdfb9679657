namespace ItoSharp;

/// <summary>How the gradient of the mean of an observable is taken.</summary>
public enum ObservableGradient
{
    /// <summary>
    /// As the mean of its derivatives along the paths. It is right where the observable is continuous in the state; one that jumps, or
    /// reads whether a path was stopped, is refused.
    /// </summary>
    Pathwise,

    /// <summary>
    /// By central differences of runs with the same noise: right for observables that jump, to second order in
    /// <see cref="EnsembleGradientOptions.Difference"/>, at two runs for every parameter.
    /// </summary>
    CommonRandomNumbers,

    /// <summary>It has no gradient.</summary>
    None,

    /// <summary>
    /// As the mean of derivatives along the paths of a smoothed formula: where the observable jumps with the state, its comparisons
    /// become steps over a width that the run is given. The value stays that of the observable; the derivatives have a bias of second
    /// order in the width, and a variance that grows as it shrinks. Not for observables that ask whether a path was stopped.
    /// </summary>
    Smoothed,
}
