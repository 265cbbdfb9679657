using ItoSharp.Symbolics;

namespace ItoSharp.Generator.Models;

/// <summary>A stochastic tableau as declared, without any place in the source: equal while its numbers and claims are.</summary>
/// <param name="Type">The declared type.</param>
/// <param name="Method">The method, not yet proven; null where a fault was found.</param>
/// <param name="Fault">That fault, as the stub says it; empty beside a method.</param>
internal sealed record StochasticModel(TypeShape Type, StochasticMethod? Method, string Fault) : IDeclarationModel;

/// <summary>The outcome of parsing one stochastic tableau.</summary>
/// <param name="Model">What is proven and emitted; null where the type cannot have a second part.</param>
/// <param name="Places">The places of the attribute's arguments, and of the attribute under the empty name.</param>
/// <param name="Faults">The faults found so far.</param>
internal sealed record ParsedStochastic(StochasticModel? Model, EquatableArray<NamedPlace> Places, EquatableArray<DiagnosticInfo> Faults)
{
    /// <summary>The place of an argument of the attribute, or of the attribute where it is not written.</summary>
    public LocationInfo? Of(string argument) =>
        (Places.FirstOrDefault(p => p.Name == argument) ?? Places.FirstOrDefault(p => p.Name.Length == 0))?.Location;
}
