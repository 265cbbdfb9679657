using System.Runtime.InteropServices;

namespace ItoSharp.Gpu;

/// <summary>CUDA's error codes.</summary>
internal static unsafe class CudaErrors
{
    public static void Check(int code, string call, string device)
    {
        if (code != CudaNative.Success)
        {
            throw new DeviceFailureException(device, call, code, Meaning(code));
        }
    }

    private static string Meaning(int code)
    {
        byte* name = null;
        return CudaNative.cuGetErrorName(code, &name) == CudaNative.Success && name is not null
            ? Marshal.PtrToStringUTF8((nint)name)!
            : "which CUDA's header names";
    }
}
