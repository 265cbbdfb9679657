namespace ItoSharp;

/// <summary>A jump of the condition on the way.</summary>
/// <param name="Time">The condition holds where the model is asked at this time t or below it, down to the next change.</param>
/// <param name="Condition">Rows x condition dimension; or one row for all samples.</param>
/// <typeparam name="T">The state's type.</typeparam>
public sealed record ConditionChange<T>(double Time, ReadOnlyMemory<T> Condition)
    where T : unmanaged;
