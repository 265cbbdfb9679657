using System.ComponentModel;

namespace ItoSharp;

/// <summary>
/// The few operations by which samplers reach a tensor library. The library itself references none: generated code implements
/// this over the one that the consumer's compilation references. Not for hand-written code.
/// </summary>
/// <typeparam name="TTensor">The tensor.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class TensorOps<TTensor>
    where TTensor : class, IDisposable
{
    /// <summary>The lengths of the axes.</summary>
    public abstract long[] Shape(TTensor tensor);

    /// <summary>Element type and device, such as <c>Float32 on cuda:0</c>: tensors combine only where this is equal.</summary>
    public abstract string Kind(TTensor tensor);

    /// <summary>Whether the elements are float or double.</summary>
    public abstract bool IsReal(TTensor tensor);

    /// <summary>A copy outside every graph.</summary>
    public abstract TTensor Copy(TTensor tensor);

    /// <summary>Zeros of another tensor's shape, element type and device.</summary>
    public abstract TTensor Zeros(TTensor like);

    /// <summary>Numbers in another tensor's shape, element type and device.</summary>
    public abstract TTensor Of(double[] values, TTensor like);

    /// <summary>Standard normals of the tensor library's own generator, in another tensor's shape, element type and device.</summary>
    public abstract TTensor Normals(TTensor like);

    /// <summary>One time a row of <paramref name="x"/>, of its element type and device.</summary>
    public abstract TTensor Times(TTensor x, double time);

    /// <summary>to = from.</summary>
    public abstract void Write(TTensor to, TTensor from);

    /// <summary>to = 0, whatever it was.</summary>
    public abstract void Clear(TTensor to);

    /// <summary>to = scale to.</summary>
    public abstract void Scale(TTensor to, double scale);

    /// <summary>to += weight from.</summary>
    public abstract void Add(TTensor to, double weight, TTensor from);

    /// <summary>The inner product as a double on the device: nothing waits for it before <see cref="Read"/>.</summary>
    public abstract TTensor Dot(TTensor a, TTensor b);

    /// <summary>The sum as a double on the device.</summary>
    public abstract TTensor Sum(TTensor a);

    /// <summary>Brings inner products to the host, in one copy.</summary>
    public abstract double[] Read(IReadOnlyList<TTensor> numbers);

    /// <summary>The first row with an element that is not finite, or -1; waits for the device.</summary>
    public abstract int FirstNonFiniteRow(TTensor tensor);

    /// <summary>Opens a scope that disposes, at its end, every tensor created in it and not kept.</summary>
    public abstract IDisposable Scope();

    /// <summary>Hands a tensor to the scope around the present one.</summary>
    public abstract TTensor Keep(TTensor tensor);

    /// <summary>Opens a part in which no graph is recorded.</summary>
    public abstract IDisposable NoGradients();

    /// <summary>
    /// The products of a cotangent with the model's Jacobians at one query; a null entry stands for zero, or was not asked for.
    /// </summary>
    /// <param name="query">What the model was asked.</param>
    /// <param name="cotangent">The prediction's cotangent.</param>
    /// <param name="parameters">The model's parameters of which the gradient is wanted.</param>
    /// <param name="withCondition">Whether the condition's is wanted.</param>
    /// <param name="withTime">Whether the times' is wanted.</param>
    public abstract TensorProducts<TTensor> PullBack(
        in TensorQuery<TTensor> query,
        TTensor cotangent,
        IReadOnlyList<TTensor> parameters,
        bool withCondition,
        bool withTime
    );

    /// <summary>The gradient of a loss; null where the loss does not depend on the samples.</summary>
    /// <param name="loss">Returns a tensor of one element.</param>
    /// <param name="samples">The samples.</param>
    /// <param name="value">The loss.</param>
    public abstract TTensor? Differentiate(Func<TTensor, TTensor> loss, TTensor samples, out double value);

    /// <summary>Whether a parameter takes part in differentiation.</summary>
    public abstract bool RequiresGradient(TTensor parameter);
}
