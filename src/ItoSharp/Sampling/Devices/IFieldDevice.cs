namespace ItoSharp;

/// <summary>A device that runs field samplers: state and history stay in its memory. The devices of the package ItoSharp.Gpu do.</summary>
public interface IFieldDevice
{
    /// <summary>What people call the device.</summary>
    string Name { get; }

    /// <summary>Opens a queue for the work of one thread.</summary>
    /// <param name="program">What runs, for errors.</param>
    /// <param name="usesDouble">Whether its kernels compute in double; noise is made in double for floats too.</param>
    DeviceQueue OpenQueue(string program, bool usesDouble);
}
