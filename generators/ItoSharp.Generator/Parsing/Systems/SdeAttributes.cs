using ItoSharp.Symbolics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ItoSharp.Generator.Parsing;

/// <summary>The attributes of equations, as they stand on symbols.</summary>
internal static class SdeAttributes
{
    public const string Name = "ItoSharp.SdeAttribute";

    public static AttributeData? Sde(ISymbol symbol) => Find(symbol, "SdeAttribute");

    public static AttributeData? Noise(ISymbol symbol) => Find(symbol, "NoiseAttribute");

    public static AttributeData? Correlation(ISymbol symbol) => Find(symbol, "CorrelationAttribute");

    public static AttributeData? Domain(ISymbol symbol) => Find(symbol, "DomainAttribute");

    /// <summary>Ito is 0, as in the attribute's enum; Stratonovich is 1.</summary>
    public static Calculus Interpretation(AttributeData sde) =>
        sde.ConstructorArguments.FirstOrDefault().Value is 1 ? Calculus.Stratonovich : Calculus.Ito;

    public static double Number(AttributeData attribute, string name, double otherwise) =>
        attribute.NamedArguments.FirstOrDefault(a => a.Key == name).Value.Value is double value ? value : otherwise;

    /// <summary>The declared domain of a component.</summary>
    public static SdeDomain ToDomain(AttributeData domain, string component)
    {
        static double? Bound(double value, double none) => value == none ? null : value;

        int boundary = domain.NamedArguments.FirstOrDefault(a => a.Key == "On").Value.Value is int on ? on : 0;
        return new SdeDomain(
            component,
            Options.Of(Bound(Number(domain, "Min", double.NegativeInfinity), double.NegativeInfinity)),
            Options.Of(Bound(Number(domain, "Max", double.PositiveInfinity), double.PositiveInfinity)),
            boundary switch
            {
                1 => Symbolics.Boundary.Reflection,
                2 => Symbolics.Boundary.Absorption,
                _ => Symbolics.Boundary.FullTruncation,
            }
        );
    }

    /// <summary>An argument of an attribute as written, by the name of its property or parameter, or by its position.</summary>
    public static AttributeArgumentSyntax? Argument(AttributeData attribute, string name, int position, CancellationToken cancellation)
    {
        SeparatedSyntaxList<AttributeArgumentSyntax> arguments =
            (attribute.ApplicationSyntaxReference?.GetSyntax(cancellation) as AttributeSyntax)?.ArgumentList?.Arguments ?? default;
        return arguments.FirstOrDefault(a => (a.NameEquals?.Name ?? a.NameColon?.Name)?.Identifier.ValueText == name)
            ?? (
                position >= 0 && position < arguments.Count && arguments[position] is { NameEquals: null, NameColon: null } plain
                    ? plain
                    : null
            );
    }

    static AttributeData? Find(ISymbol symbol, string name) => symbol.GetAttributes().FirstOrDefault(a => a.OurName() == name);
}
