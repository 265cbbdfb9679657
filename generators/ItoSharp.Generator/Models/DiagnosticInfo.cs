using Microsoft.CodeAnalysis;

namespace ItoSharp.Generator.Models;

/// <summary>A diagnostic as a value; <see cref="ToDiagnostic"/> makes Roslyn's own when it is reported.</summary>
internal sealed record DiagnosticInfo(DiagnosticDescriptor Descriptor, LocationInfo? Location, EquatableArray<string> Arguments)
{
    public static DiagnosticInfo At(LocationInfo? location, DiagnosticDescriptor descriptor, params string[] arguments) =>
        new(descriptor, location, EquatableArray.Of(arguments));

    public Diagnostic ToDiagnostic() =>
        Diagnostic.Create(Descriptor, Location?.ToLocation() ?? Microsoft.CodeAnalysis.Location.None, Arguments.ToArray<object>());
}
