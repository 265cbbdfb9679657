namespace ItoSharp;

/// <summary>Milstein's method without derivatives, for diagonal and scalar noise under Stratonovich's integral.</summary>
/// <remarks>
/// The difference is central: Stratonovich's double integral has an expectation, which would weigh the error of a one-sided
/// difference and leave strong order 1/2. Kloeden and Platen, "Numerical Solution of Stochastic Differential Equations" (1992),
/// section 11.1, with one-sided differences.
/// </remarks>
[StochasticTableau(
    StochasticForm.Sri,
    Interpretation.Stratonovich,
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
        0  | 0  |  1
        0  | 0  | -1 0
        -----
        alpha | 1
        beta1 | 1   0    0
        beta2 | 0 1/2 -1/2
        beta3 | 0   0    0
        beta4 | 0   0    0
        """
)]
public sealed partial class StratonovichMilstein;
