namespace ItoSharp;

/// <summary>What to do when a state stops being finite.</summary>
public enum NonFinite
{
    /// <summary>Throw a <see cref="NonFiniteStateException"/> that names the sample, the step and the time.</summary>
    Stop,

    /// <summary>Go on: rows do not touch each other, so the other samples are unharmed and the bad rows stay non-finite.</summary>
    Continue,
}

/// <summary>The values of one run that are not the sampler's.</summary>
public record SampleOptions
{
    /// <summary>The key of the noise. Sample i of the batch uses path <see cref="FirstSample"/> + i.</summary>
    public ulong Seed { get; init; }

    /// <summary>The path number of the batch's first row: a slice of a larger run gets the noise it would get in the whole.</summary>
    public ulong FirstSample { get; init; }

    /// <summary>A key for each sample instead of <see cref="Seed"/>, one a row; each sample then uses path 0 of its own key.</summary>
    public ReadOnlyMemory<ulong> SampleSeeds { get; init; }

    /// <summary>Told after every step.</summary>
    public IProgress<SampleProgress>? Progress { get; init; }

    /// <summary>Asked before every model evaluation.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>The largest number of rows in one model call; 0: 256. A run that its owner steps is one part.</summary>
    public int RowsPerCall { get; init; }

    /// <summary>
    /// Where samples are made: null and <see cref="EnsembleDevice.Cpu"/>: here; a device of the package ItoSharp.Gpu: in its memory, with the
    /// same bits for the same predictions, by a model that is an <see cref="IDeviceModel{T}"/>. There RowsPerCall 0 takes all rows at once.
    /// </summary>
    public EnsembleDevice? Device { get; init; }

    /// <summary>The number of threads that run parts of the batch; 0: 1. The result does not depend on it; a device takes one part after the other.</summary>
    public int Threads { get; init; }

    /// <summary>What to do when a state stops being finite.</summary>
    public NonFinite NonFinite { get; init; }

    /// <summary>What is done to every data prediction before the solver uses it; null: nothing.</summary>
    public Thresholding? Thresholding { get; init; }
}

/// <summary>Options with per-sample data of the sampler's floating-point type.</summary>
public record SampleOptions<T> : SampleOptions
    where T : unmanaged
{
    /// <summary>The conditions handed to the model, rows x condition dimension; or one row for all samples.</summary>
    public ReadOnlyMemory<T> Condition { get; init; }

    /// <summary>
    /// Jumps of the condition on the way (scheduled conditioning), at decreasing times; <see cref="Condition"/> holds above the first.
    /// Gradients tell the parts apart.
    /// </summary>
    public IReadOnlyList<ConditionChange<T>> ConditionChanges { get; init; } = [];

    /// <summary>The mean mu of a mean-reverting process, rows x dimension; or one row for all samples.</summary>
    public ReadOnlyMemory<T> Mean { get; init; }

    /// <summary>Known values that replace the state's after every step; null: none.</summary>
    public Inpainting<T>? Inpainting { get; init; }

    /// <summary>
    /// Told after every step of every part of the batch, on the thread that runs the part; the calls of one run never overlap,
    /// but those of different parts come in any order. Its exception ends the run: <c>Sample</c> throws it on and leaves its
    /// results unwritten, <see cref="SamplerRun{T}.Advance"/> throws it on after the step, from where the run may go on.
    /// </summary>
    public StepObserver<T>? StepCompleted { get; init; }
}

/// <summary>How far a run is.</summary>
/// <param name="CompletedSteps">Steps done, summed over the parts of the batch.</param>
/// <param name="TotalSteps">Steps in all, likewise.</param>
/// <param name="Time">The time t that the reporting part has reached.</param>
public readonly record struct SampleProgress(long CompletedSteps, long TotalSteps, double Time)
{
    /// <summary>Between 0 and 1.</summary>
    public double Fraction => (double)CompletedSteps / TotalSteps;
}
