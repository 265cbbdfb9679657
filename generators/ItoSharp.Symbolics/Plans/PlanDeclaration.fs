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

/// The noise law of a step.
[<RequireQualifiedAccess>]
type PlanNoise =
    | Deterministic
    | Tau
    | Eta

/// The weight of the first divided difference in two-node formulas.
[<RequireQualifiedAccess>]
type PlanWeight =
    | Exact
    | HalfExponential
    | HalfStep

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
}

/// A declaration that does not hold: a stable id of the rule, the attribute property at fault, and the message.
type PlanFault = {
    Rule: string
    Member: string
    Message: string
}
