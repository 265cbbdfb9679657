using ItoSharp.Symbolics;

namespace ItoSharp.Generator.Models;

/// <summary>How a stochastic plan gives its tau or eta.</summary>
internal enum LevelMember
{
    /// <summary>A deterministic plan.</summary>
    None,

    /// <summary><c>double Tau(double t)</c>.</summary>
    Method,

    /// <summary>A double property.</summary>
    Property,
}

/// <summary>A solver plan as declared, without any place in the source: equal while its meaning is.</summary>
/// <param name="Type">The declared type.</param>
/// <param name="Level">How it gives tau or eta.</param>
/// <param name="Declaration">The plan; null where a fault was found.</param>
internal sealed record PlanModel(TypeShape Type, LevelMember Level, PlanDeclaration? Declaration);

/// <summary>The outcome of parsing one plan.</summary>
/// <param name="Model">What is emitted; null where the type cannot have a second part.</param>
/// <param name="Places">The places of the attribute's properties.</param>
/// <param name="Attribute">The attribute's place.</param>
/// <param name="Faults">The faults found so far.</param>
internal sealed record ParsedPlan(
    PlanModel? Model,
    EquatableArray<NamedPlace> Places,
    LocationInfo? Attribute,
    EquatableArray<DiagnosticInfo> Faults
)
{
    /// <summary>The place of a property of the attribute, or of the attribute where it is not written.</summary>
    public LocationInfo? Of(string property)
    {
        foreach (NamedPlace place in Places)
        {
            if (place.Name == property)
            {
                return place.Location;
            }
        }

        return Attribute;
    }
}
