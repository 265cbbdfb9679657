namespace ItoSharp;

/// <summary>What happens to a component of a state at a bound of its <see cref="DomainAttribute"/>.</summary>
public enum Boundary
{
    /// <summary>
    /// Drift and noises read the component as if it stood at the bound; the component itself may overshoot and comes back by
    /// its drift (Lord, Koekkoek, van Dijk 2010).
    /// </summary>
    FullTruncation,

    /// <summary>A component that overshoots is mirrored back at the bound.</summary>
    Reflection,

    /// <summary>A component that reaches the bound stays there.</summary>
    Absorption,
}
