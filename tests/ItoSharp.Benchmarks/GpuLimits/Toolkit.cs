using System.Diagnostics;
using ItoSharp.Benchmarks.GpuRivals;

namespace ItoSharp.Benchmarks.GpuLimits;

/// <summary>The programs of the CUDA toolkit, where they are: on the path, in CUDA_HOME, in /usr/local/cuda, or in what python's triton brings.</summary>
internal static class Toolkit
{
    private static readonly Lazy<IReadOnlyList<string>> Folders = new(FindFolders);

    /// <summary>The path of a program, or null.</summary>
    public static string? Find(string program) => Folders.Value.Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    /// <summary>Runs a program to its end and gives what it printed.</summary>
    /// <exception cref="InvalidOperationException">It failed; the message has its own.</exception>
    public static string Run(string program, params IEnumerable<string> arguments)
    {
        ProcessStartInfo start = new(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string printed = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? printed
            : throw new InvalidOperationException($"{program} failed: {errors.GetAwaiter().GetResult().Trim()}");
    }

    private static IReadOnlyList<string> FindFolders()
    {
        List<string> folders = [.. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Where(f => f.Length > 0)];
        if (Environment.GetEnvironmentVariable("CUDA_HOME") is { Length: > 0 } home)
        {
            folders.Add(Path.Combine(home, "bin"));
        }

        folders.Add("/usr/local/cuda/bin");
        foreach (string python in Pythons.Names)
        {
            try
            {
                const string Where =
                    "import triton, os; print(os.path.join(os.path.dirname(triton.__file__), 'backends', 'nvidia', 'bin'))";
                folders.Add(Run(python, "-c", Where).Trim());
            }
            catch (Exception error) when (error is InvalidOperationException or System.ComponentModel.Win32Exception)
            {
                // No such python, or one without triton: one folder less.
            }
        }

        return folders;
    }
}
