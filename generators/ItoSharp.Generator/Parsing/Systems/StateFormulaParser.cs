using ItoSharp.Generator.Models;
using ItoSharp.Symbolics;
using Microsoft.CodeAnalysis;

namespace ItoSharp.Generator.Parsing;

/// <summary>
/// Formulas of static methods over the state of an equation, such as the observables and stops of an ensemble. They may call other
/// methods of the class that declares them, and of the state.
/// </summary>
internal sealed class StateFormulaParser
{
    static readonly Dictionary<string, FormulaValue> None = new(StringComparer.Ordinal);

    readonly FormulaParser parser;
    readonly INamedTypeSymbol stateType;
    readonly FormulaValue state;
    readonly CancellationToken cancellation;

    /// <param name="compilation">Where the methods are declared.</param>
    /// <param name="type">The class that declares them.</param>
    /// <param name="sde">The equation, found with its layout and its state.</param>
    /// <param name="cancellation">Ends a translation nobody waits for.</param>
    public StateFormulaParser(Compilation compilation, INamedTypeSymbol type, FoundSde sde, CancellationToken cancellation)
    {
        this.cancellation = cancellation;
        stateType = sde.State!;
        state = StateParser.Variables(StructShape.Of(sde.State)!, new Queue<string>(sde.Layout!.Components));
        parser = new FormulaParser(compilation, type, None, FormulaLanguage.OfSystems, cancellation);
    }

    /// <summary>
    /// The formula of a method that returns a double. A parameter of the state's type is the state, whose components are variables of
    /// their names in the equation; the others are what they are given, by name.
    /// </summary>
    public bool TryNumber(
        IMethodSymbol method,
        IReadOnlyDictionary<string, Expr> numbers,
        IReadOnlyDictionary<string, Condition> conditions,
        out Expr formula,
        out DiagnosticInfo fault
    )
    {
        bool isNumber = TryKind(method, numbers, conditions, "double", out FormulaValue.Number? number, out fault);
        formula = number?.Formula!;
        return isNumber;
    }

    /// <summary>The condition of a method that returns a bool.</summary>
    public bool TryCondition(
        IMethodSymbol method,
        IReadOnlyDictionary<string, Expr> numbers,
        IReadOnlyDictionary<string, Condition> conditions,
        out Condition condition,
        out DiagnosticInfo fault
    )
    {
        bool isTruth = TryKind(method, numbers, conditions, "bool", out FormulaValue.Truth? truth, out fault);
        condition = truth?.Condition!;
        return isTruth;
    }

    /// <summary>The value of a method, where it is of the wanted kind.</summary>
    bool TryKind<TKind>(
        IMethodSymbol method,
        IReadOnlyDictionary<string, Expr> numbers,
        IReadOnlyDictionary<string, Condition> conditions,
        string kind,
        out TKind? value,
        out DiagnosticInfo fault
    )
        where TKind : FormulaValue
    {
        value = null;
        if (!TryRead(method, numbers, conditions, out FormulaValue read, out fault))
        {
            return false;
        }

        value = read as TKind;
        if (value is null)
        {
            fault = FormulaFault.Untranslatable(Syntax(method), $"it returns no {kind}").Diagnostic;
        }

        return value is not null;
    }

    bool TryRead(
        IMethodSymbol method,
        IReadOnlyDictionary<string, Expr> numbers,
        IReadOnlyDictionary<string, Condition> conditions,
        out FormulaValue value,
        out DiagnosticInfo fault
    )
    {
        value = null!;
        var arguments = new List<FormulaValue>();
        foreach (IParameterSymbol parameter in method.Parameters)
        {
            FormulaValue? argument =
                SymbolEqualityComparer.Default.Equals(parameter.Type, stateType) ? state
                : numbers.TryGetValue(parameter.Name, out Expr number) ? new FormulaValue.Number(number)
                : conditions.TryGetValue(parameter.Name, out Condition condition) ? new FormulaValue.Truth(condition)
                : null;
            if (argument is null)
            {
                SyntaxNode at = parameter.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) ?? Syntax(method);
                fault = FormulaFault.Untranslatable(at, "nothing is known that it could stand for").Diagnostic;
                return false;
            }

            arguments.Add(argument);
        }

        return parser.TryRead(method, arguments, out value, out fault);
    }

    SyntaxNode Syntax(IMethodSymbol method) => method.DeclaringSyntaxReferences.First().GetSyntax(cancellation);
}
