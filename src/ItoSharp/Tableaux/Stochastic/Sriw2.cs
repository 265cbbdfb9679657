namespace ItoSharp;

/// <summary>Roessler's SRIW2 for diagonal and scalar noise, of third order without noise.</summary>
/// <remarks>
/// Roessler, "Runge-Kutta methods for the strong approximation of solutions of stochastic differential equations" (SIAM J.
/// Numer. Anal. 48, 2010), table 6.2.
/// </remarks>
[StochasticTableau(
    StochasticForm.Sri,
    Interpretation.Ito,
    Deterministic = 3,
    StrongAdditive = 1.5,
    StrongDiagonal = 1.5,
    StrongScalar = 1.5,
    WeakAdditive = 2,
    WeakDiagonal = 1.5,
    WeakScalar = 1.5,
    Tableau = """
        c0  | A0      | B0
          0 |         |
          1 |   1     | 0
        1/2 | 1/4 1/4 | 1 1/2
        -----
        c1  | A1        | B1
          0 |           |
        1/4 | 1/4       | -1/2
          1 |   1 0     |    1  0
        1/4 |   0 0 1/4 |    2 -1 1/2
        -----
        alpha | 1/6  1/6  2/3
        beta1 |  -1  4/3  2/3 0
        beta2 |   1 -4/3  1/3 0
        beta3 |   2 -4/3 -2/3 0
        beta4 |  -2  5/3 -2/3 1
        """
)]
public sealed partial class Sriw2;
