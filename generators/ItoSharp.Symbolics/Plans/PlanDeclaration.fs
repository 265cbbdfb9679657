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
    /// diff-sampler's iPNDM_v: variable-step Adams-Bashforth whose higher differences are scaled by other products of the steps.
    | Regrouped

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

/// A multiple of phi_k.
type PhiTerm = { Multiple: Rational; Function: int }

/// An explicit exponential Runge-Kutta tableau: an entry is a sum of multiples of phi-functions, sorted by their order, without
/// zeros. In row i phi_k stands for phi_k(c_i z), in the weights for phi_k(z).
type ExponentialTableau = {
    C: Rational list
    A: PhiTerm list list list
    B: PhiTerm list list
}

/// An explicit Runge-Kutta tableau: row i of A has i entries.
type Tableau = {
    C: Coefficient list
    A: Coefficient list list
    B: Coefficient list
} with

    member t.Stages = t.B.Length

    /// One stage with weight one: there is no other consistent tableau of one stage.
    static member Euler = {
        C = [ Coefficient.Zero ]
        A = [ [] ]
        B = [ Coefficient.One ]
    }

    /// The tableau of fractions.
    static member OfFractions(c: Rational list, a: Rational list list, b: Rational list) = {
        C = c |> List.map Coefficient.Of
        A = a |> List.map (List.map Coefficient.Of)
        B = b |> List.map Coefficient.Of
    }

/// A Runge-Kutta method, and the equation to which it is applied.
[<RequireQualifiedAccess>]
type RungeKuttaPlan =
    /// d(x/alpha)/drho = eps.
    | Rho of Tableau
    /// w' = w - eps for w = x/sigma (z = h), or y' = -y + D for y = x/alpha (z = -h), in lambda.
    | Exponential of form: PlanForm * tableau: ExponentialTableau
    /// The reverse family's equation for x itself, in t or lambda.
    | Direct of clock: PlanClock * noise: PlanNoise * tableau: Tableau

    /// The form of the predictions that the stages combine.
    member r.Form =
        match r with
        | Rho _ -> PlanForm.Noise
        | Exponential(form, _) -> form
        | Direct _ -> PlanForm.Data

    /// The variable in which the stages lie at s + c (t - s).
    member r.Clock =
        match r with
        | Rho _ -> PlanClock.Rho
        | Exponential _ -> PlanClock.Lambda
        | Direct(clock, _, _) -> clock

    member r.Noise =
        match r with
        | Direct(_, noise, _) -> noise
        | _ -> PlanNoise.Deterministic

    /// The abscissae of the stages.
    member r.Stages =
        match r with
        | Rho t
        | Direct(_, _, t) -> t.C
        | Exponential(_, t) -> t.C |> List.map Coefficient.Of

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
    /// Of a plan whose weights are integrated numerically: the terms of a left Riemann sum, where published code takes one; 0: exact.
    LeftSums: int
    /// The derivatives that are estimated otherwise than by the interpolation polynomial.
    Estimates: DerivativeEstimate list
    /// The plan of the first steps; None: this one with the history there is.
    Start: PlanDeclaration option
}

and [<RequireQualifiedAccess>] PlanMethod =
    | Multistep of MultistepPlan
    | RungeKutta of RungeKuttaPlan

/// A declared solver plan.
and PlanDeclaration = {
    Name: string
    /// The claimed order; 0: none.
    Order: int
    Method: PlanMethod
    /// Whether a step may first go back towards noise (EDM's churn).
    Churn: bool
} with

    /// The form of the predictions that the plan combines.
    member p.Form =
        match p.Method with
        | PlanMethod.Multistep m -> m.Form
        | PlanMethod.RungeKutta r -> r.Form

    member p.Noise =
        match p.Method with
        | PlanMethod.Multistep m -> m.Noise
        | PlanMethod.RungeKutta r -> r.Noise

/// A declaration that does not hold: a stable id of the rule, the attribute property at fault, and the message.
type PlanFault = {
    Rule: string
    Member: string
    Message: string
}
