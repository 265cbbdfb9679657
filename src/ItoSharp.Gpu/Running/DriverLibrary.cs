using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.InteropServices;

namespace ItoSharp.Gpu;

/// <summary>The drivers' libraries, loaded by the first of several names that is there, and bound to the imports of this assembly.</summary>
internal static class DriverLibrary
{
    private static readonly ConcurrentDictionary<string, nint> Loaded = new();

    static DriverLibrary() =>
        NativeLibrary.SetDllImportResolver(
            Assembly.GetExecutingAssembly(),
            static (name, _, _) => Loaded.TryGetValue(name, out nint library) ? library : 0
        );

    /// <summary>Loads a library unless it is loaded.</summary>
    /// <param name="import">The name in the imports.</param>
    /// <param name="driver">The name in errors.</param>
    /// <param name="path">Where the user says it is; null: by its usual names.</param>
    /// <param name="names">Its usual names.</param>
    /// <param name="cure">What helps where it is missing.</param>
    public static void Load(string import, string driver, string? path, string[] names, string cure)
    {
        if (path is null && Loaded.ContainsKey(import))
        {
            return;
        }

        string[] tried = path is null ? names : [path];
        foreach (string name in tried)
        {
            if (NativeLibrary.TryLoad(name, out nint library))
            {
                Loaded.TryAdd(import, library);
                return;
            }
        }

        throw new DriverMissingException(driver, tried, cure);
    }
}
