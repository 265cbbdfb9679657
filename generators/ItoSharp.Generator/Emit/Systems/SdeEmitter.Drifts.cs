using ItoSharp.Symbolics;

namespace ItoSharp.Generator.Emit.Systems;

internal sealed partial class SdeEmitter
{
    /// <summary>The drift of both readings of the equation, and their difference.</summary>
    void Drifts()
    {
        Func<Expr, Expr> inState = names.In("x");
        Member("The drift of the equation in the sense of Ito, per unit of time.");
        StateMethod("State ItoDrift(State x, double t)", Tidy(derived.Ito.Drift).Select(inState));
        writer.Line();
        Member("The drift of the equation in the sense of Stratonovich, per unit of time.");
        StateMethod("State StratonovichDrift(State x, double t)", Tidy(derived.Stratonovich.Drift).Select(inState));
        writer.Line();
        Member(
            "The Ito drift less the Stratonovich drift, <c>1/2 sum_jk r_jk (Dg_k) g_j</c>: half the derivative of each noise along each,",
            "weighed with their correlation."
        );
        StateMethod("State ItoCorrection(State x, double t)", derived.Correction.Select(inState));
    }

    /// <summary>The reverse equation of a declared score.</summary>
    void Reverse()
    {
        Func<Expr, Expr> inState = names.In("x");
        Expr[] score = names.Layout.Read("score").Select(Expr.NewVar).ToArray();
        var scores = Microsoft.FSharp.Collections.ListModule.OfSeq(score);
        Member(
            "The Ito drift of the equation run backwards in time, <c>f - div a - a score</c> with <c>a = g r g^T</c> (Anderson 1982):",
            "dx = ReverseDrift dt + g dW with dt &lt; 0. The score is the gradient of the log-density at time t."
        );
        StateMethod("State ReverseDrift(State x, double t, State score)", ReverseTime.Drift(sde, scores).Select(inState));
        writer.Line();
        Member("The velocity of the ordinary equation whose densities are those of this one, <c>f - (div a + a score) / 2</c>.");
        StateMethod("State ProbabilityFlow(State x, double t, State score)", ReverseTime.ProbabilityFlow(sde, scores).Select(inState));
    }

    IEnumerable<Expr> Tidy(IEnumerable<Expr> formulas) => formulas.Select(formula => SdeTrials.Tidy(sde, formula));
}
