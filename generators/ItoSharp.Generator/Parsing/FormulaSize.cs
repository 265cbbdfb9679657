using ItoSharp.Symbolics;

namespace ItoSharp.Generator.Parsing;

/// <summary>Counts the nodes of a formula, giving up at a limit: a formula may share parts and be far larger than its memory.</summary>
internal static class FormulaSize
{
    public static int Of(Expr formula, int limit)
    {
        int count = 0;
        var open = new Stack<Expr>();
        open.Push(formula);
        while (open.Count > 0 && count < limit)
        {
            count++;
            foreach (Expr part in ExprModule.Parts(open.Pop()))
            {
                open.Push(part);
            }
        }

        return count;
    }
}
