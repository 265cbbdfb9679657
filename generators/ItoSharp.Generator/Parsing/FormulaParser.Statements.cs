using ItoSharp.Symbolics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ItoSharp.Generator.Parsing;

internal sealed partial class FormulaParser
{
    /// <summary>The value that a body returns: straight-line code over locals.</summary>
    Expr Value(IOperation body, Scope scope, SyntaxNode at)
    {
        if (body is not IBlockOperation block)
        {
            return Translate(body, scope);
        }

        foreach (ILocalFunctionOperation function in block.Operations.OfType<ILocalFunctionOperation>())
        {
            scope.Declare(function);
        }

        return Returned(block, scope) ?? throw FormulaFault.Untranslatable(at, "it does not end with a return of a value");
    }

    Expr? Returned(IBlockOperation block, Scope scope)
    {
        foreach (IOperation statement in block.Operations)
        {
            cancellation.ThrowIfCancellationRequested();
            switch (statement)
            {
                case IReturnOperation { ReturnedValue: { } value }:
                    return Translate(value, scope);
                case IBlockOperation inner:
                    if (Returned(inner, scope) is { } early)
                    {
                        return early;
                    }

                    break;
                case IVariableDeclarationGroupOperation group:
                    Declare(group, scope);
                    break;
                case IExpressionStatementOperation { Operation: IAssignmentOperation assignment }:
                    Assign(assignment, scope);
                    break;
                case ILocalFunctionOperation or IEmptyOperation:
                    break;
                default:
                    throw FormulaFault.Untranslatable(statement.Syntax, Refusal.Of(statement));
            }
        }

        return null;
    }

    void Declare(IVariableDeclarationGroupOperation group, Scope scope)
    {
        foreach (IVariableDeclarationOperation declaration in group.Declarations)
        {
            foreach (IVariableDeclaratorOperation declarator in declaration.Declarators)
            {
                if (declarator.Symbol.IsRef)
                {
                    throw FormulaFault.Untranslatable(declarator.Syntax, "a formula has no references");
                }

                IVariableInitializerOperation? initializer = declarator.Initializer ?? declaration.Initializer;
                if (initializer is not null)
                {
                    scope.Set(declarator.Symbol, Translate(initializer.Value, scope));
                }
            }
        }
    }

    void Assign(IAssignmentOperation assignment, Scope scope)
    {
        ISymbol? target = assignment.Target switch
        {
            ILocalReferenceOperation local => local.Local,
            IParameterReferenceOperation parameter => parameter.Parameter,
            _ => null,
        };

        // A captured variable is left alone: assigned in one place and read in another it would depend on the order of calls.
        if (target is null || !SymbolEqualityComparer.Default.Equals(target.ContainingSymbol, scope.Owner))
        {
            throw FormulaFault.Untranslatable(assignment.Target.Syntax, "a formula assigns nothing but its own locals");
        }

        Expr value = assignment switch
        {
            ISimpleAssignmentOperation { IsRef: false } simple => Translate(simple.Value, scope),
            ICompoundAssignmentOperation { OperatorMethod: null } compound => Combine(
                compound.OperatorKind,
                compound.Type,
                Translate(compound.Target, scope),
                Translate(compound.Value, scope),
                compound.Target.Syntax,
                compound.Value.Syntax,
                compound.Syntax
            ),
            _ => throw FormulaFault.Untranslatable(assignment.Syntax, Refusal.Of(assignment)),
        };
        scope.Set(target, value);
    }
}
