using ItoSharp.Symbolics;
using Microsoft.CodeAnalysis;

namespace ItoSharp.Generator.Models;

/// <summary>A stochastic tableau as declared, without any place in the source: equal while its numbers and claims are.</summary>
/// <param name="Type">The declared type.</param>
/// <param name="Method">The method; null where a fault was found.</param>
internal sealed record StochasticModel(TypeShape Type, StochasticMethod? Method);

/// <summary>The outcome of parsing one stochastic tableau.</summary>
/// <param name="FullName">The name by which later faults find back to <paramref name="Places"/>.</param>
/// <param name="Model">What is proven and emitted; null where the type cannot have a second part.</param>
/// <param name="Places">The places of the attribute's arguments, and of the attribute under the empty name.</param>
/// <param name="Faults">The faults found so far.</param>
internal sealed record ParsedStochastic(
    string FullName,
    StochasticModel? Model,
    EquatableArray<NamedPlace> Places,
    EquatableArray<DiagnosticInfo> Faults
)
{
    /// <summary>The place of an argument of the attribute, or of the attribute where it is not written.</summary>
    public LocationInfo? Of(string argument) =>
        (Places.FirstOrDefault(p => p.Name == argument) ?? Places.FirstOrDefault(p => p.Name.Length == 0))?.Location;
}

/// <summary>What became of a stochastic tableau: the text of its generated part, and the faults of its proof.</summary>
internal sealed record StochasticOutcome(string FullName, string HintName, string Source, EquatableArray<StochasticFaultInfo> Faults);

/// <summary>A fault of the proof; the place of its argument is looked up in the declaration.</summary>
internal sealed record StochasticFaultInfo(DiagnosticDescriptor Descriptor, string Argument, string Declaration, string Message);
