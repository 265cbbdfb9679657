namespace ItoSharp;

/// <summary>How much this thread has allocated in buffers: what plans of memory are checked against.</summary>
internal static class BufferCount
{
    [ThreadStatic]
    public static long Bytes;
}
