using ItoSharp.Generator.Diagnostics;
using ItoSharp.Generator.Models;
using Microsoft.CodeAnalysis;

namespace ItoSharp.Generator.Parsing;

/// <summary>A declared correlation: its noises, and the method that computes it.</summary>
internal sealed record DeclaredCorrelation(string First, string Second, IMethodSymbol Getter);

/// <summary>The state, drift, noises and correlations of an equation, as members of its record.</summary>
internal sealed class SdeMembers
{
    const string DriftName = "Drift";

    readonly INamedTypeSymbol type;
    readonly List<DiagnosticInfo> faults;
    readonly List<NamedPlace> places;
    readonly CancellationToken cancellation;

    SdeMembers(INamedTypeSymbol type, List<DiagnosticInfo> faults, List<NamedPlace> places, CancellationToken cancellation) =>
        (this.type, this.faults, this.places, this.cancellation) = (type, faults, places, cancellation);

    public INamedTypeSymbol? State { get; private set; }

    public StateLayout? Layout { get; private set; }

    public IMethodSymbol? Drift { get; private set; }

    public List<IMethodSymbol> Noises { get; } = new();

    public List<DeclaredCorrelation> Correlations { get; } = new();

    public static SdeMembers Read(
        INamedTypeSymbol type,
        Compilation compilation,
        List<DiagnosticInfo> faults,
        List<NamedPlace> places,
        CancellationToken cancellation
    )
    {
        var members = new SdeMembers(type, faults, places, cancellation);
        members.ReadState(compilation);
        if (members.State is not null)
        {
            members.ReadDrift();
            foreach (ISymbol member in type.GetMembers())
            {
                members.ReadNoise(member);
                members.ReadCorrelation(member);
            }
        }

        return members;
    }

    void ReadState(Compilation compilation)
    {
        LocationInfo? place = LocationInfo.From(type.Locations.FirstOrDefault());
        if (StateParser.Find(type) is not { } state)
        {
            faults.Add(DiagnosticInfo.At(place, Descriptors.SdeState, type.Name, "missing"));
            return;
        }

        LocationInfo? at = LocationInfo.From(state.Locations.FirstOrDefault());
        places.Add(new NamedPlace(StateParser.Name, at));
        State = state;
        Layout = StateParser.Layout(state, out string wrong);
        if (Layout is null)
        {
            faults.Add(DiagnosticInfo.At(at, Descriptors.SdeState, type.Name, wrong));
            return;
        }

        // The generated part is in the record, but the state is given to everybody.
        if (!compilation.IsSymbolAccessibleWithin(state, compilation.Assembly))
        {
            faults.Add(DiagnosticInfo.At(at, Descriptors.SdeState, type.Name, "not public"));
        }

        IFieldSymbol[] fields = StructShape.Fields(state);
        for (int i = 0; i < Layout.Members.Count; i++)
        {
            LocationInfo? component = LocationInfo.From((fields[i].AssociatedSymbol ?? fields[i]).Locations.FirstOrDefault());
            places.AddRange(Layout.Members[i].Names.Select(name => new NamedPlace(name, component)));
        }
    }

    void ReadDrift()
    {
        ISymbol[] members = type.GetMembers(DriftName).Where(IsOwn).ToArray();
        Drift = members.OfType<IMethodSymbol>().FirstOrDefault(IsField);
        if (Drift is not null)
        {
            places.Add(new NamedPlace(DriftName, LocationInfo.From(Drift.Locations.FirstOrDefault())));
        }
        else if (members.Length > 0)
        {
            Refuse(members[0], "State Drift(State x) or State Drift(State x, double t)");
        }
        else
        {
            faults.Add(
                DiagnosticInfo.At(
                    LocationInfo.From(type.Locations.FirstOrDefault()),
                    Descriptors.SdeMember,
                    type.Name,
                    "has no Drift; declare 'State Drift(State x)' or 'State Drift(State x, double t)'"
                )
            );
        }
    }

    void ReadNoise(ISymbol member)
    {
        if (!IsOwn(member) || SdeAttributes.Noise(member) is null)
        {
            return;
        }

        if (member is IMethodSymbol method && IsField(method))
        {
            places.Add(new NamedPlace(method.Name, LocationInfo.From(method.Locations.FirstOrDefault())));
            Noises.Add(method);
        }
        else
        {
            Refuse(member, $"State {member.Name}(State x) or State {member.Name}(State x, double t)");
        }
    }

    void ReadCorrelation(ISymbol member)
    {
        if (!IsOwn(member) || SdeAttributes.Correlation(member) is not { } attribute)
        {
            return;
        }

        IMethodSymbol? getter = member switch
        {
            IPropertySymbol { IsIndexer: false, Type.SpecialType: SpecialType.System_Double, GetMethod: { } get } => get,
            IMethodSymbol method when IsNumber(method) => method,
            _ => null,
        };
        if (getter is null)
        {
            Refuse(member, $"double {member.Name} => ..., or double {member.Name}(double t) => ...");
            return;
        }

        if (
            attribute.ConstructorArguments is not { Length: 2 } names
            || names[0].Value is not string first
            || names[1].Value is not string second
        )
        {
            // The compiler reports what is missing.
            return;
        }

        LocationInfo? at =
            LocationInfo.From(attribute.ApplicationSyntaxReference?.GetSyntax(cancellation))
            ?? LocationInfo.From(member.Locations.FirstOrDefault());
        places.Add(new NamedPlace(first + ", " + second, at));
        Correlations.Add(new DeclaredCorrelation(first, second, getter));
    }

    /// <summary>Whether a method is a vector field of the state: <c>State F(State x)</c> or <c>State F(State x, double t)</c>.</summary>
    bool IsField(IMethodSymbol method) =>
        IsPlain(method)
        && SymbolEqualityComparer.Default.Equals(method.ReturnType, State)
        && method.Parameters.Length is 1 or 2
        && SymbolEqualityComparer.Default.Equals(method.Parameters[0].Type, State)
        && (method.Parameters.Length == 1 || method.Parameters[1].Type.SpecialType == SpecialType.System_Double)
        && method.Parameters.All(p => p.RefKind is RefKind.None or RefKind.In);

    static bool IsNumber(IMethodSymbol method) =>
        IsPlain(method)
        && method.ReturnType.SpecialType == SpecialType.System_Double
        && method.Parameters.Length <= 1
        && method.Parameters.All(p => p.Type.SpecialType == SpecialType.System_Double && p.RefKind == RefKind.None);

    static bool IsPlain(IMethodSymbol method) =>
        method is { MethodKind: MethodKind.Ordinary, IsGenericMethod: false, RefKind: RefKind.None, IsAsync: false };

    void Refuse(ISymbol member, string right) =>
        faults.Add(
            DiagnosticInfo.At(
                LocationInfo.From(member.Locations.FirstOrDefault()),
                Descriptors.SdeMember,
                type.Name,
                $"cannot use '{member.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat)}'; declare it as '{right}'"
            )
        );

    static bool IsOwn(ISymbol member) => !member.IsImplicitlyDeclared && member.Locations.Any(l => l.IsInSource);
}
