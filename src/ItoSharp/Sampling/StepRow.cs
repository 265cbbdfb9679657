namespace ItoSharp;

/// <summary>What one step uses: its kind and its weights, evaluated once for an instance.</summary>
internal sealed record StepRow
{
    private readonly double? _planGain;

    /// <summary>The form of the predictions that the step combines.</summary>
    public required Prediction Form { get; init; }

    /// <summary>Whether the step is a Runge-Kutta step.</summary>
    public required bool RungeKutta { get; init; }

    /// <summary>Whether the step touches sigma = 0 or alpha = 0, where the one-node ODE step is the only one defined.</summary>
    public required bool Boundary { get; init; }

    /// <summary>The nodes of the predictor's polynomial.</summary>
    public required int History { get; init; }

    /// <summary>The nodes of the corrector folded into this row, which mends the step's start (the end of the step before); 0: none.</summary>
    public required int Corrector { get; init; }

    /// <summary>The history of the step before, whose prediction that corrector mends.</summary>
    public required int CorrectedHistory { get; init; }

    /// <summary>tau or eta.</summary>
    public required double Level { get; init; }

    /// <summary>
    /// Multistep: <c>[a, c_0 .. c_(Terms-1), nu]</c> with the correction merged in. Runge-Kutta: the blocks' rows in turn.
    /// </summary>
    public required double[] Weights { get; init; }

    /// <summary>The state's weight without a coefficient table; the correction of the step before is folded in with it.</summary>
    public double PlanGain
    {
        get => _planGain ?? Weights[0];
        init => _planGain = value;
    }

    /// <summary>Multistep: the predictions combined. Runge-Kutta: the stages.</summary>
    public required int Terms { get; init; }

    /// <summary>Per evaluation of the step: the point at which the model is asked.</summary>
    public required ProcessPoint[] Points { get; init; }

    /// <summary>Per evaluation of the step: the conversion of the raw prediction.</summary>
    public required Conversion[] Conversions { get; init; }

    /// <summary>Per evaluation (block) of the step: the coefficient of the mean of a mean-reverting process.</summary>
    public required double[] MeanWeights { get; init; }

    /// <summary>The factor that a heavy ball's conversions carry (beta), 1 without one.</summary>
    public double ConversionScale { get; init; } = 1;

    /// <summary>Whether the prediction is damped by those before it, be it with beta = 1.</summary>
    public bool Damped { get; init; }

    /// <summary>What a heavy ball keeps of the damped prediction before; otherwise 0.</summary>
    public double Damping { get; init; }

    /// <summary>The way back towards noise before the step; null: none.</summary>
    public StepLift? Lift { get; init; }

    /// <summary>The correction of the step before where it is not folded into this row; null: none.</summary>
    public StepCorrection? Before { get; init; }

    /// <summary>How the step's first raw prediction becomes the other form, where a schedule's later steps may ask for it; null: they do not.</summary>
    public Conversion? OtherConversion { get; init; }

    /// <summary>The form that <see cref="OtherConversion"/> makes.</summary>
    public Prediction OtherForm => Form == Prediction.Data ? Prediction.Noise : Prediction.Data;

    /// <summary>Model evaluations of this step.</summary>
    public int Evaluations => Points.Length;

    /// <summary>Whether the step injects noise.</summary>
    public bool Stochastic => !RungeKutta && Weights[^1] != 0;

    /// <summary>The row of block <paramref name="block"/>.</summary>
    public ReadOnlySpan<double> Block(int block) => RungeKutta ? Weights.AsSpan(block * (block + 3) / 2, block + 2) : Weights;
}
