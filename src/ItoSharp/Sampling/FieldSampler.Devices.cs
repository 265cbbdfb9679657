namespace ItoSharp;

public abstract partial class FieldSampler<TProcess, T>
{
    /// <summary>
    /// Starts a run in a device's memory whose owner evaluates the model there; <c>Complete</c> runs it to its end with the sampler's model.
    /// </summary>
    /// <param name="device">A device of the package ItoSharp.Gpu.</param>
    /// <param name="start">The start states, rows x dimension; copied to the device.</param>
    /// <param name="options">As for Sample; without Thresholding, Inpainting and StepCompleted.</param>
    /// <exception cref="NotSupportedException">The device runs no field samplers, or an option is not for devices.</exception>
    public DeviceSamplerRun<T> StartOn(EnsembleDevice device, ReadOnlySpan<T> start, SampleOptions? options = null)
    {
        IFieldDevice fields = Fields(device, options);
        return OwnRun(fields, Validated(start, options), start);
    }

    /// <summary>Goes on from a checkpoint on a device, to the bits that the run would have reached wherever it was begun.</summary>
    /// <param name="device">A device of the package ItoSharp.Gpu.</param>
    /// <param name="checkpoint">What a run of a sampler with the same values saved, on a device or a CPU.</param>
    /// <param name="options">As for <see cref="Resume"/>.</param>
    public DeviceSamplerRun<T> ResumeOn(EnsembleDevice device, SamplerCheckpoint checkpoint, SampleOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        IFieldDevice fields = Fields(device, options);
        var start = new T[
            checkpoint.StateLength<T>(Plan.Fingerprint, Plan.Rows, Model.Dimension, SamplerRun<T>.BufferCount(Plan.Kernels.Shape))
        ];
        DeviceSamplerRun<T> run = OwnRun(fields, Validated(start, options), start);
        try
        {
            run.Restore(checkpoint);
            return run;
        }
        catch
        {
            run.Dispose();
            throw;
        }
    }

    private DeviceSamplerRun<T> OwnRun(IFieldDevice device, RunInput<T> input, ReadOnlySpan<T> start)
    {
        DeviceQueue queue = OpenQueue(device);
        try
        {
            return new(Plan, input, start, queue, ownsQueue: true);
        }
        catch
        {
            queue.Dispose();
            throw;
        }
    }

    private DeviceQueue OpenQueue(IFieldDevice device) => device.OpenQueue(GetType().Name, FieldPrograms<T>.UsesDouble(Plan.Kernels));

    /// <summary>Runs the parts of a batch on a device, one after the other: all rows at once unless RowsPerCall says fewer.</summary>
    private void SampleOn(EnsembleDevice device, ReadOnlySpan<T> start, Span<T> samples, SampleOptions options)
    {
        IFieldDevice fields = Fields(device, options);
        RunInput<T> input = Validated(start, options);
        int most = options.RowsPerCall > 0 ? Math.Min(options.RowsPerCall, input.Rows) : input.Rows;
        int parts = (input.Rows + most - 1) / most;
        SharedProgress? progress = SharedProgress.For(options, (long)parts * Plan.Rows.Length);
        T[] results = new T[samples.Length];
        DeviceQueue queue = OpenQueue(fields);
        IDeviceEvaluation<T>? model = null;
        DeviceSamplerRun<T>? run = null;
        try
        {
            model = DeviceModels.Open(Model, queue, most);
            for (int first = 0; first < input.Rows; first += most)
            {
                int rows = Math.Min(most, input.Rows - first);
                Range range = (first * Model.Dimension)..((first + rows) * Model.Dimension);
                run = new(Plan, input.Slice(first, rows), start[range], queue, ownsQueue: false, progress);
                run.Complete(model);
                run.ReadState(results.AsSpan(range));
                run.Dispose();
                run = null;
            }
        }
        finally
        {
            // Waits for what is under way, whatever has failed, before its memory goes.
            queue.Dispose();
            run?.Dispose();
            model?.Dispose();
        }

        results.CopyTo(samples);
    }

    /// <summary>The device of a run's options; null: the CPU.</summary>
    private static EnsembleDevice? DeviceOf(SampleOptions? options) =>
        options?.Device is { } device && !ReferenceEquals(device, EnsembleDevice.Cpu) ? device : null;

    private static IFieldDevice Fields(EnsembleDevice device, SampleOptions? options)
    {
        ArgumentNullException.ThrowIfNull(device);
        if (DeviceOf(options) is { } other && !ReferenceEquals(other, device))
        {
            throw new ArgumentException(
                $"options.Device is {other.Name}, but the run is to start on {device.Name}: leave one out",
                nameof(options)
            );
        }

        var typed = options as SampleOptions<T>;
        string? refused =
            options?.Thresholding is not null ? "Thresholding"
            : typed?.Inpainting is not null ? "Inpainting"
            : typed?.StepCompleted is not null ? "StepCompleted"
            : null;
        if (refused is not null)
        {
            throw new NotSupportedException(
                $"{refused} is not for runs on devices ({device.Name}): leave it out, run on the CPU, or start the run by StartOn and do it "
                    + "between its steps"
            );
        }

        return device as IFieldDevice
            ?? throw new NotSupportedException(
                $"{device.Name} runs no field samplers: take a device of ItoSharp.Gpu, or leave the device out"
            );
    }

    /// <summary>Refuses a device where only the CPU runs.</summary>
    private static void RequireCpu(SampleOptions? options)
    {
        if (DeviceOf(options) is { } device)
        {
            throw new NotSupportedException(
                $"Device is {device.Name}, but gradients, tangents, trajectories, fits and runs that are stepped on the host stay on the CPU: "
                    + "leave Device out; Sample takes it, and StartOn and ResumeOn step on a device"
            );
        }
    }
}
