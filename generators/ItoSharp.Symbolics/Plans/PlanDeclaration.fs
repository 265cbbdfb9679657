namespace ItoSharp.Symbolics

/// The form of the prediction that a plan combines.
[<RequireQualifiedAccess>]
type PlanForm =
    | Data
    | Noise

/// The variable in which a plan interpolates.
[<RequireQualifiedAccess>]
type PlanClock =
    | Lambda
    | Rho
    /// The process's own time t.
    | Time

/// The noise law of a step.
[<RequireQualifiedAccess>]
type PlanNoise =
    | Deterministic
    | Tau
    | Eta
    /// ER-SDE's noise scale phi(rho).
    | Scale
    /// DDPM's posterior, widened by the variance that the data still has given the state.
    | Posterior

/// How the differences of the history are weighed.
[<RequireQualifiedAccess>]
type PlanWeight =
    | Exact
    /// Two nodes: half of exp(z) - 1.
    | HalfExponential
    /// Two nodes: half of z.
    | HalfStep
    /// The classical Adams-Bashforth numbers, as if all steps were equal.
    | Uniform
    /// UniPC's vary_coeff: a corrector that drops terms of the exact one.
    | Truncated

/// How a plan estimates one derivative of the prediction, where it does not take that of the interpolation polynomial.
type DerivativeEstimate = {
    /// 1, 2, ...
    Derivative: int
    /// The nodes whose polynomial gives it.
    Nodes: int
    /// What it is multiplied by.
    Factor: Rational
    /// What is added to its weight, as a multiple of alpha_t h^n.
    Offset: Rational
}

/// An explicit Runge-Kutta tableau in exact fractions: row i of A has i entries.
type Tableau = {
    C: Rational list
    A: Rational list list
    B: Rational list
} with

    member t.Stages = t.B.Length

/// A multistep exponential integrator with interpolation through History past predictions.
type MultistepPlan = {
    Form: PlanForm
    Clock: PlanClock
    History: int
    /// Nodes of the corrector, the new one included; 0: none.
    Corrector: int
    Weight: PlanWeight
    Noise: PlanNoise
    /// Whether the history holds the damped mean v = (1 - beta) v + beta m of the predictions (heavy ball).
    Momentum: bool
    /// The derivatives that are estimated otherwise than by the interpolation polynomial.
    Estimates: DerivativeEstimate list
    /// The plan of the first steps; None: this one with the history there is.
    Start: PlanDeclaration option
}

and [<RequireQualifiedAccess>] PlanMethod =
    | Multistep of MultistepPlan
    | RungeKutta of Tableau

/// A declared solver plan.
and PlanDeclaration = {
    Name: string
    /// The claimed order; 0: none.
    Order: int
    Method: PlanMethod
    /// Whether a step may first go back towards noise (EDM's churn).
    Churn: bool
}

/// A declaration that does not hold: a stable id of the rule, the attribute property at fault, and the message.
type PlanFault = {
    Rule: string
    Member: string
    Message: string
}
