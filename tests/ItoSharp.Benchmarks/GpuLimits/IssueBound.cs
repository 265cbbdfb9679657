using System.Globalization;
using System.Text;
using ItoSharp.Benchmarks.Gpu;
using ItoSharp.Gpu;

namespace ItoSharp.Benchmarks.GpuLimits;

/// <summary>The least time in which a device can issue the instructions of a case's kernel, all else being free.</summary>
/// <param name="InstructionsAStep">Those of a step of a path, in its loop.</param>
/// <param name="Form">What was counted.</param>
/// <param name="Device">What issues them.</param>
/// <param name="PathInstructionsASecond">The instructions of single paths that the device issues in a second.</param>
internal sealed record IssueBound(double InstructionsAStep, string Form, string Device, double PathInstructionsASecond)
{
    // Every multiprocessor issues four instructions at a time, each for 32 paths.
    private const int PathsAtOnce = 4 * 32;

    /// <summary>Seconds for so many steps of paths.</summary>
    public double Seconds(double pathSteps) => pathSteps * InstructionsAStep / PathInstructionsASecond;

    /// <summary>That of a case; null and the reason where it is not known.</summary>
    public static IssueBound? Of(EnsembleDevice device, GpuCase subject, out string reason)
    {
        reason = "";
        if (device is not CudaDevice cuda)
        {
            reason = $"it is counted in what CUDA's compiler makes, and {device.Name} is not CUDA";
        }
        else if (subject.IsGradient)
        {
            reason = "a gradient goes over its steps in several loops";
        }
        else
        {
            string text = KernelText.Of(subject);
            (double instructions, string form) = Count(cuda, subject.Name, text);
            if (instructions > 0)
            {
                double rate = (double)cuda.Multiprocessors * PathsAtOnce * cuda.ClockRate;
                FormattableString issuing =
                    $"{cuda.Multiprocessors} multiprocessors x {PathsAtOnce} paths at {cuda.ClockRate / 1e9:f3} GHz";
                return new(instructions / HotLoop.Steps, form, issuing.ToString(CultureInfo.InvariantCulture), rate);
            }

            reason = $"no loop was found in the {form}";
        }

        return null;
    }

    // SASS is what is issued; PTX has fewer instructions, which makes the bound less than it is.
    private static (double Instructions, string Form) Count(CudaDevice device, string program, string text)
    {
        byte[] ptx = device.Compile(program, text);
        int calls = HotLoop.CallsOf(text);
        string why;
        try
        {
            if (Sass(device, ptx) is { } sass)
            {
                return (
                    HotLoop.Count(SassListing.Read(sass, "ensemble"), calls),
                    FormattableString.Invariant($"SASS of sm_{device.Architecture}")
                );
            }

            why = "ptxas and cuobjdump are not here";
        }
        catch (InvalidOperationException failed)
        {
            why = failed.Message;
        }

        return (HotLoop.Count(PtxListing.Read(Encoding.UTF8.GetString(ptx), "ensemble"), calls), $"PTX, a lower bound ({why})");
    }

    private static string? Sass(CudaDevice device, byte[] ptx)
    {
        if (Toolkit.Find("ptxas") is not { } ptxas || Toolkit.Find("cuobjdump") is not { } cuobjdump)
        {
            return null;
        }

        DirectoryInfo folder = Directory.CreateTempSubdirectory("itosharp-sass");
        try
        {
            string text = Path.Combine(folder.FullName, "kernel.ptx");
            string binary = Path.Combine(folder.FullName, "kernel.cubin");
            File.WriteAllBytes(text, ptx[..^1]);
            Toolkit.Run(ptxas, FormattableString.Invariant($"-arch=sm_{device.Architecture}"), "-o", binary, text);
            return Toolkit.Run(cuobjdump, "-sass", binary);
        }
        finally
        {
            folder.Delete(true);
        }
    }
}
