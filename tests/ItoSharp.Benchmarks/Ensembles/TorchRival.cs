using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ItoSharp.Benchmarks.Timing;

namespace ItoSharp.Benchmarks.Ensembles;

/// <summary>Torch/ensemble.py in a process of its own, which measures itself; it keeps running between rounds.</summary>
internal sealed class TorchRival : IDisposable
{
    private readonly Process python;

    private TorchRival(Process python) => this.python = python;

    // Debian's python3-torch belongs to the system's own python, which another may stand before.
    private static readonly string[] Pythons = ["python3", "/usr/bin/python3"];

    /// <summary>Starts it; null and the reason where no python3 has torch.</summary>
    public static TorchRival? Start(out string reason)
    {
        List<string> reasons = [];
        foreach (string python in Pythons)
        {
            if (WhyNot(python) is { } why)
            {
                reasons.Add($"{python}: {why}");
                continue;
            }

            string script = Path.Combine(AppContext.BaseDirectory, "Torch", "ensemble.py");
            var start = new ProcessStartInfo(python, $"\"{script}\"") { RedirectStandardInput = true, RedirectStandardOutput = true };
            reason = "";
            return new(Process.Start(start)!);
        }

        reason = string.Join("; ", reasons);
        return null;
    }

    /// <summary>Why a python cannot import torch; null where it can.</summary>
    private static string? WhyNot(string python)
    {
        try
        {
            using var probe = Process.Start(new ProcessStartInfo(python, "-c \"import torch\"") { RedirectStandardError = true })!;
            string messages = probe.StandardError.ReadToEnd();
            probe.WaitForExit();
            return probe.ExitCode == 0 ? null : messages.Trim().Split('\n')[^1];
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            return $"does not start: {missing.Message}";
        }
    }

    /// <summary>One run.</summary>
    public Outcome Run(Problem problem, string format)
    {
        python.StandardInput.WriteLine(
            JsonSerializer.Serialize(
                new
                {
                    name = problem.Name,
                    format,
                    paths = problem.Paths,
                    steps = problem.Steps,
                    constants = problem.Constants,
                    table = problem.Table,
                    start = problem.Start,
                }
            )
        );
        python.StandardInput.Flush();
        string answer =
            python.StandardOutput.ReadLine() ?? throw new InvalidOperationException("Torch/ensemble.py ended; its message is above.");
        double[] numbers = [.. answer.Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture))];
        return new(numbers[0], numbers[1], numbers[2]);
    }

    /// <summary>Ends the process.</summary>
    public void Dispose()
    {
        python.StandardInput.Close();
        python.WaitForExit();
        python.Dispose();
    }
}
