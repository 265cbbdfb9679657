namespace ItoSharp;

/// <summary>Models as devices take them.</summary>
internal static class DeviceModels
{
    /// <summary>Opens a model on a queue.</summary>
    /// <exception cref="NotSupportedException">It has no form for devices.</exception>
    public static IDeviceEvaluation<T> Open<T>(IModel<T> model, DeviceQueue queue, int mostRows)
        where T : unmanaged =>
        model is IDeviceModel<T> onDevice
            ? onDevice.Open(queue, mostRows)
            : throw new NotSupportedException(
                $"{model.GetType().Name} has no form for devices: take a DeviceFunctionModel, which gets device memory, or wrap the model in "
                    + "ModelOnHost, which reads the states back at every query"
            );
}
