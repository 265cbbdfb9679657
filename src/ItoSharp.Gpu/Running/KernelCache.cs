using System.Security.Cryptography;
using System.Text;

namespace ItoSharp.Gpu;

/// <summary>
/// Compiled kernels on disk, by the digest of all that they are made from: text, options, device and driver. A cache that cannot be
/// read or written costs time and nothing else.
/// </summary>
internal static class KernelCache
{
    /// <summary>The name of a kernel in the cache.</summary>
    public static string Key(params ReadOnlySpan<string> facts) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', facts))));

    /// <summary>The compiled kernel, or null.</summary>
    public static byte[]? Find(string key)
    {
        try
        {
            return Devices.KernelCacheDirectory is { } folder && Path.Combine(folder, key) is var file && File.Exists(file)
                ? File.ReadAllBytes(file)
                : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Keeps a compiled kernel; written whole beside its place and moved there.</summary>
    public static void Keep(string key, byte[] compiled)
    {
        if (Devices.KernelCacheDirectory is not { } folder)
        {
            return;
        }

        try
        {
            Directory.CreateDirectory(folder);
            string next = Path.Combine(folder, $"{key}.{Guid.NewGuid():N}.next");
            File.WriteAllBytes(next, compiled);
            File.Move(next, Path.Combine(folder, key), true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException) { }
    }
}
