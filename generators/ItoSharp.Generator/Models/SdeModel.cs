using ItoSharp.Symbolics;

namespace ItoSharp.Generator.Models;

/// <summary>An equation as declared, without any place in the source: equal while its meaning is.</summary>
/// <param name="Type">The declared type.</param>
/// <param name="Declaration">The formulas; null where a fault was found, and a throwing stub is emitted.</param>
/// <param name="Layout">How its state holds the components; null where a fault was found.</param>
/// <param name="Parameters">The positional parameters, in order.</param>
/// <param name="Fault">That fault, as the stub says it; empty beside formulas.</param>
internal sealed record SdeModel(
    TypeShape Type,
    SdeDeclaration? Declaration,
    StateLayout? Layout,
    EquatableArray<NumberMember> Parameters,
    string Fault
) : IDeclarationModel;

/// <summary>The outcome of parsing one [Sde] type.</summary>
/// <param name="Model">What is emitted; null where not even a stub can be, because the type is not partial.</param>
/// <param name="Places">The places of its members, and of the type under the empty name.</param>
/// <param name="Faults">The faults found so far.</param>
internal sealed record ParsedSde(SdeModel? Model, EquatableArray<NamedPlace> Places, EquatableArray<DiagnosticInfo> Faults)
{
    /// <summary>The place of a member, or of the type's name where the member is not the user's.</summary>
    public LocationInfo? Of(string member) =>
        (Places.FirstOrDefault(p => p.Name == member) ?? Places.FirstOrDefault(p => p.Name.Length == 0))?.Location;
}
