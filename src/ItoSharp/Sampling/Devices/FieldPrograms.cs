namespace ItoSharp;

/// <summary>The kernels of a plan's methods on a queue, loaded where they are first launched.</summary>
internal sealed class FieldPrograms<T>
    where T : unmanaged
{
    private readonly SamplerPlan<T> _plan;
    private readonly DeviceQueue _queue;
    private readonly Dictionary<(SolverKernels<T>?, string), int> _kernels = [];
    private readonly Dictionary<SolverKernels<T>, string> _texts = [];
    private readonly string _extras;

    public FieldPrograms(SamplerPlan<T> plan, DeviceQueue queue)
    {
        (_plan, _queue) = (plan, queue);
        bool single = typeof(T) == typeof(float);
        foreach (SolverKernels<T> method in plan.Kernels.Methods)
        {
            if (method.DeviceKernels.Length == 0)
            {
                throw new NotSupportedException(
                    $"{method.GetType().DeclaringType?.Name ?? method.GetType().Name} has no kernels for devices: samplers that the generator "
                        + "writes have them; build its project with this version of ItoSharp, or run it without a device"
                );
            }

            _texts.Add(method, DeviceLibrary.FieldText(method.DeviceKernels, single, UsesNoise(method.Shape)));
        }

        _extras = DeviceLibrary.FieldText(DeviceLibrary.FieldExtras, single, false);
    }

    /// <summary>Whether a plan's kernels compute in double.</summary>
    public static bool UsesDouble(SolverKernels<T> kernels) =>
        typeof(T) == typeof(double) || kernels.Methods.Any(method => UsesNoise(method.Shape));

    /// <summary>Launches a kernel of a step's method.</summary>
    public void Launch(int step, string kernel, ReadOnlySpan<DeviceArgument> arguments, long items)
    {
        // A lift belongs to the step's own method; an update may be another method's that combines as many predictions.
        SolverKernels<T> method = kernel == "lift_state" ? _plan.Kernels.At(step) : _plan.Updates[step];
        _queue.Launch(Kernel(method, _texts[method], kernel), items, arguments);
    }

    /// <summary>Launches a kernel that all methods share.</summary>
    public void Extra(string kernel, ReadOnlySpan<DeviceArgument> arguments, long items) =>
        _queue.Launch(Kernel(null, _extras, kernel), items, arguments);

    private int Kernel(SolverKernels<T>? method, string text, string kernel)
    {
        if (!_kernels.TryGetValue((method, kernel), out int number))
        {
            number = _queue.Load(method?.GetType().DeclaringType?.Name ?? "field samplers", text, kernel);
            _kernels.Add((method, kernel), number);
        }

        return number;
    }

    private static bool UsesNoise(SolverShape shape) => shape.Noise != Stochasticity.None || shape.Churn;
}
