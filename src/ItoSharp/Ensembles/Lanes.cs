using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ItoSharp;

/// <summary>How many paths a group has, and which width suits the machine.</summary>
internal static class Lanes
{
    /// <summary>The widest vectors that this machine computes in hardware.</summary>
    public static LaneWidth Widest =>
        Vector512.IsHardwareAccelerated ? LaneWidth.Vector512
        : Vector256.IsHardwareAccelerated ? LaneWidth.Vector256
        : Vector128.IsHardwareAccelerated ? LaneWidth.Vector128
        : LaneWidth.Scalar;

    /// <summary>The number of paths in a group.</summary>
    public static int Of<T>(LaneWidth width)
        where T : unmanaged => width == LaneWidth.Scalar ? 1 : (int)width / 8 / Unsafe.SizeOf<T>();
}
