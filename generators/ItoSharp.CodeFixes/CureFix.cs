using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace ItoSharp.CodeFixes;

/// <summary>
/// Offers the cures that ItoSharp's diagnostics carry: each is one replacement in the user's text. What a cure is was decided where the
/// fault was found, so that this one fix serves every diagnostic.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CureFix))]
public sealed class CureFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => CurableIds.All;

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            var ranks = new Dictionary<string, int>(StringComparer.Ordinal);
            foreach (CarriedCure cure in CarriedCure.Of(diagnostic))
            {
                int rank = ranks.TryGetValue(cure.Kind, out int before) ? before + 1 : 1;
                ranks[cure.Kind] = rank;
                if (
                    Target(context.Document, cure) is { } target
                    && cure.Fits(await target.GetTextAsync(context.CancellationToken).ConfigureAwait(false))
                )
                {
                    context.RegisterCodeFix(
                        CodeAction.Create(cure.Title, cancellation => ApplyAsync(target, cure, cancellation), Key(cure.Kind, rank)),
                        diagnostic
                    );
                }
            }
        }
    }

    /// <summary>
    /// One kind of cure is one "fix all", and of several cures of that kind for one fault each is its own: they are alternatives, two of
    /// them together mend nothing.
    /// </summary>
    static string Key(string kind, int rank) => "ItoSharp." + kind + (rank == 1 ? "" : "." + rank.ToString(CultureInfo.InvariantCulture));

    // A process's helper may be in another file than the fault is told in.
    static Document? Target(Document document, CarriedCure cure)
    {
        if (document.FilePath == cure.Path || document.FilePath is null && document.Name == cure.Path)
        {
            return document;
        }

        DocumentId? other = document
            .Project.Solution.GetDocumentIdsWithFilePath(cure.Path)
            .FirstOrDefault(id => id.ProjectId == document.Project.Id);
        return other is null ? null : document.Project.GetDocument(other);
    }

    static async Task<Solution> ApplyAsync(Document document, CarriedCure cure, CancellationToken cancellation)
    {
        SourceText text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
        return cure.Fits(text) ? document.WithText(text.Replace(cure.Span, cure.Text)).Project.Solution : document.Project.Solution;
    }
}
