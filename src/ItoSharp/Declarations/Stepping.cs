namespace ItoSharp;

/// <summary>How long the steps of an ensemble's paths are.</summary>
public enum Stepping
{
    /// <summary>All equal; their number comes with the instance.</summary>
    Fixed,

    /// <summary>
    /// Every path has steps of its own, as long as a tolerance allows that comes with the instance. Without noise the method is a
    /// tableau with embedded weights; with noise it has strong order 1 or more for the equation's noise class, and steps are halved on
    /// the path's own Brownian motion, so that no law is changed by what is rejected.
    /// </summary>
    Adaptive,
}
