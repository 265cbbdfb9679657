using System.ComponentModel;

namespace ItoSharp;

/// <summary>What a tensor model is asked once.</summary>
/// <param name="Model">The model.</param>
/// <param name="X">The states.</param>
/// <param name="Time">The time t.</param>
/// <param name="Condition">The condition; null without.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct TensorQuery<TTensor>(TensorModel<TTensor> Model, TTensor X, double Time, TTensor? Condition)
    where TTensor : class, IDisposable;

/// <summary>The vector-Jacobian products of one model evaluation; null stands for zero, or was not asked for.</summary>
/// <param name="X">With respect to the states.</param>
/// <param name="Condition">With respect to the condition.</param>
/// <param name="Time">With respect to the times, one entry a row.</param>
/// <param name="Parameters">With respect to each parameter.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct TensorProducts<TTensor>(TTensor? X, TTensor? Condition, TTensor? Time, TTensor?[] Parameters)
    where TTensor : class, IDisposable;
