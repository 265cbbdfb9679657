using System.ComponentModel;

namespace ItoSharp;

/// <summary>The operands of the reverse of one fused update; the counterpart of <see cref="FieldStepCotangent{T}"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct TensorStepCotangent<TTensor>
    where TTensor : class, IDisposable
{
    private readonly TensorSlots<TTensor> _outputs;

    internal TensorStepCotangent(TensorSlots<TTensor> outputs) => _outputs = outputs;

    /// <inheritdoc cref="FieldStep{T}.RungeKutta"/>
    public bool RungeKutta { get; init; }

    /// <inheritdoc cref="FieldStep{T}.Terms"/>
    public int Terms { get; init; }

    /// <inheritdoc cref="FieldStepCotangent{T}.X"/>
    public required TTensor X { get; init; }

    /// <inheritdoc cref="FieldStepCotangent{T}.Stage"/>
    public TTensor Stage => StageOrNull ?? throw new InvalidOperationException("this plan has no stages");

    /// <inheritdoc cref="FieldStepCotangent{T}.Prediction"/>
    public required TTensor Prediction { get; init; }

    /// <inheritdoc cref="FieldStep{T}.Row"/>
    public ReadOnlySpan<double> Row { get; init; }

    /// <inheritdoc cref="FieldStepCotangent{T}.Conversion"/>
    public Conversion Conversion { get; init; }

    /// <inheritdoc cref="FieldStepCotangent{T}.Damping"/>
    public double Damping { get; init; }

    internal TTensor? StageOrNull { get; init; }

    /// <inheritdoc cref="FieldStepCotangent{T}.Output"/>
    public TTensor Output(int age) => _outputs.At(age);
}
