namespace ItoSharp;

/// <summary>Milstein's method without derivatives and without Levy areas, for noises that commute, under Ito's integral.</summary>
/// <remarks>
/// Roessler, "Runge-Kutta methods for the strong approximation of solutions of stochastic differential equations" (SIAM J.
/// Numer. Anal. 48, 2010), the case of commutative noise with one drift stage.
/// </remarks>
[StochasticTableau(
    StochasticForm.Products,
    Interpretation.Ito,
    Deterministic = 1,
    StrongCommutative = 1,
    StrongGeneral = 0.5,
    WeakGeneral = 1,
    Tableau = """
        c0 | A0 | B0
        0  |    |
        -----
        c1 | A1 | B1
        0  |    |
        0  | 0  |  1
        0  | 0  | -1 0
        -----
        alpha | 1
        beta1 | 1   0    0
        beta2 | 0 1/2 -1/2
        """
)]
public sealed partial class CommutativeMilstein;
