namespace ItoSharp;

/// <summary>Whose handles a device gives out.</summary>
public enum DeviceApi
{
    /// <summary>Handles mean nothing outside of the queue.</summary>
    Other,

    /// <summary>Arrays are <c>cl_mem</c>, queues <c>cl_command_queue</c> (in order), contexts <c>cl_context</c>.</summary>
    OpenCl,

    /// <summary>Arrays are <c>CUdeviceptr</c>, queues <c>CUstream</c>, contexts <c>CUcontext</c>.</summary>
    Cuda,
}
