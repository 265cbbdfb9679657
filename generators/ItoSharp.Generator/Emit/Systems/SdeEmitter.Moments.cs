using ItoSharp.Generator.Emit.Processes;
using ItoSharp.Symbolics;
using Microsoft.FSharp.Collections;

namespace ItoSharp.Generator.Emit.Systems;

internal sealed partial class SdeEmitter
{
    // Their number grows with the square of the components'.
    const int MomentComponents = 12;

    /// <summary>The equations of the moments, as far as they close.</summary>
    void Moments()
    {
        writer.Line();
        if (sde.State.Length > MomentComponents)
        {
            writer.Line($"// The equations of the moments are not written out for more than {Number(MomentComponents)} components.");
            return;
        }

        MomentEquations moments = derived.Moments();
        if (moments.Closed.IsEmpty)
        {
            writer.Line("// No mean or second moment has a closed equation: " + Reason(moments.Open.Head.Item2) + ".");
            return;
        }

        Func<Expr, Expr> inStart = names.In("start");
        Func<Expr, Expr> inPlain = names.In("x");
        MomentRate[] closed = moments.Closed.ToArray();
        string Product(MomentRate rate) => CSharpPrinter.Print(inStart(ExprModule.ProductOf(Factors(rate.Moment))));
        Member(
            [
                moments.IsComplete
                    ? "The means and second moments at a time, exactly, by integrating their closed equations."
                    : "The means and second moments at a time as far as they have closed equations, by integrating them.",
            ],
            [
                ("param name=\"start\"", "The state at the start, which is known."),
                ("param name=\"from\"", "The time of the start."),
                ("param name=\"until\"", "The time of the moments, not before the start."),
            ]
        );
        writer.Line("public global::ItoSharp.ClosedMoments ClosedMoments(State start, double from, double until) =>");
        using (writer.Indent())
        {
            writer.Line("global::ItoSharp.ClosedMoments.Integrate(");
            using (writer.Indent())
            {
                writer.Line($"[{string.Join(", ", sde.State.Select(PlanEmitter.Literal))}],");
                writer.Line($"[{string.Join(", ", closed.Select(rate => Pair(rate.Moment)))}],");
                writer.Line(
                    $"[{string.Join(", ", moments.Open.Select(open => Pair(open.Item1).TrimEnd(')') + ", " + PlanEmitter.Literal(Reason(open.Item2)) + ")"))}],"
                );
                writer.Line("RatesOfMoments,");
                writer.Line($"[{string.Join(", ", closed.Select(Product))}],");
                writer.Line("from,").Line("until");
            }

            writer.Line(");");
        }

        writer.Line();
        using (
            writer.Block("void RatesOfMoments(double t, global::System.ReadOnlySpan<double> moments, global::System.Span<double> rates)")
        )
        {
            Expr[] formulas = closed.Select(rate => Rate(rate, closed, inPlain)).ToArray();
            (IReadOnlyList<(string Name, string Code)> locals, IReadOnlyList<string> values) = FormulaCode.Share(formulas);
            writer.Lines(locals.Select(l => $"double {l.Name} = {l.Code};"));
            for (int i = 0; i < closed.Length; i++)
            {
                string name = StatePolynomial.MonomialText(sde.State, closed[i].Moment);
                writer.Line($"rates[{Number(i)}] = {values[i]}; // E[{name}]");
            }
        }
    }

    /// <summary>The rate of one moment, in the moments by number.</summary>
    static Expr Rate(MomentRate rate, MomentRate[] closed, Func<Expr, Expr> named)
    {
        var terms = new List<Expr>();
        foreach ((FSharpList<int> powers, Expr coefficient) in rate.Terms)
        {
            int index = Array.FindIndex(closed, other => other.Moment.Equals(powers));
            terms.Add(index < 0 ? named(coefficient) : named(coefficient) * Expr.NewVar($"moments[{Number(index)}]"));
        }

        return ExprModule.SumOf(terms);
    }

    /// <summary>A reason as one line that a reader takes in; a formula in it may be long.</summary>
    static string Reason(string text) => text.Length <= LongestFormula ? text : text.Substring(0, LongestFormula - 4) + " ...";

    IEnumerable<Expr> Factors(FSharpList<int> powers) =>
        sde.State.Zip(powers, (name, power) => ExprModule.PowInteger(Expr.NewVar(name), power));

    /// <summary>The indices of a moment: (0, -1) of a mean, (0, 1) of a second moment.</summary>
    static string Pair(FSharpList<int> powers)
    {
        int[] indices = powers.SelectMany((power, i) => Enumerable.Repeat(i, power)).ToArray();
        return $"({Number(indices[0])}, {Number(indices.Length > 1 ? indices[1] : -1)})";
    }
}
