using System.Collections.Immutable;
using ItoSharp.Symbolics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ItoSharp.Generator.Parsing;

/// <summary>What only formulas of systems know: states and their parts, branches, loops, whole numbers that count.</summary>
internal sealed partial class FormulaParser
{
    // How many conversions from a whole number to a double are around: inside of one, 1 / 2 is a trap and not an index.
    int inDouble;

    StructShape? Shape(ITypeSymbol? of)
    {
        if (!language.Systems || of is null)
        {
            return null;
        }

        if (!shapes.TryGetValue(of, out StructShape? shape))
        {
            shapes.Add(of, shape = StructShape.Of(of));
        }

        return shape;
    }

    /// <summary>The value of an operation that processes do not know; null where systems do not either.</summary>
    FormulaValue? OfSystem(IOperation operation, Scope scope) =>
        operation switch
        {
            IBinaryOperation { OperatorMethod: null } binary => new FormulaValue.Truth(Compare(binary, scope)),
            IBinaryOperation { OperatorMethod: { } method } binary => Operator(
                method,
                binary.Syntax,
                Translate(binary.LeftOperand, scope),
                Translate(binary.RightOperand, scope)
            ),
            IUnaryOperation { OperatorMethod: { } method } unary => Operator(method, unary.Syntax, Translate(unary.Operand, scope)),
            IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, Type.SpecialType: SpecialType.System_Boolean } not =>
                new FormulaValue.Truth(ConditionModule.Negation(Test(not.Operand, scope))),
            IConditionalOperation { WhenFalse: not null } choice => Choice(choice, scope),
            ISwitchExpressionOperation choice => Switch(choice, scope),
            IIsPatternOperation test => new FormulaValue.Truth(Fits(test.Pattern, Translate(test.Value, scope), scope)),
            IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } => scope.Self,
            IInlineArrayAccessOperation access => Element(Translate(access.Instance, scope), access.Argument, access.Syntax, scope),
            IArrayElementReferenceOperation { Indices.Length: 1 } access => Element(
                Translate(access.ArrayReference, scope),
                access.Indices[0],
                access.Syntax,
                scope
            ),
            IDefaultValueOperation { Type: { } type } => Shape(type)?.Zero(),
            IObjectCreationOperation creation => Create(creation, scope),
            IWithOperation copy => Copy(copy, scope),
            _ => null,
        };

    /// <summary>Runs a statement that processes do not know; false where systems do not either.</summary>
    bool RunOfSystem(IOperation statement, Scope scope)
    {
        switch (statement)
        {
            case IConditionalOperation branch:
                If(branch, scope);
                return true;
            case IForLoopOperation loop:
                foreach (IOperation before in loop.Before)
                {
                    Run(before, scope);
                }

                Loop(loop.Body, loop.Condition, loop.AtLoopBottom, testsFirst: true, loop.Syntax, scope);
                return true;
            case IWhileLoopOperation { Condition: { } condition, ConditionIsUntil: false } loop:
                Loop(loop.Body, condition, [], loop.ConditionIsTop, loop.Syntax, scope);
                return true;
            case IBranchOperation { BranchKind: BranchKind.Break or BranchKind.Continue } leave:
                if (scope.Conditional)
                {
                    throw FormulaFault.Untranslatable(
                        leave.Syntax,
                        "whether the loop is left here is known only at run time; let it run to its end, and choose with '?:' what it adds"
                    );
                }

                scope.Leaving = leave;
                return true;
            case IExpressionStatementOperation { Operation: IIncrementOrDecrementOperation { OperatorMethod: null } count }:
                BinaryOperatorKind kind = count.Kind == OperationKind.Increment ? BinaryOperatorKind.Add : BinaryOperatorKind.Subtract;
                SyntaxNode at = count.Syntax;
                Expr next = Combine(kind, count.Type, Formula(count.Target, scope), ExprModule.One, at, at, at);
                Store(count.Target, next, scope);
                return true;
            default:
                return false;
        }
    }

    FormulaValue Operator(IMethodSymbol method, SyntaxNode at, params FormulaValue[] operands) =>
        Shape(method.ContainingType) is not null || SymbolEqualityComparer.Default.Equals(method.ContainingType, type)
            ? Expand(method, null, operands, at)
            : throw FormulaFault.Untranslatable(
                at,
                $"the operator belongs to '{method.ContainingType.Name}', which is no state of '{type.Name}'"
            );

    /// <summary>A property of a state, or an element of a constant table; null of anything else.</summary>
    FormulaValue? OfState(IPropertyReferenceOperation reference, Scope scope)
    {
        IPropertySymbol property = reference.Property;
        if (reference.Instance is not { } instance)
        {
            return TableOf(property, reference.Syntax);
        }

        bool isTable = instance.Type is IArrayTypeSymbol or INamedTypeSymbol { Name: "ReadOnlySpan" or "ImmutableArray" };
        if (isTable && Translate(instance, scope) is FormulaValue.Table table)
        {
            return property.IsIndexer ? Element(table, reference.Arguments[0].Value, reference.Syntax, scope)
                : property.Name == "Length" ? new FormulaValue.Number(ExprModule.Integer(table.Entries.Length))
                : null;
        }

        if (Shape(property.ContainingType) is null || (instance is IInstanceReferenceOperation && scope.Self is null))
        {
            return null;
        }

        if (Member(instance, property.Name, scope) is { } part && !property.IsIndexer && !HasOwnBody(property))
        {
            return part;
        }

        return property.GetMethod is { } getter
            ? Expand(getter, Translate(instance, scope), Arguments(getter, reference.Arguments, reference.Syntax, scope), reference.Syntax)
            : null;
    }

    /// <summary>A member of a state by name; null where the instance is none or has no such member.</summary>
    FormulaValue? Member(IOperation? instance, string name, Scope scope)
    {
        if (instance is null || Shape(instance.Type) is not { } shape || shape.IndexOf(name) is not (>= 0 and var index))
        {
            return null;
        }

        return Translate(instance, scope) is FormulaValue.Struct state ? state.Parts[index] : null;
    }

    FormulaValue Element(FormulaValue array, IOperation index, SyntaxNode at, Scope scope)
    {
        int count = array switch
        {
            FormulaValue.Struct { Shape.IsArray: true } state => state.Parts.Length,
            FormulaValue.Table table => table.Entries.Length,
            _ => throw FormulaFault.Untranslatable(at, "a formula reads inline arrays and constant tables only"),
        };
        int i = Index(index, count, scope);
        return array is FormulaValue.Struct elements ? elements.Parts[i] : ((FormulaValue.Table)array).Entries[i];
    }

    int Index(IOperation index, int count, Scope scope)
    {
        if (!IsInteger(index.Type))
        {
            throw FormulaFault.Untranslatable(index.Syntax, "an index is a whole number counted from the start");
        }

        int outside = inDouble;
        inDouble = 0;
        Expr value = Formula(index, scope);
        inDouble = outside;
        if (value is not Expr.Const { Item: var number })
        {
            throw FormulaFault.Untranslatable(
                index.Syntax,
                "which element it is is known only at run time; use a loop with constant bounds and choose with '?:'"
            );
        }

        double i = RationalModule.ToDouble(number);
        return i >= 0 && i < count
            ? (int)i
            : throw FormulaFault.Untranslatable(index.Syntax, $"it is {number}, outside of 0 to {count - 1}");
    }

    FormulaValue Create(IObjectCreationOperation creation, Scope scope)
    {
        if (Shape(creation.Type) is not { } shape)
        {
            throw FormulaFault.Untranslatable(creation.Syntax, Refusal.Of(creation));
        }

        IMethodSymbol? constructor = creation.Constructor;
        FormulaValue.Struct value;
        if (creation.Arguments.IsEmpty && constructor is null or { IsImplicitlyDeclared: true })
        {
            value = shape.Zero();
        }
        else if (constructor is not null && shape.IsPositional(constructor))
        {
            value = new FormulaValue.Struct(shape, Arguments(constructor, creation.Arguments, creation.Syntax, scope).ToImmutableArray());
        }
        else
        {
            throw FormulaFault.Untranslatable(
                creation.Syntax,
                $"of the constructors of '{shape.Type.Name}' only that of its positional parameters, and 'new {shape.Type.Name}()', have a meaning here"
            );
        }

        return creation.Initializer is { } initializer ? Initialised(value, initializer, scope) : value;
    }

    FormulaValue Copy(IWithOperation copy, Scope scope) =>
        Translate(copy.Operand, scope) is FormulaValue.Struct state
            ? Initialised(state, copy.Initializer, scope)
            : throw FormulaFault.Untranslatable(copy.Syntax, "only a state can be copied with changes");

    /// <summary>Members set in braces: <c>x with { V = 0 }</c>, <c>new State { S = 1 }</c>.</summary>
    FormulaValue Initialised(FormulaValue.Struct value, IObjectOrCollectionInitializerOperation initializer, Scope scope)
    {
        foreach (IOperation part in initializer.Initializers)
        {
            string? name = part is ISimpleAssignmentOperation { Target: IMemberReferenceOperation member } ? member.Member.Name : null;
            int index = name is null ? -1 : value.Shape.IndexOf(name);
            if (index < 0)
            {
                throw FormulaFault.Untranslatable(part.Syntax, "in braces a formula sets components of a state only");
            }

            value = value.With(index, Translate(((ISimpleAssignmentOperation)part).Value, scope));
        }

        return value;
    }

    /// <summary>Gives a part of a local struct its value, by making the whole anew; false where the target is no such part.</summary>
    bool StorePart(IOperation target, FormulaValue value, Scope scope)
    {
        switch (target)
        {
            case IInlineArrayAccessOperation access
                when Translate(access.Instance, scope) is FormulaValue.Struct { Shape.IsArray: true } array:
                Store(access.Instance, array.With(Index(access.Argument, array.Parts.Length, scope), value), scope);
                return true;
            case IMemberReferenceOperation { Instance: { } instance } member
                when Shape(instance.Type)?.IndexOf(member.Member.Name) is >= 0 and var index
                    && Translate(instance, scope) is FormulaValue.Struct state:
                Store(instance, state.With(index, value), scope);
                return true;
            default:
                return false;
        }
    }

    /// <summary><c>var (s, v) = x;</c></summary>
    void TakeApart(IDeconstructionAssignmentOperation assignment, Scope scope)
    {
        IOperation target = assignment.Target is IDeclarationExpressionOperation declaration ? declaration.Expression : assignment.Target;
        if (
            target is not ITupleOperation names
            || Translate(assignment.Value, scope) is not FormulaValue.Struct state
            || state.Shape.IsArray
            || state.Parts.Length != names.Elements.Length
        )
        {
            throw FormulaFault.Untranslatable(assignment.Syntax, "a formula takes nothing apart but a positional state");
        }

        for (int i = 0; i < names.Elements.Length; i++)
        {
            IOperation name = names.Elements[i] is IDeclarationExpressionOperation single ? single.Expression : names.Elements[i];
            if (name is not IDiscardOperation)
            {
                Store(name, state.Parts[i], scope);
            }
        }
    }
}
