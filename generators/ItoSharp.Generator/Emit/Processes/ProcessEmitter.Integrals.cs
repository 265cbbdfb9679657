using ItoSharp.Symbolics;

namespace ItoSharp.Generator.Emit.Processes;

/// <summary>
/// Where the core finds no closed form: logAlpha and rhoSquared, and their derivatives by the parameters, are integrals from 0
/// to t. An integral inside another's integrand is asked for two digits more, so that the outer one sees a smooth function.
/// </summary>
internal sealed partial class ProcessEmitter
{
    const string Quadrature = "global::ItoSharp.GaussLegendre.Integrate";

    void Integrals()
    {
        bool first = true;
        foreach ((string name, Expr rate) in IntegralRates())
        {
            if (!first)
            {
                writer.Line();
            }

            first = false;
            Integral(name, rate);
        }
    }

    /// <summary>Every integral with its integrand, in the order in which they need each other.</summary>
    IEnumerable<(string Name, Expr Rate)> IntegralRates()
    {
        if (formulas.LogAlphaIsNumeric)
        {
            yield return (ProcessFormulas.LogAlphaName, formulas.Drift);
            foreach (string parameter in formulas.Parameters)
            {
                yield return (
                    ProcessFormulas.DerivativeName(ProcessFormulas.LogAlphaName, parameter),
                    formulas.Derivative(formulas.Drift, parameter)
                );
            }
        }

        if (formulas.RhoSquaredIsNumeric)
        {
            yield return (ProcessFormulas.RhoSquaredName, formulas.RhoSquaredRate);
            foreach (string parameter in formulas.Parameters)
            {
                yield return (
                    ProcessFormulas.DerivativeName(ProcessFormulas.RhoSquaredName, parameter),
                    formulas.Derivative(formulas.RhoSquaredRate, parameter)
                );
            }
        }
    }

    void Integral(string name, Expr rate)
    {
        writer.Line(
            $"// {name}(end): the integral from 0 to end of {FormulaCode.Formula(rate).Replace("&lt;", "<").Replace("&gt;", ">").Replace("&amp;", "&")}."
        );
        IReadOnlyList<string> inner = IntegralLocals(rate);
        (IReadOnlyList<(string Name, string Code)> locals, IReadOnlyList<string> outputs) = FormulaCode.Share(new[] { rate });
        bool isInner =
            formulas.LogAlphaIsNumeric
            && formulas.RhoSquaredIsNumeric
            && name.StartsWith(ProcessFormulas.LogAlphaName, StringComparison.Ordinal);
        string tolerance =
            isInner ? ", 1e-14, out _"
            : inner.Count > 0 ? ", 1e-12, out _"
            : "";
        if (inner.Count == 0 && locals.Count == 0)
        {
            writer.Line($"double {MethodName(name)}(double end) => {Quadrature}(t => {outputs[0]}, 0.0, end{tolerance});");
            return;
        }

        using (writer.Block($"double {MethodName(name)}(double end)"))
        {
            using (writer.Block("double rate(double t)"))
            {
                writer.Lines(inner);
                writer.Lines(locals.Select(l => $"double {l.Name} = {l.Code};"));
                writer.Line($"return {outputs[0]};");
            }

            writer.Line();
            writer.Line($"return {Quadrature}(rate, 0.0, end{tolerance});");
        }
    }

    /// <summary>The locals that hold the integrals which the formulas mention.</summary>
    IReadOnlyList<string> IntegralLocals(params Expr[] wanted)
    {
        var names = new List<string>();
        foreach (string integral in new[] { ProcessFormulas.LogAlphaName, ProcessFormulas.RhoSquaredName })
        {
            names.Add(integral);
            names.AddRange(formulas.Parameters.Select(p => ProcessFormulas.DerivativeName(integral, p)));
        }

        return names
            .Where(name => wanted.Any(f => ExprModule.Contains(name, f)))
            .Select(name => $"double {name} = {MethodName(name)}(t);")
            .ToArray();
    }

    /// <summary>The private method that integrates; these names are reserved.</summary>
    static string MethodName(string integral) => "IntegralOf" + char.ToUpperInvariant(integral[0]) + integral.Substring(1);
}
