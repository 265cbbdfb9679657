namespace ItoSharp;

/// <summary>Milstein's method without derivatives, for diagonal and scalar noise under Ito's integral.</summary>
/// <remarks>
/// Kloeden and Platen, "Numerical Solution of Stochastic Differential Equations" (1992), section 11.1.
/// </remarks>
[StochasticTableau(
    StochasticForm.Sri,
    Interpretation.Ito,
    Deterministic = 1,
    StrongDiagonal = 1,
    StrongScalar = 1,
    WeakGeneral = 1,
    Tableau = """
        c0 | A0 | B0
        0  |    |
        -----
        c1 | A1 | B1
        0  |    |
        1  | 1  | 1
        -----
        alpha |  1
        beta1 |  1 0
        beta2 | -1 1
        beta3 |  0 0
        beta4 |  0 0
        """
)]
public sealed partial class ItoMilstein;
