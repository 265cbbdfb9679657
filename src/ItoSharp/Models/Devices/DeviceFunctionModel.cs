namespace ItoSharp;

/// <summary>A device's model made of a lambda, which gets device memory and the native queue: a network in any framework, or kernels.</summary>
/// <param name="dimension">The length of a state row.</param>
/// <param name="predicts">What the function predicts.</param>
/// <param name="evaluate">The function: it puts the prediction's work into the query's queue, or waits until it is done.</param>
/// <param name="conditionDimension">The length of a condition row; 0 without.</param>
/// <example>
/// <code>
/// var model = new DeviceFunctionModel&lt;float&gt;(784, Prediction.Noise, query => net.Run(query.X.Handle, query.Time, query.Prediction.Handle, query.Queue.NativeQueue));
/// new FaceSampler(model, process, grid).Sample(noise, images, new() { Device = Devices.Default });
/// </code>
/// </example>
/// <typeparam name="T">float or double.</typeparam>
public sealed class DeviceFunctionModel<T>(int dimension, Prediction predicts, Action<DeviceQuery<T>> evaluate, int conditionDimension = 0)
    : IDeviceModel<T>
    where T : unmanaged
{
    private readonly Action<DeviceQuery<T>> _evaluate = evaluate ?? throw new ArgumentNullException(nameof(evaluate));

    /// <inheritdoc/>
    public Prediction Predicts { get; } =
        Enum.IsDefined(predicts)
            ? predicts
            : throw new ArgumentOutOfRangeException(nameof(predicts), predicts, "Not a declared prediction.");

    /// <inheritdoc/>
    public int Dimension { get; } =
        dimension > 0 ? dimension : throw new ArgumentOutOfRangeException(nameof(dimension), dimension, "At least 1 is right.");

    /// <inheritdoc/>
    public int ConditionDimension { get; } =
        conditionDimension >= 0
            ? conditionDimension
            : throw new ArgumentOutOfRangeException(nameof(conditionDimension), conditionDimension, "0 or more is right.");

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">Always: the function takes device memory.</exception>
    public void Evaluate(in ModelInput<T> input, Span<T> prediction) =>
        throw new InvalidOperationException(
            "this model is a function of device memory: give a device in SampleOptions.Device, or start the run by StartOn"
        );

    /// <inheritdoc/>
    public IDeviceEvaluation<T> Open(DeviceQueue queue, int mostRows) => new Evaluation(_evaluate);

    private sealed class Evaluation(Action<DeviceQuery<T>> evaluate) : IDeviceEvaluation<T>
    {
        public void Evaluate(DeviceQuery<T> query) => evaluate(query);

        public void Dispose() { }
    }
}
