using ItoSharp.Generator.Emit.Processes;
using ItoSharp.Symbolics;
using Microsoft.FSharp.Collections;

namespace ItoSharp.Generator.Emit.Systems;

internal sealed partial class SdeEmitter
{
    // A reader of documentation takes in a handful of equations; longer formulas are told by their members.
    const int ShownComponents = 8;
    const int LongestFormula = 160;

    void Head()
    {
        writer.Line("/// <remarks>");
        writer.Line($"/// Derived from the declaration, in the sense of {StochasticNames.calculus(sde.Interpretation)}:");
        writer.Line("/// <code>");
        writer.Lines(Equations().Select(line => "/// " + FormulaCode.Escape(line)));
        writer.Line("/// </code>");
        writer.Line(
            $"/// Noise: {StochasticNames.noise(derived.Noise.Class).ToLowerInvariant()}. {FormulaCode.Escape(derived.Noise.Reason)}"
        );
        if (derived.Noise.Kinks.Length > 0)
        {
            writer.Line(
                $"/// It branches on the state in {string.Join(", ", derived.Noise.Kinks)}; derivatives are those of the branch that is taken."
            );
        }

        string[] correction = Corrections().ToArray();
        if (correction.Length > 0)
        {
            writer.Line("/// The Ito drift less the Stratonovich drift:");
            writer.Line("/// <code>").Lines(correction.Select(line => "/// " + FormulaCode.Escape(line))).Line("/// </code>");
        }
        else
        {
            writer.Line("/// The Ito and the Stratonovich equation are the same.");
        }

        writer.Line("/// </remarks>");
        writer.Line($"[global::ItoSharp.CompiledDeclaration({CompiledFormat.Version}, {PlanEmitter.Literal(SdeText.Write(sde))})]");
    }

    IEnumerable<string> Equations()
    {
        string sign = sde.Interpretation.IsIto ? "" : "o ";
        for (int i = 0; i < sde.State.Length && i < ShownComponents; i++)
        {
            var terms = new List<string>();
            if (!sde.Drift[i].Equals(ExprModule.Zero))
            {
                terms.Add(Factor(sde.Drift[i]) + "dt");
            }

            foreach (SdeNoise noise in sde.Noises)
            {
                if (!noise.Components[i].Equals(ExprModule.Zero))
                {
                    terms.Add(Factor(noise.Components[i]) + sign + "d" + noise.Name);
                }
            }

            yield return $"d{sde.State[i]} = {(terms.Count == 0 ? "0" : string.Join(" + ", terms))}";
        }

        if (sde.State.Length > ShownComponents)
        {
            yield return $"... {Number(sde.State.Length)} components";
        }

        foreach (SdeCorrelation correlation in sde.Correlations)
        {
            yield return $"d<{correlation.First}, {correlation.Second}> = {Factor(correlation.Value)}dt";
        }
    }

    IEnumerable<string> Corrections()
    {
        for (int i = 0; i < sde.State.Length; i++)
        {
            if (!derived.Correction[i].Equals(ExprModule.Zero))
            {
                yield return $"{sde.State[i]}: {Short(derived.Correction[i])}";
                if (i >= ShownComponents)
                {
                    yield return "...";
                    yield break;
                }
            }
        }
    }

    /// <summary>A formula as it stands before a differential.</summary>
    static string Factor(Expr formula) =>
        formula.Equals(ExprModule.One) ? ""
        : formula.IsSum ? $"({Short(formula)}) "
        : Short(formula) + " ";

    static string Short(Expr formula)
    {
        string text = FormulaPrinter.Print(formula);
        return text.Length <= LongestFormula ? text : text.Substring(0, LongestFormula - 4) + " ...";
    }
}
