namespace ItoSharp;

/// <summary>SOSRI: an SRI method of large stability region.</summary>
/// <remarks>
/// Stability-optimised decimals, rounded to the 15 places to which they fulfil the conditions. Two stages of the drift lie
/// outside the step. Rackauckas and Nie, "Stability-optimized high order methods and stiffness detection for pathwise stiff
/// stochastic differential equations" (HPEC 2020; arXiv 1804.04344).
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
        c0                 | A0                                                      | B0
                         0 |                                                         |
        -0.041992244213165 | -0.041992244213165                                      | -0.216410935496125
         0.789840546617033 |  2.842612915017106 -2.052772368400073                   |  1.533635286367957 0.260662234926471
         3.750401017156282 |  4.338237071435815 -2.889593613743979 2.301757559464447 | -1.053603755817916 1.701528472108947 -0.2072568578418
        -----
        c1                | A1                                                     | B1
                        0 |                                                        |
        0.262042820913305 | 0.262042820913305                                      | -0.511901182762166
        0.058798752320018 | 0.209036463835054 -0.150237711515036                   |   2.67767339866713  -4.9395031322251
        0.758661169101175 |  0.05836595312747  0.614944039633237 0.085351176340468 |  0.155809562382992 3.236155100662467 -1.422311828335595
        -----
        alpha |  1.140099274172029 -0.640133425574346  0.473629653277256  0.026404498125061
        beta1 | -1.845346456510443  2.688764531100726 -0.252386650107132   0.40896857551685
        beta2 |  0.496965814158948 -0.577120286975359 -0.129197024703222  0.209351497519634
        beta3 |  2.845346456510442 -2.688764531100725  0.252386650107132 -0.408968575516849
        beta4 |  0.115226638754434  -0.57877086147738  0.285785102816389  0.177759119906557
        """
)]
public sealed partial class Sosri;
