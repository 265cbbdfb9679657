using ItoSharp.Generator.Diagnostics;
using ItoSharp.Generator.Memory;
using ItoSharp.Generator.Models;
using ItoSharp.Generator.Parsing;
using Microsoft.CodeAnalysis;

namespace ItoSharp.Generator.Pipelines;

/// <summary>
/// Turns a defect of ours into ITO0099 on the user's declaration: an exception would stop the whole generator with CS8785,
/// a mere warning that hides behind the errors of everything that was then not generated.
/// </summary>
internal static class Guard
{
    /// <summary>Runs <paramref name="work"/>; a cancellation passes, any other exception becomes <paramref name="onDefect"/>'s value.</summary>
    public static T Run<T>(Func<T> work, Func<DiagnosticInfo, T> onDefect, LocationInfo? location, string declaration)
    {
        try
        {
            return work();
        }
        catch (Exception defect) when (defect is not OperationCanceledException)
        {
            return onDefect(Defect(defect, location, declaration));
        }
    }

    public static DiagnosticInfo Defect(Exception defect, LocationInfo? location, string declaration) =>
        DiagnosticInfo.At(location, Descriptors.InternalError, declaration, OneLine($"{defect.GetType().Name}: {defect.Message}"));

    /// <summary>Adds the file of one declaration; none where <paramref name="emit"/> has nothing to say.</summary>
    public static void Print(SourceProductionContext context, TypeShape type, string concern, Func<string?> emit)
    {
        try
        {
            if (emit() is { } text)
            {
                context.AddSource(type.HintName(concern), text);
            }
        }
        catch (Exception defect) when (defect is not OperationCanceledException)
        {
            context.ReportDiagnostic(Defect(defect, null, type.FullName).ToDiagnostic());
        }
    }

    /// <summary>
    /// The model of the declaration that an attribute makes, remembered or parsed; nothing for the second of two attributes of one
    /// kind on a type's parts, which is the compiler's own error.
    /// </summary>
    public static Parsed<TModel> Parse<TModel>(
        GeneratorAttributeSyntaxContext context,
        string kind,
        Func<DeclaredType, TModel?> parse,
        CancellationToken cancellation
    )
        where TModel : class, IDeclarationModel =>
        Run(
            () =>
            {
                if (!DeclarationSite.IsFirst(context))
                {
                    return new Parsed<TModel>(null, null);
                }

                var declared = DeclaredType.From(context);
                return new Parsed<TModel>(ParsedModels<TModel>.Of(declared.Key(kind, cancellation), () => parse(declared)), null);
            },
            defect => new Parsed<TModel>(null, defect),
            LocationInfo.From(context.TargetSymbol.Locations.FirstOrDefault()),
            context.TargetSymbol.Name
        );

    /// <summary>The models of what was parsed; a defect is reported.</summary>
    public static IncrementalValuesProvider<TModel> Models<TModel>(
        IncrementalGeneratorInitializationContext context,
        IncrementalValuesProvider<Parsed<TModel>> parsed
    )
        where TModel : class, IDeclarationModel
    {
        context.RegisterSourceOutput(
            parsed.Where(static item => item.Defect is not null),
            static (output, item) => output.ReportDiagnostic(item.Defect!.ToDiagnostic())
        );
        return parsed.Where(static item => item.Model is not null).Select(static (item, _) => item.Model!);
    }

    static string OneLine(string text) => text.Replace('\r', ' ').Replace('\n', ' ');
}
