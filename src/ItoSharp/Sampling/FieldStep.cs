namespace ItoSharp;

/// <summary>The operands of one fused update of a batch.</summary>
public readonly ref struct FieldStep<T>
    where T : unmanaged
{
    private readonly OutputSlots<T> _outputs;

    internal FieldStep(OutputSlots<T> outputs) => _outputs = outputs;

    /// <summary>Whether this is a block of a Runge-Kutta step.</summary>
    public bool RungeKutta { get; init; }

    /// <summary>The number of predictions combined: the history of a multistep step, the stage number + 1 of a Runge-Kutta block.</summary>
    public int Terms { get; init; }

    /// <summary>The state at the start of the step; updated by the step's last block.</summary>
    public Span<T> X { get; init; }

    /// <summary>The state of a Runge-Kutta stage: read by the block that follows it, written by the block before.</summary>
    public Span<T> Stage { get; init; }

    /// <summary>The model's raw prediction.</summary>
    public ReadOnlySpan<T> Prediction { get; init; }

    /// <summary>Standard normals; empty for a deterministic step.</summary>
    public ReadOnlySpan<T> Noise { get; init; }

    /// <summary>The mean mu of a mean-reverting process; otherwise empty.</summary>
    public ReadOnlySpan<T> Mean { get; init; }

    /// <summary>The step's row.</summary>
    public ReadOnlySpan<double> Row { get; init; }

    /// <summary>How the raw prediction becomes the solver's form.</summary>
    public Conversion Conversion { get; init; }

    /// <summary>What a heavy ball keeps of the damped prediction before; otherwise 0.</summary>
    public double Damping { get; init; }

    /// <summary>The coefficient of mu.</summary>
    public double MeanWeight { get; init; }

    /// <summary>The prediction made <paramref name="age"/> evaluations ago (multistep), or that of stage <paramref name="age"/> (Runge-Kutta).</summary>
    public Span<T> Output(int age) => RungeKutta ? _outputs.OfStage(age) : _outputs.ByAge(age);
}
