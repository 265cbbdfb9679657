using System.Globalization;
using System.Text;

namespace ItoSharp.Gpu;

/// <summary>Texts to PTX, by the cache or by NVRTC.</summary>
internal sealed unsafe class CudaCompiler(string device, int architecture)
{
    private static readonly string[] Names = OperatingSystem.IsWindows()
        ? ["nvrtc64_130_0.dll", "nvrtc64_120_0.dll", "nvrtc64_112_0.dll"]
        : ["libnvrtc.so.13", "libnvrtc.so.12", "libnvrtc.so.11.2", "libnvrtc.so", "/usr/local/cuda/lib64/libnvrtc.so"];

    // The bits of the CPU: nothing fused, everything rounded, small numbers kept.
    private static readonly string[] Exact = ["--fmad=false", "--prec-div=true", "--prec-sqrt=true", "--ftz=false"];

    /// <summary>The PTX of a text, ended by a zero.</summary>
    /// <param name="program">What the text is called in errors.</param>
    /// <param name="source">The text.</param>
    /// <param name="further">Options besides the architecture; null: those that give the bits of the CPU.</param>
    public byte[] Compile(string program, string source, string[]? further = null)
    {
        const string Cure = "NVRTC is a part of the CUDA toolkit and not of the driver: install it (Debian: libnvrtc), or run on OpenCL.";
        DriverLibrary.Load(NvrtcNative.Library, "NVRTC", null, Names, Cure);
        int major;
        int minor;
        Check(NvrtcNative.nvrtcVersion(&major, &minor), nameof(NvrtcNative.nvrtcVersion));
        string[] options = [string.Create(CultureInfo.InvariantCulture, $"--gpu-architecture=compute_{Target()}"), .. further ?? Exact];
        string version = string.Create(CultureInfo.InvariantCulture, $"{major}.{minor}");
        string key = KernelCache.Key("cuda", device, version, string.Join(' ', options), source);
        if (KernelCache.Find(key) is { Length: > 1 } kept && kept[^1] == 0)
        {
            return kept;
        }

        byte[] ptx = Build(program, source, options);
        KernelCache.Keep(key, ptx);
        return ptx;
    }

    // A device newer than NVRTC takes PTX of the newest architecture that NVRTC knows: the driver translates it.
    private int Target()
    {
        int count = 0;
        Check(NvrtcNative.nvrtcGetNumSupportedArchs(&count), nameof(NvrtcNative.nvrtcGetNumSupportedArchs));
        int[] known = new int[Math.Max(count, 1)];
        fixed (int* first = known)
        {
            Check(NvrtcNative.nvrtcGetSupportedArchs(first), nameof(NvrtcNative.nvrtcGetSupportedArchs));
        }

        int[] fit = [.. known.Where(known => known <= architecture)];
        return fit.Length > 0
            ? fit.Max()
            : throw new DeviceUnfitException(device, "any kernel", "this NVRTC no longer knows its architecture; take an older one");
    }

    private byte[] Build(string program, string source, string[] options)
    {
        nint compiled = 0;
        byte[] text = Encoding.UTF8.GetBytes(source + '\0');
        fixed (byte* first = text)
        {
            Check(NvrtcNative.nvrtcCreateProgram(&compiled, first, null, 0, null, null), nameof(NvrtcNative.nvrtcCreateProgram));
        }

        try
        {
            int code = Run(compiled, options);
            if (code == NvrtcNative.CompilationError)
            {
                throw new KernelCompilationException(program, device, Log(compiled), source);
            }

            Check(code, nameof(NvrtcNative.nvrtcCompileProgram));
            nuint bytes;
            Check(NvrtcNative.nvrtcGetPTXSize(compiled, &bytes), nameof(NvrtcNative.nvrtcGetPTXSize));
            byte[] ptx = new byte[bytes];
            fixed (byte* first = ptx)
            {
                Check(NvrtcNative.nvrtcGetPTX(compiled, first), nameof(NvrtcNative.nvrtcGetPTX));
            }

            return ptx;
        }
        finally
        {
            _ = NvrtcNative.nvrtcDestroyProgram(&compiled);
        }
    }

    private static int Run(nint program, string[] options)
    {
        byte[] text = Encoding.UTF8.GetBytes(string.Concat(options.Select(option => option + '\0')));
        byte** starts = stackalloc byte*[options.Length];
        fixed (byte* first = text)
        {
            byte* next = first;
            for (int i = 0; i < options.Length; i++)
            {
                starts[i] = next;
                next += Encoding.UTF8.GetByteCount(options[i]) + 1;
            }

            return NvrtcNative.nvrtcCompileProgram(program, options.Length, starts);
        }
    }

    private static string Log(nint program)
    {
        nuint bytes = 0;
        if (NvrtcNative.nvrtcGetProgramLogSize(program, &bytes) != NvrtcNative.Success || bytes <= 1)
        {
            return "The compiler left no log.";
        }

        byte[] log = new byte[bytes];
        fixed (byte* first = log)
        {
            _ = NvrtcNative.nvrtcGetProgramLog(program, first);
        }

        return Encoding.UTF8.GetString(log).TrimEnd('\0');
    }

    private void Check(int code, string call)
    {
        if (code != NvrtcNative.Success)
        {
            throw new DeviceFailureException(device, call, code, "which NVRTC's header names");
        }
    }
}
