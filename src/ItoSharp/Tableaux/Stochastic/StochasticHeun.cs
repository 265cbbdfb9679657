namespace ItoSharp;

/// <summary>Heun's method in drift and noise, for Stratonovich's integral.</summary>
/// <remarks>
/// Ruemelin, "Numerical treatment of stochastic differential equations" (SIAM J. Numer. Anal. 19, 1982).
/// </remarks>
[StochasticTableau(
    StochasticForm.Increments,
    Interpretation.Stratonovich,
    Deterministic = 2,
    StrongCommutative = 1,
    StrongGeneral = 0.5,
    WeakAdditive = 2,
    WeakGeneral = 1,
    Tableau = """
        c0 | A0 | B0
        0  |    |
        1  | 1  | 1
        -----
        c1 | A1 | B1
        0  |    |
        1  | 1  | 1
        -----
        alpha | 1/2 1/2
        beta1 | 1/2 1/2
        """
)]
public sealed partial class StochasticHeun;
