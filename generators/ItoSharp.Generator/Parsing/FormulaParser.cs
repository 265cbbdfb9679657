using ItoSharp.Generator.Diagnostics;
using ItoSharp.Generator.Models;
using ItoSharp.Symbolics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ItoSharp.Generator.Parsing;

/// <summary>
/// Reads the body of a method as a formula of its parameter and the declaration's own parameters. Helpers are expanded in place,
/// constants are read from their initialisers and numbers from their text, so that fractions stay exact.
/// </summary>
internal sealed partial class FormulaParser
{
    // The longest process in use has about 40 terms; beyond these the core would take a build's patience, since integrating
    // multiplies products of sums out. Doubling a local thirty times spells a formula of a billion terms.
    const int MaximumSize = 250;
    const int MaximumDepth = 120;
    const int MaximumOperations = 20_000;

    readonly Compilation compilation;
    readonly INamedTypeSymbol type;
    readonly IReadOnlyDictionary<string, Expr> parameters;
    readonly CancellationToken cancellation;
    readonly Stack<ISymbol> expanding = new();
    int depth;
    int operations;

    /// <param name="compilation">Where helpers in other parts of the type are found.</param>
    /// <param name="type">The declared type: only its own methods are expanded.</param>
    /// <param name="parameters">What the type's positional properties stand for.</param>
    /// <param name="cancellation">Ends a translation nobody waits for.</param>
    public FormulaParser(
        Compilation compilation,
        INamedTypeSymbol type,
        IReadOnlyDictionary<string, Expr> parameters,
        CancellationToken cancellation
    ) => (this.compilation, this.type, this.parameters, this.cancellation) = (compilation, type, parameters, cancellation);

    /// <summary>The formula of a method, with <paramref name="arguments"/> for its parameters; or the first fault.</summary>
    public bool TryParse(IMethodSymbol method, IReadOnlyList<Expr> arguments, out Expr formula, out DiagnosticInfo fault)
    {
        expanding.Clear();
        depth = operations = 0;
        SyntaxNode? syntax = method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation);
        try
        {
            formula = Expand(method, arguments, syntax!);
            fault = null!;
            return true;
        }
        catch (FormulaFault found)
        {
            formula = null!;
            fault = found.Diagnostic;
            return false;
        }
        catch (InsufficientExecutionStackException)
        {
            formula = null!;
            fault = FormulaFault.TooLarge(syntax!, "it is nested too deeply").Diagnostic;
            return false;
        }
    }

    /// <summary>The value of a method's body.</summary>
    Expr Expand(IMethodSymbol method, IReadOnlyList<Expr> arguments, SyntaxNode at)
    {
        IMethodSymbol body = method.PartialImplementationPart ?? method;
        using Expansion _ = Enter(body, at);
        var scope = new Scope(body);
        for (int i = 0; i < arguments.Count; i++)
        {
            scope.Set(body.Parameters[i], arguments[i]);
        }

        return Value(Body(body, at), scope, at);
    }

    /// <summary>The bound body of a method or getter declared in source, in whichever part of the type it lies.</summary>
    IOperation Body(IMethodSymbol method, SyntaxNode at)
    {
        foreach (SyntaxReference reference in method.DeclaringSyntaxReferences)
        {
            SyntaxNode syntax = reference.GetSyntax(cancellation);
            SemanticModel model = compilation.GetSemanticModel(syntax.SyntaxTree);
            IOperation? operation = syntax switch
            {
                // An expression-bodied property hands its arrow out as the getter's declaration.
                ArrowExpressionClauseSyntax arrow => model.GetOperation(arrow, cancellation),
                _ => model.GetOperation(syntax, cancellation),
            };
            switch (operation)
            {
                case IMethodBodyOperation { BlockBody: { } block }:
                    return block;
                case IMethodBodyOperation { ExpressionBody: { } expression }:
                    return expression;
                case IBlockOperation block:
                    return block;
            }
        }

        throw FormulaFault.Untranslatable(at, $"'{method.Name}' has no body that can be read");
    }

    /// <summary>Notes what is being expanded; the same member inside itself is a recursion.</summary>
    Expansion Enter(ISymbol member, SyntaxNode at)
    {
        if (expanding.Contains(member, SymbolEqualityComparer.Default))
        {
            throw new FormulaFault(DiagnosticInfo.At(LocationInfo.From(at), Descriptors.Recursion, FormulaFault.Quote(at), member.Name));
        }

        expanding.Push(member);
        return new Expansion(expanding);
    }

    readonly struct Expansion : IDisposable
    {
        readonly Stack<ISymbol> stack;

        public Expansion(Stack<ISymbol> stack) => this.stack = stack;

        public void Dispose() => stack.Pop();
    }

    /// <summary>Refuses what would grow beyond what the core can work on in reasonable time.</summary>
    Expr Bounded(Expr formula, SyntaxNode at)
    {
        int size = FormulaSize.Of(formula, MaximumSize + 1);
        return size <= MaximumSize ? formula : throw FormulaFault.TooLarge(at, $"more than {MaximumSize} terms");
    }
}
