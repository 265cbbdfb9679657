namespace ItoSharp;

/// <summary>
/// Which step number of the counter-based noise belongs to what: step n of a run draws from n itself, everything else from the
/// upper half, which no run reaches.
/// </summary>
internal static class NoiseCounters
{
    /// <summary>The draw of the start state.</summary>
    public const uint Prior = uint.MaxValue;

    private const uint FirstInpainting = 0x8000_0000;

    /// <summary>The known values at a node, counted from 1 (the end of the first step).</summary>
    public static uint Inpainting(int node) => FirstInpainting + (uint)(node - 1);
}
