namespace ItoSharp;

/// <summary>SOSRI2: an SRI method of large stability region, its last stages at the end of the step.</summary>
/// <remarks>
/// Stability-optimised decimals, rounded to the 12 places to which they fulfil the conditions. Rackauckas and Nie,
/// "Stability-optimized high order methods and stiffness detection for pathwise stiff stochastic differential equations" (HPEC
/// 2020; arXiv 1804.04344).
/// </remarks>
[StochasticTableau(
    StochasticForm.Sri,
    Interpretation.Ito,
    Deterministic = 2,
    StrongAdditive = 1.5,
    StrongDiagonal = 1.5,
    StrongScalar = 1.5,
    WeakAdditive = 2,
    WeakDiagonal = 1.5,
    WeakScalar = 1.5,
    Tableau = """
        c0             | A0                                            | B0
                     0 |                                               |
        0.138045322983 | 0.138045322983                                | 0.088523815377
                     1 | 0.581836129825 0.418163870175                 | 1.031775245897  0.456355292208
                     1 | 0.467001840867 0.804620479219 -0.271622320086 | 1.730782804441 -0.460896784709 -0.963750961894
        -----
        c1             | A1                                            | B1
                     0 |                                               |
        0.456055321639 | 0.456055321639                                |  0.675318681541
                     1 | 0.755580784645 0.244419215355                 | -0.074528125258 -0.497837364861
                     1 | 0.698118114327 0.345327708602 -0.043445822929 | -0.559190670993  0.022696571807 -0.898492788837
        -----
        alpha | -0.150368581406  0.75452758567  0.686995463808 -0.291154468071
        beta1 | -0.453156897273  0.83309372313  0.379284319553  0.240778854589
        beta2 | -0.499438373381 0.918178618615  -0.25613778661 -0.162602458624
        beta3 |  1.453156897273 -0.83309372313 -0.379284319553 -0.240778854589
        beta4 | -0.497609068362 0.914815583565 -1.410210708448  0.993004193245
        """
)]
public sealed partial class Sosri2;
