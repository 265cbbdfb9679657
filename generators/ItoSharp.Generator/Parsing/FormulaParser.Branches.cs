using ItoSharp.Symbolics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Operations;

namespace ItoSharp.Generator.Parsing;

/// <summary>Tests, and what is chosen by them.</summary>
internal sealed partial class FormulaParser
{
    static bool IsArithmetic(BinaryOperatorKind kind) =>
        kind
            is not (
                BinaryOperatorKind.LessThan
                or BinaryOperatorKind.LessThanOrEqual
                or BinaryOperatorKind.GreaterThan
                or BinaryOperatorKind.GreaterThanOrEqual
                or BinaryOperatorKind.Equals
                or BinaryOperatorKind.NotEquals
                or BinaryOperatorKind.ConditionalAnd
                or BinaryOperatorKind.ConditionalOr
                or BinaryOperatorKind.And
                or BinaryOperatorKind.Or
                or BinaryOperatorKind.ExclusiveOr
            );

    /// <summary>An operation that must be a test.</summary>
    Condition Test(IOperation operation, Scope scope) => AsTest(Translate(operation, scope), operation.Syntax);

    static Condition AsTest(FormulaValue value, SyntaxNode at) =>
        value is FormulaValue.Truth truth ? truth.Condition : throw FormulaFault.Untranslatable(at, "it is no test such as 'x > 0'");

    /// <summary>A comparison, or tests combined; tests that are known while compiling are decided at once.</summary>
    Condition Compare(IBinaryOperation binary, Scope scope)
    {
        FormulaValue left = Translate(binary.LeftOperand, scope);
        if (left is FormulaValue.Truth first)
        {
            return Combine(binary, first.Condition, scope);
        }

        Expr a = AsNumber(left, binary.LeftOperand.Syntax);
        Expr b = Formula(binary.RightOperand, scope);
        return Compare(binary.OperatorKind, a, b) ?? throw FormulaFault.Untranslatable(binary.Syntax, Refusal.Of(binary));
    }

    static Condition? Compare(BinaryOperatorKind kind, Expr a, Expr b) =>
        kind switch
        {
            BinaryOperatorKind.LessThan => ConditionModule.LessThan(a, b),
            BinaryOperatorKind.LessThanOrEqual => ConditionModule.AtMostOf(a, b),
            BinaryOperatorKind.GreaterThan => ConditionModule.LessThan(b, a),
            BinaryOperatorKind.GreaterThanOrEqual => ConditionModule.AtMostOf(b, a),
            BinaryOperatorKind.Equals => ConditionModule.EqualTo(a, b),
            BinaryOperatorKind.NotEquals => ConditionModule.Negation(ConditionModule.EqualTo(a, b)),
            _ => null,
        };

    Condition Combine(IBinaryOperation binary, Condition first, Scope scope)
    {
        // What is not reached is not read: '&&' may guard an index.
        switch (binary.OperatorKind)
        {
            case BinaryOperatorKind.ConditionalAnd when first is Condition.Truth { Item: false }:
            case BinaryOperatorKind.ConditionalOr when first is Condition.Truth { Item: true }:
                return first;
        }

        Condition second = Test(binary.RightOperand, scope);
        return binary.OperatorKind switch
        {
            BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.And => ConditionModule.And(first, second),
            BinaryOperatorKind.ConditionalOr or BinaryOperatorKind.Or => ConditionModule.Or(first, second),
            BinaryOperatorKind.Equals => ConditionModule.ChooseBetween(first, second, ConditionModule.Negation(second)),
            BinaryOperatorKind.NotEquals or BinaryOperatorKind.ExclusiveOr => ConditionModule.ChooseBetween(
                first,
                ConditionModule.Negation(second),
                second
            ),
            _ => throw FormulaFault.Untranslatable(binary.Syntax, Refusal.Of(binary)),
        };
    }

    /// <summary><c>test ? a : b</c>; of a test that is known while compiling, the branch that is taken.</summary>
    FormulaValue Choice(IConditionalOperation choice, Scope scope)
    {
        Condition test = Test(choice.Condition, scope);
        if (test is Condition.Truth known)
        {
            return Translate(known.Item ? choice.WhenTrue : choice.WhenFalse!, scope);
        }

        return Choose(test, Translate(choice.WhenTrue, scope), Translate(choice.WhenFalse!, scope), choice.Syntax);
    }

    static FormulaValue Choose(Condition test, FormulaValue first, FormulaValue second, SyntaxNode at) =>
        FormulaValue.Choose(test, first, second) ?? throw FormulaFault.Untranslatable(at, "its branches are values of different kinds");

    /// <summary>A switch expression: its arms in order, each where its pattern is the first that fits.</summary>
    FormulaValue Switch(ISwitchExpressionOperation choice, Scope scope)
    {
        FormulaValue value = Translate(choice.Value, scope);
        var arms = new List<(Condition Test, FormulaValue Value)>();
        foreach (ISwitchExpressionArmOperation arm in choice.Arms)
        {
            Condition test = Fits(arm.Pattern, value, scope);
            if (test is not Condition.Truth { Item: false } && arm.Guard is { } guard)
            {
                test = ConditionModule.And(test, Test(guard, scope));
            }

            if (test is Condition.Truth { Item: false })
            {
                continue;
            }

            FormulaValue result = Translate(arm.Value, scope);
            if (test is Condition.Truth)
            {
                return Enumerable
                    .Reverse(arms)
                    .Aggregate(result, (rest, earlier) => Choose(earlier.Test, earlier.Value, rest, choice.Syntax));
            }

            arms.Add((test, result));
        }

        throw FormulaFault.Untranslatable(choice.Syntax, "it has no value where no arm fits; end it with an arm '_ => ...'");
    }

    Condition Fits(IPatternOperation pattern, FormulaValue value, Scope scope)
    {
        switch (pattern)
        {
            case IDiscardPatternOperation:
                return ConditionModule.TruthOf(true);
            case IDeclarationPatternOperation { DeclaredSymbol: { } local }:
                scope.Set(local, value);
                return ConditionModule.TruthOf(true);
            case IConstantPatternOperation constant when value is FormulaValue.Truth { Condition: var test }:
                return AsTest(Translate(constant.Value, scope), constant.Syntax) is Condition.Truth { Item: false }
                    ? ConditionModule.Negation(test)
                    : test;
            case IConstantPatternOperation constant:
                return ConditionModule.EqualTo(AsNumber(value, pattern.Syntax), Formula(constant.Value, scope));
            case IRelationalPatternOperation relation
                when Compare(relation.OperatorKind, AsNumber(value, pattern.Syntax), Formula(relation.Value, scope)) is { } test:
                return test;
            case INegatedPatternOperation negated:
                return ConditionModule.Negation(Fits(negated.Pattern, value, scope));
            case IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.And } both:
                return ConditionModule.And(Fits(both.LeftPattern, value, scope), Fits(both.RightPattern, value, scope));
            case IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.Or } either:
                return ConditionModule.Or(Fits(either.LeftPattern, value, scope), Fits(either.RightPattern, value, scope));
            default:
                throw FormulaFault.Untranslatable(
                    pattern.Syntax,
                    "of patterns numbers, comparisons such as '> 0', 'and', 'or', 'not', 'var x' and '_' are understood"
                );
        }
    }

    /// <summary>An <c>if</c>: both ways where the test is known only at run time.</summary>
    void If(IConditionalOperation branch, Scope scope)
    {
        Condition test = Test(branch.Condition, scope);
        if (test is Condition.Truth known)
        {
            if ((known.Item ? branch.WhenTrue : branch.WhenFalse) is { } taken)
            {
                Run(taken, scope);
            }

            return;
        }

        Scope yes = scope.Fork();
        Scope no = scope.Fork();
        Run(branch.WhenTrue, yes);
        if (branch.WhenFalse is { } otherwise)
        {
            Run(otherwise, no);
        }

        if (!scope.Join(test, yes, no))
        {
            throw FormulaFault.Untranslatable(branch.Condition.Syntax, "its branches give one name values of different kinds");
        }
    }

    /// <summary>Unrolls a loop, whose bounds must be known while compiling.</summary>
    void Loop(IOperation body, IOperation? condition, IEnumerable<IOperation> step, bool testsFirst, SyntaxNode at, Scope scope)
    {
        bool conditional = scope.Conditional;
        scope.Conditional = false;
        for (bool first = true; ; first = false)
        {
            if (++operations > language.MaximumOperations)
            {
                throw FormulaFault.TooLarge(at, "the loop does not end, or takes too many turns");
            }

            if (condition is not null && (testsFirst || !first) && !IsTrue(condition, scope))
            {
                break;
            }

            Run(body, scope);
            bool left = scope.Leaving?.BranchKind == BranchKind.Break;
            scope.Leaving = null;
            if (left || scope.HasReturned)
            {
                break;
            }

            foreach (IOperation statement in step)
            {
                Run(statement, scope);
            }
        }

        scope.Conditional = conditional;
    }

    bool IsTrue(IOperation condition, Scope scope) =>
        Test(condition, scope) is Condition.Truth known
            ? known.Item
            : throw FormulaFault.Untranslatable(
                condition.Syntax,
                "how often the loop turns is known only at run time; let it run to a constant bound, and choose inside it with '?:'"
            );
}
