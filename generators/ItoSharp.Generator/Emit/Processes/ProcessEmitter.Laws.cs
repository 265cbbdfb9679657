using ItoSharp.Symbolics;

namespace ItoSharp.Generator.Emit.Processes;

internal sealed partial class ProcessEmitter
{
    const string Point = "global::ItoSharp.ProcessPoint";

    /// <summary>The point of a time, the kernel, the prior, conversions and the reverse family.</summary>
    void Laws()
    {
        bool rates = !HasIntegral(formulas.AlphaRate) && !HasIntegral(formulas.SigmaRate);
        Member(
            new[] { "All that samplers need of one time, computed together." }
                .Concat(
                    rates
                        ? FormulaCode.Explain(("d alpha/dt", formulas.AlphaRate), ("d sigma/dt", formulas.SigmaRate))
                        : new[] { "d alpha/dt = f alpha", "d sigma/dt = f sigma + g^2 / (2 sigma)" }
                )
                .ToArray()
        );
        using (writer.Block($"public {Point} At(double t)"))
        {
            Expr[] all = { formulas.Alpha, formulas.Sigma, formulas.Lambda, formulas.AlphaRate, formulas.SigmaRate };
            writer.Lines(IntegralLocals(all));
            IReadOnlyList<string> code = FormulaCode.Share(writer, all);
            PointOf($"return new {Point}(", "t", code, ");");
        }

        writer.Line();
        Member(
            "The law of x_t given x_s for s &lt;= t: gain alpha(t)/alpha(s) and variance sigma(t)^2 - gain^2 sigma(s)^2, computed as",
            "-sigma(t)^2 expm1(-2 (lambda(s) - lambda(t))) so that nothing cancels."
        );
        writer.Line(
            "public global::ItoSharp.TransitionKernel Transition(double s, double t) => global::ItoSharp.TransitionKernel.Between(this, s, t);"
        );
        writer.Line();
        Member(
            "sigma(MaxTime): the standard deviation of the prior"
                + (model.MeanReverting ? ", which is centred at mu." : ", which is centred at 0.")
        );
        writer.Line($"public double PriorDeviation => (({Interface})this).Sigma(MaxTime);");
        writer.Line();
        Member("How a prediction of one form at time t, with the state, gives another: m_to = State x + Model m_from.");
        writer.Line(
            "public global::ItoSharp.PredictionMap Convert(global::ItoSharp.Prediction from, global::ItoSharp.Prediction to, double t) => global::ItoSharp.PredictionMap.Between(At(t), from, to);"
        );
        writer.Line();
        Member(
            "The member of the reverse family dx = [f x - (1 + tau^2)/2 g^2 s] dt + tau g dw with the same tau at all times: 0 for the",
            "probability-flow ODE, 1 for the reverse SDE of Anderson."
        );
        writer.Line("public global::ItoSharp.ReverseProcess Reverse(double tau) => new global::ItoSharp.ReverseProcess(this, tau);");
        writer.Line();
        Member("The member of the reverse family with a tau of time; its marginals are the process's own, whatever tau is.");
        writer.Line(
            "public global::ItoSharp.ReverseProcess Reverse(global::System.Func<double, double> tau) => new global::ItoSharp.ReverseProcess(this, tau);"
        );
    }

    /// <summary>A ProcessPoint whose components are named, one a line.</summary>
    void PointOf(string open, string time, IReadOnlyList<string> code, string close)
    {
        writer.Line(open);
        using (writer.Indent())
        {
            writer.Line($"Time: {time},");
            writer.Line($"Alpha: {code[0]},");
            writer.Line($"Sigma: {code[1]},");
            writer.Line($"Lambda: {code[2]},");
            writer.Line($"AlphaRate: {code[3]},");
            writer.Line($"SigmaRate: {code[4]}");
        }

        writer.Line(close);
    }
}
