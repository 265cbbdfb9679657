using System.Diagnostics;

namespace ItoSharp.Benchmarks.GpuRivals;

/// <summary>The pythons that may have what rivals need.</summary>
internal static class Pythons
{
    /// <summary>The variable that names one, to be tried before the others.</summary>
    public const string Variable = "ITOSHARP_PYTHON";

    /// <summary>Their names. Debian's packages belong to the system's own python, which another may stand before.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [.. Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? (string[])[named] : [], "python3", "/usr/bin/python3"];

    /// <summary>The first that imports the modules; null and the reason where none does.</summary>
    public static string? With(string modules, out string reason)
    {
        List<string> reasons = [];
        foreach (string python in Names)
        {
            if (WhyNot(python, modules) is not { } why)
            {
                reason = "";
                return python;
            }

            reasons.Add($"{python}: {why}");
        }

        reason = string.Join("; ", reasons);
        return null;
    }

    private static string? WhyNot(string python, string modules)
    {
        try
        {
            ProcessStartInfo start = new(python, ["-c", $"import {modules}"]) { RedirectStandardError = true };
            using Process probe = Process.Start(start)!;
            string messages = probe.StandardError.ReadToEnd();
            probe.WaitForExit();
            return probe.ExitCode == 0 ? null : messages.Trim().Split('\n')[^1];
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            return $"does not start: {missing.Message}";
        }
    }
}
