namespace ItoSharp;

/// <summary>What a model is asked: a batch of states, all at one time.</summary>
/// <param name="x">The states, rows of a batch x dimension matrix.</param>
/// <param name="batch">The number of rows.</param>
/// <param name="time">The time t of the process, the same for every row.</param>
/// <param name="condition">The conditions, rows of a batch x condition-dimension matrix; empty without condition.</param>
public readonly ref struct ModelInput<T>(ReadOnlySpan<T> x, int batch, double time, ReadOnlySpan<T> condition)
{
    /// <summary>The states, batch x dimension, row by row.</summary>
    public ReadOnlySpan<T> X { get; } = x;

    /// <summary>The number of rows.</summary>
    public int Batch => batch;

    /// <summary>The time t.</summary>
    public double Time => time;

    /// <summary>The conditions, batch x condition dimension, row by row.</summary>
    public ReadOnlySpan<T> Condition { get; } = condition;
}
