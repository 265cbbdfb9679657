namespace ItoSharp;

/// <summary>What the stages of a Runge-Kutta method are solved from.</summary>
public enum RungeKuttaKind
{
    /// <summary>A is strictly lower triangular: every stage is one evaluation.</summary>
    Explicit,

    /// <summary>A is lower triangular: the stages are solved one after the other (DIRK).</summary>
    DiagonallyImplicit,

    /// <summary>So, and all diagonal entries but zeros are equal (SDIRK; ESDIRK where the first stage is explicit).</summary>
    SinglyDiagonallyImplicit,

    /// <summary>All stages are solved together.</summary>
    FullyImplicit,
}
