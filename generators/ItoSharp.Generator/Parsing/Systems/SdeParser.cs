using System.Globalization;
using ItoSharp.Generator.Diagnostics;
using ItoSharp.Generator.Models;
using ItoSharp.Symbolics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.FSharp.Collections;
using Microsoft.FSharp.Core;

namespace ItoSharp.Generator.Parsing;

/// <summary>Reads an [Sde] type into a <see cref="SdeModel"/>. Behind this no symbol is seen any more.</summary>
internal sealed class SdeParser
{
    /// <summary>Before the name of a component: the place of its domain.</summary>
    public const string DomainPlace = "domain ";

    readonly INamedTypeSymbol type;
    readonly AttributeData attribute;
    readonly Compilation compilation;
    readonly CancellationToken cancellation;
    readonly List<DiagnosticInfo> faults = new();
    readonly List<NamedPlace> places = new();

    SdeParser(DeclaredType declared, CancellationToken cancellation) =>
        (type, attribute, compilation, this.cancellation) = (declared.Type, declared.Attribute, declared.Compilation, cancellation);

    public static ParsedSde Parse(DeclaredType declared, CancellationToken cancellation) => new SdeParser(declared, cancellation).Parse();

    LocationInfo? TypePlace => LocationInfo.From(type.Locations.FirstOrDefault());

    ParsedSde Parse()
    {
        places.Add(new NamedPlace("", TypePlace));
        bool canHavePart = SdeShape.Check(type, TypePlace, faults, cancellation);
        EquatableArray<NumberMember> parameters = SdeParameters.Read(type, compilation, faults, places, cancellation, out var defaults);
        (double minTime, double maxTime) = Times();
        SdeMembers members = SdeMembers.Read(type, compilation, faults, places, cancellation);
        SdeReservedNames.Check(type, faults, cancellation);
        SdeDeclaration? declaration =
            faults.Count == 0 && members.State is { } state && members.Layout is { } layout
                ? Declaration(state, layout, parameters, defaults, members, minTime, maxTime)
                : null;
        string fault = faults.Count == 0 ? "" : faults[0].Text;
        var model = new SdeModel(
            TypeShapeParser.Parse(type),
            fault.Length == 0 ? declaration : null,
            fault.Length == 0 ? members.Layout : null,
            parameters,
            fault
        );
        return new ParsedSde(canHavePart ? model : null, places.ToEquatableArray(), faults.ToEquatableArray());
    }

    (double First, double Last) Times()
    {
        double first = SdeAttributes.Number(attribute, "MinTime", 0);
        double last = SdeAttributes.Number(attribute, "MaxTime", double.PositiveInfinity);
        if (double.IsNaN(first) || double.IsInfinity(first) || !(first < last))
        {
            string Text(double d) => d.ToString("R", CultureInfo.InvariantCulture);
            SyntaxNode? at =
                (SyntaxNode?)SdeAttributes.Argument(attribute, "MinTime", -1, cancellation)
                ?? (SyntaxNode?)SdeAttributes.Argument(attribute, "MaxTime", -1, cancellation)
                ?? attribute.ApplicationSyntaxReference?.GetSyntax(cancellation);
            faults.Add(DiagnosticInfo.At(LocationInfo.From(at), Descriptors.SdeTimes, type.Name, Text(first), Text(last)));
        }

        return (first, last);
    }

    SdeDeclaration Declaration(
        INamedTypeSymbol state,
        StateLayout layout,
        EquatableArray<NumberMember> parameters,
        IReadOnlyDictionary<string, double?> defaults,
        SdeMembers members,
        double minTime,
        double maxTime
    )
    {
        var formulas = new SdeFormulas(compilation, type, state, layout, parameters, faults, cancellation);
        FSharpList<Expr> drift = formulas.State(members.Drift!);
        var noises = members.Noises.Select(noise => new SdeNoise(noise.Name, formulas.State(noise))).ToArray();
        var correlations = members.Correlations.Select(c => new SdeCorrelation(c.First, c.Second, formulas.Number(c.Getter))).ToArray();
        return new SdeDeclaration(
            type.Name,
            SdeAttributes.Interpretation(attribute),
            ListModule.OfSeq(layout.Components),
            ListModule.OfSeq(
                parameters.SelectMany(p =>
                    p.Names.Select(name => new SdeParameter(name, Options.Of(p.Length == 0 ? defaults[p.Name] : null), false))
                )
            ),
            drift,
            ListModule.OfSeq(noises),
            ListModule.OfSeq(correlations),
            ListModule.OfSeq(Domains(state, layout)),
            minTime,
            double.IsPositiveInfinity(maxTime) ? FSharpOption<double>.None : FSharpOption<double>.Some(maxTime)
        );
    }

    IEnumerable<SdeDomain> Domains(INamedTypeSymbol state, StateLayout layout)
    {
        IFieldSymbol[] fields = StructShape.Fields(state);
        for (int i = 0; i < layout.Members.Count; i++)
        {
            AttributeData[] domains = StateParser.Carriers(state, fields[i]).Select(SdeAttributes.Domain).OfType<AttributeData>().ToArray();
            foreach (AttributeData domain in domains)
            {
                LocationInfo? place = LocationInfo.From(domain.ApplicationSyntaxReference?.GetSyntax(cancellation));
                foreach (string component in layout.Members[i].Names)
                {
                    places.Add(new NamedPlace(DomainPlace + component, place));
                    yield return SdeAttributes.ToDomain(domain, component);
                }
            }
        }
    }
}
