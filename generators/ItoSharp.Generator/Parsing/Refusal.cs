using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ItoSharp.Generator.Parsing;

/// <summary>Why an operation is no part of a formula, and what to write instead.</summary>
internal static class Refusal
{
    public static string Of(IOperation operation) =>
        operation switch
        {
            IInvalidOperation => "it does not compile",
            IConditionalOperation => "a branch has no single closed form; Math.Min, Math.Max, Math.Abs and Math.Clamp are understood",
            ISwitchOperation or ISwitchExpressionOperation =>
                "a switch has no single closed form; Math.Min, Math.Max, Math.Abs and Math.Clamp are understood",
            ILoopOperation => "a loop has no closed form; write the sum or product out",
            IObjectCreationOperation
            or IArrayCreationOperation
            or IAnonymousObjectCreationOperation
            or ITypeParameterObjectCreationOperation
            or ITupleOperation => "it allocates or builds a value; a formula is made of doubles",
            IAnonymousFunctionOperation or IDelegateCreationOperation => "a formula has no delegates; call a method of the record",
            IThrowOperation => "a formula does not throw; the derivation checks where it is defined",
            IAwaitOperation => "a formula does not wait",
            IInstanceReferenceOperation => "the record itself is no number; use its parameters",
            IIncrementOrDecrementOperation => "write 'x = x + 1' as a statement of its own",
            ICoalesceOperation or IConditionalAccessOperation => "a formula knows no null",
            IArrayElementReferenceOperation => "a formula reads no arrays",
            IAssignmentOperation => "an assignment is a statement of its own, to a local of the method",
            IReturnOperation => "it returns nothing",
            IEventReferenceOperation or IDynamicInvocationOperation or IDynamicMemberReferenceOperation => "it is known only at run time",
            IBinaryOperation or IUnaryOperation => "only the built-in operators + - * / on doubles have a symbolic meaning",
            _ => "a formula is made of numbers, parameters, locals, + - * /, Math functions and methods of the record",
        };
}
