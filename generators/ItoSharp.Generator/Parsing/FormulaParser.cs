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
    const int MaximumDepth = 120;

    readonly Compilation compilation;
    readonly INamedTypeSymbol type;
    readonly IReadOnlyDictionary<string, FormulaValue> parameters;
    readonly FormulaLanguage language;
    readonly CancellationToken cancellation;
    readonly Stack<ISymbol> expanding = new();
    readonly Dictionary<ITypeSymbol, StructShape?> shapes = new(SymbolEqualityComparer.Default);
    int depth;
    int operations;

    /// <param name="compilation">Where helpers in other parts of the type are found.</param>
    /// <param name="type">The declared type: only its own methods, and those of its states, are expanded.</param>
    /// <param name="parameters">What the type's positional properties stand for.</param>
    /// <param name="language">What formulas may be made of.</param>
    /// <param name="cancellation">Ends a translation nobody waits for.</param>
    public FormulaParser(
        Compilation compilation,
        INamedTypeSymbol type,
        IReadOnlyDictionary<string, FormulaValue> parameters,
        FormulaLanguage language,
        CancellationToken cancellation
    ) =>
        (this.compilation, this.type, this.parameters, this.language, this.cancellation) = (
            compilation,
            type,
            parameters,
            language,
            cancellation
        );

    /// <summary>The formula of a method, with <paramref name="arguments"/> for its parameters; or the first fault.</summary>
    public bool TryParse(IMethodSymbol method, IReadOnlyList<FormulaValue> arguments, out Expr formula, out DiagnosticInfo fault)
    {
        formula = null!;
        if (!TryRead(method, arguments, out FormulaValue value, out fault))
        {
            return false;
        }

        if (value is FormulaValue.Number number)
        {
            formula = number.Formula;
            return true;
        }

        fault = FormulaFault.Untranslatable(Syntax(method), "it returns no number").Diagnostic;
        return false;
    }

    /// <summary>What a method returns, of any kind; or the first fault.</summary>
    public bool TryRead(IMethodSymbol method, IReadOnlyList<FormulaValue> arguments, out FormulaValue value, out DiagnosticInfo fault)
    {
        expanding.Clear();
        depth = operations = inDouble = 0;
        try
        {
            value = Expand(method, null, arguments, Syntax(method));
            fault = null!;
            return true;
        }
        catch (FormulaFault found)
        {
            value = null!;
            fault = found.Diagnostic;
            return false;
        }
        catch (InsufficientExecutionStackException)
        {
            value = null!;
            fault = FormulaFault.TooLarge(Syntax(method), "it is nested too deeply").Diagnostic;
            return false;
        }
    }

    SyntaxNode Syntax(IMethodSymbol method) => method.DeclaringSyntaxReferences.First().GetSyntax(cancellation);

    /// <summary>The value of a method's body; <paramref name="self"/> is the state that a method of a state is called on.</summary>
    FormulaValue Expand(IMethodSymbol method, FormulaValue? self, IReadOnlyList<FormulaValue> arguments, SyntaxNode at)
    {
        IMethodSymbol body = method.PartialImplementationPart ?? method;
        using Expansion _ = Enter(body, at);
        var scope = new Scope(body, self);
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
            if (!compilation.ContainsSyntaxTree(syntax.SyntaxTree))
            {
                continue;
            }

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
    FormulaValue Bounded(FormulaValue value, SyntaxNode at)
    {
        int limit = language.MaximumSize;
        return value is not FormulaValue.Number number || FormulaSize.Of(number.Formula, limit + 1) <= limit
            ? value
            : throw FormulaFault.TooLarge(at, $"more than {limit} terms");
    }
}
