using ItoSharp.Generator.Models;
using ItoSharp.Symbolics;
using Microsoft.CodeAnalysis;

namespace ItoSharp.Generator.Parsing;

/// <summary>An equation that another declaration names.</summary>
/// <param name="Declaration">The formulas; null where it is no sound equation, and where the text of another assembly cannot be read.</param>
/// <param name="Layout">How its state holds the components; null with the formulas.</param>
/// <param name="State">The symbol of its state, for parsing formulas over it; never kept in a model.</param>
/// <param name="Parameters">
/// How C# reads each parameter of <paramref name="Declaration"/> on an instance, in its order: <c>Rho</c>, <c>Weights[3]</c>.
/// </param>
/// <param name="Faults">
/// What keeps a compiled text from being read, at the place of the mention; the faults of an equation in source stand at that source.
/// </param>
internal sealed record FoundSde(
    SdeDeclaration? Declaration,
    StateLayout? Layout,
    INamedTypeSymbol? State,
    EquatableArray<string> Parameters,
    EquatableArray<DiagnosticInfo> Faults
);

/// <summary>Finds the equation behind a type, in source or in a referenced assembly.</summary>
internal static class SdeReader
{
    /// <summary>Whether a type is declared as an equation, sound or not.</summary>
    public static bool IsSde(ITypeSymbol? type) => type is INamedTypeSymbol && SdeAttributes.Sde(type) is not null;

    /// <summary>The equation of a type with [Sde]; null of any other type.</summary>
    public static FoundSde? Find(INamedTypeSymbol sde, Compilation compilation, LocationInfo? mention, CancellationToken cancellation)
    {
        if (SdeAttributes.Sde(sde) is not { } attribute)
        {
            return null;
        }

        if (DeclarationSite.IsIn(compilation, sde))
        {
            ParsedSde parsed = SdeParser.Parse(new DeclaredType(sde, attribute, compilation), cancellation);
            return new FoundSde(
                parsed.Model?.Declaration,
                parsed.Model?.Layout,
                StateParser.Find(sde),
                Accessors(parsed.Model?.Parameters ?? default),
                EquatableArray<DiagnosticInfo>.Empty
            );
        }

        SdeDeclaration? declaration = CompiledDeclarationReader.Read(sde, mention, SdeText.Read, out DiagnosticInfo? fault);
        INamedTypeSymbol? state = StateParser.Find(sde);
        StateLayout? layout = state is null ? null : StateParser.Layout(state, out _);
        EquatableArray<string> parameters = Accessors(SdeParameters.ReadCompiled(sde));
        bool fits =
            declaration is not null
            && layout is not null
            && layout.Components.SequenceEqual(declaration.State)
            && parameters.Count == declaration.Parameters.Length;
        if (declaration is not null && !fits)
        {
            fault = DiagnosticInfo.At(
                mention,
                Diagnostics.Descriptors.MalformedCompiledText,
                sde.Name,
                "its components or parameters are not those of the type"
            );
        }

        return new FoundSde(
            fits ? declaration : null,
            fits ? layout : null,
            state,
            parameters,
            fault is null ? EquatableArray<DiagnosticInfo>.Empty : EquatableArray.Of(fault)
        );
    }

    static EquatableArray<string> Accessors(EquatableArray<NumberMember> parameters) =>
        parameters.SelectMany(parameter => parameter.Accessors).ToEquatableArray();
}
