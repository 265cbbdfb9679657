using System.Diagnostics;
using System.Runtime.InteropServices;

namespace ItoSharp.Benchmarks.Ensembles;

/// <summary>Native/ensemble.cpp, compiled here for this machine.</summary>
/// <remarks>
/// To -O3 -march=native come flags that let g++ vectorise without changing a bit (it may neither set errno nor trap), and
/// -ffp-contract=off, without which it would fuse what the library does not. cpp-fast has -ffast-math instead, and
/// exp in double without a table: g++ gathers from tables, and is faster without.
/// </remarks>
internal sealed class NativeRivals
{
    private const string Common = "-O3 -march=native -mprefer-vector-width=512 -fopenmp-simd -shared -fPIC";

    private readonly nint library;

    private NativeRivals(nint library) => this.library = library;

    /// <summary>The flags of the rival of the library's bits.</summary>
    public static string Exact => Common + " -ffp-contract=off -fno-math-errno -fno-trapping-math";

    /// <summary>The flags of the rival that may do as it likes.</summary>
    public static string Fast => Common + " -ffast-math -DEXP_BY_SERIES";

    /// <summary>Compiles and loads; null and the reason where there is no compiler.</summary>
    public static NativeRivals? Build(string flags, out string reason)
    {
        string directory = Directory.CreateTempSubdirectory("itosharp-benchmark-").FullName;
        try
        {
            string library = Path.Combine(directory, "libensemble.so");
            string source = Path.Combine(AppContext.BaseDirectory, "Native", "ensemble.cpp");
            var start = new ProcessStartInfo("g++", $"{flags} \"{source}\" -o \"{library}\"") { RedirectStandardError = true };
            using var compiler = Process.Start(start)!;
            string messages = compiler.StandardError.ReadToEnd();
            compiler.WaitForExit();
            reason = messages;
            return compiler.ExitCode == 0 ? new(NativeLibrary.Load(library)) : null;
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            reason = $"g++ does not start: {missing.Message}";
            return null;
        }
        finally
        {
            // Linux keeps what is loaded.
            Directory.Delete(directory, recursive: true);
        }
    }

    /// <summary>The states at the end, component after component.</summary>
    public unsafe T[] Run<T>(Problem problem)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        string name = problem.Name.Replace('-', '_') + (typeof(T) == typeof(float) ? "_float" : "_double");
        var call = (delegate* unmanaged<ulong, ulong, long, int, T*, T*, T*, T*, void>)NativeLibrary.GetExport(library, name);
        T[] constants = Rounded<T>(problem.Constants);
        T[] table = Rounded<T>(problem.Table);
        T[] start = Rounded<T>(problem.Start);
        var end = new T[problem.Components * problem.Paths];
        fixed (
            T* k = constants,
                rows = table,
                x = start,
                to = end
        )
        {
            call(Problem.Seed, 0, problem.Paths, problem.Steps, k, rows, x, to);
        }

        return end;
    }

    private static T[] Rounded<T>(double[] values)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> => [.. values.Select(T.CreateTruncating)];
}
