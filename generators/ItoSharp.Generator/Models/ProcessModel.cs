using ItoSharp.Symbolics;

namespace ItoSharp.Generator.Models;

/// <summary>Whether the user wrote a member the interface asks for, and who may call it.</summary>
internal enum Declared
{
    /// <summary>Not written: the generator emits it.</summary>
    No,

    /// <summary>Written and public: it implements the interface by itself.</summary>
    Public,

    /// <summary>Written and not public: the generator emits an explicit implementation that calls it.</summary>
    Hidden,
}

/// <summary>A process as declared, without any place in the source: equal while its meaning is.</summary>
/// <param name="Type">The declared type.</param>
/// <param name="Parameters">The positional parameters, in order.</param>
/// <param name="MinTime">The attribute's MinTime.</param>
/// <param name="MaxTime">The attribute's MaxTime.</param>
/// <param name="MeanReverting">The attribute's MeanReverting.</param>
/// <param name="Alpha">Whether the user wrote Alpha.</param>
/// <param name="Sigma">Whether the user wrote Sigma.</param>
/// <param name="HasPrintMembers">Whether the user wrote the record's PrintMembers.</param>
/// <param name="TakenNames">Names of the user's own that are also names of generated members; a stub steps aside for them.</param>
/// <param name="Declaration">The formulas; null where a fault was found, and a throwing stub is emitted.</param>
/// <param name="Fault">That fault, as the stub says it; empty beside formulas.</param>
internal sealed record ProcessModel(
    TypeShape Type,
    EquatableArray<ProcessParameter> Parameters,
    double MinTime,
    double MaxTime,
    bool MeanReverting,
    Declared Alpha,
    Declared Sigma,
    bool HasPrintMembers,
    EquatableArray<string> TakenNames,
    ProcessDeclaration? Declaration,
    string Fault
) : IDeclarationModel;

/// <summary>A positional parameter: its name, and the text of its default as a C# literal (null without).</summary>
internal sealed record ProcessParameter(string Name, double? Default);

/// <summary>The places of a process's names, for faults that are found after parsing.</summary>
/// <param name="Type">The type's name.</param>
/// <param name="Members">The names of its functions, and of its parameters.</param>
internal sealed record ProcessPlaces(LocationInfo? Type, EquatableArray<NamedPlace> Members)
{
    /// <summary>The place of a member, or of the type where the member is not the user's.</summary>
    public LocationInfo? Of(string member)
    {
        foreach (NamedPlace place in Members)
        {
            if (place.Name == member)
            {
                return place.Location;
            }
        }

        return Type;
    }
}

/// <summary>A name and where it stands.</summary>
internal sealed record NamedPlace(string Name, LocationInfo? Location);

/// <summary>The outcome of parsing one [Process] type.</summary>
/// <param name="FullName">The name by which later faults find back to <paramref name="Places"/>.</param>
/// <param name="Model">What is emitted; null where not even a stub can be, because the type is not partial.</param>
/// <param name="Places">The places of its names.</param>
/// <param name="Faults">The faults found so far.</param>
internal sealed record ParsedProcess(string FullName, ProcessModel? Model, ProcessPlaces Places, EquatableArray<DiagnosticInfo> Faults);
