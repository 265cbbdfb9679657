using System.Collections.Immutable;
using ItoSharp.Symbolics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ItoSharp.Generator.Parsing;

/// <summary>What is known while compiling: tables of numbers, and whole numbers that count.</summary>
internal sealed partial class FormulaParser
{
    /// <summary>A constant array: a static read-only field, or a static property, whose initialiser lists numbers. Null of others.</summary>
    FormulaValue? TableOf(ISymbol member, SyntaxNode at)
    {
        ITypeSymbol? whole = (member as IFieldSymbol)?.Type ?? (member as IPropertySymbol)?.Type;
        ITypeSymbol? element = whole switch
        {
            IArrayTypeSymbol { Rank: 1 } array => array.ElementType,
            INamedTypeSymbol { Name: "ReadOnlySpan" or "ImmutableArray", TypeArguments.Length: 1 } span => span.TypeArguments[0],
            _ => null,
        };
        bool isFixed = member is IFieldSymbol { IsStatic: true, IsReadOnly: true } or IPropertySymbol { IsStatic: true, SetMethod: null };
        if (!isFixed || !(IsDouble(element) || IsInteger(element)) || !DeclarationSite.IsIn(compilation, member))
        {
            return null;
        }

        ExpressionSyntax? value = member.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) switch
        {
            VariableDeclaratorSyntax { Initializer.Value: { } initializer } => initializer,
            PropertyDeclarationSyntax { Initializer.Value: { } initializer } => initializer,
            PropertyDeclarationSyntax { ExpressionBody.Expression: { } body } => body,
            _ => null,
        };
        IEnumerable<ExpressionSyntax>? entries = value switch
        {
            CollectionExpressionSyntax list when list.Elements.All(e => e is ExpressionElementSyntax) => list.Elements.Select(e =>
                ((ExpressionElementSyntax)e).Expression
            ),
            ArrayCreationExpressionSyntax { Initializer: { } list } => list.Expressions,
            ImplicitArrayCreationExpressionSyntax { Initializer: { } list } => list.Expressions,
            InitializerExpressionSyntax list => list.Expressions,
            _ => null,
        };
        if (entries is null)
        {
            throw FormulaFault.Untranslatable(at, "a table is a list of numbers, such as 'static readonly double[] Weights = [0.25, 0.5]'");
        }

        using Expansion _ = Enter(member, at);
        SemanticModel model = compilation.GetSemanticModel(value!.SyntaxTree);
        int outside = inDouble;
        inDouble = IsDouble(element) ? 1 : 0;
        ImmutableArray<Expr> numbers = entries
            .Select(entry =>
                model.GetOperation(entry, cancellation) is { } operation
                    ? Formula(operation, new Scope(member))
                    : throw FormulaFault.Untranslatable(entry, "it cannot be read")
            )
            .ToImmutableArray();
        inDouble = outside;
        return new FormulaValue.Table(numbers);
    }

    /// <summary>Arithmetic of whole numbers that are known while compiling, as C# does it; null where it is that of doubles.</summary>
    Expr? Whole(BinaryOperatorKind kind, ITypeSymbol wholeType, Expr left, Expr right, SyntaxNode at)
    {
        bool divides = kind is BinaryOperatorKind.Divide or BinaryOperatorKind.Remainder;
        if (left is not Expr.Const { Item: var a } || right is not Expr.Const { Item: var b })
        {
            return null;
        }

        // The division of a formula, 1 / 2, is told as the mistake that it is.
        if (divides && inDouble > 0)
        {
            return null;
        }

        if (divides && b.IsZero)
        {
            throw FormulaFault.Untranslatable(at, "it divides by zero");
        }

        System.Numerics.BigInteger x = a.Numerator;
        System.Numerics.BigInteger y = b.Numerator;
        System.Numerics.BigInteger? result = kind switch
        {
            BinaryOperatorKind.Add => x + y,
            BinaryOperatorKind.Subtract => x - y,
            BinaryOperatorKind.Multiply => x * y,
            BinaryOperatorKind.Divide => System.Numerics.BigInteger.Divide(x, y),
            BinaryOperatorKind.Remainder => System.Numerics.BigInteger.Remainder(x, y),
            _ => null,
        };
        if (result is not { } whole)
        {
            return null;
        }

        bool isLong = wholeType.SpecialType is SpecialType.System_Int64 or SpecialType.System_UInt64;
        return whole >= (isLong ? long.MinValue : int.MinValue) && whole <= (isLong ? long.MaxValue : int.MaxValue)
            ? Expr.NewConst(Rational.Create(whole, System.Numerics.BigInteger.One))
            : throw FormulaFault.Untranslatable(at, $"its value {whole} does not fit a {wholeType.ToDisplayString()}");
    }
}
