using ItoSharp.Symbolics;

namespace ItoSharp.Generator.Models;

/// <summary>How a type gives a run-time value of its plan.</summary>
internal enum ValueMember
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>By a method of the variables it depends on.</summary>
    Method,

    /// <summary>By a double property.</summary>
    Property,
}

/// <summary>The members from which a plan's run-time values are read.</summary>
/// <param name="Level">Tau, Eta or PosteriorVariance.</param>
/// <param name="ScaleSlope">The derivative of NoiseScale along rho, as C#; null without one.</param>
/// <param name="Damping">Whether there is a Damping.</param>
/// <param name="Churn">Churn.</param>
/// <param name="ChurnNoise">Whether there is a ChurnNoise.</param>
internal sealed record PlanValues(ValueMember Level, string? ScaleSlope, bool Damping, ValueMember Churn, bool ChurnNoise)
{
    public static PlanValues None { get; } = new(ValueMember.None, null, false, ValueMember.None, false);
}

/// <summary>A solver plan as declared, without any place in the source: equal while its meaning is.</summary>
/// <param name="Type">The declared type.</param>
/// <param name="Values">Its run-time values.</param>
/// <param name="Declaration">The plan, not yet proven; null where a fault was found.</param>
/// <param name="Fault">That fault, as the stub says it; empty beside a plan.</param>
/// <param name="GlobalOrder">The claimed order with the starter; 0: none. A claim says nothing about the plan, so it is no part of it.</param>
internal sealed record PlanModel(TypeShape Type, PlanValues Values, PlanDeclaration? Declaration, string Fault, int GlobalOrder)
    : IDeclarationModel;

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
