namespace ItoSharp;

/// <summary>Where AdjointDEIS takes the forward states from.</summary>
public enum AdjointStates
{
    /// <summary>The states of the forward run at its nodes, interpolated where the adjoint grid has others.</summary>
    Recorded,

    /// <summary>
    /// Solved back from the samples by DDIM inversion on the adjoint grid: one state of memory, first order. Only for the
    /// probability-flow ODE: the noise of an SDE step cannot be undone without the states it joined.
    /// </summary>
    Recomputed,
}

/// <summary>The choices of an AdjointDEIS gradient.</summary>
public sealed record AdjointDeisOptions
{
    /// <summary>1, or 2 for the multistep 2M.</summary>
    public int Order { get; init; } = 2;

    /// <summary>
    /// <see cref="Prediction.Noise"/>: as published. <see cref="Prediction.Data"/>: its data-parameterised twin, which keeps its
    /// size at few steps where the published form shrinks or explodes.
    /// </summary>
    public Prediction Form { get; init; } = Prediction.Data;

    /// <summary>The adjoint's own nodes, from the sampler's start to its end time; null: the sampler's nodes.</summary>
    public Schedule? Schedule { get; init; }

    /// <summary>Where the forward states come from.</summary>
    public AdjointStates States { get; init; }
}
