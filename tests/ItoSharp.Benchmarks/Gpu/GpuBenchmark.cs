using System.Diagnostics;
using System.Globalization;
using ItoSharp.Benchmarks.GpuLimits;
using ItoSharp.Benchmarks.GpuRivals;
using ItoSharp.Benchmarks.Timing;
using ItoSharp.Gpu;

namespace ItoSharp.Benchmarks.Gpu;

/// <summary>
/// A device against everything else on the same machine, in turns, by the clock on the wall: the lanes of all processors, kernels written
/// by hand, torch, JAX, and what the device can issue. The device has the bits of the CPU and the rivals our means, or the benchmark fails.
/// </summary>
internal static class GpuBenchmark
{
    /// <summary>What an H100 is to reach with three states in float (issue 7).</summary>
    private const double AimedPathSteps = 5e10;

    /// <summary>Rounds that count; one more warms up: it compiles, allocates, and is what is compared.</summary>
    private const int Rounds = 5;

    /// <summary>Runs the cases; whether all that must agree did.</summary>
    /// <param name="to">Where to print.</param>
    /// <param name="driver">opencl, cuda, or null for the best there is.</param>
    /// <param name="paths">The number of paths.</param>
    /// <param name="only">A part of the names of the cases that are run; null: all.</param>
    public static bool Run(TextWriter to, string? driver, long paths, string? only)
    {
        EnsembleDevice device =
            driver == "opencl" ? Devices.OpenCl()[0]
            : driver == "cuda" ? Devices.Cuda()[0]
            : Devices.Default;
        Line(to, $"device {device.Name}");
        if (device == EnsembleDevice.Cpu)
        {
            Line(to, $"no GPU here: nothing to compare (name a driver, opencl or cuda, to be told why)");
            return false;
        }

        GpuCase[] cases = [.. GpuCases.All().Where(subject => only is null || subject.Name.Contains(only, StringComparison.Ordinal))];
        if (cases.Length == 0)
        {
            Line(to, $"no case has {only} in its name; they are {string.Join(", ", GpuCases.All().Select(subject => subject.Name))}");
            return false;
        }

        List<IGpuRival> rivals = GpuRivalList.Find(device, (name, reason) => Skip(to, name, reason));
        try
        {
            bool right = true;
            foreach (GpuCase subject in cases)
            {
                Line(to, $"");
                right &= Measure(to, subject, device, paths, rivals);
            }

            Line(to, $"");
            Line(to, $"{(right ? "all that must agree agrees" : "NOT ALL THAT MUST AGREE AGREES")}");
            return right;
        }
        finally
        {
            rivals.ForEach(rival => rival.Dispose());
        }
    }

    private static bool Measure(TextWriter to, GpuCase subject, EnsembleDevice device, long paths, List<IGpuRival> all)
    {
        string name = $"gpu-{subject.Name}";
        (GpuAnswer ours, byte[] bits) = Time(subject, device, paths);
        bool right = bits.AsSpan().SequenceEqual(Time(subject, EnsembleDevice.Cpu, paths).Bytes);
        Line(to, $"{name}: bits {(right ? "equal to" : "DIFFERENT from")} the CPU's, {bits.Length} bytes of statistics");
        List<IGpuRival> rivals = [];
        foreach (IGpuRival rival in all)
        {
            bool? agrees = Agrees(to, subject, paths, ours, rival);
            right &= agrees is not false;
            if (agrees is true)
            {
                rivals.Add(rival);
            }
        }

        const string Lanes = "cpu-lanes";
        List<double> there = [];
        Dictionary<string, List<double>> times = rivals
            .Select(rival => rival.Name)
            .Append(Lanes)
            .ToDictionary(n => n, _ => new List<double>());
        for (int round = 0; round < Rounds; round++)
        {
            there.Add(Time(subject, device, paths).Answer.Seconds);
            times[Lanes].Add(Time(subject, EnsembleDevice.Cpu, paths).Answer.Seconds);
            foreach (IGpuRival rival in rivals.ToArray())
            {
                if (Seconds(to, subject, paths, rival) is { } taken)
                {
                    times[rival.Name].Add(taken);
                }
                else
                {
                    rivals.Remove(rival);
                    times.Remove(rival.Name);
                    right = false;
                }
            }
        }

        double seconds = Interleaved.Median(there);
        double rate = paths * (double)GpuCase.Steps / seconds;
        Line(to, $"{name}: {paths} paths x {GpuCase.Steps} steps in {Exponent(seconds)} s, {Exponent(rate)} path-steps/s");
        foreach ((string rival, List<double> taken) in times)
        {
            double median = Interleaved.Median(taken);
            Line(to, $"ratio {name}/{rival} {median / seconds:f3} ({Exponent(median)} s)");
        }

        Bound(to, subject, device, paths, seconds);
        if (subject.Name == GpuCases.Aimed)
        {
            Line(to, $"ratio {name}/5e10-path-steps-a-second {rate / AimedPathSteps:f3}");
        }

        return right;
    }

    private static (GpuAnswer Answer, byte[] Bytes) Time(GpuCase subject, EnsembleDevice on, long paths)
    {
        long begin = Stopwatch.GetTimestamp();
        GpuOutcome outcome = subject.Run(paths, new() { Device = on, Covariance = false });
        return (new(Stopwatch.GetElapsedTime(begin).TotalSeconds, outcome.Means, outcome.Errors), outcome.Bytes);
    }

    // True: it computes the same; false: something else, or it broke; null: it does not run here.
    private static bool? Agrees(TextWriter to, GpuCase subject, long paths, GpuAnswer ours, IGpuRival rival)
    {
        try
        {
            string? differs = Agreement.Find(subject, ours, rival.Run(subject, paths), out double greatest);
            string unit = subject.IsRandom ? "standard errors" : "of the value";
            string verdict = differs is null ? "agrees" : $"COMPUTES SOMETHING ELSE: {differs}";
            Line(to, $"gpu-{subject.Name}/{rival.Name}: {verdict}, means within {greatest:g2} {unit}");
            return differs is null;
        }
        catch (RivalMissingException missing)
        {
            Skip(to, $"gpu-{subject.Name}/{rival.Name}", missing.Message);
            return null;
        }
        catch (Exception failed) when (Broke(failed))
        {
            Line(to, $"gpu-{subject.Name}/{rival.Name} FAILED: {failed.Message}");
            return false;
        }
    }

    // Null where it breaks after all: it is not asked again, and the others go on.
    private static double? Seconds(TextWriter to, GpuCase subject, long paths, IGpuRival rival)
    {
        try
        {
            return rival.Run(subject, paths).Seconds;
        }
        catch (Exception failed) when (Broke(failed))
        {
            Line(to, $"gpu-{subject.Name}/{rival.Name} FAILED: {failed.Message}");
            return null;
        }
    }

    private static bool Broke(Exception failed) => failed is RivalFailedException or RivalMissingException or DeviceException;

    private static void Bound(TextWriter to, GpuCase subject, EnsembleDevice device, long paths, double seconds)
    {
        string name = $"gpu-{subject.Name}/issue-bound";
        if (IssueBound.Of(device, subject, out string reason) is not { } bound)
        {
            Skip(to, name, reason);
            return;
        }

        double least = bound.Seconds(paths * (double)GpuCase.Steps);
        Line(to, $"{name}: {bound.InstructionsAStep:f1} instructions a step ({bound.Form}); {bound.Device}");
        Line(to, $"ratio {name} {least / seconds:f3} ({Exponent(least)} s)");
    }

    private static string Exponent(double value) => value.ToString("0.000e+0", CultureInfo.InvariantCulture);

    private static void Skip(TextWriter to, string what, string reason) => Line(to, $"{what} skipped: {reason}");

    private static void Line(TextWriter to, FormattableString text)
    {
        to.WriteLine(text.ToString(CultureInfo.InvariantCulture));
        to.Flush();
    }
}
