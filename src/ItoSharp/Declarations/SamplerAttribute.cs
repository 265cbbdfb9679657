namespace ItoSharp;

/// <summary>
/// Declares a sampler on a sealed partial class: the generator emits the specialised steps of <typeparamref name="TSolver"/>
/// on <typeparamref name="TProcess"/> and the asked gradient routines. Values (parameters, schedule, times) come with the instance.
/// </summary>
/// <typeparam name="TProcess">A type declared with <see cref="ProcessAttribute"/>.</typeparam>
/// <typeparam name="TSolver">
/// A type declared with <see cref="ExponentialMultistepAttribute"/>, <see cref="ExponentialRungeKuttaAttribute"/> or
/// <see cref="RungeKuttaAttribute"/>.
/// </typeparam>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SamplerAttribute<TProcess, TSolver> : Attribute
{
    /// <summary>The gradient routines to emit.</summary>
    public Gradients Gradients { get; set; }

    /// <summary>The state's floating-point type.</summary>
    public Precision Precision { get; set; }

    /// <summary>
    /// The number of predictions, the current one included, that a <see cref="StepCoefficients"/> table may weigh at a step, where
    /// that is more than the plan itself combines; 0: the plan's own; at most 8. Multistep plans only.
    /// </summary>
    public int Memory { get; set; }

    /// <summary>The start time of an instance that names none; NaN: the process's MaxTime.</summary>
    public double StartTime { get; set; } = double.NaN;

    /// <summary>The end time of an instance that names none; NaN: the process's MinTime.</summary>
    public double EndTime { get; set; } = double.NaN;
}
