namespace ItoSharp;

/// <summary>Told after every step of a run.</summary>
/// <typeparam name="T">float or double.</typeparam>
public delegate void StepObserver<T>(in CompletedStep<T> step)
    where T : unmanaged;

/// <summary>What a <see cref="StepObserver{T}"/> sees; the spans are valid during the call.</summary>
/// <typeparam name="T">float or double.</typeparam>
public readonly ref struct CompletedStep<T>
    where T : unmanaged
{
    /// <summary>The step, from 0.</summary>
    public int Step { get; internal init; }

    /// <summary>The steps in all.</summary>
    public int StepCount { get; internal init; }

    /// <summary>The time t that the step has reached.</summary>
    public double Time { get; internal init; }

    /// <summary>Half the log-SNR there, log(alpha / sigma).</summary>
    public double Lambda { get; internal init; }

    /// <summary>The place in the batch of the first of these rows: a batch is run in parts of <see cref="SampleOptions.RowsPerCall"/> rows.</summary>
    public int FirstRow { get; internal init; }

    /// <summary>The number of rows.</summary>
    public int Rows { get; internal init; }

    /// <summary>
    /// The states that the step has reached, rows x dimension, known values replaced; the predicted states of a plan with a
    /// corrector.
    /// </summary>
    public ReadOnlySpan<T> State { get; internal init; }

    /// <summary>The data prediction D at the start of the step, rows x dimension, thresholded if the run does that.</summary>
    public ReadOnlySpan<T> Data { get; internal init; }
}
