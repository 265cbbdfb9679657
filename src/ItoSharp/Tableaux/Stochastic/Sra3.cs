namespace ItoSharp;

/// <summary>Roessler's SRA3 for additive noise, of third order without noise.</summary>
/// <remarks>
/// Roessler, "Runge-Kutta methods for the strong approximation of solutions of stochastic differential equations" (SIAM J.
/// Numer. Anal. 48, 2010), table 6.3.
/// </remarks>
[StochasticTableau(
    StochasticForm.Sra,
    Interpretation.Ito,
    Deterministic = 3,
    StrongAdditive = 1.5,
    WeakAdditive = 2,
    Tableau = """
        c0  | A0      | B0
          0 |         |
          1 |   1     | 0
        1/2 | 1/4 1/4 | 1 1/2
        -----
        c1
        1
        0
        0
        -----
        alpha | 1/6 1/6 2/3
        beta1 |   1   0   0
        beta2 |  -1   1   0
        """
)]
public sealed partial class Sra3;
