using ItoSharp.Generator.Models;
using ItoSharp.Symbolics;
using Microsoft.CodeAnalysis;
using Microsoft.FSharp.Collections;

namespace ItoSharp.Generator.Parsing;

/// <summary>The formulas of an equation's methods, in Var "t", one Var for each component and one for each parameter.</summary>
internal sealed class SdeFormulas
{
    static readonly FormulaValue Time = Expr.NewVar("t");

    readonly FormulaParser parser;
    readonly FormulaValue state;
    readonly int components;
    readonly List<DiagnosticInfo> faults;

    public SdeFormulas(
        Compilation compilation,
        INamedTypeSymbol type,
        INamedTypeSymbol stateType,
        StateLayout layout,
        EquatableArray<NumberMember> parameters,
        List<DiagnosticInfo> faults,
        CancellationToken cancellation
    )
    {
        this.faults = faults;
        components = layout.Components.Count;
        state = StateParser.Variables(StructShape.Of(stateType)!, new Queue<string>(layout.Components));
        parser = new FormulaParser(compilation, type, Values(type, parameters), FormulaLanguage.OfSystems, cancellation);
    }

    /// <summary>The formulas of the components that a method returns; zeros where it has a fault, which is noted.</summary>
    public FSharpList<Expr> State(IMethodSymbol method)
    {
        if (
            parser.TryRead(method, Arguments(method), out FormulaValue value, out DiagnosticInfo fault)
            && value is FormulaValue.Struct result
        )
        {
            return ListModule.OfSeq(result.Numbers());
        }

        faults.Add(fault);
        return ListModule.OfSeq(Enumerable.Repeat(ExprModule.Zero, components));
    }

    /// <summary>The formula of a number; 0 where it has a fault, which is noted.</summary>
    public Expr Number(IMethodSymbol method)
    {
        if (parser.TryParse(method, Arguments(method), out Expr formula, out DiagnosticInfo fault))
        {
            return formula;
        }

        faults.Add(fault);
        return ExprModule.Zero;
    }

    FormulaValue[] Arguments(IMethodSymbol method) =>
        method.Parameters.Select(p => p.Type.SpecialType == SpecialType.System_Double ? Time : state).ToArray();

    static Dictionary<string, FormulaValue> Values(INamedTypeSymbol type, EquatableArray<NumberMember> parameters)
    {
        var values = new Dictionary<string, FormulaValue>(StringComparer.Ordinal);
        foreach (NumberMember parameter in parameters)
        {
            ITypeSymbol? array = type.GetMembers(parameter.Name).OfType<IPropertySymbol>().FirstOrDefault()?.Type;
            values[parameter.Name] =
                parameter.Length > 0 && StructShape.Of(array) is { } shape
                    ? StateParser.Variables(shape, new Queue<string>(parameter.Names))
                    : Expr.NewVar(parameter.Name);
        }

        return values;
    }
}
