using System.Globalization;
using ItoSharp.Generator.Models;
using ItoSharp.Generator.Parsing;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ItoSharp.Generator.Analysis;

/// <summary>Cures inside the argument list of a declaration's attribute.</summary>
internal sealed class AttributeCures
{
    readonly AttributeSyntax? attribute;

    public AttributeCures(DeclaredType declared, CancellationToken cancellation) =>
        attribute = declared.Syntax(cancellation) as AttributeSyntax;

    /// <summary>A claim set to what is proven; none where that is nothing, or the claim is not written.</summary>
    public Cure? Claim(string property, int order)
    {
        string text = order.ToString(CultureInfo.InvariantCulture);
        return order > 0 ? Replace(property, "claim-" + property, $"Claim the proven {property} {text}", text) : null;
    }

    /// <summary>Another text for a tableau: coefficients mended, rows exchanged.</summary>
    public Cure? Tableau(string property, string title, string text) =>
        Find(property)?.Expression is { } old ? Replace(property, "tableau", title, TextLiterals.Like(old, text)) : null;

    /// <summary>Another expression for a property; none where the property is not written.</summary>
    public Cure? Replace(string property, string kind, string title, string expression) =>
        LocationInfo.From(Find(property)?.Expression) is { } place ? new Cure(kind, title, place, expression) : null;

    /// <summary>The property left out, with the comma before it, or else the one behind.</summary>
    public Cure? Remove(string property)
    {
        if (attribute?.ArgumentList?.Arguments is not { } arguments || LocationInfo.From(attribute) is not { } whole)
        {
            return null;
        }

        int index = arguments.IndexOf(argument => argument.NameEquals?.Name.Identifier.ValueText == property);
        if (index < 0)
        {
            return null;
        }

        int from = index > 0 ? arguments[index - 1].Span.End : arguments[index].Span.Start;
        int to = index > 0 || arguments.Count == 1 ? arguments[index].Span.End : arguments[index + 1].Span.Start;
        return new Cure("remove-" + property, "Remove " + property, whole with { Span = TextSpan.FromBounds(from, to) }, "");
    }

    /// <summary>A shipped type's name, qualified where the attribute's own name is.</summary>
    public string NameOf(string shipped) =>
        attribute?.Name is QualifiedNameSyntax or AliasQualifiedNameSyntax ? "ItoSharp." + shipped : shipped;

    AttributeArgumentSyntax? Find(string property) =>
        attribute?.ArgumentList?.Arguments.FirstOrDefault(a => a.NameEquals?.Name.Identifier.ValueText == property);
}
