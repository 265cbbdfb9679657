namespace ItoSharp;

/// <summary>Roessler's RI5: weak order 2 for any noise under Ito's integral, third order without noise.</summary>
/// <remarks>
/// Roessler, "Second order Runge-Kutta methods for Ito stochastic differential equations" (SIAM J. Numer. Anal. 47, 2009),
/// table 4.2.
/// </remarks>
[StochasticTableau(
    StochasticForm.WeakRi,
    Interpretation.Ito,
    Deterministic = 3,
    WeakGeneral = 2,
    Tableau = """
        c0   | A0            | B0
           0 |               |
           1 |      1        |  1/3
        5/12 | 25/144 35/144 | -5/6 0
        -----
        c1  | A1    | B1
          0 |       |
        1/4 | 1/4   |  1/2
        1/4 | 1/4 0 | -1/2 0
        -----
        c2 | A2  | B2
        0  |     |
        0  | 0   |  1
        0  | 0 0 | -1 0
        -----
        alpha | 1/10 3/14 24/35
        beta1 |    1   -1    -1
        beta2 |    0    1    -1
        beta3 |  1/2 -1/4  -1/4
        beta4 |    0  1/2  -1/2
        """
)]
public sealed partial class Ri5;
