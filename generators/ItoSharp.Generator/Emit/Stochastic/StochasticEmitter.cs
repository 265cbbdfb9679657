using System.Globalization;
using ItoSharp.Generator.Diagnostics;
using ItoSharp.Generator.Models;
using ItoSharp.Generator.Proofs;
using ItoSharp.Symbolics;
using Microsoft.FSharp.Collections;

namespace ItoSharp.Generator.Emit;

/// <summary>The generated part of a stochastic tableau: its orders, its numbers, and the text by which other assemblies read it.</summary>
internal static class StochasticEmitter
{
    public static string Emit(StochasticModel model)
    {
        if (model.Method is not { } method)
        {
            return Stub(model.Type, model.Fault);
        }

        ProvenStochastic proven = Proven.Stochastic(method);
        StochasticFault? error = proven.Faults.FirstOrDefault(f => f.Rule != "underclaim");
        return error is null ? Write(model.Type, method, proven.Orders) : Stub(model.Type, StochasticRules.Text(method, error));
    }

    static string Write(TypeShape type, StochasticMethod method, StochasticOrders orders) =>
        GeneratedFile.Write(
            type,
            "",
            writer =>
            {
                Remarks(writer, method, orders);
                string version = CompiledFormat.Version.ToString(CultureInfo.InvariantCulture);
                string text = PlanEmitter.Literal(StochasticMethodText.Write(method));
                writer.Line($"[global::ItoSharp.CompiledDeclaration({version}, {text})]");
            },
            writer =>
            {
                writer.Doc("summary", "The numbers of this method, and what was proven of them at build time.");
                writer.Line(GeneratedFile.Mark);
                writer.Line("public static global::ItoSharp.StochasticTableau Tableau { get; } =");
                using (writer.Indent())
                {
                    Tableau(writer, method, orders);
                }
            }
        );

    /// <summary>The part of a faulty tableau. No text of it is compiled, so that nobody takes it for a method.</summary>
    static string Stub(TypeShape type, string fault) =>
        GeneratedFile.Write(
            type,
            "",
            writer => writer.Doc("remarks", "This declaration has an error; its tableau throws until it is mended."),
            writer =>
            {
                string message = PlanEmitter.Literal($"The stochastic tableau '{type.FullName}' was not generated: see error {fault}");
                writer.Doc("summary", "Throws: the declaration has an error.");
                writer.Line(GeneratedFile.Mark);
                writer.Line("public static global::ItoSharp.StochasticTableau Tableau =>");
                using (writer.Indent())
                {
                    writer.Line($"throw new global::System.InvalidOperationException({message});");
                }
            }
        );

    static void Remarks(SourceWriter writer, StochasticMethod method, StochasticOrders orders)
    {
        writer.Line("/// <remarks>");
        writer.Line(
            $"/// Proven at build time, for the integrals of {StochasticNames.calculus(method.Calculus)}: order {StochasticNames.Order(orders.Deterministic)} without noise, and with noise"
        );
        writer.Line("/// <list type=\"table\">");
        writer.Line("/// <listheader><term>noise</term><description>strong order; weak order</description></listheader>");
        foreach (NoiseClass noise in StochasticForms.classes)
        {
            string strong = orders.Strong[noise] == 0 ? "none" : StochasticNames.Order(orders.Strong[noise]);
            writer.Line(
                $"/// <item><term>{StochasticNames.noise(noise)}</term><description>{strong}; {StochasticNames.Order(orders.Weak[noise])}</description></item>"
            );
        }

        writer.Line("/// </list>");
        if (orders.Residual > 0)
        {
            writer.Line($"/// Decimal coefficients, residual {orders.Residual.ToString("0.0e0", CultureInfo.InvariantCulture)}.");
        }

        writer.Line("/// </remarks>");
    }

    static void Tableau(SourceWriter writer, StochasticMethod method, StochasticOrders orders)
    {
        writer.Line("new(");
        using (writer.Indent())
        {
            writer.Line(PlanEmitter.Literal(method.Name) + ",");
            writer.Line($"global::ItoSharp.StochasticForm.{StochasticNames.form(method.Form)},");
            writer.Line($"global::ItoSharp.Interpretation.{StochasticNames.calculus(method.Calculus)},");
            writer.Line("new global::ItoSharp.StochasticOrders(");
            using (writer.Indent())
            {
                writer.Line($"Deterministic: {StochasticNames.Order(orders.Deterministic)},");
                foreach (NoiseClass noise in StochasticForms.classes)
                {
                    writer.Line(
                        $"{StochasticNames.noise(noise)}: new({StochasticNames.Order(orders.Strong[noise])}, {StochasticNames.Order(orders.Weak[noise])}),"
                    );
                }

                writer.Line($"Residual: {Number(orders.Residual)}");
            }

            writer.Line("),");
            string[] blocks = Blocks(method).ToArray();
            for (int i = 0; i < blocks.Length; i++)
            {
                writer.Line(blocks[i] + (i + 1 < blocks.Length ? "," : ""));
            }
        }

        writer.Line(");");
    }

    static IEnumerable<string> Blocks(StochasticMethod method)
    {
        foreach (Tuple<string, FSharpList<string>> section in StochasticForms.sections(method.Form))
        {
            yield return Block(method, section.Item1);
            foreach (string block in section.Item2)
            {
                yield return Block(method, block);
            }
        }

        foreach (Tuple<string, StageKind> weights in StochasticForms.weights(method.Form))
        {
            yield return Block(method, weights.Item1);
        }
    }

    static string Block(StochasticMethod method, string name)
    {
        FSharpList<FSharpList<Coefficient>> rows = method.Blocks[name];
        string values = string.Join(", ", rows.SelectMany(row => row).Select(c => Number(CoefficientModule.ToDouble(c))));
        string head = string.Format(CultureInfo.InvariantCulture, "new(\"{0}\", {1}, {2}", name, rows.Length, rows.Head.Length);
        return values.Length == 0 ? head + ")" : head + ", " + values + ")";
    }

    /// <summary>The shortest text that reads back as the same double.</summary>
    static string Number(double value)
    {
        string text = value.ToString("R", CultureInfo.InvariantCulture);
        return double.Parse(text, CultureInfo.InvariantCulture) == value ? text : value.ToString("G17", CultureInfo.InvariantCulture);
    }
}
