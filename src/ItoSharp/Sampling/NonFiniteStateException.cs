namespace ItoSharp;

/// <summary>A state or a prediction stopped being finite.</summary>
public sealed class NonFiniteStateException : ArithmeticException
{
    internal NonFiniteStateException(string what, ulong sample, int step, double time, double value)
        : base(
            $"{what} of sample {sample} is {value} in step {step} (time {time:R}): the model or the start state is at fault, or the "
                + "steps are too large for it"
        )
    {
        Sample = sample;
        Step = step;
        Time = time;
    }

    internal NonFiniteStateException(string what, ulong sample, int step, double time)
        : base(
            $"{what} of sample {sample} is not finite in step {step} (time {time:R}): the model or the start state is at fault, or the "
                + "steps are too large for it"
        )
    {
        Sample = sample;
        Step = step;
        Time = time;
    }

    /// <summary>The sample's number, <see cref="SampleOptions.FirstSample"/> included.</summary>
    public ulong Sample { get; }

    /// <summary>The step, from 0.</summary>
    public int Step { get; }

    /// <summary>The time t of the model evaluation of that step.</summary>
    public double Time { get; }
}
