using System.Globalization;
using ItoSharp.Generator.Diagnostics;
using Microsoft.CodeAnalysis;

namespace ItoSharp.Generator.Models;

/// <summary>A diagnostic as a value; <see cref="ToDiagnostic"/> makes Roslyn's own when it is reported.</summary>
internal sealed record DiagnosticInfo(
    DiagnosticDescriptor Descriptor,
    LocationInfo? Location,
    EquatableArray<string> Arguments,
    EquatableArray<Cure> Cures
)
{
    public static DiagnosticInfo At(LocationInfo? location, DiagnosticDescriptor descriptor, params string[] arguments) =>
        new(descriptor, location, EquatableArray.Of(arguments), EquatableArray<Cure>.Empty);

    /// <summary>The same fault with one more cure; without a place in the source there is none.</summary>
    public DiagnosticInfo With(Cure? cure) => cure is null ? this : this with { Cures = Cures.Append(cure).ToEquatableArray() };

    /// <summary>The id and the message, as a stub repeats them.</summary>
    public string Text =>
        Descriptor.Id
        + ": "
        + string.Format(
            CultureInfo.InvariantCulture,
            Descriptor.MessageFormat.ToString(CultureInfo.InvariantCulture),
            Arguments.ToArray<object>()
        );

    public Diagnostic ToDiagnostic() => ToDiagnostic(place => place.ToLocation());

    /// <summary>Roslyn's diagnostic; <paramref name="locate"/> finds a place in the trees of a compilation.</summary>
    public Diagnostic ToDiagnostic(Func<LocationInfo, Location> locate) =>
        Diagnostic.Create(
            Descriptor,
            Location is { } place ? locate(place) : Microsoft.CodeAnalysis.Location.None,
            CureProperties.Write(Cures),
            Arguments.ToArray<object>()
        );
}
