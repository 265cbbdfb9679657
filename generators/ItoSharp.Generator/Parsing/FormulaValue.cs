using System.Collections.Immutable;
using ItoSharp.Symbolics;

namespace ItoSharp.Generator.Parsing;

/// <summary>What an expression of a formula stands for. Values do not change: an assignment makes another one.</summary>
internal abstract record FormulaValue
{
    /// <summary>A double, or a whole number as an exact constant.</summary>
    public sealed record Number(Expr Formula) : FormulaValue;

    /// <summary>A bool.</summary>
    public sealed record Truth(Condition Condition) : FormulaValue;

    /// <summary>A struct of doubles: a state, an inline array of them, or another struct that a formula passes about.</summary>
    public sealed record Struct(StructShape Shape, ImmutableArray<FormulaValue> Parts) : FormulaValue
    {
        public Struct With(int part, FormulaValue value) => this with { Parts = Parts.SetItem(part, value) };

        /// <summary>All doubles, in the order of the layout.</summary>
        public IEnumerable<Expr> Numbers() => Parts.SelectMany(part => part is Struct inner ? inner.Numbers() : [((Number)part).Formula]);
    }

    /// <summary>A constant array.</summary>
    public sealed record Table(ImmutableArray<Expr> Entries) : FormulaValue;

    public static implicit operator FormulaValue(Expr formula) => new Number(formula);

    /// <summary>The first where the test holds, the second elsewhere; null where they are values of different kinds.</summary>
    public static FormulaValue? Choose(Condition test, FormulaValue first, FormulaValue second)
    {
        switch (first, second)
        {
            case (Number a, Number b):
                return new Number(ExprModule.ChooseBetween(test, a.Formula, b.Formula));
            case (Truth a, Truth b):
                return new Truth(ConditionModule.ChooseBetween(test, a.Condition, b.Condition));
            case (Struct a, Struct b) when a.Parts.Length == b.Parts.Length:
                FormulaValue?[] parts = a.Parts.Zip(b.Parts, (x, y) => Choose(test, x, y)).ToArray();
                return parts.Any(part => part is null) ? null : new Struct(a.Shape, parts.ToImmutableArray()!);
            case (Table a, Table b) when ReferenceEquals(a, b):
                return a;
            default:
                return null;
        }
    }
}
