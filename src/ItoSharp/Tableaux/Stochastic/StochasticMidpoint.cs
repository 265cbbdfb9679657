namespace ItoSharp;

/// <summary>The midpoint rule in drift and noise, for Stratonovich's integral.</summary>
/// <remarks>
/// Ruemelin, "Numerical treatment of stochastic differential equations" (SIAM J. Numer. Anal. 19, 1982).
/// </remarks>
[StochasticTableau(
    StochasticForm.Increments,
    Interpretation.Stratonovich,
    Deterministic = 2,
    StrongCommutative = 1,
    StrongGeneral = 0.5,
    WeakGeneral = 1,
    Tableau = """
        c0  | A0  | B0
          0 |     |
        1/2 | 1/2 | 1/2
        -----
        c1  | A1  | B1
          0 |     |
        1/2 | 1/2 | 1/2
        -----
        alpha | 0 1
        beta1 | 0 1
        """
)]
public sealed partial class StochasticMidpoint;
