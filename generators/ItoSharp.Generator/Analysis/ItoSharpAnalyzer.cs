using System.Collections.Immutable;
using ItoSharp.Generator.Diagnostics;
using ItoSharp.Generator.Memory;
using ItoSharp.Generator.Models;
using ItoSharp.Generator.Parsing;
using ItoSharp.Generator.Pipelines;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ItoSharp.Generator.Analysis;

/// <summary>
/// Says what is wrong with a declaration, on the user's own token. The generator only emits; of a wrong declaration a stub that throws
/// the same words, so that a build without analyzers (<c>RunAnalyzers=false</c>) holds no solver that is silently wrong.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ItoSharpAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => Descriptors.All;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        // A wrong declaration in a file that counts as generated becomes a stub that throws like any other, and must be told.
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.RegisterCompilationStartAction(start =>
        {
            var source = new DeclaredSource(start.Compilation);
            start.RegisterSymbolAction(action => Analyze(action, source), SymbolKind.NamedType);
            start.RegisterSymbolAction(action => AnalyzeMember(action, source), SymbolKind.Property, SymbolKind.Field, SymbolKind.Method);
        });
    }

    static void Analyze(SymbolAnalysisContext context, DeclaredSource source)
    {
        var kinds = new HashSet<string>(StringComparer.Ordinal);
        foreach (AttributeData attribute in context.Symbol.GetAttributes())
        {
            // A second attribute of one kind is the compiler's own error (CS0579).
            if (DeclarationKinds.Find(attribute.AttributeClass) is { } kind && kinds.Add(kind.Attribute))
            {
                Tell(context, source, () => Faults(kind, context, attribute, source));
            }
        }
    }

    static void AnalyzeMember(SymbolAnalysisContext context, DeclaredSource source)
    {
        ISymbol member = context.Symbol;
        if (!member.IsImplicitlyDeclared && !member.DeclaringSyntaxReferences.Any(part => GeneratedTrees.IsGenerated(part.SyntaxTree)))
        {
            CancellationToken cancellation = context.CancellationToken;
            Tell(
                context,
                source,
                () => MatrixReport.Of(member, cancellation).Concat(StrayReport.Of(member, cancellation)).Select(source.Quote).ToArray()
            );
        }
    }

    /// <summary>Reports what is found at a symbol; a defect of ours on the symbol itself, where Roslyn would hide it in AD0001.</summary>
    static void Tell(SymbolAnalysisContext context, DeclaredSource source, Func<DiagnosticInfo[]> find)
    {
        DiagnosticInfo[] faults = Guard.Run(
            find,
            defect => new[] { defect },
            LocationInfo.From(context.Symbol.Locations.FirstOrDefault()),
            context.Symbol.Name
        );
        foreach (DiagnosticInfo fault in faults)
        {
            context.ReportDiagnostic(fault.ToDiagnostic(source.Locate));
        }
    }

    /// <summary>The faults of one declaration; what was found before, where nothing that matters has changed.</summary>
    static DiagnosticInfo[] Faults(DeclarationKind kind, SymbolAnalysisContext context, AttributeData attribute, DeclaredSource source)
    {
        CancellationToken cancellation = context.CancellationToken;
        if (attribute.ApplicationSyntaxReference is not { SyntaxTree: var tree })
        {
            return [];
        }

        var key = DeclarationKey.Of(kind.Attribute, (INamedTypeSymbol)context.Symbol, attribute, context.Compilation, cancellation);
        if (KnownFaults.Find(key, tree) is { } known)
        {
            return known;
        }

        if (source.Find(attribute, cancellation) is not { } declared)
        {
            return [];
        }

        ParseCount.Add();
        DiagnosticInfo[] faults = kind.Report(declared, cancellation).Select(source.Quote).ToArray();
        KnownFaults.Add(key, tree, faults);
        return faults;
    }
}
