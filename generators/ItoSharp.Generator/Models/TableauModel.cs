using ItoSharp.Symbolics;

namespace ItoSharp.Generator.Models;

/// <summary>A Butcher tableau as declared, without any place in the source.</summary>
/// <param name="Type">The declared type.</param>
/// <param name="Declaration">The claims and the text, not yet proven; null where the type itself is at fault.</param>
/// <param name="Fault">That fault, as the stub says it; empty beside a declaration.</param>
internal sealed record TableauModel(TypeShape Type, ButcherDeclaration? Declaration, string Fault) : IDeclarationModel;

/// <summary>The outcome of parsing one tableau.</summary>
/// <param name="Model">What is emitted; null where the type cannot have a second part.</param>
/// <param name="Places">The places of its attribute.</param>
/// <param name="Faults">The faults of the type.</param>
internal sealed record ParsedTableau(TableauModel? Model, TableauPlaces Places, EquatableArray<DiagnosticInfo> Faults);
