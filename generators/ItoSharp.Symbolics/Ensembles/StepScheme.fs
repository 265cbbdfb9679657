namespace ItoSharp.Symbolics

/// One part of a splitting of kinetic Langevin's equation, and the fraction of the step that it is given.
[<RequireQualifiedAccess>]
type SplittingPart =
    /// The positions drift with the momenta.
    | A of fraction: Rational
    /// The momenta are kicked by the force.
    | B of fraction: Rational
    /// Friction and noise of the momenta, solved exactly.
    | O of fraction: Rational

/// How one step is made from the derivatives of the equation.
type TaylorScheme = {
    Name: string
    Calculus: Calculus
    /// Whether the terms (Dg_k) g_j with the double integrals are taken: Milstein; else Euler and Maruyama.
    HasDoubleIntegrals: bool
    /// Whether the drift is divided by 1 + h |f|.
    IsTamed: bool
}

/// How long the steps of a path are.
[<RequireQualifiedAccess>]
type StepLengths =
    | Equal
    /// What their estimated error allows; a Runge-Kutta tableau's embedded weights have this order.
    | Tolerated of embeddedOrder: int

/// A declared method of steps in time.
[<RequireQualifiedAccess>]
type EnsembleSolver =
    | Stochastic of StochasticMethod
    | RungeKutta of name: string * ButcherTableau
    | Taylor of TaylorScheme
    | Splitting of name: string * SplittingPart list
    /// Kidger, Foster, Li and Lyons' reversible Heun.
    | ReversibleHeun of name: string
    /// The same with a loop that undoes it: reversible Heun itself, and one-step methods in McCallum and Foster's coupling.
    | Reversible of EnsembleSolver
