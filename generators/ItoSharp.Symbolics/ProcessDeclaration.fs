namespace ItoSharp.Symbolics

/// A forward process as declared: dx = f x dt + g dw by its drift and diffusion, or x_t ~ N(alpha x_0, sigma^2) by alpha and
/// sigma, in Var "t" and one Var for each parameter.
type ProcessDeclaration = {
    Name: string
    /// Names with their defaults, in the declared order.
    Parameters: (string * float option) list
    /// f(t).
    Drift: Expr option
    /// g(t).
    Diffusion: Expr option
    Alpha: Expr option
    Sigma: Expr option
    MinTime: float
    MaxTime: float
    MeanReverting: bool
}

/// A function of time that was derived.
type Function =
    /// A formula.
    | Closed of Expr
    /// No formula was found; the run time computes it by quadrature or by a safeguarded inverse. The reason is for people.
    | Numeric of reason: string

/// What is wrong with a declaration and what would be right.
type ProcessFault = {
    /// A stable id such as "lambda-not-monotone".
    Rule: string
    /// The declared member it is about: "Drift", "Alpha", ...; the name of the process where it is about no single one.
    Member: string
    Message: string
}

/// What follows from a declaration. Formulas are in Var "t" and the parameters; TimeOfLambda is in Var "lambda".
type DerivedProcess = {
    LogAlpha: Function
    Alpha: Function
    Sigma: Function
    LogSigma: Function
    /// sigma/alpha.
    Rho: Function
    /// sigma^2/alpha^2 = integral of g^2/alpha^2 from 0.
    RhoSquared: Function
    /// log(alpha/sigma).
    Lambda: Function
    TimeOfLambda: Function
    /// f(t).
    Drift: Expr
    /// g(t)^2.
    DiffusionSquared: Expr
}
