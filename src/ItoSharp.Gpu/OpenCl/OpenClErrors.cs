namespace ItoSharp.Gpu;

/// <summary>OpenCL's error codes.</summary>
internal static class OpenClErrors
{
    public static void Check(int code, string call, string device)
    {
        if (code != OpenClNative.Success)
        {
            throw new DeviceFailureException(device, call, code, Meaning(code));
        }
    }

    /// <summary>Whether memory ran out.</summary>
    public static bool IsMemory(int code) =>
        code
            is OpenClNative.MemoryObjectAllocationFailure
                or OpenClNative.OutOfResources
                or OpenClNative.OutOfHostMemory
                or OpenClNative.InvalidBufferSize;

    private static string Meaning(int code) =>
        code switch
        {
            OpenClNative.DeviceNotFound => "CL_DEVICE_NOT_FOUND",
            OpenClNative.MemoryObjectAllocationFailure => "CL_MEM_OBJECT_ALLOCATION_FAILURE",
            OpenClNative.OutOfResources => "CL_OUT_OF_RESOURCES",
            OpenClNative.OutOfHostMemory => "CL_OUT_OF_HOST_MEMORY",
            OpenClNative.BuildProgramFailure => "CL_BUILD_PROGRAM_FAILURE",
            OpenClNative.InvalidBufferSize => "CL_INVALID_BUFFER_SIZE",
            OpenClNative.PlatformNotFound => "CL_PLATFORM_NOT_FOUND_KHR",
            -2 => "CL_DEVICE_NOT_AVAILABLE",
            -42 => "CL_INVALID_BINARY",
            -46 => "CL_INVALID_KERNEL_NAME",
            -52 => "CL_INVALID_KERNEL_ARGS",
            -54 => "CL_INVALID_WORK_GROUP_SIZE",
            _ => "which OpenCL's header names",
        };
}
