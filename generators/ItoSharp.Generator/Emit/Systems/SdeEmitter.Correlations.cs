using ItoSharp.Generator.Emit.Processes;
using ItoSharp.Generator.Models;
using ItoSharp.Symbolics;
using Microsoft.FSharp.Collections;

namespace ItoSharp.Generator.Emit.Systems;

internal sealed partial class SdeEmitter
{
    /// <summary>Run-time values that must be right: finite parameters, and correlations that go together.</summary>
    void Correlations()
    {
        CorrelationFactor factor = CorrelationMatrix.Factor(sde);
        SdeCorrelation[] open = sde.Correlations.Where(c => !ExprModule.Variables(c.Value).IsEmpty).ToArray();
        Expr[] formulas = open.Select(c => c.Value).Concat(factor.Lets.Select(l => l.Item2)).Concat(factor.Pivots).ToArray();
        bool timed = formulas.Any(f => ExprModule.Contains("t", f));
        NumberMember[] used = SdeNames.Used(model, sde.Correlations.Select(c => c.Value)).ToArray();
        string given = string.Join(", ", used.Select(p => p.Source));
        string Call(string time) => $"CheckCorrelations({string.Join(", ", used.Select(p => p.Source).Concat(timed ? [time] : []))})";
        string first = CSharpPrinter.Literal(sde.MinTime);

        if (open.Length > 0)
        {
            writer.Line("// Checked at construction; what 'with' makes of it is checked by Validate, which ensembles call.");
            writer.Line($"readonly bool areCorrelationsPossible = {Call(first)};").Line();
        }

        Member(
            ["Requires finite parameters, and correlations of the noises that can be" + (timed ? ", at the first time." : ".")],
            [
                (
                    "exception cref=\"global::System.ArgumentOutOfRangeException\"",
                    "A value is not; the message says which, and what would be right."
                ),
            ]
        );
        using (writer.Block("public void Validate()"))
        {
            writer.Lines(model.Parameters.SelectMany(Finite));
            if (open.Length > 0)
            {
                writer.Line(Call(first) + ";");
            }
        }

        if (open.Length == 0)
        {
            return;
        }

        if (timed)
        {
            writer.Line();
            Member("Requires correlations of the noises that can be, at a time.");
            writer.Line($"public void Validate(double t) => {Call("t")};");
        }

        writer.Line();
        string parameters = string.Join(", ", used.Select(p => $"{Type(p)} {p.Source}").Concat(timed ? ["double t"] : []));
        using (writer.Block($"static bool CheckCorrelations({parameters})"))
        {
            FSharpMap<string, Expr> accessors = MapModule.OfSeq(
                used.SelectMany(p => p.Names.Zip(p.Accessors, (name, accessor) => Tuple.Create(name, Expr.NewVar(accessor))))
            );
            string Code(Expr formula) => CSharpPrinter.Print(Substitute.Apply(accessors, formula));
            foreach (SdeCorrelation correlation in open)
            {
                writer.Line(
                    $"global::ItoSharp.EquationChecks.RequireCorrelation({Quoted(correlation.First)}, {Quoted(correlation.Second)}, {Code(correlation.Value)});"
                );
            }

            // Of two noises the correlation alone decides.
            if (sde.Noises.Length > 2)
            {
                writer.Lines(factor.Lets.Select(l => $"double {l.Item1} = {Code(l.Item2)};"));
                for (int i = 2; i < sde.Noises.Length; i++)
                {
                    if (!factor.Pivots[i].Equals(ExprModule.One))
                    {
                        string before = string.Join(", ", sde.Noises.Take(i).Select(noise => $"'{noise.Name}'"));
                        writer.Line(
                            $"global::ItoSharp.EquationChecks.RequireVariance({Quoted(sde.Noises[i].Name)}, {Quoted(before)}, {Code(factor.Pivots[i])});"
                        );
                    }
                }
            }

            writer.Line("return true;");
        }
    }

    IEnumerable<string> Finite(NumberMember parameter) =>
        parameter.Names.Zip(
            parameter.Accessors,
            (_, accessor) =>
                $"global::ItoSharp.EquationChecks.RequireFinite({Quoted(sde.Name)}, {Quoted(accessor.TrimStart('@'))}, {accessor});"
        );

    static string Type(NumberMember parameter) => parameter.Length == 0 ? "double" : parameter.ArrayType;

    static string Quoted(string text) => PlanEmitter.Literal(text);
}
