using System.Diagnostics;
using System.Globalization;
using ItoSharp.Benchmarks.Timing;
using ItoSharp.Gpu;

namespace ItoSharp.Benchmarks.Gpu;

/// <summary>
/// A device against the lanes of all processors of the same machine, in turns, by the clock on the wall; a device has the bits of the
/// CPU or the benchmark fails.
/// </summary>
internal static class GpuBenchmark
{
    // What an H100 is to reach with three states in float (issue 7).
    private const string Aimed = "lorenz-sde-float";
    private const double AimedPathSteps = 5e10;

    /// <summary>Runs all cases; whether the bits agreed.</summary>
    /// <param name="to">Where to print.</param>
    /// <param name="driver">opencl, cuda, or null for the best there is.</param>
    /// <param name="paths">The number of paths.</param>
    public static bool Run(TextWriter to, string? driver, long paths)
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

        bool same = true;
        foreach (GpuCase subject in GpuCase.All())
        {
            same &= Measure(to, subject, device, paths);
        }

        return same;
    }

    private static bool Measure(TextWriter to, GpuCase subject, EnsembleDevice device, long paths)
    {
        (double Seconds, byte[] Bytes) Time(EnsembleDevice on)
        {
            long begin = Stopwatch.GetTimestamp();
            EnsembleStatistics statistics = subject.Run(paths, new() { Device = on, Covariance = false });
            return (Stopwatch.GetElapsedTime(begin).TotalSeconds, statistics.ToBytes());
        }

        bool same = Time(device).Bytes.AsSpan().SequenceEqual(Time(EnsembleDevice.Cpu).Bytes);
        var rounds = Enumerable
            .Range(0, Interleaved.Rounds)
            .Select(_ => (There: Time(device).Seconds, Here: Time(EnsembleDevice.Cpu).Seconds))
            .ToList();
        double there = Interleaved.Median(rounds.Select(round => round.There));
        double here = Interleaved.Median(rounds.Select(round => round.Here));
        double rate = paths * (double)GpuCase.Steps / there;
        Line(to, $"{subject.Name}: {paths} paths x {GpuCase.Steps} steps in {there:e3} s on the device, {here:e3} s on all processors");
        Line(to, $"{subject.Name}: {rate:e3} path-steps/s, bits {(same ? "equal" : "DIFFERENT")}");
        Line(to, $"ratio gpu-{subject.Name}/cpu-lanes {here / there:f2}");
        if (subject.Name == Aimed)
        {
            Line(to, $"ratio gpu-{subject.Name}/{AimedPathSteps:e0}-path-steps-a-second {rate / AimedPathSteps:f3}");
        }

        return same;
    }

    private static void Line(TextWriter to, FormattableString text) => to.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
