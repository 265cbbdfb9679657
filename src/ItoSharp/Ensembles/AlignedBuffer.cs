using System.Runtime.InteropServices;

namespace ItoSharp;

/// <summary>Numbers that begin on a line of the cache, so that no vector crosses one; owned by one thread of a run.</summary>
internal sealed unsafe class AlignedBuffer<T> : IDisposable
    where T : unmanaged
{
    private const nuint Line = 64;
    private T* _first;

    public AlignedBuffer(int length)
    {
        Length = length;
        _first = (T*)NativeMemory.AlignedAlloc((nuint)Math.Max(length, 1) * (nuint)sizeof(T), Line);
        Span.Clear();
        BufferCount.Bytes += (long)length * sizeof(T);
    }

    ~AlignedBuffer() => Free();

    public int Length { get; }

    public Span<T> Span => new(_first, Length);

    /// <summary>The element at an index, unchecked: the callers' loops are checked by their tests.</summary>
    public ref T At(int index) => ref _first[index];

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        NativeMemory.AlignedFree(_first);
        _first = null;
    }
}
