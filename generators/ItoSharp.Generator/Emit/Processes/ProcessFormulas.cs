using ItoSharp.Generator.Models;
using ItoSharp.Symbolics;
using Microsoft.FSharp.Collections;

namespace ItoSharp.Generator.Emit.Processes;

/// <summary>
/// The functions of a process as formulas of t, the parameters and, where there is no closed form, of two integrals:
/// <c>logAlpha = integral of f</c> and <c>rhoSquared = sigma^2/alpha^2 = integral of g^2/alpha^2</c>. A derivative is then the same
/// chain rule in every case, with the integrals' own derivatives as further names.
/// </summary>
internal sealed class ProcessFormulas
{
    public const string LogAlphaName = "logAlpha";
    public const string RhoSquaredName = "rhoSquared";

    static readonly Expr Half = ExprModule.Rational(1, 2);
    static readonly Expr Two = ExprModule.Integer(2);

    readonly FSharpMap<string, Expr> names;
    readonly FSharpSet<string> positive;

    public ProcessFormulas(DerivedProcess derived, IReadOnlyList<ProcessParameter> parameters)
    {
        names = MapModule.OfSeq(parameters.Select(p => Tuple.Create(p.Name, Expr.NewVar(MemberName(p.Name)))));

        // As the core has it: a parameter is taken to be positive unless its default says otherwise.
        positive = SetModule.OfSeq(parameters.Where(p => p.Default is not <= 0).Select(p => MemberName(p.Name)).Append("t"));
        Parameters = parameters.Select(p => MemberName(p.Name)).ToArray();
        Drift = Named(derived.Drift);
        DiffusionSquared = Named(derived.DiffusionSquared);
        Expr? alpha = Closed(derived.Alpha);
        Expr? sigma = Closed(derived.Sigma);
        LogAlphaIsNumeric = alpha is null;
        RhoSquaredIsNumeric = sigma is null;
        LogAlpha = alpha is null ? Expr.NewVar(LogAlphaName) : Closed(derived.LogAlpha) ?? ExprModule.Log(alpha);
        Alpha = alpha ?? ExprModule.Exp(LogAlpha);
        Sigma = sigma ?? Alpha * ExprModule.Sqrt(Expr.NewVar(RhoSquaredName));
        Expr lambda =
            Closed(derived.Lambda)
            ?? (sigma is null ? -(Half * ExprModule.Log(Expr.NewVar(RhoSquaredName))) : LogAlpha - ExprModule.Log(Sigma));
        // A sum of one term multiplies a common factor in: log1p(-t) - log(t) rather than half of twice that.
        Lambda = ExprModule.SumOf(new[] { lambda });
        TimeOfLambda = Closed(derived.TimeOfLambda);
        AlphaRate = alpha is null ? Drift * Alpha : Smaller(Derivative(Alpha, "t"), Simplify.SimplifyUnder(positive, Drift * Alpha));
        SigmaRate = sigma is null ? (Drift * Sigma) + (DiffusionSquared / (Two * Sigma)) : Derivative(Sigma, "t");
    }

    /// <summary>The parameters as emitted code spells them.</summary>
    public IReadOnlyList<string> Parameters { get; }

    public Expr Drift { get; }
    public Expr DiffusionSquared { get; }
    public Expr LogAlpha { get; }
    public Expr Alpha { get; }
    public Expr Sigma { get; }
    public Expr Lambda { get; }
    public Expr AlphaRate { get; }
    public Expr SigmaRate { get; }

    /// <summary>Null: inverted numerically.</summary>
    public Expr? TimeOfLambda { get; }

    public bool LogAlphaIsNumeric { get; }
    public bool RhoSquaredIsNumeric { get; }

    /// <summary>The integrand of rhoSquared, in which logAlpha is the integral up to the same time.</summary>
    public Expr RhoSquaredRate => DiffusionSquared * ExprModule.Exp(-(Two * LogAlpha));

    /// <summary>The name of an integral's derivative by a parameter.</summary>
    public static string DerivativeName(string integral, string parameter) =>
        $"{integral}By{parameter.Replace("this.", "").TrimStart('@')}";

    /// <summary>The whole derivative by t or by a parameter, through the integrals where there are any.</summary>
    public Expr Derivative(Expr formula, string variable)
    {
        Expr sum = Differentiate.WithRespectTo(variable, formula);
        if (ExprModule.Contains(LogAlphaName, formula))
        {
            Expr inner = variable == "t" ? Drift : Expr.NewVar(DerivativeName(LogAlphaName, variable));
            sum += Differentiate.WithRespectTo(LogAlphaName, formula) * inner;
        }

        if (ExprModule.Contains(RhoSquaredName, formula))
        {
            Expr inner = variable == "t" ? RhoSquaredRate : Expr.NewVar(DerivativeName(RhoSquaredName, variable));
            sum += Differentiate.WithRespectTo(RhoSquaredName, formula) * inner;
        }

        return Simplify.SimplifyUnder(positive, sum);
    }

    /// <summary>lambda at a time and the default parameters (1 without), NaN where it is computed by quadrature.</summary>
    public double LambdaAt(double t, IReadOnlyList<ProcessParameter> parameters)
    {
        IEnumerable<Tuple<string, double>> values = parameters
            .Select((p, i) => Tuple.Create(Parameters[i], p.Default ?? 1.0))
            .Append(Tuple.Create("t", t));
        return ExprModule.Contains(RhoSquaredName, Lambda) || ExprModule.Contains(LogAlphaName, Lambda)
            ? double.NaN
            : Evaluate.At(MapModule.OfSeq(values), Lambda);
    }

    // Of two forms of one function the smaller has cancelled what the other would subtract: of alpha = (1 + B) exp(-B) the derivative
    // is B' exp(-B) - B' (1 + B) exp(-B), but f alpha is -B B' exp(-B).
    static Expr Smaller(Expr first, Expr second) => ExprModule.Size(second) < ExprModule.Size(first) ? second : first;

    Expr? Closed(Function function) => function is Function.Closed closed ? Named(closed.Item) : null;

    Expr Named(Expr formula) => Substitute.Apply(names, formula);

    /// <summary>
    /// A parameter as emitted code names it: with 'this.' unless it begins with a capital, since all emitted locals begin with
    /// a small letter and so never hide it.
    /// </summary>
    static string MemberName(string parameter) =>
        parameter[0] is >= 'A' and <= 'Z'
        && parameter.All(c => c is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or (>= '0' and <= '9') or '_')
            ? parameter
            : "this." + Parsing.TypeShapeParser.Escape(parameter);
}
