namespace ItoSharp;

/// <summary>Alexander's singly diagonally implicit method of three stages, L-stable; the diagonal is a root of x^3 - 3x^2 + 3x/2 - 1/6.</summary>
/// <remarks>Alexander, "Diagonally implicit Runge-Kutta methods for stiff ODEs", SIAM Journal on Numerical Analysis 14 (1977).</remarks>
[ButcherTableau(
    Order = 3,
    Tableau = """
        0.4358665215084589994160195 | 0.4358665215084589994160195
        0.7179332607542294997080097 | 0.2820667392457705002919903  0.4358665215084589994160195
                                  1 | 1.208496649176010070336478   -0.6443631706844690697524971  0.4358665215084589994160195
        ----------------------------+---------------------------------------------------------------------------------------
                                    | 1.208496649176010070336478   -0.6443631706844690697524971  0.4358665215084589994160195
        """
)]
public sealed partial class Sdirk3;
