using System.Runtime.InteropServices;

namespace ItoSharp.Gpu;

/// <summary>The functions of OpenCL 1.2 that are used, under their own names; all arguments are blittable.</summary>
internal static unsafe partial class OpenClNative
{
    public const string Library = "ItoSharp.OpenCL";

    public const int Success = 0;
    public const int DeviceNotFound = -1;
    public const int MemoryObjectAllocationFailure = -4;
    public const int OutOfResources = -5;
    public const int OutOfHostMemory = -6;
    public const int BuildProgramFailure = -11;
    public const int InvalidBufferSize = -61;
    public const int PlatformNotFound = -1001;

    public const uint PlatformName = 0x0902;
    public const ulong AllDevices = 0xFFFFFFFF;
    public const ulong TypeGpu = 1 << 2;
    public const uint DeviceType = 0x1000;
    public const uint DeviceMostBytes = 0x1010;
    public const uint DeviceSingleConfig = 0x101B;
    public const uint DeviceMemoryBytes = 0x101F;
    public const uint DeviceName = 0x102B;
    public const uint DeviceDriver = 0x102D;
    public const uint DeviceVersion = 0x102F;
    public const uint DeviceDoubleConfig = 0x1032;
    public const ulong ConfigDenormals = 1 << 0;
    public const ulong ConfigFma = 1 << 5;
    public const ulong ConfigExactDivideAndRoot = 1 << 7;
    public const ulong MemoryReadWrite = 1;
    public const uint ProgramBinarySizes = 0x1165;
    public const uint ProgramBinaries = 0x1166;
    public const uint BuildLog = 0x1183;

    [LibraryImport(Library)]
    public static partial int clGetPlatformIDs(uint entries, nint* platforms, uint* count);

    [LibraryImport(Library)]
    public static partial int clGetPlatformInfo(nint platform, uint what, nuint size, void* value, nuint* used);

    [LibraryImport(Library)]
    public static partial int clGetDeviceIDs(nint platform, ulong type, uint entries, nint* devices, uint* count);

    [LibraryImport(Library)]
    public static partial int clGetDeviceInfo(nint device, uint what, nuint size, void* value, nuint* used);

    [LibraryImport(Library)]
    public static partial nint clCreateContext(nint* properties, uint count, nint* devices, nint notify, nint data, int* error);

    [LibraryImport(Library)]
    public static partial nint clCreateCommandQueue(OpenClContext context, nint device, ulong properties, int* error);

    [LibraryImport(Library)]
    public static partial nint clCreateProgramWithSource(OpenClContext context, uint count, byte** texts, nuint* lengths, int* error);

    [LibraryImport(Library)]
    public static partial nint clCreateProgramWithBinary(
        OpenClContext context,
        uint count,
        nint* devices,
        nuint* lengths,
        byte** binaries,
        int* status,
        int* error
    );

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int clBuildProgram(OpenClProgram program, uint count, nint* devices, string options, nint notify, nint data);

    [LibraryImport(Library)]
    public static partial int clGetProgramBuildInfo(OpenClProgram program, nint device, uint what, nuint size, void* value, nuint* used);

    [LibraryImport(Library)]
    public static partial int clGetProgramInfo(OpenClProgram program, uint what, nuint size, void* value, nuint* used);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint clCreateKernel(OpenClProgram program, string name, int* error);

    [LibraryImport(Library)]
    public static partial int clSetKernelArg(OpenClKernel kernel, uint index, nuint size, void* value);

    [LibraryImport(Library)]
    public static partial nint clCreateBuffer(OpenClContext context, ulong flags, nuint size, void* host, int* error);

    [LibraryImport(Library)]
    public static partial int clEnqueueNDRangeKernel(
        OpenClQueue queue,
        OpenClKernel kernel,
        uint dimensions,
        nuint* offset,
        nuint* global,
        nuint* local,
        uint waits,
        nint* events,
        nint* done
    );

    [LibraryImport(Library)]
    public static partial int clEnqueueWriteBuffer(
        OpenClQueue queue,
        DeviceMemory memory,
        uint blocking,
        nuint offset,
        nuint size,
        void* data,
        uint waits,
        nint* events,
        nint* done
    );

    [LibraryImport(Library)]
    public static partial int clEnqueueReadBuffer(
        OpenClQueue queue,
        DeviceMemory memory,
        uint blocking,
        nuint offset,
        nuint size,
        void* data,
        uint waits,
        nint* events,
        nint* done
    );

    [LibraryImport(Library)]
    public static partial int clFinish(OpenClQueue queue);

    [LibraryImport(Library)]
    public static partial int clReleaseMemObject(nint memory);

    [LibraryImport(Library)]
    public static partial int clReleaseKernel(nint kernel);

    [LibraryImport(Library)]
    public static partial int clReleaseProgram(nint program);

    [LibraryImport(Library)]
    public static partial int clReleaseCommandQueue(nint queue);

    [LibraryImport(Library)]
    public static partial int clReleaseContext(nint context);
}
