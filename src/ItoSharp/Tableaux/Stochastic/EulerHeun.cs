namespace ItoSharp;

/// <summary>Euler's method in the drift, Heun's in the noise: the simplest method for Stratonovich's integral.</summary>
/// <remarks>
/// Kloeden and Platen, "Numerical Solution of Stochastic Differential Equations" (1992), section 4.9; Gard (1988).
/// </remarks>
[StochasticTableau(
    StochasticForm.Increments,
    Interpretation.Stratonovich,
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
        0  | 0  | 1
        -----
        alpha |   1
        beta1 | 1/2 1/2
        """
)]
public sealed partial class EulerHeun;
