using ItoSharp.Generator.Memory;
using ItoSharp.Generator.Models;
using ItoSharp.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ItoSharp.Generator.Pipelines;

/// <summary>
/// One kind of declaration: the attribute that makes it and the parser of its types. Its pipeline is that of every kind: parse, the
/// last step that sees a symbol, then print from the model alone. Places and faults are left to the analyzer, so that a declaration
/// that only moves is the same model.
/// </summary>
/// <param name="Attribute">The attribute's metadata name.</param>
/// <param name="Parse">The model of a declared type; null where there is nothing to emit.</param>
/// <param name="ParsedStep">The name under which the caching tests find the parsed types.</param>
/// <param name="ModelStep">The name under which they find the models.</param>
internal sealed record DeclarationKind<TModel>(
    string Attribute,
    Func<DeclaredType, CancellationToken, TModel?> Parse,
    string ParsedStep,
    string ModelStep
)
    where TModel : class, IDeclarationModel
{
    /// <summary>The models of all declarations of this kind; a defect in their parser is reported.</summary>
    public IncrementalValuesProvider<TModel> Models(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<Parsed<TModel>> parsed = context
            .SyntaxProvider.ForAttributeWithMetadataName(
                Attribute,
                static (node, _) => node is TypeDeclarationSyntax,
                (syntax, cancellation) => Guard.Parse(syntax, Attribute, declared => Parse(declared, cancellation), cancellation)
            )
            .WithTrackingName(ParsedStep);
        return Guard.Models(context, parsed).WithTrackingName(ModelStep);
    }

    /// <summary>
    /// Prints each model as a file <paramref name="concern"/> of its type, none where <paramref name="emit"/> has nothing to say;
    /// the models, for what else is made of them.
    /// </summary>
    public IncrementalValuesProvider<TModel> Print(
        IncrementalGeneratorInitializationContext context,
        string concern,
        Func<TModel, string?> emit
    )
    {
        IncrementalValuesProvider<TModel> models = Models(context);
        context.RegisterSourceOutput(models, (output, model) => Guard.Print(output, model.Type, concern, () => emit(model)));
        return models;
    }
}
