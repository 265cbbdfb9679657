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
}
