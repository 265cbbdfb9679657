using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ItoSharp.Generator.Memory;

/// <summary>
/// Digests of one syntax tree, computed once a tree: of what other files can see of it, and of single declarations in it. Comments and
/// white space do not count.
/// </summary>
internal sealed class TreeDigests
{
    static readonly ConditionalWeakTable<SyntaxTree, TreeDigests> All = new();

    readonly ConcurrentDictionary<TextSpan, Digest> nodes = new();
    readonly Lazy<Digest> visible;

    TreeDigests(SyntaxTree tree) =>
        visible = new Lazy<Digest>(() => Tokens(tree.GetRoot().DescendantTokens(node => !IsBody(node))).Add(tree.FilePath));

    public static TreeDigests Of(SyntaxTree tree) => All.GetValue(tree, t => new TreeDigests(t));

    /// <summary>Everything but the bodies of members: what the meaning of a declaration in another place can depend on.</summary>
    public Digest Visible => visible.Value;

    /// <summary>All of a node, bodies included.</summary>
    public Digest Node(SyntaxNode node) => nodes.GetOrAdd(node.Span, _ => Tokens(node.DescendantTokens()));

    static Digest Tokens(IEnumerable<SyntaxToken> tokens)
    {
        Digest digest = Digest.Empty;
        foreach (SyntaxToken token in tokens)
        {
            digest = digest.Add(token.Text);
        }

        return digest;
    }

    // Initialisers stay: a constant's value is visible from everywhere.
    static bool IsBody(SyntaxNode node) =>
        node
            is BlockSyntax { Parent: BaseMethodDeclarationSyntax or AccessorDeclarationSyntax }
                or ArrowExpressionClauseSyntax
                or GlobalStatementSyntax;
}
