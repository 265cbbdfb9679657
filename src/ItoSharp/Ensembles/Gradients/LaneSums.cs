using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ItoSharp;

/// <summary>Sums of each lane for itself, in double: element by element, so that no width changes a bit.</summary>
internal static class LaneSums
{
    private const int Four = 4;

    /// <summary>Adds to each sum its value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add<T>(ReadOnlySpan<T> values, Span<double> sums)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ref T from = ref System.Runtime.InteropServices.MemoryMarshal.GetReference(values);
        int i = 0;
        for (; i + Four <= values.Length; i += Four)
        {
            Vector256<double> wide;
            if (typeof(T) == typeof(float))
            {
                var narrow = Vector128.LoadUnsafe(ref Unsafe.As<T, float>(ref Unsafe.Add(ref from, i)));
                wide = Vector256.WidenLower(narrow.ToVector256Unsafe());
            }
            else
            {
                wide = Vector256.LoadUnsafe(ref Unsafe.As<T, double>(ref Unsafe.Add(ref from, i)));
            }

            Span<double> part = sums.Slice(i, Four);
            (Vector256.Create((ReadOnlySpan<double>)part) + wide).CopyTo(part);
        }

        for (; i < values.Length; i++)
        {
            sums[i] += double.CreateTruncating(values[i]);
        }
    }

    /// <summary>Adds to each sum a value times a rate, the product rounded.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddProducts(ReadOnlySpan<double> values, double rate, Span<double> sums)
    {
        var rates = Vector256.Create(rate);
        int i = 0;
        for (; i + Four <= values.Length; i += Four)
        {
            Span<double> part = sums.Slice(i, Four);
            (Vector256.Create((ReadOnlySpan<double>)part) + (Vector256.Create(values.Slice(i, Four)) * rates)).CopyTo(part);
        }

        for (; i < values.Length; i++)
        {
            sums[i] += values[i] * rate;
        }
    }
}
