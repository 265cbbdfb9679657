using ItoSharp.Symbolics;

namespace ItoSharp.Generator.Emit.Processes;

internal sealed partial class ProcessEmitter
{
    /// <summary>The exact derivatives of all five functions of a point, what they share computed once.</summary>
    void PullBackMember()
    {
        Expr[] outputs = { formulas.Alpha, formulas.Sigma, formulas.Lambda, formulas.AlphaRate, formulas.SigmaRate };
        string[] variables = formulas.Parameters.Append("t").ToArray();
        Expr[] all = variables.SelectMany(v => outputs.Select(o => formulas.Derivative(o, v))).ToArray();
        Member(
            "Adds the cotangent's pull-back by each parameter, with t held fixed, and returns its derivative along t. An empty span",
            "asks for the latter alone."
        );
        using (writer.Block($"public double PullBack(double t, in {Point} cotangent, global::System.Span<double> parameters)"))
        {
            writer.Lines(IntegralLocals(all));
            IReadOnlyList<string> code = FormulaCode.Share(writer, all);
            using (writer.Block("if (!parameters.IsEmpty)"))
            {
                Expect("parameters");
                for (int i = 0; i < formulas.Parameters.Count; i++)
                {
                    PointOf($"parameters[{i}] += cotangent.Pair(new {Point}(", "0.0", code.Skip(5 * i).Take(5).ToArray(), "));");
                }
            }

            writer.Line();
            PointOf($"return cotangent.Pair(new {Point}(", "1.0", code.Skip(5 * formulas.Parameters.Count).ToArray(), "));");
        }
    }
}
