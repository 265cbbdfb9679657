namespace ItoSharp;

/// <summary>The vectors that a group of paths is computed in. The result does not depend on it, not in a single bit.</summary>
public enum LaneWidth
{
    /// <summary>One path at a time.</summary>
    Scalar = 0,

    /// <summary>128 bits: 4 paths in float, 2 in double.</summary>
    Vector128 = 128,

    /// <summary>256 bits: 8 paths in float, 4 in double.</summary>
    Vector256 = 256,

    /// <summary>512 bits: 16 paths in float, 8 in double.</summary>
    Vector512 = 512,
}
