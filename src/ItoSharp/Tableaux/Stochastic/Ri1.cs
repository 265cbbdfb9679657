namespace ItoSharp;

/// <summary>Roessler's RI1: weak order 2 for any noise under Ito's integral, third order without noise.</summary>
/// <remarks>
/// Roessler, "Second order Runge-Kutta methods for Ito stochastic differential equations" (SIAM J. Numer. Anal. 47, 2009),
/// table 4.1.
/// </remarks>
[StochasticTableau(
    StochasticForm.WeakRi,
    Interpretation.Ito,
    Deterministic = 3,
    WeakGeneral = 2,
    Tableau = """
        c0  | A0     | B0
          0 |        |
        2/3 |  2/3   | 1
        2/3 | -1/3 1 | 0 0
        -----
        c1 | A1  | B1
        0  |     |
        1  | 1   |  1
        1  | 1 0 | -1 0
        -----
        c2 | A2  | B2
        0  |     |
        0  | 0   |  1
        0  | 0 0 | -1 0
        -----
        alpha |  1/4 1/2  1/4
        beta1 |  1/2 1/4  1/4
        beta2 |    0 1/2 -1/2
        beta3 | -1/2 1/4  1/4
        beta4 |    0 1/2 -1/2
        """
)]
public sealed partial class Ri1;
