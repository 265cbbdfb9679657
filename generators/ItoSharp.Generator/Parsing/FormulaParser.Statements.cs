using ItoSharp.Symbolics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ItoSharp.Generator.Parsing;

internal sealed partial class FormulaParser
{
    /// <summary>The value that a body returns: code over locals.</summary>
    FormulaValue Value(IOperation body, Scope scope, SyntaxNode at)
    {
        if (body is not IBlockOperation block)
        {
            return Translate(body, scope);
        }

        Run(block, scope);
        return scope.Result ?? throw FormulaFault.Untranslatable(at, "it does not end with a return of a value");
    }

    void Run(IOperation statement, Scope scope)
    {
        cancellation.ThrowIfCancellationRequested();
        switch (statement)
        {
            case IReturnOperation { ReturnedValue: { } value }:
                if (!scope.Return(Translate(value, scope)))
                {
                    throw FormulaFault.Untranslatable(value.Syntax, "another return gives another kind of value");
                }

                break;
            case IBlockOperation block:
                foreach (ILocalFunctionOperation function in block.Operations.OfType<ILocalFunctionOperation>())
                {
                    scope.Declare(function);
                }

                foreach (IOperation inner in block.Operations.TakeWhile(_ => scope.GoesOn))
                {
                    Run(inner, scope);
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
                if (!language.Systems || !RunOfSystem(statement, scope))
                {
                    throw FormulaFault.Untranslatable(statement.Syntax, Refusal.Of(statement));
                }

                break;
        }
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
                else if (language.Systems && Shape(declarator.Symbol.Type) is { } shape)
                {
                    // It may be filled member by member; the compiler sees to it that all are.
                    scope.Set(declarator.Symbol, shape.Zero());
                }
            }
        }
    }

    void Assign(IAssignmentOperation assignment, Scope scope)
    {
        if (language.Systems && assignment is IDeconstructionAssignmentOperation apart)
        {
            TakeApart(apart, scope);
            return;
        }

        FormulaValue value = assignment switch
        {
            ISimpleAssignmentOperation { IsRef: false } simple => Translate(simple.Value, scope),
            ICompoundAssignmentOperation { OperatorMethod: null } compound => Combine(
                compound.OperatorKind,
                compound.Type,
                Formula(compound.Target, scope),
                Formula(compound.Value, scope),
                compound.Target.Syntax,
                compound.Value.Syntax,
                compound.Syntax
            ),
            ICompoundAssignmentOperation { OperatorMethod: { } method } compound when language.Systems => Operator(
                method,
                compound.Syntax,
                Translate(compound.Target, scope),
                Translate(compound.Value, scope)
            ),
            _ => throw FormulaFault.Untranslatable(assignment.Syntax, Refusal.Of(assignment)),
        };
        Store(assignment.Target, value, scope);
    }

    /// <summary>Gives a local, or a part of one, its value.</summary>
    void Store(IOperation target, FormulaValue value, Scope scope)
    {
        ISymbol? name = target switch
        {
            ILocalReferenceOperation local => local.Local,
            IParameterReferenceOperation parameter => parameter.Parameter,
            _ => null,
        };

        // A captured variable is left alone: assigned in one place and read in another it would depend on the order of calls.
        if (name is not null && SymbolEqualityComparer.Default.Equals(name.ContainingSymbol, scope.Owner))
        {
            scope.Set(name, value);
        }
        else if (name is not null || !language.Systems || !StorePart(target, value, scope))
        {
            throw FormulaFault.Untranslatable(target.Syntax, "a formula assigns nothing but its own locals");
        }
    }
}
