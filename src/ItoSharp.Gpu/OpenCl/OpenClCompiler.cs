using System.Text;

namespace ItoSharp.Gpu;

/// <summary>Texts to programs, by the cache or by the driver's compiler.</summary>
internal sealed unsafe class OpenClCompiler(OpenClContext context, nint device, string name, string options)
{
    /// <summary>The program of a text.</summary>
    /// <param name="program">What it is called in errors.</param>
    /// <param name="source">The text.</param>
    /// <param name="versions">What tells this driver from others.</param>
    public OpenClProgram Build(string program, string source, string versions)
    {
        string key = KernelCache.Key("opencl", name, versions, options, source);
        if (KernelCache.Find(key) is { } kept && FromBinary(kept) is { } ready)
        {
            return ready;
        }

        OpenClProgram built = FromText(source);
        int code = Compile(built);
        if (code != OpenClNative.Success)
        {
            string log = Log(built);
            built.Dispose();
            throw new KernelCompilationException(program, name, $"clBuildProgram returned {code}.\n{log}", source);
        }

        if (Binary(built) is { } binary)
        {
            KernelCache.Keep(key, binary);
        }

        return built;
    }

    private int Compile(OpenClProgram program)
    {
        nint target = device;
        return OpenClNative.clBuildProgram(program, 1, &target, options, 0, 0);
    }

    private OpenClProgram FromText(string source)
    {
        byte[] text = Encoding.UTF8.GetBytes(source);
        fixed (byte* first = text)
        {
            byte* start = first;
            nuint length = (nuint)text.Length;
            int code;
            nint program = OpenClNative.clCreateProgramWithSource(context, 1, &start, &length, &code);
            OpenClErrors.Check(code, nameof(OpenClNative.clCreateProgramWithSource), name);
            return new(program);
        }
    }

    /// <summary>The program of a kept binary; null where the driver does not take it.</summary>
    private OpenClProgram? FromBinary(byte[] binary)
    {
        fixed (byte* first = binary)
        {
            byte* start = first;
            nuint length = (nuint)binary.Length;
            nint target = device;
            int status;
            int code;
            OpenClProgram program = new(OpenClNative.clCreateProgramWithBinary(context, 1, &target, &length, &start, &status, &code));
            if (code == OpenClNative.Success && status == OpenClNative.Success && Compile(program) == OpenClNative.Success)
            {
                return program;
            }

            program.Dispose();
            return null;
        }
    }

    private static byte[]? Binary(OpenClProgram program)
    {
        nuint length = 0;
        int code = OpenClNative.clGetProgramInfo(program, OpenClNative.ProgramBinarySizes, (nuint)sizeof(nuint), &length, null);
        if (code != OpenClNative.Success || length == 0)
        {
            return null;
        }

        byte[] binary = new byte[length];
        fixed (byte* first = binary)
        {
            byte* start = first;
            code = OpenClNative.clGetProgramInfo(program, OpenClNative.ProgramBinaries, (nuint)sizeof(byte*), &start, null);
        }

        return code == OpenClNative.Success ? binary : null;
    }

    private string Log(OpenClProgram program)
    {
        nuint length = 0;
        _ = OpenClNative.clGetProgramBuildInfo(program, device, OpenClNative.BuildLog, 0, null, &length);
        if (length == 0)
        {
            return "The compiler left no log.";
        }

        byte[] log = new byte[length];
        fixed (byte* first = log)
        {
            _ = OpenClNative.clGetProgramBuildInfo(program, device, OpenClNative.BuildLog, length, first, null);
        }

        return Encoding.UTF8.GetString(log).TrimEnd('\0');
    }
}
