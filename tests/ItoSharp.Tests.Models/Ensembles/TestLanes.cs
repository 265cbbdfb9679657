using System.Runtime.CompilerServices;

namespace ItoSharp.Tests.Models.Ensembles;

/// <summary>The number of paths in a group, as the contract of programs has it.</summary>
public static class TestLanes
{
    public static int Of<T>(LaneWidth width)
        where T : unmanaged => width == LaneWidth.Scalar ? 1 : (int)width / 8 / Unsafe.SizeOf<T>();
}
