namespace ItoSharp;

/// <summary>What an ensemble does about a path whose state or observable is not finite when it is observed.</summary>
public enum NonFinitePaths
{
    /// <summary>Throw a <see cref="NonFinitePathException"/> that names the path, the step and the time.</summary>
    Stop,

    /// <summary>
    /// Exclude the path, and in antithetic runs its mirror, from this observation on; excluded paths are counted. What is estimated is
    /// then conditional on paths that stay finite.
    /// </summary>
    Mask,

    /// <summary>Go on: the statistics of that column are then not finite either, the others are unharmed.</summary>
    Continue,
}
