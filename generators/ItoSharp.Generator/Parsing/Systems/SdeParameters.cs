using System.Globalization;
using ItoSharp.Generator.Diagnostics;
using ItoSharp.Generator.Models;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ItoSharp.Generator.Parsing;

/// <summary>The positional parameters of an equation: doubles and inline arrays of them.</summary>
internal static class SdeParameters
{
    public static EquatableArray<NumberMember> Read(
        INamedTypeSymbol type,
        Compilation compilation,
        List<DiagnosticInfo> faults,
        List<NamedPlace> places,
        CancellationToken cancellation,
        out IReadOnlyDictionary<string, double?> defaults
    )
    {
        var members = new List<NumberMember>();
        var values = new Dictionary<string, double?>(StringComparer.Ordinal);
        foreach (ParameterSyntax syntax in List(type, cancellation)?.Parameters ?? default)
        {
            if (compilation.GetSemanticModel(syntax.SyntaxTree).GetDeclaredSymbol(syntax, cancellation) is not IParameterSymbol parameter)
            {
                continue;
            }

            LocationInfo? place = LocationInfo.From(syntax.Identifier);
            places.Add(new NamedPlace(parameter.Name, place));
            StructShape? shape = StructShape.Of(parameter.Type);
            bool isDouble = parameter.Type.SpecialType == SpecialType.System_Double;
            NumberMember? member = isDouble || shape is not null ? StateParser.Member(parameter.Name, shape) : null;
            if (member is null || parameter.RefKind != RefKind.None)
            {
                string kind = parameter.RefKind == RefKind.None ? "" : "passed by reference as ";
                faults.Add(
                    DiagnosticInfo.At(
                        place,
                        Descriptors.SdeParameter,
                        parameter.Name,
                        type.Name,
                        $"{kind}a '{parameter.Type.ToDisplayString()}'"
                    )
                );
                continue;
            }

            foreach (string name in member.Names.Where(_ => member.Length > 0))
            {
                places.Add(new NamedPlace(name, place));
            }

            double? value = parameter.HasExplicitDefaultValue && parameter.ExplicitDefaultValue is double d ? d : null;
            if (value is { } number && (double.IsNaN(number) || double.IsInfinity(number)))
            {
                faults.Add(
                    DiagnosticInfo.At(
                        LocationInfo.From(syntax.Default!.Value),
                        Descriptors.SdeParameter,
                        parameter.Name,
                        type.Name,
                        $"given the default {number.ToString(CultureInfo.InvariantCulture)}, which is not finite"
                    )
                );
                value = null;
            }

            values[parameter.Name] = value;
            members.Add(member);
        }

        defaults = values;
        return members.ToEquatableArray();
    }

    /// <summary>Of a type in a referenced assembly: the parameters of the longest public constructor that are properties too.</summary>
    public static EquatableArray<NumberMember> ReadCompiled(INamedTypeSymbol type) =>
        type
            .InstanceConstructors.Where(c => !c.Parameters.Any(p => SymbolEqualityComparer.Default.Equals(p.Type, type)))
            .OrderByDescending(c => c.Parameters.Length)
            .Select(c => c.Parameters.Select(p => StateParser.Member(p.Name, StructShape.Of(p.Type))!).ToEquatableArray())
            .FirstOrDefault();

    static ParameterListSyntax? List(INamedTypeSymbol type, CancellationToken cancellation) =>
        type
            .DeclaringSyntaxReferences.Select(r => (r.GetSyntax(cancellation) as TypeDeclarationSyntax)?.ParameterList)
            .FirstOrDefault(list => list is not null);
}
