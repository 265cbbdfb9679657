namespace ItoSharp;

/// <summary>The structure of an emitted solver: all that does not depend on run-time values.</summary>
public sealed record SolverShape
{
    /// <summary>The form of the predictions that the steps combine: Data or Noise.</summary>
    public required Prediction Form { get; init; }

    /// <summary>The number of past predictions that the predictor interpolates, the current one included.</summary>
    public required int History { get; init; }

    /// <summary>
    /// Entry a - 1: the history of a step for which a past nodes are there, by the plan's starter; 0: a Runge-Kutta step.
    /// </summary>
    public int[] StartHistory { get; init; } = [];

    /// <summary>The number of the corrector's nodes, the new one included; 0: none.</summary>
    public int Corrector { get; init; }

    /// <summary>The numbers of predictions for which there is a fused multistep update, increasing.</summary>
    public int[] Terms { get; init; } = [1];

    /// <summary>The predictions that a coefficient table may weigh, declared with the sampler; 0: those of the plan.</summary>
    public int Memory { get; init; }

    /// <summary>The noise law.</summary>
    public Stochasticity Noise { get; init; }

    /// <summary>Whether the steps read a mean even where the process reverts to none; it is 0 then.</summary>
    public bool AlwaysReadsMean { get; init; }

    /// <summary>What of a step is integrated numerically.</summary>
    public StepIntegrals Integrals { get; init; }

    /// <summary>The terms of the left Riemann sums that the integrals are; 0: they are exact to rounding.</summary>
    public int LeftSums { get; init; }

    /// <summary>Whether the predictions are kept in both forms, for a schedule of several methods.</summary>
    public bool BothForms { get; init; }

    /// <summary>Whether the history holds damped predictions (heavy ball).</summary>
    public bool HeavyBall { get; init; }

    /// <summary>Whether a step may first go back towards noise.</summary>
    public bool Churn { get; init; }

    /// <summary>The abscissae of the Runge-Kutta stages; empty without Runge-Kutta steps.</summary>
    public double[] Stages { get; init; } = [];

    /// <summary>The variable of the abscissae: a stage lies at (1 - c) s + c t of it.</summary>
    public Clock StageClock { get; init; } = Clock.Rho;

    /// <summary>Whether every regular step is a Runge-Kutta step; otherwise only those that start the multistep.</summary>
    public bool RungeKutta { get; init; }

    /// <summary>The history of a step for which <paramref name="available"/> past nodes are there; 0: a Runge-Kutta step.</summary>
    public int HistoryFor(int available) =>
        RungeKutta ? 0
        : available >= History ? History
        : available <= StartHistory.Length ? StartHistory[available - 1]
        : available;

    /// <summary>The stored predictions of a multistep: those of the predictor and of the corrector folded into it, or the declared memory.</summary>
    public int Slots =>
        Math.Max(
            Memory,
            Corrector > 0 ? Math.Max(History + 1, Corrector)
                : HeavyBall ? Math.Max(History, 2)
                : History
        );
}
