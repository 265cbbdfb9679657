namespace ItoSharp;

/// <summary>The operands of the reverse of one fused update.</summary>
public readonly ref struct FieldStepCotangent<T>
    where T : unmanaged
{
    private readonly OutputSlots<T> _outputs;

    internal FieldStepCotangent(OutputSlots<T> outputs) => _outputs = outputs;

    /// <summary>Whether this is a block of a Runge-Kutta step.</summary>
    public bool RungeKutta { get; init; }

    /// <summary>As in <see cref="FieldStep{T}.Terms"/>.</summary>
    public int Terms { get; init; }

    /// <summary>The state's cotangent: after the step on entry of the last block, before the step at the end of the first.</summary>
    public Span<T> X { get; init; }

    /// <summary>The cotangent of a Runge-Kutta stage's state.</summary>
    public Span<T> Stage { get; init; }

    /// <summary>Written: the cotangent of the raw prediction.</summary>
    public Span<T> Prediction { get; init; }

    /// <summary>The step's row.</summary>
    public ReadOnlySpan<double> Row { get; init; }

    /// <summary>How the raw prediction became the solver's form.</summary>
    public Conversion Conversion { get; init; }

    /// <summary>What a heavy ball keeps of the damped prediction before; otherwise 0.</summary>
    public double Damping { get; init; }

    /// <summary>The cotangents of the predictions, aged as in <see cref="FieldStep{T}.Output"/>; added to.</summary>
    public Span<T> Output(int age) => RungeKutta ? _outputs.OfStage(age) : _outputs.ByAge(age);
}
