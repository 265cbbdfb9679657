namespace ItoSharp;

/// <summary>Platen's explicit weak method for a single noise or diagonal noise, under Ito's integral.</summary>
/// <remarks>
/// Kloeden and Platen, "Numerical Solution of Stochastic Differential Equations" (1992), section 15.1.
/// </remarks>
[StochasticTableau(
    StochasticForm.WeakRi,
    Interpretation.Ito,
    Deterministic = 2,
    WeakDiagonal = 2,
    WeakScalar = 2,
    Tableau = """
        c0 | A0 | B0
        0  |    |
        1  | 1  | 1
        -----
        c1 | A1  | B1
        0  |     |
        1  | 1   |  1
        1  | 1 0 | -1 0
        -----
        c2 | A2 | B2
        0  |    |
        -----
        alpha | 1/2 1/2
        beta1 | 1/2 1/4  1/4
        beta2 |   0 1/2 -1/2
        beta3 |   0
        beta4 |   0
        """
)]
public sealed partial class PlatenWeak2;
