using ItoSharp.Generator.Models;
using ItoSharp.Symbolics;

namespace ItoSharp.Generator.Emit.Processes;

internal sealed partial class ProcessEmitter
{
    /// <summary>alpha, sigma, lambda, its inverse, f and g^2.</summary>
    void Functions()
    {
        Scale("Alpha", model.Alpha, formulas.Alpha, "the scale of the signal", Reason(derived.Alpha, "exp(integral of f from 0 to t)"));
        writer.Line();
        Scale("Sigma", model.Sigma, formulas.Sigma, "the scale of the noise", Reason(derived.Sigma, "alpha(t) sqrt(integral of g^2/alpha^2 from 0 to t)"));
        writer.Line();

        Function(
            "double Lambda(double t)",
            formulas.Lambda,
            "lambda(t) = log(alpha / sigma)" + (HasIntegral(formulas.Lambda) ? "" : " = " + FormulaCode.Formula(formulas.Lambda)) + ", half the log-SNR.",
            "+infinity where sigma = 0, -infinity where alpha = 0."
        );
        writer.Line();
        TimeOfLambda();
        writer.Line();
        Function("double LinearDrift(double t)", formulas.Drift, $"f(t) = d log(alpha)/dt = {FormulaCode.Formula(formulas.Drift)}.");
        writer.Line();
        Function(
            "double DiffusionSquared(double t)",
            formulas.DiffusionSquared,
            $"g(t)^2 = d(sigma^2)/dt - 2 f sigma^2 = {FormulaCode.Formula(formulas.DiffusionSquared)}."
        );
    }

    /// <summary>Alpha or Sigma: emitted, or the user's own, called where it is not public.</summary>
    void Scale(string name, Declared declared, Expr formula, string meaning, string? reason)
    {
        string symbol = name.ToLowerInvariant();
        switch (declared)
        {
            case Declared.Public:
                writer.Line($"// {name}(t) is the declaration's own: {symbol} = {FormulaCode.Formula(formula)}.");
                break;
            case Declared.Hidden:
                Member("summary", $"{symbol}(t) = {FormulaCode.Formula(formula)}, {meaning}: the declaration's own {name}.");
                writer.Line($"double {Interface}.{name}(double t) => {name}(t);");
                break;
            default:
                string closed = reason is null ? $"{symbol}(t) = {FormulaCode.Formula(formula)}, {meaning}." : $"{symbol}(t), {meaning}.";
                Function($"double {name}(double t)", formula, reason is null ? new[] { closed } : new[] { closed, reason });
                break;
        }
    }

    static string? Reason(Function function, string definition) =>
        function is Symbolics.Function.Numeric numeric
            ? $"{definition}, by Gauss-Legendre quadrature to a relative error of 1e-13, for want of a closed form: {FormulaCode.Escape(numeric.reason)}"
            : null;

    void TimeOfLambda()
    {
        if (formulas.TimeOfLambda is { } inverse)
        {
            FormulaMember(
                "double TimeOfLambda(double lambda)",
                inverse,
                new[] { $"The inverse of <see cref=\"Lambda\"/>: t = {FormulaCode.Formula(inverse)}.", "lambda = +infinity gives the time where sigma = 0." }
            );
            return;
        }

        string reason = derived.TimeOfLambda is Symbolics.Function.Numeric numeric ? ": " + FormulaCode.Escape(numeric.reason) : ".";
        Member(
            "summary",
            "The inverse of <see cref=\"Lambda\"/> on [0, MaxTime], by safeguarded Newton steps to the last bit that Lambda can tell apart,",
            "for want of a closed form" + reason
        );
        using (writer.Block("public double TimeOfLambda(double lambda)"))
        {
            writer.Line("// d lambda/dt = -g^2 / (2 sigma^2).");
            using (writer.Block("double Rate(double t)"))
            {
                writer.Line("double sigma = Sigma(t);");
                writer.Line("return -0.5 * DiffusionSquared(t) / (sigma * sigma);");
            }

            writer.Line();
            writer.Line("return global::ItoSharp.SafeguardedInverse.Solve(Lambda, Rate, lambda, 0.0, MaxTime);");
        }
    }

    void Function(string signature, Expr formula, params string[] documentation) => FormulaMember(signature, formula, documentation);

    /// <summary>A public member that returns a formula: an expression where that is short, else its shared parts first.</summary>
    void FormulaMember(string signature, Expr formula, string[] documentation)
    {
        Member("summary", documentation);
        (IReadOnlyList<(string Name, string Code)> locals, IReadOnlyList<string> outputs) = FormulaCode.Share(new[] { formula });
        IReadOnlyList<string> integrals = IntegralLocals(formula);
        if (locals.Count == 0 && integrals.Count == 0)
        {
            writer.Line($"public {signature} => {outputs[0]};");
            return;
        }

        using (writer.Block("public " + signature))
        {
            writer.Lines(integrals);
            writer.Lines(locals.Select(l => $"double {l.Name} = {l.Code};"));
            writer.Line($"return {outputs[0]};");
        }
    }
}
