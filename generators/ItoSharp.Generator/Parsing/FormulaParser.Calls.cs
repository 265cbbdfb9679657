using System.Collections.Immutable;
using ItoSharp.Symbolics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ItoSharp.Generator.Parsing;

internal sealed partial class FormulaParser
{
    /// <summary>A call: an elementary function, or a method of the declared type expanded in place.</summary>
    FormulaValue Call(IInvocationOperation call, Scope scope)
    {
        IMethodSymbol method = call.TargetMethod;
        if (scope.TryGetFunction(method, out ILocalFunctionOperation function))
        {
            return CallLocal(call, function, scope);
        }

        if (ElementaryFunctions.TryGet(method, out Func<Expr[], Expr> elementary))
        {
            return elementary(Numbers(call, scope));
        }

        if (ElementaryFunctions.IsMath(method.ContainingType))
        {
            throw FormulaFault.Untranslatable(
                call.Syntax,
                $"'{method.ContainingType.Name}.{method.Name}' is not one of {ElementaryFunctions.Names}"
            );
        }

        bool ofState = !SymbolEqualityComparer.Default.Equals(method.ContainingType, type) && Shape(method.ContainingType) is not null;
        if (!ofState && !SymbolEqualityComparer.Default.Equals(method.ContainingType, type))
        {
            throw FormulaFault.Untranslatable(
                call.Syntax,
                $"'{method.ContainingType?.Name}.{method.Name}' is not a method of '{type.Name}' nor of Math; move the helper into '{type.Name}'"
            );
        }

        if (call.IsVirtual || method.IsVirtual || method.IsOverride || method.IsAbstract)
        {
            throw FormulaFault.Untranslatable(call.Syntax, "a virtual call has no formula of its own");
        }

        if (method.IsGenericMethod || method.IsAsync || method.RefKind != RefKind.None || method.MethodKind != MethodKind.Ordinary)
        {
            throw FormulaFault.Untranslatable(call.Syntax, "only plain methods of double parameters can be expanded");
        }

        if (ofState && call.Instance is { } receiver)
        {
            return Expand(method, Translate(receiver, scope), Arguments(call, scope), call.Syntax);
        }

        if (call.Instance is not (null or IInstanceReferenceOperation))
        {
            throw FormulaFault.Untranslatable(call.Syntax, "it calls another instance; a formula knows its own parameters only");
        }

        return Expand(method, null, Arguments(call, scope), call.Syntax);
    }

    FormulaValue CallLocal(IInvocationOperation call, ILocalFunctionOperation function, Scope scope)
    {
        using Expansion _ = Enter(function.Symbol, call.Syntax);
        FormulaValue[] arguments = Arguments(call, scope);
        Scope inner = scope.ForLocalFunction(function.Symbol);
        for (int i = 0; i < arguments.Length; i++)
        {
            inner.Set(function.Symbol.Parameters[i], arguments[i]);
        }

        return function.Body is { } body
            ? Value(body, inner, call.Syntax)
            : throw FormulaFault.Untranslatable(call.Syntax, "the local function has no body");
    }

    /// <summary>The arguments of an elementary function.</summary>
    Expr[] Numbers(IInvocationOperation call, Scope scope) =>
        Arguments(call, scope).Select((value, i) => AsNumber(value, call.Arguments[i].Syntax)).ToArray();

    FormulaValue[] Arguments(IInvocationOperation call, Scope scope) => Arguments(call.TargetMethod, call.Arguments, call.Syntax, scope);

    /// <summary>The arguments in the order of the parameters, named and default ones included.</summary>
    FormulaValue[] Arguments(IMethodSymbol method, ImmutableArray<IArgumentOperation> arguments, SyntaxNode at, Scope scope)
    {
        var values = new FormulaValue[method.Parameters.Length];
        foreach (IArgumentOperation argument in arguments)
        {
            IParameterSymbol parameter =
                argument.Parameter ?? throw FormulaFault.Untranslatable(argument.Syntax, "it belongs to no parameter");
            if (parameter.RefKind is RefKind.Ref or RefKind.Out || argument.ArgumentKind == ArgumentKind.ParamArray)
            {
                throw FormulaFault.Untranslatable(argument.Syntax, "arguments are plain values");
            }

            values[parameter.Ordinal] =
                argument.ArgumentKind == ArgumentKind.DefaultValue ? Default(parameter, at) : Translate(argument.Value, scope);
        }

        return values.Any(value => value is null) ? throw FormulaFault.Untranslatable(at, "the call does not compile") : values;
    }

    /// <summary>A default argument, from its text where it is in source.</summary>
    FormulaValue Default(IParameterSymbol parameter, SyntaxNode at)
    {
        if (parameter.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) is ParameterSyntax { Default.Value: { } value })
        {
            SemanticModel model = compilation.GetSemanticModel(value.SyntaxTree);
            if (model.GetOperation(value, cancellation) is { } operation)
            {
                return Translate(operation, new Scope(null));
            }
        }

        return Constant(new Optional<object?>(parameter.HasExplicitDefaultValue ? parameter.ExplicitDefaultValue : null), at);
    }
}
