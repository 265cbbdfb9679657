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

    /// <summary>Starts it; null and the reason where python3 has no torch.</summary>
    public static TorchRival? Start(out string reason)
    {
        try
        {
            using var probe = Process.Start(new ProcessStartInfo("python3", "-c \"import torch\"") { RedirectStandardError = true })!;
            string messages = probe.StandardError.ReadToEnd();
            probe.WaitForExit();
            if (probe.ExitCode != 0)
            {
                reason = messages.Trim().Split('\n')[^1];
                return null;
            }
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            reason = $"python3 does not start: {missing.Message}";
            return null;
        }

        string script = Path.Combine(AppContext.BaseDirectory, "Torch", "ensemble.py");
        var start = new ProcessStartInfo("python3", $"\"{script}\"") { RedirectStandardInput = true, RedirectStandardOutput = true };
        reason = "";
        return new(Process.Start(start)!);
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
