using System.Runtime.InteropServices;

namespace ItoSharp;

/// <summary>The noise of one sample in the sampler's floating-point type; the JIT keeps only the branch of T.</summary>
internal static class TypedNoise
{
    public static void Fill<T>(ulong seed, ulong path, uint step, Span<T> noise)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float))
        {
            FieldNoise.Fill(seed, path, step, MemoryMarshal.Cast<T, float>(noise));
        }
        else if (typeof(T) == typeof(double))
        {
            FieldNoise.Fill(seed, path, step, MemoryMarshal.Cast<T, double>(noise));
        }
        else
        {
            throw new NotSupportedException($"samplers exist for float and double, not for {typeof(T).Name}");
        }
    }
}
