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
        Scale(
            "Sigma",
            model.Sigma,
            formulas.Sigma,
            "the scale of the noise",
            Reason(derived.Sigma, "alpha(t) sqrt(integral of g^2/alpha^2 from 0 to t)")
        );
        writer.Line();
        FormulaMember(
            "double Lambda(double t)",
            formulas.Lambda,
            "Half the log-SNR, log(alpha / sigma); +infinity where sigma = 0, -infinity where alpha = 0.",
            "lambda(t)"
        );
        writer.Line();
        TimeOfLambda();
        writer.Line();
        FormulaMember("double LinearDrift(double t)", formulas.Drift, "The rate of the signal, f = d log(alpha)/dt.", "f(t)");
        writer.Line();
        FormulaMember(
            "double DiffusionSquared(double t)",
            formulas.DiffusionSquared,
            "The rate of the noise, g^2 = d(sigma^2)/dt - 2 f sigma^2.",
            "g(t)^2"
        );
    }

    /// <summary>Alpha or Sigma: emitted, unless the user's own is public and so implements the interface by itself.</summary>
    void Scale(string name, Declared declared, Expr formula, string meaning, string? reason)
    {
        string symbol = name.ToLowerInvariant();
        string intro = char.ToUpperInvariant(meaning[0]) + meaning.Substring(1);
        switch (declared)
        {
            case Declared.Public:
                writer.Line($"// {name}(t), {meaning}, is the declaration's own.");
                break;
            case Declared.Hidden:
                // Not the declaration's own text: the derived form equals it and is free of cancellation.
                FormulaMember(
                    $"double {Interface}.{name}(double t)",
                    formula,
                    $"{intro}, for callers of the interface; the declaration's own {name} is not public.",
                    $"{symbol}(t)"
                );
                break;
            default:
                FormulaMember($"double {name}(double t)", formula, reason is null ? intro + "." : $"{intro}: {reason}", $"{symbol}(t)");
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
                "The inverse of <see cref=\"Lambda\"/>; lambda = +infinity gives the time where sigma = 0.",
                "t",
                InfiniteEnds().ToArray()
            );
            return;
        }

        string reason = derived.TimeOfLambda is Symbolics.Function.Numeric numeric ? ": " + FormulaCode.Escape(numeric.reason) : ".";
        Member(
            "The inverse of <see cref=\"Lambda\"/> on [0, MaxTime], by safeguarded Newton steps to the last bit that Lambda can tell apart,",
            "for want of a closed form" + reason
        );
        using (writer.Block("public double TimeOfLambda(double lambda)"))
        {
            writer.Line("// d lambda/dt = -g^2 / (2 sigma^2).");
            using (writer.Block("double rate(double t)"))
            {
                writer.Line("double sigma = Sigma(t);");
                writer.Line("return -0.5 * DiffusionSquared(t) / (sigma * sigma);");
            }

            writer.Line();
            writer.Line("return global::ItoSharp.SafeguardedInverse.Solve(Lambda, rate, lambda, 0.0, MaxTime);");
        }
    }

    /// <summary>Where lambda is infinite at an end of the interval, the closed inverse is a limit there that rounding would miss.</summary>
    IEnumerable<string> InfiniteEnds()
    {
        if (double.IsPositiveInfinity(formulas.LambdaAt(0.0, model.Parameters)))
        {
            yield return "if (double.IsPositiveInfinity(lambda))";
            yield return "    return 0.0;";
        }

        if (double.IsNegativeInfinity(formulas.LambdaAt(model.MaxTime, model.Parameters)))
        {
            yield return "if (double.IsNegativeInfinity(lambda))";
            yield return "    return MaxTime;";
        }
    }

    /// <summary>A public member that returns a formula: an expression where that is short, else its shared parts first.</summary>
    void FormulaMember(string signature, Expr formula, string intro, string symbol, params string[] first)
    {
        Member(HasIntegral(formula) ? new[] { intro } : new[] { intro }.Concat(FormulaCode.Explain((symbol, formula))).ToArray());
        string visible = signature.Contains(Interface) ? signature : "public " + signature;
        (IReadOnlyList<(string Name, string Code)> locals, IReadOnlyList<string> outputs) = FormulaCode.Share(new[] { formula });
        IReadOnlyList<string> integrals = IntegralLocals(formula);
        if (locals.Count == 0 && integrals.Count == 0 && first.Length == 0)
        {
            writer.Line($"{visible} => {outputs[0]};");
            return;
        }

        using (writer.Block(visible))
        {
            writer.Lines(first);
            writer.Lines(integrals);
            writer.Lines(locals.Select(l => $"double {l.Name} = {l.Code};"));
            writer.Line($"return {outputs[0]};");
        }
    }
}
