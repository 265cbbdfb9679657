namespace ItoSharp;

/// <summary>SOSRA: an SRA method of large stability region.</summary>
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
        c0                | A0                                 | B0
                        0 |                                    |
        0.692396237615951 | 0.692396237615951                  | 1.337163270439976
                        1 | -3.16091422528284 4.16091422528284 | 1.442371048468624 1.863274150113922
        -----
        c1
                        0
        0.041248171110701
                        1
        -----
        alpha |   0.288987496689288  0.685988044083994  0.025024459226718
        beta1 | -16.792534242221663 17.514995785380226  0.277538456841438
        beta2 |   0.423753576906927  0.601038147442854 -1.024791724349781
        """
)]
public sealed partial class Sosra;
