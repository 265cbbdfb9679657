namespace ItoSharp;

/// <summary>SOSRA2: an SRA method of large stability region, its second and third stage at the end of the step.</summary>
/// <remarks>
/// Stability-optimised decimals, rounded to the 15 places to which they fulfil the conditions. Rackauckas and Nie,
/// "Stability-optimized high order methods and stiffness detection for pathwise stiff stochastic differential equations" (HPEC
/// 2020; arXiv 1804.04344).
/// </remarks>
[StochasticTableau(
    StochasticForm.Sra,
    Interpretation.Ito,
    Deterministic = 2,
    StrongAdditive = 1.5,
    WeakAdditive = 2,
    Tableau = """
        c0 | A0                                  | B0
        0  |                                     |
        1  |                 1                   | 0.768610117100362
        1  | 0.951184923550436 0.048815076449564 |  0.43886792994935 0.749041590920489
        -----
        c1
        0
        1
        1
        -----
        alpha | 0.5 -0.968389737535418  1.468389737535418
        beta1 |   0   0.92438032145683   0.07561967854317
        beta2 |   1 -0.816998110582344 -0.183001889417656
        """
)]
public sealed partial class Sosra2;
