using ItoSharp.Generator.Diagnostics;
using ItoSharp.Generator.Models;
using ItoSharp.Symbolics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ItoSharp.Generator.Parsing;

/// <summary>Reads a constant matrix from its text, entry by entry, exactly: never from the values that C# folds.</summary>
internal static class MatrixParser
{
    const string Shape = "its entries are not given as an array initialiser";

    /// <summary>The entries of a property, field or method; null with a fault where they cannot be read.</summary>
    public static Rational[,]? Read(ISymbol member, CancellationToken cancellation, out DiagnosticInfo? fault)
    {
        LocationInfo? place = LocationInfo.From(member.Locations.FirstOrDefault());
        SyntaxNode? syntax = member.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation);
        if (Initializer(syntax) is not { } rows || rows.Expressions.Any(row => row is not InitializerExpressionSyntax))
        {
            fault = DiagnosticInfo.At(place, Descriptors.MatrixNotReadable, member.Name, Shape);
            return null;
        }

        InitializerExpressionSyntax[] entries = rows.Expressions.Cast<InitializerExpressionSyntax>().ToArray();
        int columns = entries.Length == 0 ? 0 : entries[0].Expressions.Count;
        if (columns == 0 || entries.Any(row => row.Expressions.Count != columns))
        {
            fault = DiagnosticInfo.At(place, Descriptors.MatrixNotReadable, member.Name, "its rows are empty or of different lengths");
            return null;
        }

        var matrix = new Rational[entries.Length, columns];
        for (int i = 0; i < entries.Length; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                ExpressionSyntax entry = entries[i].Expressions[j];
                if (Entry(entry, member.Name, out fault) is not { } value)
                {
                    return null;
                }

                matrix[i, j] = value;
            }
        }

        fault = null;
        return matrix;
    }

    static InitializerExpressionSyntax? Initializer(SyntaxNode? syntax)
    {
        ExpressionSyntax? value = syntax switch
        {
            PropertyDeclarationSyntax property => property.ExpressionBody?.Expression ?? property.Initializer?.Value ?? Getter(property),
            VariableDeclaratorSyntax field => field.Initializer?.Value,
            MethodDeclarationSyntax { ParameterList.Parameters.Count: 0 } method => method.ExpressionBody?.Expression
                ?? Returned(method.Body),
            _ => null,
        };
        return value switch
        {
            InitializerExpressionSyntax plain => plain,
            ArrayCreationExpressionSyntax array => array.Initializer,
            ImplicitArrayCreationExpressionSyntax array => array.Initializer,
            _ => null,
        };
    }

    static ExpressionSyntax? Getter(PropertyDeclarationSyntax property) =>
        property.AccessorList?.Accessors.FirstOrDefault(a => a.IsKind(SyntaxKind.GetAccessorDeclaration)) is { } getter
            ? getter.ExpressionBody?.Expression ?? Returned(getter.Body)
            : null;

    static ExpressionSyntax? Returned(BlockSyntax? body) =>
        body is { Statements.Count: 1 } && body.Statements[0] is ReturnStatementSyntax { Expression: var value } ? value : null;

    static Rational? Entry(ExpressionSyntax syntax, string matrix, out DiagnosticInfo? fault)
    {
        fault = null;
        switch (syntax)
        {
            case ParenthesizedExpressionSyntax inner:
                return Entry(inner.Expression, matrix, out fault);
            case PrefixUnaryExpressionSyntax { OperatorToken.RawKind: (int)SyntaxKind.MinusToken } minus:
                return Entry(minus.Operand, matrix, out fault) is { } negated ? -negated : null;
            case LiteralExpressionSyntax literal when RationalModule.TryParse(Digits(literal)) is { Value: var value }:
                return value;
            case BinaryExpressionSyntax { OperatorToken.RawKind: (int)SyntaxKind.SlashToken } quotient
                when IsInteger(quotient.Left) && IsInteger(quotient.Right):
                string cure = $"{quotient.Left}.0 / {quotient.Right}";
                LocationInfo? place = LocationInfo.From(quotient);
                fault = DiagnosticInfo
                    .At(place, Descriptors.IntegerDivision, quotient.ToString(), cure)
                    .With(
                        place is { } at && quotient.Left is LiteralExpressionSyntax
                            ? new Cure("divide-doubles", $"Divide doubles: '{cure}'", at, cure)
                            : null
                    );
                return null;
            case BinaryExpressionSyntax binary:
                if (Entry(binary.Left, matrix, out fault) is not { } left || Entry(binary.Right, matrix, out fault) is not { } right)
                {
                    return null;
                }

                Rational? result = (SyntaxKind)binary.OperatorToken.RawKind switch
                {
                    SyntaxKind.PlusToken => left + right,
                    SyntaxKind.MinusToken => left - right,
                    SyntaxKind.AsteriskToken => left * right,
                    SyntaxKind.SlashToken when !right.IsZero => left / right,
                    _ => null,
                };
                if (result is not null)
                {
                    return result;
                }

                break;
        }

        fault = DiagnosticInfo.At(
            LocationInfo.From(syntax),
            Descriptors.MatrixNotReadable,
            matrix,
            $"'{FormulaFault.Quote(syntax)}' is no number"
        );
        return null;
    }

    // Of two integers C# takes the quotient without its fraction.
    static bool IsInteger(ExpressionSyntax syntax) =>
        syntax switch
        {
            LiteralExpressionSyntax literal => literal.Token.Value is int or long or uint or ulong,
            ParenthesizedExpressionSyntax inner => IsInteger(inner.Expression),
            PrefixUnaryExpressionSyntax unary => IsInteger(unary.Operand),
            BinaryExpressionSyntax binary => IsInteger(binary.Left) && IsInteger(binary.Right),
            _ => false,
        };

    static string Digits(LiteralExpressionSyntax literal) => literal.Token.Text.Replace("_", "").TrimEnd('d', 'D', 'l', 'L', 'u', 'U');
}
