using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using ItoSharp.Benchmarks.Gpu;
using ItoSharp.Benchmarks.GpuLimits;
using ItoSharp.Gpu;

namespace ItoSharp.Benchmarks.GpuRivals;

/// <summary>A kernel written by hand for speed, on the same device in the same process: by nvcc where it is, else by NVRTC.</summary>
internal sealed class HandKernelRival : IGpuRival
{
    private readonly CudaDevice device;
    private readonly DeviceSession session;
    private readonly string? nvcc = Toolkit.Find("nvcc");
    private readonly Dictionary<string, (int Paths, int Sums)> kernels = [];
    private readonly Dictionary<string, byte[]> images = [];
    private string? nvccFailure;

    private HandKernelRival(CudaDevice device)
    {
        this.device = device;
        session = device.OpenSession(Image);
    }

    /// <inheritdoc/>
    public string Name => "hand-written";

    /// <summary>Which compiler it uses.</summary>
    public string Compiler =>
        nvcc is null ? "NVRTC (there is no nvcc)"
        : nvccFailure is null ? nvcc
        : $"NVRTC ({nvccFailure})";

    /// <summary>That of a device; null and the reason where there is none.</summary>
    public static HandKernelRival? On(EnsembleDevice device, out string reason)
    {
        reason = device is CudaDevice ? "" : $"it is CUDA, and {device.Name} is not";
        return device is CudaDevice cuda ? new(cuda) : null;
    }

    /// <inheritdoc/>
    public GpuAnswer Run(GpuCase subject, long paths)
    {
        HandProblem problem = subject.Hand;
        if (!kernels.TryGetValue(problem.Kernel, out (int Paths, int Sums) kernel))
        {
            string text = HandKernels.Text(problem.File);
            kernel = (session.Load(problem.File, text, problem.Kernel), session.Load(problem.File, text, "sums"));
            kernels[problem.Kernel] = kernel;
        }

        using DeviceMemory end = Take(paths * problem.Columns * sizeof(float));
        using DeviceMemory partial = Take(2L * problem.Columns * HandKernels.SumThreads * sizeof(double));
        using DeviceMemory constants = Copy(problem.Constants);
        using DeviceMemory table = Copy(problem.Table.Length > 0 ? problem.Table : [0]);
        using DeviceMemory start = Copy(problem.Start);
        double[] sums = new double[2 * problem.Columns * HandKernels.SumThreads];
        KernelArguments one = new KernelArguments().Add(end).Add(constants).Add(table).Add(start);
        one.Add(Ensembles.Problem.Seed).Add((ulong)paths).Add(GpuCase.Steps);
        KernelArguments two = new KernelArguments().Add(end).Add(partial);
        two.Add((ulong)paths).Add(problem.Columns).Add((ulong)HandKernels.SumThreads);
        session.Read(partial, 0, []);
        long begin = Stopwatch.GetTimestamp();
        session.Launch(kernel.Paths, (paths + 127) / 128 * 128, one);
        session.Launch(kernel.Sums, HandKernels.SumThreads, two);
        session.Read(partial, 0, MemoryMarshal.AsBytes(sums.AsSpan()));
        double seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        (double[] means, double[] errors) = HandKernels.Moments(sums, problem.Columns, HandKernels.SumThreads, paths);
        return new(seconds, means, errors);
    }

    /// <inheritdoc/>
    public void Dispose() => session.Dispose();

    private byte[] Image(string program, string source)
    {
        if (!images.TryGetValue(source, out byte[]? image))
        {
            images[source] = image = ByNvcc(source) ?? device.Compile(program, source, HandKernels.Options);
        }

        return image;
    }

    private byte[]? ByNvcc(string source)
    {
        if (nvcc is null || nvccFailure is not null)
        {
            return null;
        }

        DirectoryInfo folder = Directory.CreateTempSubdirectory("itosharp-nvcc");
        try
        {
            string text = Path.Combine(folder.FullName, "kernel.cu");
            string binary = Path.Combine(folder.FullName, "kernel.cubin");
            File.WriteAllText(text, source);
            string architecture = string.Create(CultureInfo.InvariantCulture, $"-arch=sm_{device.Architecture}");
            Toolkit.Run(nvcc, ["-cubin", "-O3", architecture, .. HandKernels.Options, "-o", binary, text]);
            return File.ReadAllBytes(binary);
        }
        catch (InvalidOperationException failed)
        {
            // It needs a host compiler, which may be missing; both compilers are one inside.
            nvccFailure = failed.Message;
            return null;
        }
        finally
        {
            folder.Delete(true);
        }
    }

    private DeviceMemory Take(long bytes) =>
        session.Allocate(bytes)
        ?? throw new RivalMissingException(FormattableString.Invariant($"{bytes} bytes are not free on the device"));

    private DeviceMemory Copy(float[] values)
    {
        DeviceMemory memory = Take((long)values.Length * sizeof(float));
        session.Write(memory, MemoryMarshal.AsBytes(values.AsSpan()));
        return memory;
    }
}
