namespace ItoSharp.Gpu;

/// <summary>By which driver a device is reached.</summary>
public enum GpuBackend
{
    /// <summary>The installable client driver of OpenCL 1.2 or later.</summary>
    OpenCl,

    /// <summary>NVIDIA's driver, with NVRTC as the compiler.</summary>
    Cuda,
}
