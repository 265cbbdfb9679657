namespace ItoSharp.Gpu;

/// <summary>A call of the driver failed in a way that has no name of its own.</summary>
/// <param name="device">The device or driver.</param>
/// <param name="call">The driver's function.</param>
/// <param name="code">Its error code.</param>
/// <param name="meaning">The driver's name of the code.</param>
public sealed class DeviceFailureException(string device, string call, int code, string meaning)
    : DeviceException($"{call} failed on {device} with error {code}, {meaning}.")
{
    /// <summary>The driver's function.</summary>
    public string Call { get; } = call;

    /// <summary>Its error code.</summary>
    public int Code { get; } = code;
}
