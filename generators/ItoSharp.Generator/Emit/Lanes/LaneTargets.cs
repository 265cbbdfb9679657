using ItoSharp.Symbolics;

namespace ItoSharp.Generator.Emit;

/// <summary>The widths for which lane code is emitted.</summary>
internal static class LaneTargets
{
    /// <summary>Scalar code first: it defines the meaning.</summary>
    public static readonly LaneTarget[] All =
    {
        LaneTarget.Scalar,
        LaneTarget.NewVector(128),
        LaneTarget.NewVector(256),
        LaneTarget.NewVector(512),
    };

    /// <summary>512, 256, 128; 0 for scalar code.</summary>
    public static int Bits(this LaneTarget target) => target is LaneTarget.Vector vector ? vector.bits : 0;
}
