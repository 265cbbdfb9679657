namespace ItoSharp;

/// <summary>Arrays of one length.</summary>
internal static class Buffers
{
    public static T[][] Of<T>(int count, int length)
    {
        var buffers = new T[count][];
        for (int i = 0; i < count; i++)
        {
            buffers[i] = new T[length];
        }

        return buffers;
    }
}
