namespace ItoSharp;

/// <summary>Debrabant and Roessler's DRI1: weak order 2 for any noise under Ito's integral, of small error constants.</summary>
/// <remarks>
/// Debrabant and Roessler, "Families of efficient second order Runge-Kutta methods for the weak approximation of Ito stochastic
/// differential equations" (Appl. Numer. Math. 59, 2009).
/// </remarks>
[StochasticTableau(
    StochasticForm.WeakRi,
    Interpretation.Ito,
    Deterministic = 3,
    WeakGeneral = 2,
    Tableau = """
        c0  | A0    | B0
          0 |       |
        1/2 | 1/2   |  (6-sqrt(6))/10
          1 |  -1 2 | (3+2*sqrt(6))/5 0
        -----
        c1      | A1        | B1
              0 |           |
        342/491 | 342/491   |  3*sqrt(38/491)
        342/491 | 342/491 0 | -3*sqrt(38/491) 0
        -----
        c2 | A2  | B2
        0  |     |
        0  | 0   | -214/513*sqrt(1105/991) -491/513*sqrt(221/4955) -491/513*sqrt(221/4955)
        0  | 0 0 |  214/513*sqrt(1105/991)  491/513*sqrt(221/4955)  491/513*sqrt(221/4955)
        -----
        alpha |        1/6                 2/3                1/6
        beta1 |    193/684            491/1368           491/1368
        beta2 |          0    1/6*sqrt(491/38)  -1/6*sqrt(491/38)
        beta3 | -4955/7072          4955/14144         4955/14144
        beta4 |          0 -1/8*sqrt(4955/221) 1/8*sqrt(4955/221)
        """
)]
public sealed partial class Dri1;
