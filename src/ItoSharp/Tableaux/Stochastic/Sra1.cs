namespace ItoSharp;

/// <summary>Roessler's SRA1 for additive noise.</summary>
/// <remarks>
/// Roessler, "Runge-Kutta methods for the strong approximation of solutions of stochastic differential equations" (SIAM J.
/// Numer. Anal. 48, 2010), table 6.3.
/// </remarks>
[StochasticTableau(
    StochasticForm.Sra,
    Interpretation.Ito,
    Deterministic = 2,
    StrongAdditive = 1.5,
    WeakAdditive = 2,
    Tableau = """
        c0  | A0  | B0
          0 |     |
        3/4 | 3/4 | 3/2
        -----
        c1
        1
        0
        -----
        alpha | 1/3 2/3
        beta1 |   1   0
        beta2 |  -1   1
        """
)]
public sealed partial class Sra1;
