using System.ComponentModel;

namespace ItoSharp;

/// <summary>The fused updates of a sampler as tensor operations, printed by the generator from the same kernels as the CPU form.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class TensorSteps<TTensor>
    where TTensor : class, IDisposable
{
    /// <summary>One fused update.</summary>
    public abstract void Advance(in TensorStep<TTensor> step);

    /// <summary>The reverse of <see cref="Advance"/>; emitted where the sampler asks for exact gradients.</summary>
    public virtual void AdvancePullBack(in TensorStepCotangent<TTensor> step) =>
        throw new InvalidOperationException("this sampler was declared without Gradients.Exact");

    /// <summary>x = a x + nu z (+ cmu mu): back towards noise before a step.</summary>
    public virtual void Lift(TTensor x, TTensor noise, TTensor? mean, double gain, double scale, double meanWeight) =>
        throw new InvalidOperationException("this solver has no churn");

    /// <summary>The reverse of <see cref="Lift"/>.</summary>
    public virtual void LiftPullBack(TTensor x, double gain) => throw new InvalidOperationException("this solver has no churn");
}
