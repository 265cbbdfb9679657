using ItoSharp.Symbolics;

namespace ItoSharp.Generator.Emit;

/// <summary>What formulas and conditions are made of.</summary>
internal static class FormulaVariables
{
    /// <summary>The formulas that a condition compares: those of a choice by it.</summary>
    public static IEnumerable<Expr> Parts(Condition condition) => [Expr.NewChoose(condition, ExprModule.One, ExprModule.Zero)];
}
