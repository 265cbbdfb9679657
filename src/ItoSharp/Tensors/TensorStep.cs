using System.ComponentModel;

namespace ItoSharp;

/// <summary>The operands of one fused update of a batch of tensors; the counterpart of <see cref="FieldStep{T}"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct TensorStep<TTensor>
    where TTensor : class, IDisposable
{
    private readonly TensorSlots<TTensor> _outputs;

    internal TensorStep(TensorSlots<TTensor> outputs) => _outputs = outputs;

    /// <inheritdoc cref="FieldStep{T}.RungeKutta"/>
    public bool RungeKutta { get; init; }

    /// <inheritdoc cref="FieldStep{T}.Terms"/>
    public int Terms { get; init; }

    /// <inheritdoc cref="FieldStep{T}.X"/>
    public required TTensor X { get; init; }

    /// <inheritdoc cref="FieldStep{T}.Stage"/>
    public TTensor Stage => StageOrNull ?? throw new InvalidOperationException("this plan has no stages");

    /// <inheritdoc cref="FieldStep{T}.Prediction"/>
    public required TTensor Prediction { get; init; }

    /// <summary>Whether noise is injected.</summary>
    public bool IsNoisy => NoiseOrNull is not null;

    /// <inheritdoc cref="FieldStep{T}.Noise"/>
    public TTensor Noise => NoiseOrNull ?? throw new InvalidOperationException("this step injects no noise");

    /// <inheritdoc cref="FieldStep{T}.Mean"/>
    public TTensor Mean => MeanOrNull ?? throw new InvalidOperationException("this process reverts to no mean");

    /// <inheritdoc cref="FieldStep{T}.Row"/>
    public ReadOnlySpan<double> Row { get; init; }

    /// <inheritdoc cref="FieldStep{T}.Conversion"/>
    public Conversion Conversion { get; init; }

    /// <inheritdoc cref="FieldStep{T}.Damping"/>
    public double Damping { get; init; }

    /// <inheritdoc cref="FieldStep{T}.MeanWeight"/>
    public double MeanWeight { get; init; }

    internal TTensor? StageOrNull { get; init; }

    internal TTensor? NoiseOrNull { get; init; }

    internal TTensor? MeanOrNull { get; init; }

    /// <inheritdoc cref="FieldStep{T}.Output"/>
    public TTensor Output(int age) => _outputs.At(age);
}
