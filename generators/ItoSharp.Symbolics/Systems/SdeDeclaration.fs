namespace ItoSharp.Symbolics

/// What happens to a component at a bound of its domain.
[<RequireQualifiedAccess>]
type Boundary =
    /// Drift and noises read the component as if it stood at the bound; the component itself may overshoot.
    | FullTruncation
    /// A component that overshoots is mirrored back.
    | Reflection
    /// A component that reaches the bound stays there.
    | Absorption

/// The values that a component may take, and what keeps it there.
type SdeDomain = {
    /// The component.
    Component: string
    Min: float option
    Max: float option
    Boundary: Boundary
}

/// A run-time value of an equation.
type SdeParameter = {
    Name: string
    Default: float option
    /// Whether every value of it is above 0; what is derived then may use sqrt(p^2) = p.
    Positive: bool
}

/// One Wiener process and what it does to each component.
type SdeNoise = {
    Name: string
    /// One formula for each component of the state, in its order.
    Components: Expr list
}

/// The correlation of two noises: d<W_First, W_Second> = Value dt.
type SdeCorrelation = {
    First: string
    Second: string
    /// In the parameters and the time, never the state.
    Value: Expr
}

/// dx = drift dt + sum over noises of g_k dW_k as declared, in Var "t", one Var for each component and one for each parameter.
type SdeDeclaration = {
    Name: string
    /// How the noise terms are to be read.
    Interpretation: Calculus
    /// Names of the components.
    State: string list
    Parameters: SdeParameter list
    /// One formula for each component.
    Drift: Expr list
    /// None at all makes an ordinary differential equation.
    Noises: SdeNoise list
    Correlations: SdeCorrelation list
    /// At most one for a component; others are unbounded.
    Domains: SdeDomain list
    MinTime: float
    /// The last time at which the equation holds; None where there is none.
    MaxTime: float option
}

/// What is wrong with a declaration and what would be right.
type SdeFault = {
    /// A stable id such as "correlation-of-state".
    Rule: string
    /// The declared member it is about: "Drift", a noise, a component, ...; the name of the equation where it is no single one.
    Member: string
    Message: string
}
