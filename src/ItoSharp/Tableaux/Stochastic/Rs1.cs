namespace ItoSharp;

/// <summary>Roessler's RS1: weak order 2 for any noise under Stratonovich's integral.</summary>
/// <remarks>
/// Roessler, "Second order Runge-Kutta methods for Stratonovich stochastic differential equations" (BIT 47, 2007).
/// </remarks>
[StochasticTableau(
    StochasticForm.WeakRs,
    Interpretation.Stratonovich,
    Deterministic = 2,
    WeakGeneral = 2,
    Tableau = """
        c0 | A0    | B0
        0  |       |
        0  | 0     |   0
        1  | 1 0   | 1/4 3/4
        0  | 0 0 0 |   0   0 0
        -----
        c1 | A1    | B1         | B3
        0  |       |            |
        0  | 0     |  2/3       |   0
        1  | 1 0   | 1/12 1/4   | 1/4 3/4
        1  | 1 0 0 | -5/4 1/4 2 | 1/4 3/4 0
        -----
        c2 | A2  | B2
        0  |     |
        0  | 0   |  1
        0  | 0 0 | -1 0
        -----
        alpha |   0    0 1/2 1/2
        beta1 | 1/8  3/8 3/8 1/8
        beta2 |   0 -1/4 1/4
        """
)]
public sealed partial class Rs1;
