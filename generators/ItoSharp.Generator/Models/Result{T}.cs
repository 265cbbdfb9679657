namespace ItoSharp.Generator.Models;

/// <summary>What a step made of a declaration, and the faults it found. Both may be there: a stub is made of a faulty one.</summary>
internal sealed record Result<T>(T? Value, EquatableArray<DiagnosticInfo> Faults)
    where T : class, IEquatable<T>
{
    public static Result<T> Of(T value) => new(value, EquatableArray<DiagnosticInfo>.Empty);

    public static Result<T> Fault(DiagnosticInfo fault) => new(null, EquatableArray.Of(fault));
}
