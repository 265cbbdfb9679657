using System.Globalization;
using ItoSharp.Generator.Diagnostics;
using ItoSharp.Generator.Models;
using ItoSharp.Symbolics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ItoSharp.Generator.Parsing;

internal sealed partial class FormulaParser
{
    /// <summary>
    /// One operation as a formula. A folded constant is never asked for its value before its parts are seen: <c>1.0 / 3</c> is
    /// a third here, and <c>1 / 2</c> is refused rather than 0.
    /// </summary>
    FormulaValue Translate(IOperation operation, Scope scope)
    {
        cancellation.ThrowIfCancellationRequested();
        if (++operations > language.MaximumOperations || depth >= MaximumDepth)
        {
            throw FormulaFault.TooLarge(operation.Syntax, depth >= MaximumDepth ? "nested too deeply" : "too many operations");
        }

        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        depth++;
        try
        {
            return Bounded(TranslateNode(operation, scope), operation.Syntax);
        }
        finally
        {
            depth--;
        }
    }

    /// <summary>An operation that must be a number.</summary>
    Expr Formula(IOperation operation, Scope scope) => AsNumber(Translate(operation, scope), operation.Syntax);

    static Expr AsNumber(FormulaValue value, SyntaxNode at) =>
        value is FormulaValue.Number number ? number.Formula : throw FormulaFault.Untranslatable(at, "it is no number");

    FormulaValue TranslateNode(IOperation operation, Scope scope)
    {
        switch (operation)
        {
            case IBlockOperation { Operations.Length: 1 } block when block.Operations[0] is IReturnOperation { ReturnedValue: { } value }:
                return Translate(value, scope);
            case ILiteralOperation literal:
                return Constant(literal.ConstantValue, literal.Syntax);
            case IParenthesizedOperation parenthesized:
                return Translate(parenthesized.Operand, scope);
            case IConversionOperation conversion:
                return Converted(conversion, scope);
            case IUnaryOperation { OperatorMethod: null, OperatorKind: UnaryOperatorKind.Plus } plus:
                return Translate(plus.Operand, scope);
            case IUnaryOperation { OperatorMethod: null, OperatorKind: UnaryOperatorKind.Minus } minus:
                return -Formula(minus.Operand, scope);
            case IBinaryOperation { OperatorMethod: null } binary when !language.Systems || IsArithmetic(binary.OperatorKind):
                return Combine(
                    binary.OperatorKind,
                    binary.Type,
                    Formula(binary.LeftOperand, scope),
                    Formula(binary.RightOperand, scope),
                    binary.LeftOperand.Syntax,
                    binary.RightOperand.Syntax,
                    binary.Syntax
                );
            case ILocalReferenceOperation local:
                return Known(local.Local, scope, local.Syntax);
            case IParameterReferenceOperation parameter:
                return Known(parameter.Parameter, scope, parameter.Syntax);
            case IPropertyReferenceOperation property:
                return Property(property, scope);
            case IFieldReferenceOperation field:
                return Field(field, scope);
            case IInvocationOperation call:
                return Call(call, scope);
            default:
                return language.Systems && OfSystem(operation, scope) is { } found
                    ? found
                    : throw FormulaFault.Untranslatable(operation.Syntax, Refusal.Of(operation));
        }
    }

    static FormulaValue Known(ISymbol name, Scope scope, SyntaxNode at) =>
        scope.TryGet(name, out FormulaValue value) ? value : throw FormulaFault.Untranslatable(at, "it has no value that is known here");

    /// <summary>A constant's exact decimal value.</summary>
    FormulaValue Constant(Optional<object?> constant, SyntaxNode at)
    {
        if (language.Systems && constant is { HasValue: true, Value: bool truth })
        {
            return new FormulaValue.Truth(ConditionModule.TruthOf(truth));
        }

        double value = constant is { HasValue: true, Value: { } boxed }
            ? boxed switch
            {
                double d => d,
                sbyte or byte or short or ushort or int or uint or long or ulong => Convert.ToDouble(boxed, CultureInfo.InvariantCulture),
                float or decimal => throw FormulaFault.Untranslatable(at, "formulas are in double; drop the suffix"),
                _ => throw FormulaFault.Untranslatable(at, "it is not a number"),
            }
            : throw FormulaFault.Untranslatable(at, "it is not a number");
        return double.IsNaN(value) || double.IsInfinity(value)
            ? throw FormulaFault.Untranslatable(at, "it is not a finite number")
            : ExprModule.Real(value);
    }

    FormulaValue Converted(IConversionOperation conversion, Scope scope)
    {
        if (conversion.OperatorMethod is not null || conversion.IsTryCast)
        {
            throw FormulaFault.Untranslatable(conversion.Syntax, "a conversion other than from a whole number to double");
        }

        bool widens = IsDouble(conversion.Type) && (IsDouble(conversion.Operand.Type) || IsInteger(conversion.Operand.Type));
        bool keeps = IsInteger(conversion.Type) && IsInteger(conversion.Operand.Type) && conversion.Conversion.IsImplicit;
        if (widens && IsInteger(conversion.Operand.Type))
        {
            inDouble++;
            FormulaValue widened = Translate(conversion.Operand, scope);
            inDouble--;
            return widened;
        }

        // 'new(...)', 'default' and the branches of a choice get their type from what they are given to.
        bool stays = language.Systems && SymbolEqualityComparer.Default.Equals(conversion.Type, conversion.Operand.Type);
        if (widens || keeps || stays)
        {
            return Translate(conversion.Operand, scope);
        }

        // What failed to bind is better told by its own fault than as a conversion of it.
        if (conversion.Operand is IInvalidOperation or IThrowOperation or IConditionalOperation or ISwitchExpressionOperation)
        {
            return Translate(conversion.Operand, scope);
        }

        string from = conversion.Operand.Type?.ToDisplayString() ?? "this";
        string to = conversion.Type?.ToDisplayString() ?? "its type";
        throw FormulaFault.Untranslatable(conversion.Syntax, $"it converts {from} to {to}; formulas are in double");
    }

    static bool IsDouble(ITypeSymbol? type) => type?.SpecialType == SpecialType.System_Double;

    static bool IsInteger(ITypeSymbol? type) =>
        type?.SpecialType
            is SpecialType.System_SByte
                or SpecialType.System_Byte
                or SpecialType.System_Int16
                or SpecialType.System_UInt16
                or SpecialType.System_Int32
                or SpecialType.System_UInt32
                or SpecialType.System_Int64
                or SpecialType.System_UInt64;

    Expr Combine(
        BinaryOperatorKind kind,
        ITypeSymbol? type,
        Expr left,
        Expr right,
        SyntaxNode leftSyntax,
        SyntaxNode rightSyntax,
        SyntaxNode at
    )
    {
        if (!IsDouble(type) && !IsInteger(type))
        {
            throw FormulaFault.Untranslatable(at, $"it computes in {type?.ToDisplayString() ?? "an unknown type"}; formulas are in double");
        }

        if (language.Systems && IsInteger(type) && Whole(kind, type!, left, right, at) is { } whole)
        {
            return whole;
        }

        switch (kind)
        {
            case BinaryOperatorKind.Add:
                return left + right;
            case BinaryOperatorKind.Subtract:
                return left - right;
            case BinaryOperatorKind.Multiply:
                return left * right;
            case BinaryOperatorKind.Divide when IsInteger(type):
                string cure =
                    leftSyntax is LiteralExpressionSyntax { Token.Text: var literal } && literal.All(char.IsDigit)
                        ? $"{literal}.0 / {rightSyntax}"
                        : $"(double){(leftSyntax is BinaryExpressionSyntax ? $"({leftSyntax})" : leftSyntax)} / {rightSyntax}";
                LocationInfo? place = LocationInfo.From(at);
                throw new FormulaFault(
                    DiagnosticInfo
                        .At(place, Descriptors.IntegerDivision, FormulaFault.Quote(at), cure)
                        .With(place is null ? null : new Cure("divide-doubles", $"Divide doubles: '{cure}'", place.Value, cure))
                );
            case BinaryOperatorKind.Divide:
                return right.Equals(ExprModule.Zero) ? throw FormulaFault.Untranslatable(at, "it divides by zero") : left / right;
            case BinaryOperatorKind.Remainder:
                throw FormulaFault.Untranslatable(at, "a remainder has no derivative at its jumps");
            default:
                throw FormulaFault.Untranslatable(at, "this operator is not one of + - * /");
        }
    }

    FormulaValue Property(IPropertyReferenceOperation reference, Scope scope)
    {
        IPropertySymbol property = reference.Property;
        if (language.Systems && OfState(reference, scope) is { } part)
        {
            return part;
        }

        if (reference.Instance is not (null or IInstanceReferenceOperation))
        {
            throw FormulaFault.Untranslatable(reference.Instance.Syntax, Refusal.Of(reference.Instance));
        }

        if (SymbolEqualityComparer.Default.Equals(property.ContainingType, type))
        {
            if (parameters.TryGetValue(property.Name, out FormulaValue? parameter) && !HasOwnBody(property))
            {
                return parameter;
            }

            if (property is { GetMethod: { } getter, IsIndexer: false } && HasOwnBody(property))
            {
                return Expand(getter, null, [], reference.Syntax);
            }
        }

        throw FormulaFault.Untranslatable(
            reference.Syntax,
            $"only the positional parameters of '{type.Name}' and its own computed properties have a value here"
        );
    }

    /// <summary>Whether a property computes its value, unlike the automatic property of a positional parameter.</summary>
    bool HasOwnBody(IPropertySymbol property) =>
        property.DeclaringSyntaxReferences.Any(reference =>
            reference.GetSyntax(cancellation) is PropertyDeclarationSyntax declaration
            && (
                declaration.ExpressionBody is not null
                || declaration.AccessorList?.Accessors.Any(a => a.Body is not null || a.ExpressionBody is not null) == true
            )
        );

    FormulaValue Field(IFieldReferenceOperation reference, Scope scope)
    {
        IFieldSymbol field = reference.Field;
        if (language.Systems && (Member(reference.Instance, field.Name, scope) ?? TableOf(field, reference.Syntax)) is { } found)
        {
            return found;
        }

        if (!field.IsConst)
        {
            string why = field.IsStatic
                ? "a static that is no constant; make it 'const'"
                : "a field; make it a positional parameter of the record, or 'const'";
            throw FormulaFault.Untranslatable(reference.Syntax, why);
        }

        if (ElementaryFunctions.Constant(field) is { } named)
        {
            return named;
        }

        // The initialiser's own formula: a folded 1.0 / 3 would no longer be a third.
        if (
            DeclarationSite.IsIn(compilation, field)
            && field.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation)
                is VariableDeclaratorSyntax { Initializer.Value: { } value }
        )
        {
            using Expansion _ = Enter(field, reference.Syntax);
            SemanticModel model = compilation.GetSemanticModel(value.SyntaxTree);
            return model.GetOperation(value, cancellation) is { } initializer
                ? Translate(initializer, new Scope(field))
                : throw FormulaFault.Untranslatable(reference.Syntax, "its initialiser cannot be read");
        }

        return Constant(new Optional<object?>(field.ConstantValue), reference.Syntax);
    }
}
